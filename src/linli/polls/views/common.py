"""What the pages of this module share."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse

from linli.kernel.answers import add_refusal
from linli.kernel.errors import Refused

FORMS = ["GET", "HEAD", "POST"]


def status(form: forms.Form) -> int:
    """422 when something that was sent must be corrected."""
    return 422 if form.errors else 200


def sent(form: forms.Form, done: Callable[[], HttpResponse]) -> HttpResponse | None:
    """What `done` answers; None when the form, with the refusal in it, is shown again."""
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        return done()
    except Refused as refusal:
        if refusal.code.startswith("kernel.") and refusal.code != "kernel.stale":
            raise
        add_refusal(form, refusal)
    return None
