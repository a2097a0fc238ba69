"""What the pages share."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from linli.kernel.answers import add_refusal
from linli.kernel.errors import Refused, text_of

SECOND = {"places.second_person", "places.other_person_applies"}


def attempt(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether a valid form's action went through; a refusal is said in the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    return True


def done(request: HttpRequest, words: object, to: str, *args: object) -> HttpResponse:
    """Say what was done and go on; a reload repeats nothing."""
    messages.success(request, str(words))
    return redirect(to, *args)


def not_done(request: HttpRequest, refusal: Refused, to: str, *args: object) -> HttpResponse:
    """Back to the page that shows the present state, with the reason."""
    if refusal.code.startswith("kernel.") or refusal.code in SECOND:
        raise refusal
    text = text_of(refusal.code)
    messages.warning(request, f"{text.title} {text.remedy}".strip())
    return redirect(to, *args)


def private_page(response: HttpResponse) -> HttpResponse:
    """Pages with data of people stay in no cache."""
    response["Cache-Control"] = "no-store"
    return response
