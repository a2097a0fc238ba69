"""What the pages share."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from linli.identity.models import Person
from linli.identity.rules import who
from linli.kernel.answers import add_refusal
from linli.kernel.errors import Refused
from linli.kernel.guards import actor_of

T = TypeVar("T")


def result_of(form: forms.Form, act: Callable[[dict[str, Any]], T]) -> T | None:
    """What an action answers to a valid form; a refusal is said in the form and answers None."""
    if not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except Refused as refusal:
        add_refusal(form, refusal)
        return None


def attempt(form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Whether an action went through; see `result_of`."""

    def act_and_say(data: dict[str, Any]) -> bool:
        act(data)
        return True

    return bool(result_of(form, act_and_say))


def myself(request: HttpRequest) -> Person:
    """The signed-in person with their private record. One query."""
    return Person.objects.select_related("private").get(pk=who(actor_of(request)))


def done(request: HttpRequest, words: Any, to: str, *args: Any) -> HttpResponse:
    """Say what was done and go on; a reload repeats nothing."""
    messages.success(request, str(words))
    return redirect(to, *args)


def private_page(response: HttpResponse) -> HttpResponse:
    """Pages with data in clear stay in no cache, also not in the browser's."""
    response["Cache-Control"] = "no-store"
    return response
