"""Reads on assemblies, rolls and ballots. Lists take a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum

from linli.kernel.actor import Actor
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.scoping import ScopedQuerySet
from linli.notices.queries import units_delivered_before
from linli.places.models import Title, Unit
from linli.residence.queries import owned_units
from linli.voting.catalogue import Way, kind_of
from linli.voting.models import (
    Assembly,
    Ballot,
    Cast,
    Matter,
    MatterText,
    OpenedChoice,
    Quarantine,
    RollEntry,
    RollObjection,
    RollUnit,
)
from linli.voting.models.assembly import LegalMode, Scope
from linli.voting.models.ballot import Channel
from linli.voting.states import State
from linli.voting.tally import NOTHING, Counts, Sums


def listed(rows: ScopedQuerySet[Assembly]) -> ScopedQuerySet[Assembly]:
    """Ready for a list or a page; one query."""
    return rows.select_related("estate", "building", "convener")


def matters_of(row: Assembly) -> list[Matter]:
    """The matters in their order with their words. Two queries."""
    texts = Prefetch("texts", MatterText.objects.order_by("pk"))
    rows = row.matters.filter(withdrawn_at=None).order_by("number")
    return list(rows.select_related("owner_organisation", "unit__building").prefetch_related(texts))


def words_of(matter: Matter) -> dict[str, MatterText]:
    """Language -> its last version; uses what was prefetched."""
    return {text.language: text for text in matter.texts.all()}


def votable(matters: Iterable[Matter]) -> list[Matter]:
    """What is voted on: announced, and of a kind that is voted on."""
    return [
        m
        for m in matters
        if m.noticed_at and (kind := kind_of(m.kind)) and kind.way != Way.PUBLISHED
    ]


def roll_of(row: Assembly) -> ScopedQuerySet[RollEntry]:
    """The frozen roll; list it by `number`."""
    return RollEntry.objects.within(row.community).filter(assembly=row)


# --- the roll -----------------------------------------------------------------------------------
def units_in(row: Assembly) -> ScopedQuerySet[Unit]:
    """The homes of the assembly's scope as they stand today, parking among them."""
    units = Unit.objects.within(row.community).filter(estate=row.estate_id, gone=False)
    if row.scope != Scope.ESTATE:
        units = units.filter(building=row.building_id)
    if row.scope == Scope.STAIR:
        units = units.filter(stair_key=row.stair_key)
    return units.select_related("building")


def disputed_in(row: Assembly, *, parking: bool) -> ScopedQuerySet[Unit]:
    """Homes whose owner or area is doubtful: until each is settled the roll cannot be frozen."""
    units = units_in(row)
    if not parking:
        units = units.filter(parking=False)
    return units.filter(~Q(disputes=[]) | Q(area_centi=None))


def owner_sets(units: Iterable[int]) -> dict[int, tuple[int, frozenset[int]]]:
    """Unit -> (elector, its owners) by the titles of today. One query."""
    rows = Title.objects.filter(unit__in=list(units), until=None).values_list(
        "unit", "elector", "elector__members__owner"
    )
    found: dict[int, tuple[int, set[int]]] = {}
    for unit, elector, owner in rows:
        found.setdefault(unit, (elector, set()))[1].add(owner)
    return {unit: (elector, frozenset(owners)) for unit, (elector, owners) in found.items()}


def objections_of(row: Assembly) -> ScopedQuerySet[RollObjection]:
    rows = RollObjection.objects.within(row.community).filter(assembly=row)
    return rows.select_related("unit__building", "text", "answer")


def waiting_objections(row: Assembly) -> int:
    return objections_of(row).filter(ruling=RollObjection.Ruling.WAITING).count()


# --- who may cast ---------------------------------------------------------------------------
def takes_ballots(row: Assembly, now: datetime) -> Decision:
    """Open, and between its moments."""
    between = row.opens_at and row.closes_at and row.opens_at <= now < row.closes_at
    if row.state == State.OPEN and between:
        return ALLOWED
    return denied("voting.not_open", article=_article(row, "voting.days_max"))


def _article(row: Assembly, parameter: str) -> str:
    from linli.voting.in_force import profile_of

    return profile_of(row).article(parameter)


