"""Polls as pages show them: cards of a list, one poll for whoever looks, the count."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from linli.identity.queries import display_name
from linli.kernel import clock, places
from linli.kernel.actor import Actor, Capacity
from linli.kernel.process import Mark
from linli.places.models import Building
from linli.polls import elections_shown, queries
from linli.polls.counting import Decided, decided, percent
from linli.polls.elections import names_on
from linli.polls.models import Counted, Objection, Poll, RollEntry
from linli.polls.models.ballot import Channel
from linli.polls.queries import Signed
from linli.polls.rules import of_age
from linli.polls.states import LINE, SHOWN, STANDS, State
from linli.polls.terms import PROFILES, Kind, Mode, Profile

TONES = {
    State.COLLECTING: "wait",
    State.POSTED: "wait",
    State.OPEN: "ok",
    State.WITHDRAWN: "stop",
}
OUTCOME_TONES = {"passed": "ok", "elected": "ok", "partly": "warn", "invalid": "warn"}
STEPS = {
    State.PROPOSED: gettext_lazy("Prepared"),
    State.POSTED: gettext_lazy("The roll hangs out"),
    State.FROZEN: gettext_lazy("The roll stands"),
    State.OPEN: gettext_lazy("The vote"),
    State.CLOSED: gettext_lazy("Closed"),
    State.COUNTED: gettext_lazy("Counted"),
    State.PUBLISHED: gettext_lazy("Published"),
    State.ARCHIVED: gettext_lazy("Archived"),
}
#: Where on the line something stands that is beside it.
BESIDE = {State.COLLECTING: State.PROPOSED, State.WITHDRAWN: State.PROPOSED}
CHOICES = {
    "agree": pgettext_lazy("ballot", "agree"),
    "oppose": pgettext_lazy("ballot", "against"),
    "abstain": pgettext_lazy("ballot", "abstain"),
    "invalid": pgettext_lazy("ballot", "invalid"),
}


def local(moment: datetime | None) -> str:
    """Day and minute in Shanghai."""
    return clock.minute_of(moment) if moment else ""


def day_of(moment: datetime | None) -> date | None:
    return clock.day_of(moment) if moment else None


@dataclass(frozen=True, slots=True)
class Card:
    """A poll in a list. `word`: how it ended, else how it stands."""

    poll: Poll
    where: str
    word: Any
    tone: str
    note: str


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: int
    total: int


@dataclass(frozen=True, slots=True)
class MyLine:
    """A line by which the reader may vote."""

    entry: RollEntry
    label: Any
    voted: str = ""
    channel: Any = ""
    #: Somebody wrote it down at the door, and it may still be denied.
    deniable: bool = False

    @property
    def may_vote(self) -> bool:
        return not self.voted


@dataclass(frozen=True, slots=True)
class Result:
    """The count. `shows`: whether what was chosen may be told."""

    decided: Decided | None
    shows: bool
    piles: list[tuple[Any, int, int]]
    #: By which channel how many came; and sheets that were taken and never came back.
    channels: list[tuple[Any, int]]
    turnout: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One poll for one reader."""

    card: Card
    profile: Profile
    marks: list[Mark]
    dates: list[tuple[Any, str]]
    lines: list[MyLine] = field(default_factory=list)
    objections: list[Objection] = field(default_factory=list)
    may_sign: bool = False
    may_object: bool = False
    may_vote: bool = False
    too_young: bool = False
    signed: Signed | None = None
    has_signed: bool = False
    voted: int = 0
    turnout: list[Bar] = field(default_factory=list)
    result: Result | None = None
    election: elections_shown.Shown | None = None


def where_of(poll: Poll, names: dict[int, str]) -> str:
    """A building with its estate, an estate, or the community."""
    if poll.building is not None and poll.estate is not None:
        return f"{poll.estate.name} {poll.building.label}"
    return poll.estate.name if poll.estate is not None else names.get(poll.community, "")


def cards(rows: Iterable[Poll]) -> list[Card]:
    names = {each.id: each.name_here for each in places.communities()}
    return [card(row, names) for row in rows]


def card(row: Poll, names: dict[int, str] | None = None) -> Card:
    if names is None:
        names = {each.id: each.name_here for each in places.communities()}
    state = State(row.state)
    word, tone = row.get_state_display(), TONES.get(state, "plain")
    if state in SHOWN and row.outcome:
        word, tone = row.get_outcome_display(), OUTCOME_TONES.get(row.outcome, "stop")
    note = ""
    if state is State.OPEN:
        note = _("until %(day)s") % {"day": local(row.closes_at)}
    return Card(row, where_of(row, names), word, tone, note)


def course(row: Poll) -> list[Mark]:
    state = State(row.state)
    place = LINE.index(BESIDE.get(state, state))
    found = []
    for number, each in enumerate(LINE):
        mark = "done" if number < place or state is State.ARCHIVED else "todo"
        if number == place and state is not State.ARCHIVED:
            mark = "stop" if state is State.WITHDRAWN else "now"
        note = row.get_state_display() if mark in {"now", "stop"} else ""
        found.append(Mark(STEPS[each], mark, note))
    return found


