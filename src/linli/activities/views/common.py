"""What the pages share."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.activities.models import Occasion
from linli.activities.rules import may_run, occasions_seen_by
from linli.kernel.actor import Actor
from linli.kernel.errors import require
from linli.kernel.fetch import found_or_refused


def seen(actor: Actor, occasion: int) -> Occasion:
    return found_or_refused(occasions_seen_by(actor).filter(pk=occasion))


def run(actor: Actor, occasion: int) -> Occasion:
    """For who runs it. Raises Refused for everybody else."""
    require(may_run(actor, occasion=occasion))
    return seen(actor, occasion)


def form_page(  # noqa: PLR0913 (a page is these)
    request: HttpRequest,
    form: forms.Form,
    *,
    title: object,
    submit: object,
    back: str,
    lead: object = "",
    **more: Any,
) -> HttpResponse:
    """A page with one form; 422 when something that was sent must be corrected."""
    context = {
        "form": form, "title": title, "submit": submit, "back": back, "lead": lead, **more
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "activities/form.html", context, status=status)
