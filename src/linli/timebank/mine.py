"""Sessions in "my data", with what staff noted and decided."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.identity.queries import records_of
from linli.timebank.models import Certificate, Decision, Departure, Grant, Kinship, Standing
from linli.timebank.rules import parties
from linli.timebank.scope import sessions_of
from linli.timebank.scope_districts import crossings_of

TITLE = _("My time bank")


def rows(person: int) -> list[dict[str, Any]]:
    """Seven queries, and one for merged records."""
    mine = records_of(person)
    sessions = list(sessions_of(person).select_related("words").order_by("pk"))
    found: list[dict[str, Any]] = [
        {
            "what": row.kind,
            "id": row.pk,
            "at": row.starts_at,
            "until": row.ends_at,
            "side": "giver" if row.giver_id in mine else "receiver",
            "category": row.category,
            "state": row.state,
            "minutes": row.minutes,
            "words": (row.words.read("text") or "") if row.words and parties(row) else "",
        }
        for row in sessions
    ]
    said = Decision.objects.filter(session__in=[row.pk for row in sessions])
    found += [
        {
            "what": row.verb,
            "id": row.session_id,
            "at": row.at,
            "words": row.words.read("text") or "",
        }
        for row in said.select_related("words").order_by("pk")
    ]
    papers = Certificate.objects.across_communities("a person's own").filter(person__in=mine)
    found += [
        {
            "what": "certificate",
            "id": row.pk,
            "at": row.asked_at,
            "since": row.first,
            "until": row.last,
            "minutes": row.minutes,
            "state": row.state,
        }
        for row in papers.order_by("pk")
    ]
    kin = Kinship.objects.across_communities("a person's own").filter(person__in=mine)
    found += [
        {"what": "kin", "id": row.pk, "at": row.at, "relation": row.relation, "until": row.ended_at}
        for row in kin.order_by("pk")
    ]
    grants = Grant.objects.across_communities("a person's own").filter(person__in=mine)
    found += [
        {
            "what": "grant",
            "id": row.pk,
            "at": row.at,
            "minutes": row.minutes,
            "words": row.words.read("text") or "",
        }
        for row in grants.select_related("words").order_by("pk")
    ]
    found += [
        {
            "what": "sent" if row.outgoing else "received",
            "id": row.pk,
            "at": row.at,
            "district": row.peer.name,
            "number": row.recipient,
            "relation": row.relation,
            "minutes": row.minutes,
            "state": row.state,
        }
        for row in crossings_of(person).order_by("pk")
    ]
    gone = Departure.objects.across_communities("a person's own").filter(person__in=mine)
    found += [
        {
            "what": row.cause,
            "id": row.pk,
            "at": row.at,
            "since": row.day,
            "state": row.stage,
            "minutes": row.minutes,
            "words": row.paper.read("text") or "",
        }
        for row in gone.select_related("paper").order_by("pk")
    ]
    notes = Standing.objects.across_communities("a person's own").filter(person__in=mine)
    return found + [
        {
            "what": row.kind,
            "id": row.pk,
            "at": row.at,
            "until": row.until,
            "ground": row.ground,
            "words": row.words.read("text") or "",
        }
        for row in notes.select_related("words").order_by("pk")
    ]
