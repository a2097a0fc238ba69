"""Forms of the staff: freezing an account, and opening it again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ledger.models import Freeze

WORDS = 500


class UnfreezeForm(forms.Form):
    words = forms.CharField(
        label=_("Reason in words"),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The holder reads it. It is kept sealed."),
    )


class FreezeForm(UnfreezeForm):
    """Whose account, by the person's number: nobody is searched for by name here."""

    field_order = ("person", "reason", "words")

    person = forms.CharField(
        label=_("The holder's number"),
        max_length=12,
        help_text=_("Twelve letters and digits; the person finds them under “Me”."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )
    reason = forms.ChoiceField(label=_("Reason"), choices=Freeze.Reason.choices)

    def clean_person(self) -> str:
        return str(self.cleaned_data["person"]).strip().upper()
