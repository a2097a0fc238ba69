"""Forms for planning, deciding, signing up and rating."""

import re
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.activities.festivals import Festival
from linli.activities.models.people import RATING_LENGTH
from linli.activities.models.planning import (
    REASON_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    WHERE_LENGTH,
)
from linli.activities.parameters import AHEAD, LONGEST, MOST_OCCASIONS, MOST_SEATS
from linli.activities.queries.asking import groups_in, own_estates
from linli.activities.recurring import dates
from linli.activities.running import in_office
from linli.activities.states import Kind, Mark, Source
from linli.kernel import clock, places
from linli.kernel.actor import Actor
from linli.kernel.language import either
from linli.places.models import Estate

_APART = re.compile(r"[\s,，、;；]+")
REPEATS = (
    ("", _("once")),
    ("FREQ=DAILY", _("every day")),
    ("FREQ=WEEKLY", _("every week")),
    ("FREQ=WEEKLY;INTERVAL=2", _("every two weeks")),
    ("FREQ=MONTHLY", _("every month")),
)
STARS = tuple((n, "★" * n) for n in (5, 4, 3, 2, 1))


def words_field(label: Any, *, length: int, rows: int = 3, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=length, widget=widget, **options)


def moment_field(**options: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(
        widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **options
    )


def numbers_field(label: Any, **options: Any) -> forms.CharField:
    """People by their public numbers, as many as one likes."""
    return words_field(
        label,
        length=400,
        rows=2,
        help_text=_("Their numbers, with a space between them; people find theirs under “Me”."),
        **options,
    )


def split_numbers(text: str) -> list[str]:
    return [part for part in _APART.split(text.strip().upper()) if part]


class PlanForm(forms.Form):
    """What, where, when, for how many."""

    title = forms.CharField(label=pgettext_lazy("activity", "Name"), max_length=TITLE_LENGTH)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    text = words_field(
        _("What happens there"),
        length=TEXT_LENGTH,
        required=False,
        help_text=_("Everybody in the community reads it: no private matters, please."),
    )
    community = forms.TypedChoiceField(label=_("Community"), coerce=int)
    where = forms.CharField(label=pgettext_lazy("activity", "Where"), max_length=WHERE_LENGTH)
    begins_at = moment_field(label=pgettext_lazy("activity", "Begin"))
    ends_at = moment_field(label=pgettext_lazy("activity", "End"))
    seats = forms.IntegerField(
        label=_("Places"), min_value=1, max_value=MOST_SEATS, help_text=_("Who comes later waits.")
    )
    repeat = forms.ChoiceField(label=_("Repeats"), choices=REPEATS, required=False)
    times = forms.IntegerField(
        label=_("How often in all"),
        min_value=2,
        max_value=MOST_OCCASIONS,
        required=False,
        help_text=_("Only for a series."),
    )
    festival = forms.ChoiceField(
        label=_("For a festival"), choices=[("", _("no")), *Festival.choices], required=False
    )
    estate = forms.TypedChoiceField(
        label=_("Only for an estate"), coerce=int, empty_value=None, required=False
    )
    group = forms.TypedChoiceField(
        label=_("Only for a group"), coerce=int, empty_value=None, required=False
    )
    #: What was warned of and read.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = [c for c in places.communities() if c.id in actor.reach]
        options = [(c.id, either(c.name_zh, c.name_en)) for c in near]
        self.fields["community"].choices = options  # type: ignore[attr-defined]
        if len(options) == 1:
            self.fields["community"].widget = forms.HiddenInput()
            self.fields["community"].initial = options[0][0]
        estates = own_estates(actor.person or 0)
        if in_office(actor):
            near_by = Estate.objects.reached_by(actor).order_by("pk")
            estates = {row.pk: row.name for row in near_by}
        groups = [(row.pk, f"{row.estate.name} {row.title}") for row in groups_in(estates)]
        for name, found in (("estate", list(estates.items())), ("group", groups)):
            self.fields[name].choices = [("", _("no")), *found]  # type: ignore[attr-defined]
            if not found:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("repeat") and not found.get("times") and "times" not in self.errors:
            self.add_error("times", _("Say how often, from two times on."))
        return found

    def values(self) -> dict[str, Any]:
        """What the action takes; the series as RFC 5545 has it."""
        found = dict(self.cleaned_data)
        repeat, times = found.pop("repeat"), found.pop("times")
        found.pop("seen")
        return {**found, "rule": f"{repeat};COUNT={times}" if repeat else ""}

    def dates(self) -> list[tuple[datetime, datetime]]:
        """None when they make no series, or lie outside of what is planned: the action says so."""
        found, now = self.values(), clock.now()
        if not now < found["begins_at"] <= now + AHEAD:
            return []
        if found["ends_at"] - found["begins_at"] > LONGEST:
            return []
        try:
            return dates(found["rule"], found["begins_at"], found["ends_at"])
        except (ValueError, TypeError):
            return []


class DecideForm(forms.Form):
    YES, NO = "yes", "no"

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[(YES, _("approve")), (NO, pgettext_lazy("activity", "refuse"))],
        widget=forms.RadioSelect,
    )
    reason = words_field(
        _("Reason"),
        length=REASON_LENGTH,
        required=False,
        help_text=_("Needed for a refusal; whoever proposed it reads it."),
    )


class CancelForm(forms.Form):
    reason = words_field(
        _("Reason"), length=REASON_LENGTH, help_text=_("Everybody who signed up reads it.")
    )
    following = forms.BooleanField(label=_("All later dates too"), required=False)


class SignUpForm(forms.Form):
    source = forms.ChoiceField(
        label=_("I come"),
        choices=Source.choices,
        initial=Source.VOLUNTARY,
        widget=forms.RadioSelect,
        help_text=_(
            "It changes nothing for you; the community counts how many come by themselves."
        ),
    )
    team = numbers_field(_("Neighbours who come along"), required=False)

    def clean_team(self) -> list[str]:
        return split_numbers(self.cleaned_data["team"])


class SendForm(forms.Form):
    people = numbers_field(_("Whom you send or enter"))

    def clean_people(self) -> list[str]:
        return split_numbers(self.cleaned_data["people"])


class RateForm(forms.Form):
    stars = forms.TypedChoiceField(
        label=_("How was it?"), choices=STARS, coerce=int, widget=forms.RadioSelect
    )
    words = words_field(
        _("In your words"),
        length=RATING_LENGTH,
        required=False,
        help_text=_("Those who run it read this, with your name as you show it."),
    )


class MarkForm(forms.Form):
    """A mark without scripts: the page made its number."""

    id = forms.UUIDField()
    signup = forms.IntegerField(min_value=1)
    what = forms.ChoiceField(choices=Mark.choices)


class HereForm(forms.Form):
    code = forms.CharField(max_length=160)
    what = forms.ChoiceField(choices=Mark.choices)
