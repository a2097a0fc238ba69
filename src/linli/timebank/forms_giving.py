"""Forms of gifts and of the donation pool."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.timebank.forms import NumberField, WordsForm
from linli.timebank.models import Kinship

MOST = 10_000_000


class KinForm(forms.Form):
    person = NumberField(_("Number of the person"), help_text=_("They are asked whether it is so."))
    relation = forms.ChoiceField(
        label=pgettext_lazy("kin", "Who they are"), choices=Kinship.Relation.choices
    )


class MinutesForm(forms.Form):
    """Sent twice, it moves once."""

    minutes = forms.IntegerField(label=_("How many minutes"), min_value=1, max_value=MOST)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"key": uuid.uuid4()}} | kwargs)


class GrantForm(MinutesForm, WordsForm):
    person = NumberField(_("Number of the person"))

    field_order = ("person", "minutes", "words")
