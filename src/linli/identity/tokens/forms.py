"""The form for a new key."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel.api import scopes

DAYS = ((7, _("a week")), (30, _("30 days")), (90, _("90 days")), (365, _("a year")))


class TokenForm(forms.Form):
    """What for, which rights, how long."""

    label = forms.CharField(
        label=_("What is the key for?"), max_length=40, help_text=_("Only you see this.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("Rights of the key"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Give it no more than it needs."),
    )
    days = forms.TypedChoiceField(label=_("It ends after"), choices=DAYS, coerce=int, initial=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = list(scopes().items())  # type: ignore[attr-defined]
