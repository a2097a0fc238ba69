"""The form of a rulebook: the decision, and every parameter of the scheme that it follows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.adopting import DECISION_LENGTH
from linli.timebank.forms import day_field, reach_choices
from linli.timebank.models import Rulebook
from linli.timebank.states import Category
from linli.timebank.terms import EXITS, GROUNDS, KIN, Profile, Terms
from linli.timebank.words import EXIT_WORDS, GROUND_WORDS, KIN_WORDS, LABELS

MOST = 10_000_000
HEAD = ("since", "decided_by", "decision", "decided_on")
#: Parameters that are sets of codes.
SETS: dict[str, list[tuple[str, Any]]] = {
    "categories": list(Category.choices),
    "insured": list(Category.choices),
    "gift_kin": [(code, KIN_WORDS[code]) for code in KIN],
    "exits": [(code, EXIT_WORDS[code]) for code in EXITS],
}
NUMBERS = tuple(name for name in Terms.model_fields if name not in {*SETS, "free_for"})
#: Parameters that may be left empty: then there is no such limit, or nobody.
OPEN = frozenset(
    {
        "cap_minutes",
        "minor_age",
        "redeem_age",
        "redeem_after_minutes",
        "gift_month_minutes",
        "pair_week",
    }
)


class RulebookForm(forms.Form):
    """Begins from a scheme; what is changed rests on the community's own decision."""

    community = forms.TypedChoiceField(label=_("Community"), coerce=int)
    profile = forms.CharField(widget=forms.HiddenInput)
    decided_by = forms.ChoiceField(label=_("Who decided"), choices=Rulebook.Decided.choices)
    decision = forms.CharField(
        label=_("Number of the decision"),
        max_length=DECISION_LENGTH,
        help_text=_("As it stands on the document, so that everybody finds it."),
    )
    decided_on = day_field(_("Day of the decision"))
    since = day_field(
        _("In force from"), help_text=_("A later day than today: never for the past.")
    )

    def __init__(self, *args: Any, reach: frozenset[int], profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].choices = reach_choices(reach)  # type: ignore[attr-defined]
        self.fields["profile"].initial = profile.key
        values = profile.terms.plain()
        for name in Terms.model_fields:
            for field, made in _fields(name, values[name]):
                self.fields[field] = made

    def head(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in HEAD}

    def terms(self) -> dict[str, Any]:
        data = self.cleaned_data
        found: dict[str, Any] = {name: data[name] for name in NUMBERS}
        found |= {name: data[name] for name in SETS}
        ages = {code: data[f"free_{code}"] for code in GROUNDS}
        return found | {"free_for": {code: age for code, age in ages.items() if age is not None}}


def _fields(name: str, value: Any) -> list[tuple[str, forms.Field]]:
    if name == "free_for":
        label = pgettext_lazy("rulebook", "Free of minutes from this age")
        return [
            (
                f"free_{code}",
                forms.IntegerField(
                    label=f"{label}{_(': ')}{GROUND_WORDS[code]}",
                    initial=value.get(code),
                    required=False,
                    min_value=0,
                    max_value=120,
                    help_text=_("Empty: this is no ground."),
                ),
            )
            for code in GROUNDS
        ]
    if name in SETS:
        widget = forms.CheckboxSelectMultiple
        made: forms.Field = forms.MultipleChoiceField(
            label=LABELS[name],
            choices=SETS[name],
            initial=value,
            widget=widget,
            required=name == "categories",
        )
        return [(name, made)]
    hint = _("Empty: no limit, or nobody.") if name in OPEN else ""
    number = forms.IntegerField(
        label=LABELS[name],
        initial=value,
        required=name not in OPEN,
        min_value=0,
        max_value=MOST,
        help_text=hint,
    )
    return [(name, number)]
