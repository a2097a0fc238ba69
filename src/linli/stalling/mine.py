"""Stalls in "my data"."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.identity.queries import records_of
from linli.stalling.models import Answer, Rung, Stall

STALLS = _("Ladders that I began")
RUNGS = _("Rungs that I climbed or proposed to pass over")
ANSWERS = _("Answers of the other side that I wrote down")


def stalls(person: int) -> list[dict[str, Any]]:
    rows = Stall.objects.across_communities("a person's own ladders")
    return [
        {"id": row.pk, "at": row.opened_at, "text": row.text, "topic": row.topic_id}
        for row in rows.filter(opened_by__in=records_of(person)).order_by("pk")
    ]


def rungs(person: int) -> list[dict[str, Any]]:
    own = records_of(person)
    rows = Rung.objects.filter(done_by__in=own) | Rung.objects.filter(skip_by__in=own)
    return [
        {
            "stall": row.stall_id,
            "step": row.step,
            "state": row.state,
            "on": row.done_on,
            "number": row.evidence if row.done_by_id in own else "",
            "why": row.why if row.skip_by_id in own else "",
        }
        for row in rows.order_by("pk")
    ]


def answers(person: int) -> list[dict[str, Any]]:
    rows = Answer.objects.filter(by__in=records_of(person)).order_by("pk")
    return [{"stall": row.stall_id, "at": row.at, "text": row.text} for row in rows]
