"""What the pages share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from linli.kernel.answers import add_refusal
from linli.kernel.errors import Refused


def private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def attempt(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether a valid form's action went through; a refusal is said in the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        if refusal.code.startswith("kernel."):
            raise
        add_refusal(form, refusal)
        return False
    return True


def done(request: HttpRequest, words: object, to: str, *args: object) -> HttpResponse:
    """Say what was done and go on; a reload repeats nothing."""
    messages.success(request, str(words))
    return redirect(to, *args)


def form_page(request: HttpRequest, form: forms.Form, **context: Any) -> HttpResponse:
    """A page with one form; 422 when something that was sent must be corrected."""
    status = 422 if form.is_bound and form.errors else 200
    return private(
        render(request, "recognition/form.html", {"form": form, **context}, status=status)
    )
