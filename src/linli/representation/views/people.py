"""Who speaks for whom: the picture of a community, one mandate, one's own building."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel import places
from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import FORMS, sent, status
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.representation import queries_coverage, rules
from linli.representation.actions import mandates as actions
from linli.representation.actions import objections
from linli.representation.drawing import picture, said
from linli.representation.forms import QUESTIONS, StepForm
from linli.representation.models import Mandate
from linli.representation.queries import holding
from linli.representation.shown import BUTTONS, WARN, cards, shown


@require_safe
def representatives(request: HttpRequest) -> HttpResponse:
    """Every community; one's own first."""
    actor = actor_of(request)
    rows = sorted(places.communities(), key=lambda each: each.id not in actor.reach)
    return render(request, "representation/communities.html", {"rows": rows})


@require_safe
def representatives_of(request: HttpRequest, community: int) -> HttpResponse:
    """One community's buildings as a picture and a table, and who sits for the organisations."""
    place = places.community(community)
    if place is None:
        raise Http404
    found = queries_coverage.coverage(community)
    bodies = holding(community).filter(kind=Mandate.Kind.ORGANISATION)
    context = {
        "place": place,
        "found": found,
        "picture": picture(found, place.name_here) if found.tiles else "",
        "sentence": said(found),
        "bodies": cards(list(bodies.select_related("person", "organisation", "estate"))),
    }
    return render(request, "representation/coverage.html", context)


@require_safe
@acting_as(Capacity.RESIDENT)
def my_representatives(request: HttpRequest) -> HttpResponse:
    """Who speaks for my building, what lies open, for whom I speak."""
    actor = actor_of(request)
    person, community = actor.person or 0, actor.place or 0
    mine = queries_coverage.my_buildings(person, community)
    found = queries_coverage.coverage(community)
    tiles = [tile for tile in found.tiles if tile.building in {each.pk for each in mine}]
    context = {
        "tiles": tiles,
        "found": found,
        "homeless": not mine,
        "open": cards(queries_coverage.for_buildings(community, [b.pk for b in mine])),
        "own": cards(queries_coverage.of_person(person)),
        "community": community,
    }
    return render(request, "representation/mine.html", context)


@require_safe
def representative(request: HttpRequest, mandate: int) -> HttpResponse:
    """One mandate, for everybody; its papers for the desk and the representative."""
    actor = actor_of(request)
    row = found_or_refused(queries_coverage.any_mandate(mandate))
    context = {"it": shown(actor, row), "row": row, "place": places.community(row.community)}
    return render(request, "representation/mandate.html", context)


def _may(actor: Actor, verb: str, mandate: int) -> None:
    if verb in {"recognise", "reject"}:
        require(rules.may_settle(actor, mandate=mandate))
    elif verb == "object":
        require(rules.may_object(actor, mandate=mandate))
    else:
        require(rules.may_end(actor, mandate=mandate, how=verb))


def _do(actor: Actor, verb: str, mandate: int, words: str) -> Any:
    if verb == "recognise":
        return actions.recognise(actor, mandate=mandate, words=words)
    if verb == "reject":
        return actions.reject(actor, mandate=mandate, words=words)
    if verb == "object":
        return objections.object_to(actor, mandate=mandate, words=words)
    return actions.end(actor, mandate=mandate, how=verb, words=words)


@require_http_methods(FORMS)
@signed_in
def representative_step(request: HttpRequest, mandate: int, verb: str) -> HttpResponse:
    """One step: its question on a page of its own, so that it works without scripts."""
    actor = actor_of(request)
    if verb not in QUESTIONS:
        raise Http404
    row = found_or_refused(queries_coverage.any_mandate(mandate))
    if actor.is_official and not actor.reaches(row.community):
        raise Refused("kernel.not_found")
    _may(actor, verb, row.pk)
    form = StepForm(request.POST if request.method == "POST" else None, verb=verb)

    def done() -> HttpResponse:
        _do(actor, verb, row.pk, form.cleaned_data["words"])
        messages.success(request, _("It is written down."))
        return redirect("representative", row.pk)

    context = {
        "form": form,
        "label": BUTTONS[verb],
        "kind": "warn" if verb in WARN else "primary",
        "it": shown(actor, row),
        "row": row,
    }
    return sent(form, done) or render(
        request, "representation/step.html", context, status=status(form)
    )
