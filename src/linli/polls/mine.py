"""Polls in "my data": that one took part, never what one chose."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.identity.queries import records_of
from linli.polls.models import Nomination, Objection, Signature, Support, Turn

TURNS = _("Residents' polls in which I took part")
SIGNATURES = _("Residents' polls for which I signed")
OBJECTIONS = _("My objections to rolls")
NOMINATIONS = _("Elections for which I was named")
SUPPORTS = _("Whom I nominated with others")


def turns(person: int) -> list[dict[str, Any]]:
    rows = Turn.objects.across_communities("a person's own")
    return [
        {"poll": row.poll_id, "channel": row.channel, "at": row.at}
        for row in rows.filter(person__in=records_of(person)).order_by("pk")
    ]


def signatures(person: int) -> list[dict[str, Any]]:
    rows = Signature.objects.filter(person__in=records_of(person)).order_by("pk")
    return [{"poll": row.poll_id, "at": row.at} for row in rows]


def objections(person: int) -> list[dict[str, Any]]:
    rows = Objection.objects.across_communities("a person's own")
    return [
        {"poll": row.poll_id, "at": row.at, "text": row.text, "answer": row.answer_text}
        for row in rows.filter(person__in=records_of(person)).order_by("pk")
    ]


def nominations(person: int) -> list[dict[str, Any]]:
    rows = Nomination.objects.across_communities("a person's own")
    return [
        {
            "poll": row.poll_id,
            "at": row.at,
            "answer": row.answer,
            "standing": row.standing,
            "why": row.why,
        }
        for row in rows.filter(person__in=records_of(person)).order_by("pk")
    ]


def supports(person: int) -> list[dict[str, Any]]:
    rows = Support.objects.filter(person__in=records_of(person)).order_by("pk")
    return [{"nomination": row.nomination_id, "at": row.at} for row in rows]
