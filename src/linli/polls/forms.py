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
from linli.polls.elections import names_on
from linli.polls.elections_shown import label
from linli.polls.models import Objection, Poll
from linli.polls.parameters import MOST_SHEETS, MOST_STROKES, TEXT_MAX, TITLE_MAX, WORDS_MAX
from linli.polls.queries import homes_here
from linli.polls.shown import CHOICES
from linli.polls.states import Verb
from linli.polls.terms import PROFILES, Kind
from linli.polls.wanted import Wanted

#: Beside names, abstaining is a name left out.
NOBODY = {"abstain": _("nobody of these (abstain)")}
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

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=Poll.KINDS,
        widget=forms.RadioSelect,
        initial="decision",
        required=False,
    )
    seats = forms.IntegerField(
        label=_("Seats to fill"), required=False, min_value=0, help_text=_("Of an election alone.")
    )
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
        values["seats"] = values["seats"] or 0
        values["kind"] = values["kind"] or Kind.DECISION.value
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


class ChoiceForm(forms.Form):
    """What a ballot says: a word, or of an election up to as many names as there are seats."""

    choice = forms.ChoiceField(label=_("Your choice"), widget=forms.RadioSelect)
    #: Words that may be said beside names.
    words: tuple[str, ...] = ("abstain",)

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = poll.seats
        if poll.kind != Kind.ELECTION:
            said = ("agree", "oppose", *self.words)
            self.fields["choice"].choices = _choices(*said)  # type: ignore[attr-defined]
            return
        names = names_on(poll)
        self.fields["choice"] = forms.MultipleChoiceField(
            label=_("Up to %(seats)s names") % {"seats": poll.seats},
            choices=[
                *((str(number), label(number, name)) for number, name in names.items()),
                *((code, NOBODY.get(code, CHOICES[code])) for code in self.words),
            ],
            widget=forms.CheckboxSelectMultiple,
        )

    def clean_choice(self) -> Any:
        """A word, or the numbers of candidates."""
        said = self.cleaned_data["choice"]
        if isinstance(said, str):
            return said
        words = [each for each in said if each in self.words]
        if words and len(said) > 1:
            raise forms.ValidationError(_("Names, or nobody: not both."))
        if len(said) > self.seats:
            raise forms.ValidationError(_("At most %(seats)s names.") % {"seats": self.seats})
        return words[0] if words else [int(each) for each in said]


class BallotForm(ChoiceForm):
    """One choice. `slip` goes along unseen: the number that the published list will bear."""

    slip = forms.CharField(widget=forms.HiddenInput)
    sure = forms.CharField(widget=forms.HiddenInput, required=False)


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


class ReadForm(ChoiceForm):
    """What one person reads on a sheet."""

    words = ("abstain", "invalid")

    code = forms.CharField(
        label=pgettext_lazy("ballot", "Number of the sheet"),
        max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    field_order = ("code", "choice")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].label = pgettext_lazy("ballot", "What it says")

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


class NominateForm(forms.Form):
    who = forms.CharField(
        label=_("Number of the person, or of their line on the roll"),
        max_length=40,
        help_text=_("Everybody finds their own number under “Me”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class StandForm(forms.Form):
    """Whether I stand, knowing that my name is shown."""

    stands = forms.TypedChoiceField(
        label=_("Do you stand?"),
        choices=[(1, _("Yes: my full name stands on the list and on the ballots")), (0, _("No"))],
        coerce=lambda value: bool(int(value)),
        widget=forms.RadioSelect,
    )


class CheckForm(forms.Form):
    qualified = forms.TypedChoiceField(
        label=_("May they be elected?"),
        choices=[(1, _("qualified")), (0, _("not qualified"))],
        coerce=lambda value: bool(int(value)),
        widget=forms.RadioSelect,
    )
    words = words_field(
        _("Why"), help_text=_("By which condition of the law; whoever is named reads it.")
    )
    strokes = forms.IntegerField(
        label=_("Strokes of the surname"),
        required=False,
        min_value=1,
        max_value=MOST_STROKES,
        help_text=_("For a list in that order; of as many strokes the lot decides."),
    )


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
        if verb is Verb.LIST:
            self.fields["order"] = forms.ChoiceField(
                label=_("In which order"), choices=Poll.ORDERS, widget=forms.RadioSelect
            )
            self.fields["words"] = words_field(
                _("Why there are no more candidates than seats"),
                required=False,
                help_text=_("Only where it is so; everybody reads it. Name nobody."),
            )
        if verb is Verb.WITHDRAW:
            self.fields["words"] = words_field(_("Why"), help_text=NAMES_NOBODY)
