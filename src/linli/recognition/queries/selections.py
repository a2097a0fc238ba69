"""Reads on selections: the switch, who stands, and the list as of the cut-off moment."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import rfc8785
from django.db.models import Q

from linli.facts.identity import Moved
from linli.identity.models import Merge
from linli.identity.queries import records_of
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.scoping import ScopedQuerySet
from linli.recognition import parameters
from linli.recognition.history import Span, deeds_in, points_in
from linli.recognition.kinds import Entry, kinds
from linli.recognition.models import Candidate, Choice, Frozen, FrozenRow, Selection, Switch
from linli.recognition.scope import OWN
from linli.recognition.states import Selection as State

POINTS, HOURS = "points", "hours"


# --- the switch ---------------------------------------------------------------------------------
def switch_on(community: int, day: date, *, known: datetime | None = None) -> bool:
    """Whether selections are on: the latest decision by its day that was in force by `known`."""
    rows = Switch.objects.within(community).filter(state=Switch.State.IN_FORCE, since__lte=day)
    if known is not None:
        rows = rows.filter(settled_at__lte=known)
    row = rows.order_by("-since", "-settled_at", "-pk").first()
    return row is not None and row.on


def on_now(actor: Actor) -> frozenset[int]:
    """Communities in the actor's reach in which selections are on today. One query."""
    rows = Switch.objects.reached_by(actor)
    rows = rows.filter(state=Switch.State.IN_FORCE, since__lte=clock.today())
    latest = rows.order_by("community", "-since", "-settled_at", "-pk").distinct("community")
    return frozenset(row.community for row in latest if row.on)


def switches(actor: Actor) -> ScopedQuerySet[Switch]:
    return Switch.objects.reached_by(actor).order_by("-pk")


# --- what somebody sees -------------------------------------------------------------------------
def selections_here(actor: Actor) -> ScopedQuerySet[Selection]:
    """Announced to the community, whatever became of them."""
    return Selection.objects.reached_by(actor).select_related("body", "ended_words")


def selections_on_desk(actor: Actor) -> ScopedQuerySet[Selection]:
    """Officers of a body outside the administration see what their body selects, and no other."""
    rows = selections_here(actor)
    if actor.capacity == Capacity.OFFICER:
        rows = rows.filter(body=actor.organisation)
    return rows


def candidates_of(person: int) -> ScopedQuerySet[Candidate]:
    rows = Candidate.objects.across_communities(OWN)
    return rows.filter(person__in=records_of(person))


def standing_in(person: int, selections: Iterable[Selection]) -> frozenset[int]:
    """On the lists of which of these somebody stands now."""
    rows = candidates_of(person).filter(selection__in=list(selections), until=None)
    return frozenset(rows.values_list("selection", flat=True))


def own_rows(person: int) -> ScopedQuerySet[FrozenRow]:
    rows = FrozenRow.objects.across_communities(OWN)
    return rows.filter(person__in=records_of(person)).select_related("candidate", "frozen")


def listed(frozen: Frozen) -> ScopedQuerySet[FrozenRow]:
    """What is shown of a list: whose consent stands, and whose account was not closed."""
    rows = FrozenRow.objects.within(frozen.community).filter(frozen=frozen)
    return rows.filter(candidate__until=None, content__isnull=False).select_related(
        "person__private", "person__merged_into__private"
    )


# --- the list of the cut-off moment -------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Row:
    candidate: Candidate
    content: str
    commitment: str


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.LOCAL)


def span_of(selection: Selection) -> Span:
    return Span(
        selection.community,
        midnight(selection.period_from),
        midnight(selection.period_until + timedelta(days=1)),
        selection.cutoff_at,
    )


def committed_to(content: str) -> str:
    """SHA-256 of a row in canonical JSON; its salt is in it."""
    return hashlib.sha256(rfc8785.dumps(json.loads(content))).hexdigest()


def digest_of(selection: Selection, commitments: Sequence[str]) -> str:
    """SHA-256 of the whole list in canonical JSON."""
    plain: Any = {
        "v": 1,
        "selection": selection.pk,
        "community": selection.community,
        "body": selection.body_id,
        "purpose": selection.purpose,
        "figures": list(selection.figures),
        "period": [selection.period_from.isoformat(), selection.period_until.isoformat()],
        "cutoff": selection.cutoff_at.astimezone(clock.LOCAL).isoformat(),
        "rows": list(commitments),
    }
    return hashlib.sha256(rfc8785.dumps(plain)).hexdigest()


def _merged_at(moment: datetime) -> dict[int, int]:
    """Record -> the one that it was part of at the moment."""
    rows = Merge.objects.across_communities("figures of one person count together")
    rows = rows.filter(Q(parted_at=None) | Q(parted_at__gt=moment), at__lte=moment)
    return dict(rows.values_list("gone", "kept"))


