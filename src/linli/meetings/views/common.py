"""What the pages of this module share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import sent, status
from linli.kernel.errors import require
from linli.kernel.guards import actor_of
from linli.meetings import queries, rules
from linli.meetings.models import Meeting

__all__ = ["DESK", "arranged", "ask"]
DESK = (Capacity.STAFF, Capacity.OFFICER)


def arranged(request: HttpRequest, meeting: int) -> tuple[Actor, Meeting]:
    """The actor and a meeting that they arrange. Raises Refused."""
    actor = actor_of(request)
    require(rules.may_arrange(actor, meeting=meeting))
    return actor, queries.any_meeting(meeting)


def ask(
    request: HttpRequest, form: forms.Form, done: Callable[[], HttpResponse], **context: Any
) -> HttpResponse:
    """A page with one form: `label`, `lead`, `submit`, `back`."""
    page = sent(form, done) or render(
        request, "meetings/form.html", {"form": form, **context}, status=status(form)
    )
    page["Cache-Control"] = "no-store"
    return page