@dataclass(frozen=True, slots=True)
class Mine:
    """An elector of the roll that somebody is, or co-owns; `decision`: whether they may cast it.

    `owner`: who of the roster the person is, by one of its homes.
    """

    entry: RollEntry
    units: tuple[int, ...]
    decision: Decision
    owner: int


def entries_of(person: int, row: Assembly) -> list[Mine]:
    """The electors that a person may speak for by the homes that they own today.

    A home that was sold after the roll was frozen: its cast ballot stands, otherwise the new owner
    votes when all homes of that elector are theirs (profile: sale_during_vote). The former owner
    no longer owns it, so is not found here by it. Three queries at most.
    """
    owned = owned_units(person, row.estate_id)
    now = {each.unit_id: each.elector_id for each in owned}
    owners = {each.unit_id: each.roster_owner_id for each in owned}
    if not now:
        return []
    rows = RollUnit.objects.filter(assembly=row, entry__units__unit__in=list(now))
    entries: dict[int, RollEntry] = {}
    whole: dict[int, list[RollUnit]] = {}
    for unit in rows.select_related("entry__cast").distinct().order_by("pk"):
        entries[unit.entry_id] = unit.entry
        whole.setdefault(unit.entry_id, []).append(unit)
    return [
        Mine(
            entry,
            tuple(unit.unit_id for unit in whole[pk]),
            _may_cast(row, entry, whole[pk], now),
            next(owners[unit.unit_id] for unit in whole[pk] if unit.unit_id in owners),
        )
        for pk, entry in sorted(entries.items())
    ]


def _may_cast(
    row: Assembly, entry: RollEntry, units: list[RollUnit], now: dict[int, int]
) -> Decision:
    if entry.developer:
        return denied("voting.developer_by_mandate", article=_article(row, "proxies"))
    if any(now.get(unit.unit_id) == unit.elector_id for unit in units):
        return ALLOWED
    if hasattr(entry, "cast"):
        article = _article(row, "voting.sale_during_vote")
        return denied("voting.cast_by_former_owner", article=article)
    from linli.voting.in_force import rules_of

    stands = rules_of(row).voting.sale_during_vote == "roll_stands"
    if stands or not all(unit.unit_id in now for unit in units):
        article = _article(row, "voting.sale_during_vote")
        return denied("voting.sold_after_freezing", article=article)
    return ALLOWED


# --- turnout and counts ---------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Turnout:
    """How far a building has come, on both bases."""

    label: str
    electors: int
    voted: int
    area_centi: int
    voted_area_centi: int


def turnout(row: Assembly) -> list[Turnout]:
    """By building, in their order. One query."""
    voted = Q(cast__isnull=False)
    rows = (
        RollEntry.objects.within(row.community)
        .filter(assembly=row)
        .values("building__label", "building__key")
        .annotate(
            electors=Count("pk"),
            cast_by=Count("pk", filter=voted),
            area=Sum("area_centi"),
            cast_area=Sum("area_centi", filter=voted, default=0),
        )
        .order_by("building__key")
    )
    return [
        Turnout(r["building__label"] or "", r["electors"], r["cast_by"], r["area"], r["cast_area"])
        for r in rows
    ]


def cast_so_far(row: Assembly) -> Sums:
    """Area and persons of whoever cast a ballot: what may be known before the close."""
    rows = Cast.objects.filter(assembly=row).aggregate(
        area=Sum("entry__area_centi", default=0), persons=Sum("entry__persons", default=0)
    )
    return Sums(int(rows["area"]), int(rows["persons"]))


def told_entries(row: Assembly) -> QuerySet[RollEntry]:
    """Electors whom the notice had reached, as it was fixed when the vote opened."""
    return roll_of(row).filter(told__isnull=False)


def reached_entries(row: Assembly) -> QuerySet[RollEntry]:
    """Electors of whom at least one home was demonstrably reached before the vote opened.

    By what is reported up to now: the opening fixes it (`told_entries`).
    """
    from linli.voting.in_force import rules_of

    counts = rules_of(row).notice.counts_as_delivered
    ways = [each.partition(":")[2] for each in counts if each.startswith("hand:")]
    by_hand = row.deliveries.filter(way__in=ways, at__lt=row.opens_at).values_list(
        "unit", flat=True
    )
    units = set(by_hand)
    if row.notice_id and row.opens_at:
        units |= set(units_delivered_before(row.notice_id, row.opens_at))
    return roll_of(row).filter(units__unit__in=units).distinct()


