"""Forms of the time bank: one screen for arranging, one field for a code or a reason."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.identity.identifiers import cleaned
from linli.kernel import clock, places
from linli.timebank.models import Standing
from linli.timebank.models.session import TEXT_LENGTH
from linli.timebank.states import Category, Kind, Pay, Side, Where
from linli.timebank.wanted import Wanted

NUMBER = 12


def day_field(label: Any, **options: Any) -> forms.DateField:
    """The first and the last year of the calendar have no other time zone, and no day after."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    ours = [MinValueValidator(date(2, 1, 1)), MaxValueValidator(date(9998, 12, 31))]
    return forms.DateField(label=label, widget=widget, validators=ours, **options)


class NumberField(forms.CharField):
    """A person's number, as pages show it."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label=label, max_length=NUMBER, **options)

    def clean(self, value: Any) -> str:
        return cleaned(super().clean(value))


class ServiceForm(forms.Form):
    """What, when, where. The codes of kinds come from the rulebook in force."""

    pay = forms.ChoiceField(label=_("How it counts"), choices=Pay.choices)
    category = forms.ChoiceField(label=_("Kind of service"), choices=Category.choices)
    day = day_field(_("Day"))
    begins = forms.TimeField(
        label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    minutes = forms.IntegerField(
        label=_("How many minutes"),
        min_value=1,
        max_value=1440,
        initial=60,
        help_text=_("What is arranged is the most that counts."),
    )
    where = forms.ChoiceField(label=_("Where"), choices=Where.choices)
    words = forms.CharField(
        label=_("What is to be done"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only the two of you and the staff read it. It is kept sealed."),
    )

    def __init__(self, *args: Any, categories: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = tuple(categories)
        if known:
            kept = [(code, label) for code, label in Category.choices if code in known]
            self.fields["category"].choices = kept  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        data = self.cleaned_data
        exchange = data["pay"] == Pay.EXCHANGE
        begins: time = data["begins"]
        day: date = data["day"]
        return Wanted(
            kind=Kind.EXCHANGE if exchange else Kind.VOLUNTARY,
            pay=data["pay"],
            category=data["category"],
            where=data["where"],
            starts_at=datetime.combine(day, begins, clock.LOCAL),
            minutes=data["minutes"],
            words=data["words"],
        )


class SessionForm(ServiceForm):
    """A resident asks a neighbour."""

    person = NumberField(_("The neighbour's number"), help_text=_("It stands under “Me”."))
    side = forms.ChoiceField(
        label=_("Who helps whom"),
        choices=[(Side.GIVER, _("I give service")), (Side.RECEIVER, _("I receive service"))],
    )

    field_order = ("side", "person")


class PaperForm(ServiceForm):
    """Staff arrange it for two."""

    giver = NumberField(_("Number of who gives service"))
    receiver = NumberField(_("Number of who receives it"))

    field_order = ("giver", "receiver")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code on the other one's phone"),
        max_length=NUMBER,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "data-scan": "code"}
        ),
        help_text=_("Eight digits; they change every ten minutes."),
    )


class WordsForm(forms.Form):
    words = forms.CharField(
        label=_("Reason"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever is concerned reads it. It is kept sealed."),
    )


class StandingForm(forms.Form):
    person = NumberField(_("Number of the person"))
    kind = forms.ChoiceField(label=_("What holds"), choices=Standing.Kind.choices)
    ground = forms.ChoiceField(
        label=pgettext_lazy("standing", "On what ground"), choices=Standing.Ground.choices
    )
    until = day_field(_("Last day, if there is one"), required=False)
    words = forms.CharField(
        label=_("Which papers were seen"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The person reads it. It is kept sealed."),
    )


def reach_choices(reach: frozenset[int]) -> list[tuple[int, str]]:
    return [(each.id, each.name_here) for each in places.communities() if each.id in reach]
