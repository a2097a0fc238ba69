"""What the pages share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from linli.kernel.answers import add_refusal, status
from linli.kernel.errors import Refused


def private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def step_page(  # noqa: PLR0913 (a page is these)
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Any],
    *,
    title: Any,
    said: Any,
    back: str,
    lead: Any = "",
    kind: str = "primary",
    onward: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """A page with one form; what `act` refuses is said there. `onward` leads from what it answers."""
    if request.method == "POST" and form.is_valid():
        try:
            made = act(form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, said)
            return HttpResponseRedirect(onward(made) if onward else back)
    context = {"form": form, "title": title, "lead": lead, "back": back, "kind": kind}
    return private(render(request, "mall/form.html", context, status=status(form)))
