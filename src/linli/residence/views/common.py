"""What the pages share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from linli.kernel.answers import add_refusal
from linli.kernel.errors import Refused, text_of


def attempt(form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Whether a valid form's action went through; a refusal is said in the form."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
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


def tried(
    request: HttpRequest, act: Callable[[], object], words: object, to: str, *args: object
) -> HttpResponse:
    """A button without a form: back to the page, with what was done or why not."""
    try:
        act()
    except Refused as refusal:
        if refusal.code.startswith("kernel."):
            raise
        text = text_of(refusal.code)
        messages.warning(request, f"{text.title} {text.remedy}".strip())
        return redirect(to, *args)
    return done(request, words, to, *args)


def private_page(response: HttpResponse) -> HttpResponse:
    """Pages with data of people stay in no cache."""
    response["Cache-Control"] = "no-store"
    return response
