"""What the pages share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from linli.grids.models import Entry, Grid, Post
from linli.kernel.actor import Actor
from linli.kernel.answers import add_refusal
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.places.models import Place
from linli.places.queries import communities


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
    return private(render(request, "grids/form.html", context, status=status))


def private(response: HttpResponse) -> HttpResponse:
    """Pages with data of people stay in no cache."""
    response["Cache-Control"] = "no-store"
    return response


def community_of(request: HttpRequest) -> Place:
    """The community that a desk page is about: `?community=` by its code, else the first in reach.

    Raises Refused("kernel.not_found").
    """
    reached = communities().filter(pk__in=actor_of(request).reach)
    code = request.GET.get("community", "")
    return found_or_refused((reached.filter(code=code) if code else reached).order_by("path"))


def grid_in_reach(actor: Actor, grid: int) -> Grid:
    return found_or_refused(Grid.objects.reached_by(actor).filter(pk=grid))


def post_in_reach(actor: Actor, post: int) -> Post:
    rows = Post.objects.reached_by(actor).select_related("grid", "building__estate", "estate")
    return found_or_refused(rows.filter(pk=post))


def community_tabs(request: HttpRequest, here: str, place: Place) -> list[dict[str, object]]:
    """The communities in reach, when there are several."""
    reached = list(communities().filter(pk__in=actor_of(request).reach).order_by("path"))
    if len(reached) == 1:
        return []
    return [
        {"href": f"{here}?community={p.code}", "title": p.name, "current": p.pk == place.pk}
        for p in reached
    ]


def place_of(entry: Entry) -> str:
    """Where an entry was noted, as far as it says."""
    if entry.unit is not None:
        return entry.unit.label
    return entry.building.label if entry.building is not None else ""
