"""The form on which staff enter how what stands between two communities was settled."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.adopting import DECISION_LENGTH
from linli.timebank.models import Settlement


class SettlementForm(forms.Form):
    how = forms.ChoiceField(
        label=pgettext_lazy("settlement", "What was decided about it"),
        choices=Settlement.How.choices,
        help_text=_("Hours are worked off or written off, never paid."),
    )
    decision = forms.CharField(
        label=_("Number of the decision"),
        max_length=DECISION_LENGTH,
        help_text=_("As it stands on the document, so that everybody finds it."),
    )
