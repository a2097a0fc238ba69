"""Mandates and objections in "my data"."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.identity.queries import records_of
from linli.representation.models import Mandate, Objection

MANDATES = _("For whom I speak or spoke")
OBJECTIONS = _("My objections to representatives")


def mandates(person: int) -> list[dict[str, Any]]:
    rows = Mandate.objects.across_communities("a person's own mandates")
    return [
        {
            "id": row.pk,
            "kind": row.kind,
            "how": row.how,
            "since": row.since,
            "until": row.until,
            "state": row.state,
        }
        for row in rows.filter(person__in=records_of(person)).order_by("pk")
    ]


def objections(person: int) -> list[dict[str, Any]]:
    rows = Objection.objects.across_communities("a person's own objections")
    return [
        {
            "mandate": row.mandate_id,
            "at": row.at,
            "text": row.text,
            "state": row.state,
            "answer": row.reply,
        }
        for row in rows.filter(person__in=records_of(person)).order_by("pk")
    ]
