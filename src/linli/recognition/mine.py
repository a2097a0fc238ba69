"""Records, badges, honours and what is shown of them, in "my data"."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.identity.queries import records_of
from linli.recognition.models import Badge, FrozenRow, Objection
from linli.recognition.queries import records_of_person, sharing_of
from linli.recognition.queries.selections import candidates_of
from linli.recognition.scope import honours_of_person

RECORD = _("My record of deeds")
RECOGNITION = _("Badges and honours")
SHARING = _("What neighbours see of my record")
SELECTIONS = _("Selections in which I stood")


def record(person: int) -> list[dict[str, Any]]:
    """One query, and one for merged records."""
    return [
        {
            "what": row.kind,
            "about": row.subject,
            "day": row.day.isoformat(),
            "minutes": row.minutes,
            "state": row.state,
        }
        for row in records_of_person(person).order_by("pk")
    ]


def recognition(person: int) -> list[dict[str, Any]]:
    """Three queries, and two for merged records."""
    ids = records_of(person)
    badges = Badge.objects.across_communities("a person's own").filter(person__in=ids)
    found: list[dict[str, Any]] = [
        {"badge": row.code, "at": row.given_at, "until": row.taken_at}
        for row in badges.order_by("pk")
    ]
    found += [
        {
            "honour": row.kind,
            "at": row.at,
            "state": row.state,
            "named": row.named,
            "reason": row.read("reason") or "",
            "answer": row.read("answer") or "",
        }
        for row in honours_of_person(person).order_by("pk")
    ]
    said = Objection.objects.across_communities("a person's own").filter(person__in=ids)
    found += [
        {"objection": row.honour_id, "at": row.at, "words": row.read("words") or ""}
        for row in said.order_by("pk")
    ]
    return found


def sharing(person: int) -> list[dict[str, Any]]:
    row = sharing_of(person)
    return [{"parts": ", ".join(row.parts), "since": row.since}] if row else []


def selections(person: int) -> list[dict[str, Any]]:
    """Consent by consent, with the row that was frozen. Two queries, and two for merged records."""
    ids = records_of(person)
    frozen = FrozenRow.objects.across_communities("a person's own").filter(person__in=ids)
    rows = {row.candidate_id: row.read("content") or "" for row in frozen}
    return [
        {
            "selection": row.selection_id,
            "since": row.since,
            "until": row.until,
            "row": rows.get(row.pk, ""),
        }
        for row in candidates_of(person).order_by("pk")
    ]
