"""The open wishes of the community, and one's own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from linli.kernel.actor import Actor, Capacity
from linli.kernel.errors import Refused
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.wishes import queries, queries_pool
from linli.wishes.kinds import Kind
from linli.wishes.parameters import PAGE
from linli.wishes.reasons import reason_words
from linli.wishes.shown import Card, cards

#: So many of what fits stand above the list.
FITS = 3
TABS = {"mine": _("My wishes"), "helped": pgettext_lazy("wish", "I help")}


@require_safe
@signed_in
def wishes(request: HttpRequest) -> HttpResponse:
    """What neighbours may take on; `?kind=` shows one kind."""
    actor = actor_of(request)
    if actor.capacity is not Capacity.RESIDENT:
        raise Refused("wishes.as_resident")
    kind = request.GET.get("kind", "")
    rows = queries.open_ones(actor, kind)
    page = page_of(rows, key=["-rank", "pk"], after=request.GET.get("after"), size=PAGE)
    first = not request.GET.get("after") and not kind
    context = {
        "page": page,
        "fits": _fits(actor) if first else [],
        "cards": cards(page.items),
        "kinds": Kind.choices,
        "kind": kind if kind in Kind.values else "",
    }
    return render(request, "wishes/list.html", context)


def _fits(actor: Actor) -> list[tuple[Card, str]]:
    """What was offered to the actor and is still open, the best first, with the reasons."""
    offers = queries_pool.offered_to(actor.person or 0)
    found = {wish.pk: wish for wish in queries.open_ones(actor).filter(pk__in=offers)}
    best = [found[pk] for pk in offers if pk in found][:FITS]
    return [(card, reason_words(offers[card.wish.pk].reasons)) for card in cards(best)]


@require_safe
@signed_in
def my_wishes(request: HttpRequest) -> HttpResponse:
    """What I wished for, and `?tab=helped` where I help."""
    actor = actor_of(request)
    tab = "helped" if request.GET.get("tab") == "helped" else "mine"
    rows = queries.helped_by(actor.person or 0) if tab == "helped" else queries.mine(actor)
    page = page_of(rows, key=["-pk"], after=request.GET.get("after"), size=PAGE)
    here = reverse("my_wishes")
    tabs = [
        {"href": f"{here}?tab={name}", "title": title, "current": name == tab}
        for name, title in TABS.items()
    ]
    context = {"page": page, "cards": cards(page.items), "tabs": tabs, "tab": tab}
    return render(request, "wishes/mine.html", context)
