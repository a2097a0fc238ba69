"""What the pages of the time bank share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.kernel.answers import add_refusal
from linli.kernel.errors import Refused

Done = Callable[[], HttpResponse]


def private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def form_page(request: HttpRequest, form: forms.Form, **context: Any) -> HttpResponse:
    """A page with one form; 422 when something that was sent must be corrected."""
    status = 422 if form.is_bound and form.errors else 200
    template = context.pop("template", "timebank/form.html")
    return private(render(request, template, {"form": form, **context}, status=status))


def sent(form: forms.Form, done: Done) -> HttpResponse | None:
    """What `done` answers; None when the form, with the refusal in it, is shown again."""
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        return done()
    except Refused as refusal:
        if refusal.code.startswith("kernel."):
            raise
        add_refusal(form, refusal)
    return None
