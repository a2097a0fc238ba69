"""Reads on polls. Lists take a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from linli.identity.identifiers import cleaned
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.fetch import found_or_refused
from linli.kernel.scoping import ScopedQuerySet
from linli.places.roster.cells import room_key
from linli.polls.counting import Share, convening, settled, tested, turnout
from linli.polls.models import (
    DoorAnswer,
    Objection,
    Poll,
    RollEntry,
    Sheet,
    Signature,
    Turn,
)
from linli.polls.sight import visible_to
from linli.polls.states import SHOWN, State
from linli.polls.terms import Kind, Mode
from linli.residence.models import Residence
from linli.residence.queries import homes_of, residents_of_units

#: How many lines a search shows; a longer number is none of a line.
FOUND, LONG = 20, 9
HELD = "the poll was asked for before"
PUBLIC = "the course of a poll is public from the posting of its roll on"
#: Not yet called, or called off before the roll hung out.
INSIDE = (State.COLLECTING.value, State.PROPOSED.value, State.WITHDRAWN.value)
RUNNING = (State.POSTED.value, State.FROZEN.value, State.OPEN.value)
TABS = {
    "now": Q(state__in=[*RUNNING, State.COLLECTING.value]),
    "results": Q(state__in=[State.CLOSED.value, State.COUNTED.value, *sorted(SHOWN)]),
}
DESK_TABS = {
    "work": ~Q(state__in=[*sorted(SHOWN), State.WITHDRAWN.value]),
    "over": Q(state__in=[*sorted(SHOWN), State.WITHDRAWN.value]),
}


def listed(actor: Actor, tab: str) -> ScopedQuerySet[Poll]:
    """A tab of the people's list."""
    return visible_to(actor).filter(TABS[tab]).select_related("estate", "building")


def desk(actor: Actor, tab: str) -> ScopedQuerySet[Poll]:
    rows = visible_to(actor).filter(DESK_TABS[tab])
    return rows.select_related("estate", "building")


def seen(actor: Actor, code: str) -> Poll:
    """One that the actor sees."""
    rows = visible_to(actor).filter(code=code)
    return found_or_refused(rows.select_related("estate", "building", "again_of"))


def public(code: str) -> Poll:
    rows = Poll.objects.across_communities(PUBLIC).exclude(state__in=INSIDE)
    return found_or_refused(rows.filter(code=code).select_related("estate", "building", "again_of"))


def public_of(community: int) -> ScopedQuerySet[Poll]:
    rows = Poll.objects.within(community).exclude(state__in=INSIDE)
    return rows.select_related("estate", "building")


def public_on(topics: Iterable[int]) -> ScopedQuerySet[Poll]:
    """Those that came out of these demands, in order."""
    rows = Poll.objects.across_communities(PUBLIC).exclude(state__in=INSIDE)
    return rows.filter(topic__in=list(topics)).select_related("estate", "building").order_by("pk")


# --- the roll -------------------------------------------------------------------------------------
def roll_of(poll: Poll) -> ScopedQuerySet[RollEntry]:
    """The lines that stand."""
    return RollEntry.objects.within(poll.community).filter(poll=poll, struck_at=None)


def homes_here(person: int, poll: Poll) -> list[Residence]:
    """Where a person lives inside the poll's scope."""
    rows = homes_of(person).filter(community=poll.community, lives=True)
    if poll.building_id is not None:
        rows = rows.filter(unit__building=poll.building_id)
    elif poll.estate_id is not None:
        rows = rows.filter(unit__estate=poll.estate_id)
    return list(rows.filter(unit__parking=False, unit__gone=False))


def lines_of(person: int, poll: Poll) -> list[RollEntry]:
    """The lines by which somebody may vote: their own, or those of homes where they live."""
    rows = roll_of(poll).select_related("unit__building", "unit__estate")
    if poll.mode == Mode.HOUSEHOLDS:
        found = rows.filter(unit__in=[each.unit_id for each in homes_here(person, poll)])
    else:
        found = rows.filter(person__in=records_of(person))
    return list(found.order_by("number"))


def taken(lines: Iterable[RollEntry]) -> dict[int, Turn]:
    """Line -> the turn that was taken by it. One query."""
    rows = Turn.objects.across_communities(HELD).filter(entry__in=list(lines), void_at=None)
    return {each.entry_id: each for each in rows}


def people_on(lines: Iterable[RollEntry]) -> set[int]:
    """Whoever may vote by these lines today. One query at most."""
    rows = list(lines)
    units = [each.unit_id for each in rows if each.unit_id is not None]
    found = {each.person_id for each in rows if each.person_id is not None}
    for people in residents_of_units(units, living=True).values() if units else ():
        found |= people
    return found


