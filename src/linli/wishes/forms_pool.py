"""Forms of the pool, squads and pairs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.identity.identifiers import cleaned
from linli.wishes.kinds import Kind
from linli.wishes.models import Skills
from linli.wishes.models.teams import NAME_LENGTH
from linli.wishes.reasons import slot_choices


def _many(label: Any, **options: Any) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label, widget=forms.CheckboxSelectMultiple, **options
    )


class SkillsForm(forms.Form):
    kinds = _many(_("What I can"), choices=Kind.choices, coerce=str)
    visits = forms.BooleanField(label=_("I would go to somebody's home"), required=False)
    slots = _many(_("When I am mostly free"), required=False, coerce=int)

    def __init__(self, *args: Any, now: Skills | None, **kwargs: Any) -> None:
        if now is not None:
            kwargs["initial"] = {"kinds": now.kinds, "slots": now.slots, "visits": now.visits}
        super().__init__(*args, **kwargs)
        self.fields["slots"].choices = slot_choices()  # type: ignore[attr-defined]


class SquadForm(forms.Form):
    name = forms.CharField(label=_("Name of the squad"), max_length=NAME_LENGTH)
    kinds = _many(_("What it helps with"), choices=Kind.choices, coerce=str)


def _number(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=20,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )


class PairForm(forms.Form):
    elder = _number(_("The elder's number"))
    helper = _number(_("The helper's number"))
    slots = _many(_("At which hours of the week"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slots"].choices = slot_choices()  # type: ignore[attr-defined]

    def clean_elder(self) -> str:
        return cleaned(self.cleaned_data["elder"])

    def clean_helper(self) -> str:
        return cleaned(self.cleaned_data["helper"])
