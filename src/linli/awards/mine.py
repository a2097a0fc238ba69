"""Deeds and sanctions in "my data", with what was decided about them and why."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.awards import queries_sanctions
from linli.awards.models import Decision, Step
from linli.awards.queries import deeds_of_person

TITLE = _("What I did here")
SANCTIONS = _("Sanctions about me")


def rows(person: int) -> list[dict[str, Any]]:
    """Two queries, and one for merged records."""
    deeds = list(deeds_of_person(person).order_by("pk"))
    found: list[dict[str, Any]] = [
        {
            "what": row.kind,
            "id": row.pk,
            "at": row.ended,
            "minutes": row.minutes,
            "state": row.state,
            "points": row.amount,
            "owed": row.owed,
        }
        for row in deeds
    ]
    said = Decision.objects.filter(deed__in=[row.pk for row in deeds]).select_related("words")
    return found + [
        {
            "what": row.verb,
            "id": row.deed_id,
            "at": row.at,
            "words": row.words.read("text") or "",
        }
        for row in said.order_by("pk")
    ]


def sanctions(person: int) -> list[dict[str, Any]]:
    """With every word that was written about them. Two queries, and one for merged records."""
    rows = list(queries_sanctions.of_person(person).order_by("pk"))
    found: list[dict[str, Any]] = [
        {
            "what": row.kind,
            "id": row.pk,
            "at": row.at,
            "day": row.day,
            "state": row.state,
            "points": row.points,
            "taken": row.taken,
        }
        for row in rows
    ]
    said = Step.objects.filter(sanction__in=[row.pk for row in rows]).select_related("words")
    return found + [
        {
            "what": row.verb,
            "id": row.sanction_id,
            "at": row.at,
            "words": row.words.read("text") or "",
        }
        for row in said.order_by("pk")
    ]
