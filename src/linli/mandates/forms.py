"""Forms for giving and taking mandates."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.deeds import Deed, helpers_deeds
from linli.mandates.limits import limits
from linli.mandates.models import SHEET_LENGTH, Mandate

NUMBER_LENGTH = 16


def number_field(label: Any, **options: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=NUMBER_LENGTH, widget=widget, **options)


class TermsForm(forms.Form):
    """What may be done, by whom in relation to the giver, until when."""

    deeds = forms.MultipleChoiceField(
        label=_("What may the helper do?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing else: no consents, no change of phone, and the account stays yours."),
    )
    bond = forms.ChoiceField(
        label=_("The helper is"), choices=Mandate.Bond.choices, widget=forms.RadioSelect
    )
    until = forms.DateField(
        label=_("Last day of the mandate"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("It can be ended at any time before, by either of you."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(d.key, _line(d.title, d.explanation)) for d in self.offered()]
        self.fields["deeds"].choices = offered  # type: ignore[attr-defined]
        proposed = clock.today() + timedelta(days=limits().proposed_days)
        self.fields["until"].initial = proposed
        self.fields["bond"].initial = Mandate.Bond.FAMILY.value

    def offered(self) -> list[Deed]:
        """What may be given in this way."""
        return helpers_deeds()


def _line(title: Any, explanation: Any) -> str:
    return f"{title}{_(': ')}{explanation}"


class OfferForm(TermsForm):
    """By the principal."""

    field_order = ("helper", "deeds", "bond", "until")

    helper = number_field(
        _("Number of the helper"),
        required=False,
        help_text=_(
            "It stands on the helper's page “Me”. Left empty, you get a code to scan at the table."
        ),
    )


class CodeForm(forms.Form):
    """The code that somebody hands over."""

    code = number_field(
        _("Code of the mandate"), help_text=_("Ten letters and digits, good once and for minutes.")
    )


class BetweenForm(TermsForm):
    """By staff, for two people."""

    field_order: tuple[str, ...] = ("principal", "helper", "deeds", "bond", "until")

    principal = number_field(_("Number of the person who is helped"))
    helper = number_field(_("Number of the helper"))


class DeskForm(BetweenForm):
    both_seen = forms.BooleanField(
        label=_("Both are here, I have seen both their papers, and both want it."), required=False
    )

    def offered(self) -> list[Deed]:
        return [deed for deed in helpers_deeds() if not deed.by_two]


class SheetForm(BetweenForm):
    """A signed sheet; the scan is added by the page that knows files."""

    field_order = ("sheet", "principal", "helper", "deeds", "bond", "until")

    sheet = forms.CharField(
        label=_("Number of the sheet"),
        max_length=SHEET_LENGTH + 4,
        help_text=_("It stands below the code on the paper."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )
