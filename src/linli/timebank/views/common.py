"""What the pages of the time bank share."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def form_page(request: HttpRequest, form: forms.Form, **context: Any) -> HttpResponse:
    """A page with one form; 422 when something that was sent must be corrected."""
    status = 422 if form.is_bound and form.errors else 200
    template = context.pop("template", "timebank/form.html")
    return private(render(request, template, {"form": form, **context}, status=status))
