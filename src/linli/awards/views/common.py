"""What the pages of sanctions share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.kernel.answers import add_refusal
from linli.kernel.errors import Refused


def private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def attempt(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether a valid form's action went through; a refusal is said in the form."""
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        act()
    except Refused as refusal:
        if refusal.code.startswith("kernel."):
            raise
        add_refusal(form, refusal)
        return False
    return True


def form_page(request: HttpRequest, form: forms.Form, **context: Any) -> HttpResponse:
    """A page with one form; 422 when something that was sent must be corrected."""
    status = 422 if form.is_bound and form.errors else 200
    page = render(request, "awards/sanction_form.html", {"form": form, **context}, status=status)
    return private(page)