def figures_of(selection: Selection, people: Iterable[int]) -> dict[int, dict[str, int]]:
    """Person -> figure -> how much, of the period, as it stood at the cut-off."""
    span, wanted = span_of(selection), set(people)
    kept = _merged_at(span.moment)
    whole = wanted | {gone for gone, stays in kept.items() if stays in wanted}
    found: dict[int, dict[str, int]] = {
        person: dict.fromkeys(selection.figures, 0) for person in wanted
    }
    if set(selection.figures) - {POINTS}:
        for entry in _counted(deeds_in(span), kept):
            mine = found.get(kept.get(entry.person, entry.person))
            if mine is None:
                continue
            if HOURS in mine:
                mine[HOURS] += entry.minutes
            if entry.kind in mine:
                mine[entry.kind] += 1
    if POINTS in selection.figures:
        for person, points in points_in(span, whole).items():
            found[kept.get(person, person)][POINTS] += points
    return found


def _counted(entries: Iterable[Entry], kept: Mapping[int, int]) -> Iterable[Entry]:
    """Of a kind that counts once per subject, the first."""
    once = {code for code, kind in kinds().items() if kind.once}
    seen: set[tuple[int, str, str]] = set()
    for entry in entries:
        key = (kept.get(entry.person, entry.person), entry.kind, entry.subject)
        if entry.kind in once and key in seen:
            continue
        seen.add(key)
        yield entry


def _moved_away(selection: Selection, rows: Iterable[Candidate]) -> set[int]:
    """Who, after putting themself on the list, had moved elsewhere by the cut-off. One query.

    By the facts, not by where somebody lives when the job runs.
    """
    found = {str(row.person_id): row for row in rows}
    moves = Event.objects.filter(
        type=Moved.type, subject_kind="person", subject_id__in=found, at__lt=selection.cutoff_at
    )
    last: dict[str, Event] = {move.subject_id: move for move in moves.order_by("pk")}
    return {
        row.pk
        for number, row in found.items()
        if number in last
        and last[number].at >= row.since
        and last[number].payload["community"] != selection.community
    }


def rows_at_cutoff(selection: Selection) -> list[Row]:
    """Who stood on the list at the cut-off, in the order of the commitments: by no merit at all."""
    at = selection.cutoff_at
    stood = Candidate.objects.within(selection.community).filter(
        Q(until=None) | Q(until__gte=at), selection=selection, since__lt=at, salt__isnull=False
    )
    kept, people = _merged_at(at), dict[int, Candidate]()
    rows = list(stood.order_by("pk"))
    gone = _moved_away(selection, rows)
    for row in rows:
        if row.pk in gone:
            continue
        people.setdefault(kept.get(row.person_id, row.person_id), row)
    figures = figures_of(selection, people)
    found = []
    for person, candidate in people.items():
        plain = {
            "v": 1,
            "selection": selection.pk,
            "person": person,
            "figures": figures[person],
            "salt": candidate.read("salt"),
        }
        content = json.dumps(plain, sort_keys=True)
        found.append(Row(candidate, content, committed_to(content)))
    return sorted(found, key=lambda row: row.commitment)


@dataclass(slots=True)
class Checked:
    """`sound`: digest and every row that is still there agree with what was frozen."""

    sound: bool
    count: int
    shown: int
    #: Took themselves off after the cut-off; and rows whose person's account was closed.
    withdrawn: int
    erased: int


def check(selection: Selection, frozen: Frozen) -> Checked:
    """Recompute the list from its rows. Two queries."""
    rows = FrozenRow.objects.within(frozen.community).filter(frozen=frozen)
    sound = digest_of(selection, frozen.commitments) == frozen.digest
    tally: dict[str, int] = defaultdict(int)
    numbers = set()
    for row in rows.select_related("candidate"):
        numbers.add(row.number)
        content = row.read("content")
        if content is None:
            tally["erased"] += 1
            continue
        tally["withdrawn" if row.candidate.until else "shown"] += 1
        known = 0 <= row.number < len(frozen.commitments)
        sound = sound and known and committed_to(content) == frozen.commitments[row.number]
    sound = sound and numbers == set(range(len(frozen.commitments)))
    return Checked(
        sound, len(frozen.commitments), tally["shown"], tally["withdrawn"], tally["erased"]
    )


def due() -> list[int]:
    """Selections whose cut-off is over, and the acts under way at that moment with it."""
    rows = Selection.objects.across_communities("the job that freezes lists")
    rows = rows.filter(state=State.ANNOUNCED, cutoff_at__lte=clock.now() - parameters.settles())
    return list(rows.order_by("cutoff_at", "pk").values_list("pk", flat=True))


def standing_now(selection: Selection) -> int:
    """How many are on the list; nobody is named by it."""
    rows = Candidate.objects.within(selection.community).filter(selection=selection, until=None)
    return rows.count()


def choice_of(selection: Selection) -> Choice | None:
    """What the body chose in the end."""
    return Choice.objects.within(selection.community).filter(selection=selection).first()
