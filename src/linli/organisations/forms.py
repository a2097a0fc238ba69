"""Forms for giving and ending offices."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.organisations import queries
from linli.organisations.models import Office
from linli.places.queries import in_order

GROUND_LENGTH = 200


def day_field(**options: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options
    )


def person_field() -> forms.CharField:
    return forms.CharField(
        label=_("Number of the person"),
        help_text=_("Twelve letters and digits; the person finds them under “Me”."),
        max_length=12,
        min_length=12,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )


class FactorCodeForm(forms.Form):
    """Whose second factor somebody answers for."""

    person = person_field()

    def clean_person(self) -> str:
        return str(self.cleaned_data["person"]).upper()


class AppointForm(forms.Form):
    """Who, for whom, as what, where, from when, and on which ground."""

    person = person_field()
    organisation = forms.ChoiceField(label=_("Organisation"))
    capacity = forms.ChoiceField(label=_("Rights"), choices=Office.CAPACITIES)
    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=40, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=40, required=False)
    place = forms.ChoiceField(label=_("Place"))
    since = day_field(label=_("First day"))
    until = day_field(label=_("Last day"), required=False)
    ground = forms.CharField(
        label=_("Ground"),
        help_text=_("The document or decision. It is public: write no private data."),
        max_length=GROUND_LENGTH,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation, place = self.fields["organisation"], self.fields["place"]
        organisation.choices = [(o.pk, o.name) for o in queries.organisations()]  # type: ignore[attr-defined]
        place.choices = [(p.pk, p.name) for p in in_order()]  # type: ignore[attr-defined]
        self.fields["since"].initial = clock.today()

    def clean_person(self) -> str:
        return str(self.cleaned_data["person"]).upper()

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        return {
            "person": data["person"],
            "organisation": int(data["organisation"]),
            "capacity": data["capacity"],
            "titles": (data["title_zh"], data["title_en"]),
            "place": int(data["place"]),
            "since": data["since"],
            "until": data["until"],
            "ground": data["ground"],
        }


class EndForm(forms.Form):
    """When it ends and why."""

    last_day = day_field(
        label=_("Last day"),
        required=False,
        help_text=_("Leave it empty to end the office at once."),
    )
    ground = forms.CharField(label=_("Ground"), max_length=GROUND_LENGTH)

    def clean_last_day(self) -> date | None:
        day: date | None = self.cleaned_data["last_day"]
        if day is not None and day < clock.today():
            raise forms.ValidationError(_("The last day may not lie in the past."))
        return day
