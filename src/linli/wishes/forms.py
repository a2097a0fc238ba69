"""Forms about wishes: one screen for wishing, one question for each step."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.files.forms import UploadsField
from linli.identity.identifiers import cleaned
from linli.identity.models import Person
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.wishes import queries
from linli.wishes.kinds import Ground, Kind, Rating, Source, Urgency
from linli.wishes.models import Wish
from linli.wishes.models.rules import GROUND_LENGTH, PHONE_LENGTH
from linli.wishes.parameters import DOOR_MAX, PICTURES, REASON_MAX, TEXT_MAX, Rules
from linli.wishes.states import TRANSITIONS, Verb
from linli.wishes.wanted import Wanted


def day_field(**options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **options)


def words_field(label: Any, *, most: int = TEXT_MAX, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=most, widget=widget, **options)


class WishForm(forms.Form):
    """What, of which kind, how soon, where. All else is folded away."""

    words = words_field(_("What do you wish for?"))
    kind = forms.ChoiceField(label=pgettext_lazy("wish", "Kind"), choices=Kind.choices)
    urgency = forms.TypedChoiceField(
        label=_("How soon"), coerce=int, choices=Urgency.choices, initial=Urgency.SOON
    )
    unit = forms.TypedChoiceField(
        label=_("Where"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Neighbours see the building. The home sees only who takes the wish on."),
    )
    wanted_on = day_field(label=_("On which day"), required=False)
    door = forms.CharField(
        label=_("Where to go"),
        max_length=DOOR_MAX,
        required=False,
        help_text=_("Another place, or how to find the door. Only who takes the wish on sees it."),
    )
    pictures = UploadsField(most=PICTURES)
    unnamed = forms.BooleanField(label=_("Without my name"), required=False)

    MORE = ("wanted_on", "door", "pictures", "unnamed")

    def __init__(
        self, *args: Any, wisher: int, community: int, returned: Wish | None = None, **kwargs: Any
    ) -> None:
        if returned is not None:
            kwargs["initial"] = {
                "words": returned.text,
                "kind": returned.kind,
                "urgency": returned.urgency,
                "unit": returned.unit_id or "",
                "wanted_on": returned.wanted_on,
                "door": returned.read("door"),
            }
        super().__init__(*args, **kwargs)
        homes = queries.homes_to_choose(wisher, community)
        offered: list[tuple[Any, Any]] = [(home.pk, _home_words(home)) for home in homes]
        self.fields["unit"].choices = [*offered, ("", _("not at my home"))]  # type: ignore[attr-defined]
        if not offered:
            del self.fields["unit"]
        elif returned is None:
            self.fields["unit"].initial = offered[0][0]
        if returned is not None:
            del self.fields["pictures"]
            del self.fields["unnamed"]

    @property
    def main(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.MORE]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name in self.MORE]

    @property
    def more_wrong(self) -> bool:
        return any(field.errors for field in self.more)

    def wanted(self, *, unnamed: bool = False) -> Wanted:
        data = self.cleaned_data
        return Wanted(
            kind=data["kind"],
            words=data["words"],
            urgency=data["urgency"],
            wanted_on=data["wanted_on"],
            unit=data.get("unit"),
            door=data["door"],
            unnamed=data.get("unnamed", unnamed),
        )


def _home_words(home: Any) -> str:
    return f"{home.estate.name} {home.label}"


class ForWhomForm(forms.Form):
    """Whose number staff were told."""

    person = forms.CharField(
        label=_("For whom: their number"),
        max_length=20,
        help_text=_("Twelve letters and digits; the person finds them under “Me”."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )

    def clean_person(self) -> str:
        return cleaned(self.cleaned_data["person"])


class ProxyForm(WishForm):
    """Staff wish for somebody in need."""

    person = forms.CharField(widget=forms.HiddenInput())
    reason = words_field(
        _("Put it first: why"),
        most=REASON_MAX,
        required=False,
        help_text=_("Left empty, it stands in its turn. Only staff read the reason."),
    )


class ClaimForm(forms.Form):
    """As what somebody comes; the community counts it, and the wisher reads it."""

    source = forms.ChoiceField(
        label=_("As what do you come?"),
        choices=Source.choices,
        initial=Source.NEIGHBOUR,
        widget=forms.RadioSelect,
    )
    body = forms.TypedChoiceField(
        label=_("Party branch or organisation"), coerce=int, empty_value=None, required=False
    )
    team = forms.BooleanField(label=_("Others may join me"), required=False)

    def __init__(self, *args: Any, wish: Wish, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = [(body.pk, body.name) for body in queries.bodies_to_choose(wish.community)]
        self.fields["body"].choices = [("", ""), *bodies]  # type: ignore[attr-defined]


class ProveForm(forms.Form):
    words = words_field(_("What was done"))
    minutes = forms.IntegerField(label=_("How many minutes it took"), min_value=0)
    ended = forms.DateTimeField(
        label=_("When you were done"),
        required=False,
        initial=clock.now,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    pictures = UploadsField(most=PICTURES)


class ConfirmForm(forms.Form):
    """`minutes` as the helpers said, to be corrected."""

    minutes = forms.IntegerField(label=_("How many minutes it took"), min_value=0, required=False)
    rating = forms.TypedChoiceField(
        label=_("How glad are you?"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=Rating.choices,
        widget=forms.RadioSelect,
    )
    words = words_field(_("What you saw there"))

    def __init__(self, *args: Any, actor: Actor, wish: Wish, **kwargs: Any) -> None:
        claim = queries.active_claim(wish)
        kwargs["initial"] = {"minutes": claim.minutes if claim else 0}
        super().__init__(*args, **kwargs)
        del self.fields["rating" if actor.is_official else "words"]


class ReturnForm(forms.Form):
    ground = forms.ChoiceField(
        label=pgettext_lazy("wish", "Reason"), choices=Ground.choices, widget=forms.RadioSelect
    )
    words = words_field(
        _("A word to the wisher"), required=False, help_text=_("The wisher reads both.")
    )


class WordsForm(forms.Form):
    words = words_field(_("Your words"))


class MessageForm(forms.Form):
    """A word between wisher and helpers."""

    text = words_field(_("Your message"), help_text=_("Only the wisher and the helpers read it."))


class MarkForm(forms.Form):
    reason = words_field(
        _("Put it first: why"), most=REASON_MAX, help_text=_("Only staff read the reason.")
    )


def step_form(verb: Verb, actor: Actor, wish: Wish, *data: Any) -> forms.Form:
    """The question of a step; empty where a button says all."""
    if verb is Verb.CLAIM:
        return ClaimForm(*data, wish=wish)
    if verb is Verb.CONFIRM:
        return ConfirmForm(*data, actor=actor, wish=wish)
    if verb is Verb.PROVE:
        return ProveForm(*data)
    if verb is Verb.RETURN:
        return ReturnForm(*data)
    if verb is Verb.LEAVE:
        form = WordsForm(*data)
        form.fields["words"].required = False
        return form
    return WordsForm(*data) if TRANSITIONS[verb].words else forms.Form(*data)


#: The plain numbers of a set of rules.
OF_RULES = (
    "claim_days",
    "offer_hours",
    "offer_people",
    "escalate_hours",
    "most_open",
    "most_minutes",
    "visit_level",
    "desk",
)


class RulesForm(forms.Form):
    """A community's parameters from a day on."""

    community = forms.TypedChoiceField(label=_("Community"), coerce=int)
    since = day_field(label=_("From which day"))
    review = forms.MultipleChoiceField(
        label=_("What staff look at first"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Wishes without a name are looked at always."),
    )
    claim_days = forms.IntegerField(label=_("Days until a claim lapses"), min_value=1, max_value=60)
    offer_hours = forms.IntegerField(
        label=_("Hours until a wish is offered"), min_value=1, max_value=240
    )
    offer_people = forms.IntegerField(
        label=_("To how many people it is offered"), min_value=1, max_value=50
    )
    escalate_hours = forms.IntegerField(
        label=_("Hours until it is the staff's to settle"), min_value=1, max_value=1000
    )
    most_open = forms.IntegerField(
        label=_("Open wishes, and claims, of one person"), min_value=1, max_value=100
    )
    most_minutes = forms.IntegerField(
        label=_("Minutes that count for one wish at most"), min_value=1, max_value=6000
    )
    visit_level = forms.TypedChoiceField(
        label=_("Proof of who comes to a home"), coerce=int, choices=Person.Level.choices[1:]
    )
    desk = forms.CharField(
        label=_("Telephone for emergencies"),
        max_length=PHONE_LENGTH,
        required=False,
        help_text=_("A public number of the community; wisher and helpers see it."),
    )
    ground = forms.CharField(label=_("By what it was decided"), max_length=GROUND_LENGTH)

    def __init__(
        self, *args: Any, communities: list[tuple[int, str]], now: Rules, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {name: getattr(now, name) for name in OF_RULES}
        kwargs["initial"]["review"] = sorted(now.review)
        super().__init__(*args, **kwargs)
        self.fields["community"].choices = communities  # type: ignore[attr-defined]
        self.fields["review"].choices = [  # type: ignore[attr-defined]
            ("everything", _("everything")),
            ("picture", _("wishes with a picture")),
            *Kind.choices,
        ]
