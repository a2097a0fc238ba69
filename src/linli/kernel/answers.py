"""What pages with forms answer: a refusal is said at the field that it is about."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse

from linli.kernel.errors import Refused, text_of

#: Methods of a page that shows a form and takes it.
FORMS = ["GET", "HEAD", "POST"]


def add_refusal(form: forms.BaseForm, refusal: Refused) -> None:
    """Put a refusal where the person looks: at its field, or above the form."""
    text = text_of(refusal.code, refusal.params)
    words = f"{text.title} {text.remedy}".strip()
    form.add_error(refusal.field if refusal.field in form.fields else None, words)


def status(form: forms.BaseForm) -> int:
    """422 when something that was sent must be corrected."""
    return 422 if form.is_bound and form.errors else 200


def sent(form: forms.BaseForm, done: Callable[[], HttpResponse]) -> HttpResponse | None:
    """What `done` answers; None when the form, with the refusal in it, is shown again.

    What the house itself refuses (`kernel.…`: not found, not for you) is no matter of the form.
    """
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        return done()
    except Refused as refusal:
        if refusal.code.startswith("kernel.") and refusal.code != "kernel.stale":
            raise
        add_refusal(form, refusal)
    return None