def dates(row: Poll) -> list[tuple[Any, str]]:
    """The days that matter, those that were and those that are to come."""
    law, found = row.law, []
    if row.state == State.COLLECTING and row.collect_until:
        found.append((_("Signatures until"), row.collect_until.isoformat()))
    posted = day_of(row.posted_at)
    if posted is not None:
        until = posted + timedelta(days=law.objection_days)
        found.append((_("The roll hangs out since"), posted.isoformat()))
        found.append((_("Objections to it until"), until.isoformat()))
    if posted is not None and row.opened_at is None and row.again_of_id is None:
        first = posted + timedelta(days=law.posted_days)
        found.append((_("The vote opens at the earliest on"), first.isoformat()))
    for label, moment in (
        (_("Open since"), row.opened_at),
        (_("Open until"), row.closes_at),
        (_("Counted on"), row.counted_at),
    ):
        if moment is not None:
            found.append((label, local(moment)))
    return found


def line_label(entry: RollEntry) -> Any:
    """The home as its neighbours call it; a person's own line is "you"."""
    unit = entry.unit
    if unit is None:
        return _("You yourself")
    return f"{unit.estate.name} {unit.building.label} {unit.room}"


def roll_words(entry: RollEntry) -> tuple[Any, str]:
    """A home, or the name that a person shows; and where."""
    if entry.person is None:
        return line_label(entry), ""
    where = entry.building
    return display_name(entry.person), f"{where.estate.name} {where.label}" if where else ""


def choices_of(row: Poll, lines: Iterable[RollEntry]) -> dict[int, Any]:
    """Line -> what it chose, once an open vote is published; of a secret one nobody knows."""
    if row.secret or row.state not in SHOWN:
        return {}
    rows = Counted.objects.filter(poll=row, entry__in=list(lines))
    return {entry: CHOICES[choice] for entry, choice in rows.values_list("entry", "choice")}


def my_lines(actor: Actor, row: Poll) -> list[MyLine]:
    """Three queries at most."""
    if actor.person is None or actor.capacity is not Capacity.RESIDENT or not row.posted_at:
        return []
    found = queries.lines_of(actor.person, row)
    turns = queries.taken(found)
    return [
        MyLine(
            entry,
            line_label(entry),
            local(turns[entry.pk].at) if entry.pk in turns else "",
            Channel(turns[entry.pk].channel).label if entry.pk in turns else "",
            entry.pk in turns
            and turns[entry.pk].channel == Channel.DOOR
            and row.state in {State.OPEN, State.CLOSED}
            and clock.today() <= queries.door_days_end(row),
        )
        for entry in found
    ]


def bars(row: Poll) -> list[Bar]:
    """Turnout by building; small ones stand together. Three queries."""
    found = queries.turnout_of(row)
    buildings = {
        each.pk: f"{each.estate.name} {each.label}"
        for each in Building.objects.filter(
            pk__in=[each.place for each in found if each.place]
        ).select_related("estate")
    }
    return [
        Bar(buildings.get(each.place or 0, _("small buildings together")), each.voted, each.roll)
        for each in found
    ]


def result(row: Poll) -> Result:
    figures, shows = row.figures, queries.shows_choices(row)
    ballots, roll = figures["ballots"], figures["roll"]
    found = None
    if row.kind == Kind.DECISION:
        found = decided(row.law, roll, ballots, figures["agree"])
    piles = [
        (CHOICES[name], figures[name], percent(figures[name], ballots))
        for name in CHOICES
        if figures[name] or (name != "invalid" and row.kind == Kind.DECISION)
    ]
    channels: list[tuple[Any, int]] = [
        (each.label, figures[each.value]) for each in Channel if figures[each.value]
    ]
    if figures["missing"]:
        channels.append((_("taken on paper and not in the box"), figures["missing"]))
    return Result(
        found, shows, piles if shows else [], channels if shows else [], percent(ballots, roll)
    )


def choice_words(row: Poll, choice: str | list[int]) -> str:
    """What a ballot says, in words; of an election the names."""
    if isinstance(choice, str):
        return str(CHOICES[choice])
    names = names_on(row)
    return "；".join(elections_shown.label(each, names.get(each, "")) for each in choice)


def shown(actor: Actor, row: Poll) -> Shown:
    state = State(row.state)
    resident = actor.capacity is Capacity.RESIDENT and actor.person is not None
    mine = my_lines(actor, row)
    signed = queries.signed(row) if row.base is not None else None
    has_signed = bool(signed and resident and queries.has_signed(actor.person or 0, row))
    gathering = state is State.COLLECTING and resident and not has_signed
    too_young = bool(
        resident and row.mode == Mode.HOUSEHOLDS and mine and not of_age(actor.person or 0, row)
    )
    until = day_of(row.posted_at)
    objecting = (
        state is State.POSTED
        and until is not None
        and clock.today() <= until + timedelta(days=row.law.objection_days)
    )
    is_open = state is State.OPEN and row.closes_at is not None and clock.now() < row.closes_at
    theirs = queries.objections_of(row).filter(person=actor.person).order_by("pk")
    return Shown(
        card=card(row),
        profile=PROFILES.by_key[row.profile],
        marks=course(row),
        dates=dates(row),
        lines=mine,
        objections=list(theirs) if resident and row.posted_at else [],
        may_sign=gathering,
        may_object=resident and objecting,
        may_vote=is_open and not too_young and any(each.may_vote for each in mine),
        too_young=too_young,
        signed=signed,
        has_signed=has_signed,
        voted=queries.turns_of(row) if state in STANDS and row.opened_at else 0,
        turnout=bars(row) if state in STANDS and row.opened_at else [],
        result=result(row) if state in SHOWN else None,
        election=elections_shown.shown(actor, row),
    )
