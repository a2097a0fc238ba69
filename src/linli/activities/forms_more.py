"""Forms for free hours, groups, campaigns and awards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.activities.forms import words_field
from linli.activities.models import Cycle, Task
from linli.activities.models.asking import GROUP_LENGTH
from linli.activities.models.campaigns import TEXT_LENGTH, TITLE_LENGTH
from linli.activities.models.honours import WORDS_LENGTH
from linli.activities.scoring import ESTATE_MEASURES, MOST_WEIGHT, Criteria, Criterion
from linli.activities.shown import WEEKDAYS
from linli.activities.slots import PART_WORDS, slot
from linli.activities.states import Kind
from linli.activities.tasks import Wanted
from linli.kernel import places
from linli.kernel.actor import Actor
from linli.kernel.language import either
from linli.places.models import Building


def day_field(**options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **options)


class FreeHoursForm(forms.Form):
    """One question a day: which parts of it are free."""

    def __init__(self, *args: Any, slots: list[int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for weekday, name in enumerate(WEEKDAYS):
            choices = [(slot(weekday, part), word) for part, word in enumerate(PART_WORDS)]
            self.fields[f"day{weekday}"] = forms.TypedMultipleChoiceField(
                label=name,
                choices=choices,
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[pk for pk, _word in choices if pk in (slots or [])],
            )

    def slots(self) -> list[int]:
        return [pk for day in range(7) for pk in self.cleaned_data[f"day{day}"]]


class GroupForm(forms.Form):
    title = forms.CharField(label=pgettext_lazy("group", "Name"), max_length=GROUP_LENGTH)
    scope = forms.ChoiceField(
        label=pgettext_lazy("group", "For whom"),
        help_text=_("Everybody of the estate may join, whatever it is called."),
    )

    def __init__(self, *args: Any, estates: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(f"{pk}:", name) for pk, name in estates.items()]
        rows = Building.objects.filter(estate__in=list(estates)).order_by("estate", "pk")
        choices += [
            (f"{row.estate_id}:{row.pk}", f"{estates[row.estate_id]} {row.label}") for row in rows
        ]
        self.fields["scope"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        estate, _colon, building = self.cleaned_data["scope"].partition(":")
        return {
            "title": self.cleaned_data["title"],
            "estate": int(estate),
            "building": int(building) if building else None,
        }


class CommunityForm(forms.Form):
    """A form of staff that names the community when there are several."""

    community = forms.TypedChoiceField(label=_("Community"), coerce=int)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = [c for c in places.communities() if c.id in actor.reach]
        options = [(c.id, either(c.name_zh, c.name_en)) for c in near]
        self.fields["community"].choices = options  # type: ignore[attr-defined]
        if len(options) == 1:
            self.fields["community"].widget = forms.HiddenInput()
            self.fields["community"].initial = options[0][0]


class CampaignForm(CommunityForm):
    """One task, or two."""

    title = forms.CharField(label=pgettext_lazy("campaign", "Name"), max_length=TITLE_LENGTH)
    text = words_field(
        pgettext_lazy("campaign", "What it is about"), length=TEXT_LENGTH, required=False
    )
    since = day_field(label=pgettext_lazy("campaign", "First day"))
    until = day_field(label=pgettext_lazy("campaign", "Last day"))
    times = forms.IntegerField(
        label=_("How many activities count"), min_value=0, max_value=99, initial=3
    )
    kind = forms.ChoiceField(
        label=_("Of which kind"), choices=[("", _("any")), *Kind.choices], required=False
    )
    duties = forms.IntegerField(
        label=_("How many duties count"), min_value=0, max_value=99, initial=0
    )
    per_day = forms.IntegerField(
        label=_("At most a day"), min_value=1, max_value=9, initial=1,
        help_text=_("What goes beyond it on one day is not counted."),
    )  # fmt: skip

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        wanted = (
            Wanted(Task.Counts.ATTENDANCE, data["times"], data["kind"], data["per_day"]),
            Wanted(Task.Counts.DUTY, data["duties"], "", data["per_day"]),
        )
        same = ("community", "title", "text", "since", "until")
        return {
            **{name: data[name] for name in same},
            "tasks": [each for each in wanted if each.times],
        }


class EnterForm(forms.Form):
    shown = forms.BooleanField(
        label=_("Show me on the board, with my name as I show it"), required=False
    )


#: Of what a weight may be.
WEIGHT: dict[str, Any] = {"min_value": 0, "max_value": MOST_WEIGHT}


class CycleForm(CommunityForm):
    """Points for each measure, and the least of it that is needed."""

    title = forms.CharField(label=pgettext_lazy("award", "Name"), max_length=TITLE_LENGTH)
    kind = forms.ChoiceField(label=_("Kind"), choices=Cycle.Kind.choices)
    since = day_field(label=pgettext_lazy("campaign", "First day"))
    until = day_field(label=pgettext_lazy("campaign", "Last day"))
    size = forms.IntegerField(label=_("How many are honoured"), min_value=1, max_value=100)
    minutes = forms.IntegerField(label=_("Points for a confirmed minute"), **WEIGHT, initial=1)
    times = forms.IntegerField(label=_("Points for each time"), **WEIGHT, initial=0)
    voluntary = forms.IntegerField(
        label=_("Points for each time of one's own accord"), **WEIGHT, initial=0
    )
    organised = forms.IntegerField(
        label=_("Points for each activity organised"), **WEIGHT, initial=0,
        help_text=_("For an estate: for each person who took part."),
    )  # fmt: skip
    least = forms.IntegerField(
        label=_("At least so many minutes"), min_value=0, max_value=1_000_000, initial=0
    )

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        estate = data["kind"] == Cycle.Kind.ESTATE
        last = ESTATE_MEASURES[-1] if estate else "organised"
        criteria: Criteria = (
            Criterion("minutes", data["minutes"], data["least"]),
            Criterion("times", data["times"]),
            Criterion("voluntary", data["voluntary"]),
            Criterion(last, data["organised"]),
        )
        same = ("community", "title", "kind", "since", "until", "size")
        return {**{name: data[name] for name in same}, "criteria": criteria}


class ObjectionForm(forms.Form):
    words = words_field(
        _("What speaks against it"),
        length=WORDS_LENGTH,
        help_text=_("The staff alone read this; they answer you with a reason."),
    )


class AnswerForm(forms.Form):
    upheld = forms.ChoiceField(
        label=_("Is the objection right?"),
        choices=[("yes", _("yes: off the list")), ("no", _("no: stays on the list"))],
        widget=forms.RadioSelect,
    )
    words = words_field(_("Reason"), length=WORDS_LENGTH)

    def clean_upheld(self) -> bool:
        return str(self.cleaned_data["upheld"]) == "yes"
