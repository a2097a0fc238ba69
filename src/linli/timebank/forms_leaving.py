"""The form on which staff record that a holder of hours died or left."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.timebank.forms import NumberField, day_field, reach_choices
from linli.timebank.models.session import TEXT_LENGTH
from linli.timebank.states_leaving import Cause, Exit
from linli.timebank.wanted import Leaving


class LeavingForm(forms.Form):
    community = forms.TypedChoiceField(label=_("Community"), coerce=int)
    person = NumberField(_("Number of the person"))
    cause = forms.ChoiceField(
        label=pgettext_lazy("departure", "What happened"), choices=Cause.choices
    )
    day = day_field(pgettext_lazy("departure", "On which day"))
    way = forms.ChoiceField(
        label=_("What becomes of the hours"),
        choices=Exit.choices,
        help_text=_("Only what the rulebook in force names."),
    )
    heir = NumberField(
        _("Number of the heir, if there is one"),
        required=False,
        help_text=_("Among the kin whom both have confirmed."),
    )
    paper = forms.CharField(
        label=_("Which papers were seen"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Such as a death certificate with its number. It is kept sealed."),
    )

    def __init__(self, *args: Any, reach: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].choices = reach_choices(reach)  # type: ignore[attr-defined]

    def what(self) -> Leaving:
        names = ("person", "cause", "day", "way", "heir", "paper")
        return Leaving(**{name: self.cleaned_data[name] for name in names})
