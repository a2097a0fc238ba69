"""What the pages share."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from linli.kernel.answers import add_refusal
from linli.kernel.errors import Refused, require, text_of
from linli.kernel.guards import actor_of
from linli.voting import queries, rules
from linli.voting.models import Assembly
from linli.voting.refusals import FORBIDDEN


def seen(request: HttpRequest, code: str) -> Assembly:
    """The assembly with this code, when the reader may see it; who only has to sign in is told so."""
    actor = actor_of(request)
    found = queries.listed(rules.visible_to(actor)).filter(code=code).first()
    if found is None:
        raise Refused("kernel.not_found" if actor.person else "kernel.sign_in_first")
    return found


def convened(request: HttpRequest, code: str) -> Assembly:
    """The same, for whoever convenes it."""
    row = seen(request, code)
    require(rules.convenes(actor_of(request), row))
    return row


def attempt(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether a sent and valid form's action went through; a refusal is said in the form."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        if refusal.code.startswith("kernel.") or text_of(refusal.code).status == FORBIDDEN:
            raise
        add_refusal(form, refusal)
        return False
    return True


def done(request: HttpRequest, words: object, name: str, *args: object) -> HttpResponse:
    """Say what was done and go on; a reload repeats nothing."""
    messages.success(request, str(words))
    return HttpResponseRedirect(reverse(name, args=args))
