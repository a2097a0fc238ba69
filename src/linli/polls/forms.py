"""Forms about polls."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel import clock, places
from linli.kernel.actor import Actor
from linli.places.models import Building
from linli.polls.models import Objection, Poll
from linli.polls.parameters import MOST_SHEETS, TEXT_MAX, TITLE_MAX, WORDS_MAX
from linli.polls.queries import homes_here
from linli.polls.shown import CHOICES
from linli.polls.states import Verb
from linli.polls.terms import PROFILES
from linli.polls.wanted import Wanted

NAMES_NOBODY = _("Everybody reads this: name nobody.")


def words_field(
    label: Any, *, most: int = WORDS_MAX, rows: int = 3, **options: Any
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, **options)


class _Question(forms.Form):
    title = forms.CharField(
        label=_("The question in a few words"), max_length=TITLE_MAX, help_text=NAMES_NOBODY
    )
    words = words_field(
        _("What exactly is decided"),
        most=TEXT_MAX,
        rows=5,
        help_text=_("Agreeing and opposing must each mean one thing."),
    )
    mode = forms.ChoiceField(label=_("Who votes"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = dict(Poll.MODES)
        modes = PROFILES.in_force(clock.today()).rules.modes
        self.fields["mode"].choices = [(each.value, known[each.value]) for each in modes]  # type: ignore[attr-defined]
        self.fields["mode"].initial = modes[0].value


class AskForm(_Question):
    """A resident: the question, and where it is asked."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.community = actor.place or 0

    def wanted(self) -> Wanted:
        return Wanted(community=self.community, **self.cleaned_data)


class ProposeForm(_Question):
    """The desk: also for one building, also an open vote."""

    place = forms.ChoiceField(label=pgettext_lazy("poll", "Where"))
    secret = forms.TypedChoiceField(
        label=_("How it is voted"),
        choices=[
            (1, _("Secret: nobody can tell who chose what")),
            (0, _("Open: the list names every line with its choice")),
        ],
        coerce=lambda value: bool(int(value)),
        widget=forms.RadioSelect,
        initial=1,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wholes: list[tuple[str, str]] = [
            (f"{each.id}", each.name_here)
            for each in places.communities()
            if each.id in actor.reach
        ]
        rows = Building.objects.filter(estate__community__in=actor.reach).select_related("estate")
        found = list(rows.order_by("estate", "pk"))
        estates = {each.estate_id: each.estate for each in found}
        wholes += [(f"{e.community_id}-{pk}", e.name) for pk, e in estates.items()]
        wholes += [
            (f"{b.estate.community_id}-{b.estate_id}-{b.pk}", f"{b.estate.name} {b.label}")
            for b in found
        ]
        self.fields["place"].choices = wholes  # type: ignore[attr-defined]

    def wanted(self, topic: int | None = None) -> Wanted:
        values = dict(self.cleaned_data)
        parts = [int(each) for each in values.pop("place").split("-")]
        community, estate, building = (*parts, None, None)[:3]
        return Wanted(
            community=community or 0, estate=estate, building=building, topic=topic, **values
        )


class ObjectForm(forms.Form):
    """The roll is wrong about me, or about a line."""

    about = forms.ChoiceField(
        label=_("What is wrong"), choices=Objection.About.choices, widget=forms.RadioSelect
    )
    number = forms.IntegerField(
        label=_("Number of the line"),
        required=False,
        min_value=1,
        help_text=_("Only where a line should not be there."),
    )
    words = words_field(_("How it really is"))


class AnswerForm(forms.Form):
    upheld = forms.TypedChoiceField(
        label=_("Ruling"),
        choices=[(1, _("Upheld: the roll is corrected")), (0, _("Rejected"))],
        coerce=lambda value: bool(int(value)),
        widget=forms.RadioSelect,
    )
    words = words_field(_("Why"))


class BallotForm(forms.Form):
    """One choice. `slip` goes along unseen: the number that the published list will bear."""

    choice = forms.ChoiceField(label=_("Your choice"), widget=forms.RadioSelect)
    slip = forms.CharField(widget=forms.HiddenInput)
    sure = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(code, CHOICES[code]) for code in ("agree", "oppose", "abstain")]
        self.fields["choice"].choices = words  # type: ignore[attr-defined]


class SignForm(forms.Form):
    """With which home, where somebody has several."""

    unit = forms.TypedChoiceField(label=_("Your home"), coerce=int)

    def __init__(self, *args: Any, actor: Actor, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        homes = homes_here(actor.person or 0, poll)
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            (each.unit_id, f"{each.unit.estate.name} {each.unit.building.label} {each.unit.room}")
            for each in homes
        ]


class LineForm(forms.Form):
    """Whose line: by its number, a person's number or a room."""

    text = forms.CharField(
        label=_("Line, room, or number of the person"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SheetsForm(forms.Form):
    count = forms.IntegerField(
        label=_("How many sheets"), min_value=1, max_value=MOST_SHEETS, initial=20
    )


def _choices(*words: str) -> list[tuple[str, Any]]:
    return [(code, CHOICES[code]) for code in words]


class ReadForm(forms.Form):
    """What one person reads on a sheet."""

    code = forms.CharField(
        label=pgettext_lazy("ballot", "Number of the sheet"),
        max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    choice = forms.ChoiceField(
        label=pgettext_lazy("ballot", "What it says"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _choices("agree", "oppose", "abstain", "invalid")
        self.fields["choice"].choices = words  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        return "".join(str(self.cleaned_data["code"]).split()).upper()


class DoorForm(forms.Form):
    """What was answered at the door of a line."""

    choice = forms.ChoiceField(label=_("The answer at the door"), widget=forms.RadioSelect)
    told = forms.BooleanField(
        label=_("I said that the answer is written down and that they may vote themselves instead.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = _choices("agree", "oppose", "abstain")  # type: ignore[attr-defined]


class FindForm(forms.Form):
    """The number that somebody took home."""

    code = forms.CharField(
        label=_("Number of the ballot"),
        max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_code(self) -> str:
        return "".join(str(self.cleaned_data["code"]).split()).upper()


class StepForm(forms.Form):
    """What one step of the course asks."""

    def __init__(self, *args: Any, verb: Verb, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if verb is Verb.STUDY:
            self.fields["day"] = forms.DateField(
                label=_("On which day"),
                initial=clock.today(),
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )
            self.fields["words"] = words_field(_("What it said"), help_text=NAMES_NOBODY)
        if verb is Verb.OPEN:
            law = poll.law
            self.fields["closes_at"] = forms.DateTimeField(
                label=_("Open until"),
                initial=timezone.localtime(
                    clock.now() + timedelta(days=min(7, law.vote_days_max))
                ).replace(hour=18, minute=0),
                widget=forms.DateTimeInput(
                    attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
                ),
                help_text=_("From %(least)s to %(most)s days.")
                % {"least": law.vote_days_min, "most": law.vote_days_max},
            )
        if verb is Verb.WITHDRAW:
            self.fields["words"] = words_field(_("Why"), help_text=NAMES_NOBODY)