def counts_of(row: Assembly, matters: Iterable[Matter], told: Sums = NOTHING) -> dict[int, Counts]:
    """Matter -> what its opened ballots say; of the silent `told` were reached.

    One aggregate a matter, and no other condition than the matter: without fresh statistics (the
    rows were written just now) a second one makes the planner sort a million rows. Of elections
    only the invalid are taken here.
    """
    roll = Sums(row.roll_area_centi or 0, row.roll_persons or 0)
    found: dict[int, Counts] = {}
    for matter in matters:
        grouped = (
            current_choices(row)
            .filter(matter=matter)
            .values("choice")
            .annotate(area=Sum("area_centi"), heads=Sum("persons"))
        )
        sums = {each["choice"]: Sums(int(each["area"]), int(each["heads"])) for each in grouped}
        if matter.seats is not None:
            sums = {choice: each for choice, each in sums.items() if choice == "invalid"}
        found[matter.pk] = Counts(roll, **sums, told=told)
    return found


def told_and_silent(row: Assembly) -> Sums:
    """Those who were reached and of whom no ballot counts. Three queries.

    A ballot in quarantine is none, in a recount as well.
    """
    aside = Quarantine.objects.filter(ballot__assembly=row).values("ballot__entry")
    voted = Ballot.objects.within(row.community).filter(entry=OuterRef("pk"))
    silent = ~Exists(voted) | Q(pk__in=aside)
    ids = told_entries(row).filter(silent).values_list("pk", flat=True)
    rows = RollEntry.objects.within(row.community).filter(pk__in=list(ids))
    found: dict[str, Any] = rows.aggregate(
        area=Sum("area_centi", default=0), heads=Sum("persons", default=0)
    )
    return Sums(int(found["area"]), int(found["heads"]))


def current_choices(row: Assembly) -> "QuerySet[OpenedChoice]":
    """All; once paper was keyed anew, of paper those of the last round."""
    rows = OpenedChoice.objects.all()
    if row.paper_round == 1:
        return rows
    return rows.filter(Q(round=row.paper_round) | ~Q(ballot__channel=Channel.PAPER))


def approvals_of(row: Assembly, matter: Matter) -> tuple[dict[int, Sums], Sums]:
    """Candidate's number -> approvals, and all valid ballots of the election. Two queries."""
    grouped = (
        current_choices(row)
        .filter(matter=matter, candidate__isnull=False)
        .values("candidate__number")
        .annotate(area=Sum("area_centi"), heads=Sum("persons"))
    )
    by_candidate = {c["candidate__number"]: Sums(int(c["area"]), int(c["heads"])) for c in grouped}
    ballots = (
        current_choices(row)
        .filter(matter=matter)
        .exclude(choice=OpenedChoice.Choice.INVALID)
        .values("entry")
        .distinct()
    )
    entries = RollEntry.objects.across_communities("counting").filter(pk__in=ballots)
    found = entries.aggregate(area=Sum("area_centi", default=0), heads=Sum("persons", default=0))
    return by_candidate, Sums(int(found["area"]), int(found["heads"]))


def in_reach(actor: Actor) -> ScopedQuerySet[Assembly]:
    return listed(Assembly.objects.reached_by(actor))


def not_urged() -> list[int]:
    """Open assemblies whose homes were not reminded of the close yet.

    Not those of an official system: nobody here knows who has voted there.
    """
    rows = Assembly.objects.across_communities("the daily look at what is open")
    waiting = rows.filter(state=State.OPEN, urged_at=None).exclude(legal_mode=LegalMode.IMPORTED)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def parked() -> list[int]:
    """Assemblies that wait and were not reminded of yet."""
    rows = Assembly.objects.across_communities("the daily look at what is parked")
    waiting = rows.filter(state=State.PARKED, reminded_at=None)
    return list(waiting.order_by("pk").values_list("pk", flat=True))
