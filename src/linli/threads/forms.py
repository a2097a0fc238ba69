"""Forms on posts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.threads.parameters import APPEAL_MAX, NOTE_MAX, TEXT_MAX
from linli.threads.states import Ground


def _note() -> forms.CharField:
    return forms.CharField(
        label=_("A word to the author"),
        help_text=_("The author reads it. Write no private data."),
        max_length=NOTE_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def text_field(**options: Any) -> forms.CharField:
    """The words of a post."""
    options.setdefault("label", _("Your text"))
    return forms.CharField(max_length=TEXT_MAX, widget=forms.Textarea(attrs={"rows": 4}), **options)


class EditForm(forms.Form):
    text = text_field()


class FlagForm(forms.Form):
    """Why somebody reports a post."""

    ground = forms.ChoiceField(
        label=_("What is wrong with it?"), choices=Ground.choices, widget=forms.RadioSelect
    )


class HideForm(forms.Form):
    """Why it is hidden; the author reads both."""

    ground = forms.ChoiceField(label=_("Reason"), choices=Ground.choices, widget=forms.RadioSelect)
    note = _note()


class AppealForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it should be shown"),
        help_text=_("The moderators read it. It is kept sealed."),
        max_length=APPEAL_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AppealDecisionForm(forms.Form):
    """The author reads the reason, whichever way it goes."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("show", _("Show it again")), ("uphold", _("Keep it hidden"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Reason"),
        help_text=_("The author reads it. Write no private data."),
        max_length=NOTE_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NoteForm(forms.Form):
    """For keeping and for showing again."""

    note = _note()
