"""Refusals inside forms: said at the field that they are about."""

from django import forms

from linli.kernel.errors import Refused, text_of


def add_refusal(form: forms.BaseForm, refusal: Refused) -> None:
    """Put a refusal where the person looks: at its field, or above the form."""
    text = text_of(refusal.code, refusal.params)
    words = f"{text.title} {text.remedy}".strip()
    form.add_error(refusal.field if refusal.field in form.fields else None, words)
