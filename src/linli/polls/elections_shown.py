"""Elections as pages show them: who is named, who stands, the count of votes."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from linli.kernel.actor import Actor, Capacity
from linli.polls import elections, queries
from linli.polls.counting import Test, percent, tested
from linli.polls.elections import Named
from linli.polls.models import Nomination, Poll
from linli.polls.states import SHOWN, State
from linli.polls.terms import Kind

TONES = {"qualified": "ok", "rejected": "stop"}


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate; votes where they may be told."""

    number: int
    name: str
    label: str
    votes: int | None = None
    share: int = 0
    elected: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """The election for one reader. Whoever did not sign in reads numbers, no names."""

    named: list[Named]
    candidates: list[Row]
    quorum: Test | None
    seats_left: int
    tied: bool
    may_name: bool
    again: Poll | None

    @property
    def mine(self) -> list[Named]:
        """Where the reader is asked whether they stand, or may step back."""
        declined = Nomination.Answer.DECLINED
        return [each for each in self.named if each.mine and each.row.answer != declined]


def label(number: int, name: str) -> str:
    return f"{number} · {name}" if name else _("Candidate %(number)s") % {"number": number}


def shown(actor: Actor, row: Poll) -> Shown | None:
    """None for a decision. Ten queries at most."""
    if row.kind != Kind.ELECTION:
        return None
    names = dict.fromkeys(queries.candidates_of(row), "")
    if actor.person is not None:
        names = elections.names_on(row)
    counted = State(row.state) in SHOWN
    shows = counted and queries.shows_choices(row)
    figures = row.figures if counted else {}
    votes, won = figures.get("votes", {}), set(figures.get("elected", ()))
    ballots, roll = figures.get("ballots", 0), figures.get("roll", 0)
    rows = [
        Row(
            number,
            name,
            label(number, name),
            votes.get(str(number), 0) if shows else None,
            percent(votes.get(str(number), 0), ballots) if shows else 0,
            number in won,
        )
        for number, name in names.items()
    ]
    if shows:
        rows.sort(key=lambda each: (-(each.votes or 0), each.number))
    desk = actor.capacity in {Capacity.STAFF, Capacity.AUDITOR}
    resident = actor.capacity is Capacity.RESIDENT and actor.person is not None
    again = Poll.objects.within(row.community).filter(again_of=row).first()
    return Shown(
        named=elections.named(row, actor.person if resident else None, desk=desk)
        if resident or desk
        else [],
        candidates=rows,
        quorum=tested(ballots, roll, row.law.quorum) if counted else None,
        seats_left=figures.get("seats_left", 0),
        tied=bool(figures.get("tied")),
        may_name=resident and elections.takes_nominations(row),
        again=again,
    )
