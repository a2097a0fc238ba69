"""What the chair is asked about items, and what is said about minutes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.deliberation.forms_topics import NAMES_NOBODY, words_field
from linli.deliberation.matters import body_codes, body_title
from linli.meetings.parameters import PARAGRAPH_MAX, REASON_MAX
from linli.meetings.wanted import Disposition

OUTCOMES = (
    ("deferred", pgettext_lazy("outcome", "deferred to a day")),
    ("referred", pgettext_lazy("outcome", "referred to a body")),
    ("rejected", pgettext_lazy("outcome", "rejected")),
    ("withdrawn", pgettext_lazy("outcome", "withdrawn")),
)
#: Where nothing is moved, the chair also says that it is done with its tasks.
ADOPTED = (("adopted", pgettext_lazy("outcome", "adopted, with its tasks")),)


def day_field(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **options)


def reason_field(label: Any) -> forms.CharField:
    return words_field(label, most=REASON_MAX, help_text=NAMES_NOBODY)


class DisposeForm(forms.Form):
    """What becomes of the item, until when, with whom, and why."""

    outcome = forms.ChoiceField(
        label=_("What becomes of it"), choices=OUTCOMES, widget=forms.RadioSelect
    )
    on = day_field(
        _("On which day"),
        required=False,
        help_text=_("To which it is deferred, or on which the body reports."),
    )
    body = forms.ChoiceField(
        label=_("To whom"), required=False, help_text=_("Only where it is referred.")
    )
    reason = reason_field(_("Why"))

    def __init__(self, *args: Any, by_stages: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = [(code, body_title(code)) for code in body_codes()]
        self.fields["body"].choices = [("", _("nobody")), *bodies]  # type: ignore[attr-defined]
        if by_stages:
            self.fields["outcome"].choices = ADOPTED + OUTCOMES  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A day and a body stand only where they belong; what is missing is said at its field."""
        data = super().clean() or {}
        outcome = data.get("outcome")
        if outcome in {"deferred", "referred"} and not data.get("on") and "on" not in self.errors:
            self.add_error("on", _("Say on which day."))
        if outcome == "referred" and not data.get("body"):
            self.add_error("body", _("Say to whom."))
        return data

    def disposition(self) -> Disposition:
        data = self.cleaned_data
        outcome = data["outcome"]
        dated = outcome in {"deferred", "referred"}
        return Disposition(
            outcome,
            data["reason"],
            data["on"] if dated else None,
            data["body"] if outcome == "referred" else "",
        )


class ExplainForm(forms.Form):
    reason = reason_field(_("Why it is put off again"))


class DayForm(forms.Form):
    on = day_field(_("On which day"))


class AmendForm(forms.Form):
    """A paragraph otherwise."""

    chinese = words_field(_("How it should read, in Chinese"), most=PARAGRAPH_MAX, rows=4)
    english = words_field(
        _("The same in English"),
        most=PARAGRAPH_MAX,
        rows=4,
        required=False,
        help_text=_("May be left empty: the Chinese text holds."),
    )
    reason = reason_field(_("Why"))


class RefuseForm(forms.Form):
    reason = reason_field(_("Why not"))


class PublishForm(forms.Form):
    looked = forms.BooleanField(
        label=_("I have read it: it names nobody who did not choose to be named."),
    )
