"""Forms of the supervisor and of certificates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.timebank.forms import WordsForm, day_field, reach_choices
from linli.timebank.models import Call


class DrawForm(forms.Form):
    community = forms.TypedChoiceField(label=_("Community"), coerce=int)
    month = day_field(_("Any day of the month"), help_text=_("A month that is over."))

    def __init__(self, *args: Any, reach: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].choices = reach_choices(reach)  # type: ignore[attr-defined]


class FindForm(WordsForm):
    outcome = forms.ChoiceField(
        label=_("What the call showed"),
        choices=[each for each in Call.Outcome.choices if each[0]],
    )

    field_order = ("outcome", "words")


class CertificateForm(forms.Form):
    first = day_field(_("From which day"))
    last = day_field(_("To which day"))


class DigestForm(forms.Form):
    digest = forms.RegexField(
        r"^\s*[0-9a-fA-F]{64}\s*$",
        label=_("SHA-256 on the certificate"),
        help_text=_("64 digits and letters from a to f."),
    )


class AnswerForm(WordsForm):
    upheld = forms.ChoiceField(
        label=pgettext_lazy("objection", "Is the objection right?"),
        choices=[
            ("no", _("No: the certificate is issued")),
            ("yes", _("Yes: it is not issued")),
        ],
    )

    field_order = ("upheld", "words")
