"""Forms for the stage of an estate and where it lies."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.places.models import Estate
from linli.places.states import Stage

MICRO = 1_000_000


class StageForm(forms.Form):
    """Which of the stages that follow, since when, and why."""

    to = forms.ChoiceField(label=_("New stage"), widget=forms.RadioSelect)
    on = forms.DateField(
        label=_("First day in it"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ground = forms.CharField(
        label=_("Ground"),
        help_text=_("The document or decision. It is public: write no private data."),
        max_length=200,
    )

    def __init__(self, *args: Any, following: Iterable[Stage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(each.value, each.label) for each in following]  # type: ignore[attr-defined]
        self.fields["on"].initial = clock.today()


class LocationForm(forms.Form):
    """Degrees with six decimals, kept as integers."""

    latitude = forms.DecimalField(
        label=_("Latitude in degrees"), help_text=_("For example 23.021548"), decimal_places=6
    )
    longitude = forms.DecimalField(
        label=_("Longitude in degrees"), help_text=_("For example 113.121416"), decimal_places=6
    )

    def __init__(self, *args: Any, estate: Estate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if estate.latitude_micro is not None and estate.longitude_micro is not None:
            self.fields["latitude"].initial = Decimal(estate.latitude_micro) / MICRO
            self.fields["longitude"].initial = Decimal(estate.longitude_micro) / MICRO

    def clean_latitude(self) -> int:
        return int(self.cleaned_data["latitude"] * MICRO)

    def clean_longitude(self) -> int:
        return int(self.cleaned_data["longitude"] * MICRO)
