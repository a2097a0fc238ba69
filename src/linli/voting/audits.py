"""The audit of paper, from rows: what was keyed, what the seed is, which sheets are read anew."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from linli.journal import queries as log
from linli.journal.models import Checkpoint
from linli.voting import counting, paper_audit
from linli.voting.models import Assembly, Ballot, HandedIn, PaperAudit, Quarantine
from linli.voting.models.ballot import Channel
from linli.voting.models.paper import MOST_OPERATORS, OPERATORS
from linli.voting.published import Published
from linli.voting.queries_keys import counted_ballots
from linli.voting.queries_published import choices_of, gather
from linli.voting.sealing import canonical
from linli.voting.states import State

Said = Mapping[int, Any]


def audit_of(row: Assembly) -> PaperAudit | None:
    """That of the present round of keying."""
    return PaperAudit.objects.filter(assembly=row, round=row.paper_round).first()


def audits_before(row: Assembly) -> list[PaperAudit]:
    """Those that found a difference, in their order."""
    return list(
        PaperAudit.objects.filter(assembly=row, round__lt=row.paper_round).order_by("round")
    )


def is_fixed(row: Assembly) -> bool:
    """Whether an audit has written down what was keyed in this round: then nothing of it changes."""
    return audit_of(row) is not None


def is_waiting(row: Assembly) -> bool:
    """Begun, and its sheets not all read: nothing is counted meanwhile."""
    waiting = PaperAudit.Outcome.WAITING
    return PaperAudit.objects.filter(assembly=row, outcome=waiting).exists()


def to_read_again(row: Assembly) -> QuerySet[HandedIn]:
    """Sheets that two read differently and that one more may read: nothing is counted meanwhile.

    Else whoever reads second could throw a ballot away alone. Not those that two cannot find.
    """
    found = HandedIn.objects.filter(sheet__assembly=row)
    if is_fixed(row):
        return found.none()
    before = MOST_OPERATORS * (row.paper_round - 1)
    keyed = Count("keyings", filter=Q(keyings__nth__gt=before), distinct=True)
    found = found.filter(ballot__quarantine__reason=Quarantine.Reason.MISMATCH)
    since = Q(misses__at__gte=F("ballot__quarantine__at"))
    missed = Count("misses", filter=since, distinct=True)
    return found.annotate(now=keyed, missed=missed).filter(
        now__lt=MOST_OPERATORS, missed__lt=OPERATORS
    )


def nobody_left(row: Assembly) -> bool:
    """Whether a sheet waits for one more reading that everybody who counts has read already."""
    who = set(row.tellers.filter(ended_at=None).values_list("person", flat=True))
    waiting = to_read_again(row).prefetch_related("keyings")
    return any(who <= {keying.by_id for keying in each.keyings.all()} for each in waiting)


def takes_more_hands(row: Assembly) -> bool:
    """Whether tellers may still be appointed after the close: only so that all can be read."""
    return row.state == State.CLOSED and (row.paper_round > 1 or nobody_left(row))


def keyed_sheets(row: Assembly) -> dict[str, tuple[Ballot, Said]]:
    """Number -> the ballot and what was keyed of it; without those in quarantine. Two queries."""
    said = choices_of(row)
    rows = counted_ballots(row).filter(channel=Channel.PAPER, quarantine__isnull=True)
    return {each.code: (each, said.get(each.pk, {})) for each in rows}


def same(one: Said, other: Said) -> bool:
    """Lists of candidates are compared without their order."""
    return _plain(one) == _plain(other)


def _plain(said: Said) -> dict[int, Any]:
    return {int(n): c if isinstance(c, str) else sorted(c) for n, c in said.items()}


def keyed_hash(row: Assembly, sheets: Mapping[str, tuple[Ballot, Said]]) -> str:
    """Over all sheets by their numbers, so that none can be keyed otherwise once it is logged."""
    whole = hashlib.sha256()
    for code in sorted(sheets):
        ballot, said = sheets[code]
        whole.update(code.encode() + b" ")
        whole.update(canonical(row.code, ballot.entry.number, _plain(said)) + b"\n")
    return whole.hexdigest()


def seed_checkpoint(audit: PaperAudit) -> Checkpoint | None:
    """The first that holds the beginning: nobody can wait for one that suits them better."""
    place = log.places_in_log([audit.event]).get(audit.event)
    if place is None:
        return None
    rows = Checkpoint.objects.filter(log=place.log, size__gt=place.index)
    return rows.order_by("size").first()


def preliminary(row: Assembly) -> Published:
    """With the result as it would be counted now; nothing is written."""
    results = {matter.number: found for matter, _passed, found in counting.results_of(row)}
    return replace(gather(row), results=results)


def drawn(row: Assembly, audit: PaperAudit, seed: str) -> tuple[int | None, list[str]]:
    """The fewest wrong sheets that could matter, and the numbers of those that are read anew."""
    found = preliminary(row)
    least = paper_audit.least_wrong(found)
    codes = [
        each.code for each in found.ballots if each.channel == "paper" and each.choices is not None
    ]
    size = paper_audit.sample_size(len(codes), least, Fraction(1, audit.one_in))
    return least, paper_audit.draw(seed, codes, size)
