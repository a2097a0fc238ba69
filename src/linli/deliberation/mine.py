"""Topics in "my data"."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.deliberation.models import Pledge, Support, Topic
from linli.identity.queries import records_of

TOPICS = _("My topics")
SUPPORTED = _("Topics that my home stands behind")
PLEDGED = _("What I take part in")


def topics(person: int) -> list[dict[str, Any]]:
    rows = Topic.objects.across_communities("a person's own topics")
    return [
        {"id": row.pk, "at": row.raised_at, "text": row.text, "state": row.state}
        for row in rows.filter(raiser__in=records_of(person)).order_by("pk")
    ]


def supported(person: int) -> list[dict[str, Any]]:
    rows = Support.objects.filter(person__in=records_of(person)).order_by("pk")
    return [
        {"topic": row.topic_id, "at": row.at, "stands": row.withdrawn_at is None} for row in rows
    ]


def pledged(person: int) -> list[dict[str, Any]]:
    rows = Pledge.objects.filter(person__in=records_of(person)).order_by("pk")
    return [{"proposal": row.proposal_id, "at": row.at, "doing": row.text} for row in rows]