def objections_of(poll: Poll) -> ScopedQuerySet[Objection]:
    rows = Objection.objects.within(poll.community).filter(poll=poll)
    return rows.select_related(
        "person__private", "person__merged_into__private", "entry", "unit__building"
    )


def waiting(poll: Poll) -> int:
    return objections_of(poll).filter(ruling=Objection.Ruling.WAITING).count()


# --- signatures -----------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Signed:
    """How many asked, of how many, and how many are still needed."""

    have: int
    of: int
    reached: bool
    missing: int

    @property
    def needed(self) -> int:
        return self.have + self.missing


def signed(poll: Poll) -> Signed:
    """Counted by the program: people, or homes each once. One query."""
    rows = Signature.objects.filter(poll=poll)
    one = Coalesce("person__merged_into", "person")
    what = "unit" if poll.mode == Mode.HOUSEHOLDS else one
    have = rows.aggregate(found=Count(what, distinct=True))["found"]
    test = tested(have, poll.base or 0, convening(poll.law, Mode(poll.mode)))
    return Signed(have, test.of, test.met, test.missing)


def has_signed(person: int, poll: Poll) -> bool:
    return Signature.objects.filter(poll=poll, person__in=records_of(person)).exists()


def gathers(person: int) -> bool:
    """Whether signatures are gathered for something that this person asked for."""
    rows = Poll.objects.across_communities("a person's own").filter(state=State.COLLECTING)
    return rows.filter(proposed_by__in=records_of(person)).exists()


# --- figures --------------------------------------------------------------------------------------
def shows_choices(poll: Poll) -> bool:
    """Whether what was chosen may be told: of a secret poll only when enough took part."""
    least = poll.law.turnout_least
    return not poll.secret or int(poll.figures.get("ballots", 0)) >= least


def turns_of(poll: Poll) -> int:
    return Turn.objects.within(poll.community).filter(poll=poll, void_at=None).count()


def turnout_of(poll: Poll) -> list[Share]:
    """By building, none that would tell who. Two queries."""
    rows = roll_of(poll).values_list("building").annotate(Count("pk"))
    voted = dict(
        Turn.objects.within(poll.community)
        .filter(poll=poll, void_at=None)
        .values_list("entry__building")
        .annotate(Count("pk"))
    )
    parts = [Share(building, lines, voted.get(building, 0)) for building, lines in rows]
    return turnout(parts, poll.law.turnout_least)


def candidates_of(poll: Poll) -> list[int]:
    """Numbers of those who stand."""
    if poll.kind != Kind.ELECTION:
        return []
    rows = poll.candidates.filter(withdrawn_at=None).order_by("number")
    return list(rows.values_list("number", flat=True))


def door_days_end(poll: Poll) -> date:
    """Until when a home may say that its answer at the door was not so."""
    closed = clock.day_of(poll.closes_at or clock.now())
    return closed + timedelta(days=poll.law.door_objection_days)


def asked_at_doors(poll: Poll) -> bool:
    """Whether an answer stands that a home may still deny."""
    standing = DoorAnswer.objects.filter(poll=poll, denied_at=None).exists()
    return standing and clock.today() <= door_days_end(poll)


def entries_by(poll: Poll, text: str) -> list[RollEntry]:
    """Lines that somebody at the desk means: by number, by the person's number, or by the room."""
    rows = roll_of(poll).select_related(
        "unit__estate",
        "unit__building",
        "building__estate",
        "person__private",
        "person__merged_into__private",
    )
    word = cleaned(text)
    wanted = Q(person__public_id=word) | Q(unit__room_key=room_key(text))
    if word.isdecimal() and len(word) < LONG:
        wanted |= Q(number=int(word))
    return list(rows.filter(wanted).order_by("number")[:FOUND])


def unread(poll: Poll) -> tuple[int, int]:
    """Sheets that wait for another reader, and those that are settled. One query."""
    rows = (
        Sheet.objects.filter(poll=poll, readings__isnull=False)
        .distinct()
        .prefetch_related("readings")
    )
    done = [settled([each.choice for each in sheet.readings.all()]) for sheet in rows]
    waits = sum(1 for each in done if each is None)
    return waits, len(done) - waits


# --- for the jobs ---------------------------------------------------------------------------------
WORKS = "the jobs look over all communities"


def to_close() -> list[int]:
    """Open beyond their last moment."""
    rows = Poll.objects.across_communities(WORKS).filter(state=State.OPEN)
    return list(rows.filter(closes_at__lte=clock.now()).order_by("pk").values_list("pk", flat=True))


def to_expire() -> list[int]:
    """Signatures were gathered until a day that is over."""
    rows = Poll.objects.across_communities(WORKS).filter(state=State.COLLECTING)
    late = rows.filter(collect_until__lt=clock.today())
    return list(late.order_by("pk").values_list("pk", flat=True))
