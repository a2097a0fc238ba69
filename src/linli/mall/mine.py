"""Orders in "my data"."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.identity.queries import records_of
from linli.mall.models import Offer, Order, OrderStep

TITLE = pgettext_lazy("mall", "My orders")


def rows(person: int) -> list[dict[str, Any]]:
    """Two queries, and one for merged records."""
    found = Order.objects.across_communities("a person's own").filter(person__in=records_of(person))
    orders = list(found.select_related("offer").order_by("pk"))
    words: dict[int, list[str]] = {}
    for step in OrderStep.objects.filter(order__in=orders).order_by("pk"):
        words.setdefault(step.order_id, []).append(step.read("words") or "")
    return [
        {
            "id": row.pk,
            "at": row.at,
            "what": row.offer.title,
            "points": row.price,
            "state": row.state,
            "by": row.channel,
            "words": [each for each in words.get(row.pk, []) if each],
        }
        for row in orders
    ]


SERVICES = _("My services")


def services(person: int) -> list[dict[str, Any]]:
    """One query, and one for merged records."""
    rows = Offer.objects.across_communities("a person's own").filter(
        provider__in=records_of(person)
    )
    return [
        {"id": row.pk, "at": row.at, "what": row.title, "about": row.about, "state": row.state}
        for row in rows.order_by("pk")
    ]
