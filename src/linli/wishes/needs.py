"""Wishes among what waits for people and for staff: three queries at most for each list."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.wishes import queries, queries_pool
from linli.wishes.models import Helper, Wish
from linli.wishes.states import State


def personal(actor: Actor) -> Iterator[Need]:
    """What a wisher should answer, and what a helper promised."""
    if actor.person is None:
        return
    rows = queries.mine(actor)
    found = rows.aggregate(
        done=Count("pk", filter=Q(state=State.DONE)),
        back=Count("pk", filter=Q(state=State.RETURNED)),
    )
    page = reverse("my_wishes")
    yield Need(_("Your wish is done: is it?"), page, icon="hand-heart", count=found["done"])
    yield Need(_("A wish of yours came back to be changed"), page, count=found["back"])
    on_it = Helper.objects.filter(
        person=actor.person, claim__wish=OuterRef("pk"), claim__end="", left_at__isnull=True
    )
    helped: Any = Wish.objects.across_communities("a helper's own").filter(state=State.CLAIMED)
    mine = helped.filter(Exists(on_it)).aggregate(count=Count("pk"), due=Min("due_at"))
    pairs = queries_pool.pairs_of(actor.person).filter(ended_at=None)
    asked = pairs.filter(
        Q(helper=actor.person, helper_agreed_at=None) | Q(elder=actor.person, elder_agreed_at=None)
    )
    yield Need(
        _("Somebody would like to pair with you"),
        reverse("my_pairs"),
        icon="users",
        count=asked.count(),
    )
    yield Need(
        _("Wishes that you took on"),
        f"{page}?tab=helped",
        icon="hand-heart",
        count=mine["count"],
        due=mine["due"],
    )


def official(actor: Actor) -> Iterator[Need]:
    """What staff look over and what nobody took. Two queries."""
    if actor.capacity is not Capacity.STAFF:
        return
    old = queries.desk(actor, "old").count()
    yield Need(
        _("Wishes that nobody took"),
        f"{reverse('wish_queue')}?tab=old",
        _("Ask somebody yourself, or settle it with the wisher."),
        "hand-heart",
        old,
    )
    waiting = queries.desk(actor, "review").count()
    yield Need(
        _("Wishes to look over"),
        f"{reverse('wish_queue')}?tab=review",
        _("Open them to the neighbours, or return them with a reason."),
        "hand-heart",
        waiting,
    )
