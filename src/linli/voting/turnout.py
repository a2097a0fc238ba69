"""Turnout until the result is published: who may see how much of it.

Nobody may be put under pressure by who has voted. So everybody sees whole per cents as of the last
midnight, and of a roll too small to hide anybody nothing before the close; whoever works for the
vote sees figures by building, small ones together. Homes are the collectors' alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import reduce

from django.db.models import Sum
from django.utils.translation import ngettext

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.voting import ballot_rules, rules
from linli.voting.in_force import rules_of
from linli.voting.models import Assembly, Ballot
from linli.voting.models.assembly import LegalMode
from linli.voting.queries import Turnout, cast_so_far, roll_of, turnout
from linli.voting.states import State
from linli.voting.tally import Sums

#: How many buildings are named when they are shown together.
NAMED = 4


@dataclass(frozen=True, slots=True)
class Share:
    """Whole per cents of the roll, rounded down; `until` None: of all ballots, after the close."""

    area: int
    persons: int
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody may see. `small`: nothing before the close, of so few electors."""

    figures: Sums | None = None
    share: Share | None = None
    buildings: tuple[Turnout, ...] = ()
    small: bool = False


def seen(actor: Actor, row: Assembly) -> Seen:
    """A constant number of queries; none before the vote opened, or while others take the ballots."""
    elsewhere = row.legal_mode == LegalMode.IMPORTED and row.tallied_at is None
    if row.opened_at is None or elsewhere:
        return Seen()
    works = sees_figures(actor, row)
    if works or row.is_published:
        buildings = by_building(row) if works else ()
        return Seen(figures=cast_so_far(row), buildings=tuple(buildings))
    share = share_of(row)
    return Seen(share=share, small=share is None)


def sees_figures(actor: Actor, row: Assembly) -> bool:
    """Whoever takes ballots or convenes; nobody of the property company, and no candidate."""
    if ballot_rules.serves(actor, row):
        return True
    return bool(rules.convenes(actor, row)) and bool(ballot_rules.stands_apart(actor, row))


def share_of(row: Assembly) -> Share | None:
    """For everybody. While the vote runs it changes at midnight, and a small roll has none."""
    rows = Ballot.objects.within(row.community).filter(assembly=row, version=1)
    until = None
    if row.state == State.OPEN:
        if roll_of(row).count() < rules_of(row).voting.turnout_least:
            return None
        until = datetime.combine(clock.today(), time.min, clock.LOCAL)
        rows = rows.filter(at__lt=until)
    voted = rows.aggregate(
        area=Sum("entry__area_centi", default=0), persons=Sum("entry__persons", default=0)
    )
    return Share(
        _per_cent(voted["area"], row.roll_area_centi),
        _per_cent(voted["persons"], row.roll_persons),
        until,
    )


def _per_cent(part: int, whole: int | None) -> int:
    return part * 100 // whole if whole else 0


def by_building(row: Assembly) -> list[Turnout]:
    """Those with few electors together, so that no line tells of one home. One query."""
    return grouped(turnout(row), rules_of(row).voting.turnout_least)


def grouped(rows: Sequence[Turnout], least: int) -> list[Turnout]:
    """No line of fewer than `least` electors, unless the whole roll has fewer. Pure."""
    large = [each for each in rows if each.electors >= least]
    small = [each for each in rows if each.electors < least]
    if small and sum(each.electors for each in small) < least and large:
        # else the small ones would follow from the sum of all
        next_one = min(large, key=lambda each: each.electors)
        large.remove(next_one)
        small.append(next_one)
    return [*large, _together(small)] if small else large


def _together(rows: Sequence[Turnout]) -> Turnout:
    return reduce(_added, rows[1:], rows[0]) if len(rows) <= NAMED else _counted(rows)


def _added(one: Turnout, other: Turnout) -> Turnout:
    return Turnout(
        f"{one.label}、{other.label}",
        one.electors + other.electors,
        one.voted + other.voted,
        one.area_centi + other.area_centi,
        one.voted_area_centi + other.voted_area_centi,
    )


def _counted(rows: Sequence[Turnout]) -> Turnout:
    whole = reduce(_added, rows)
    label = ngettext("%(n)s building together", "%(n)s buildings together", len(rows))
    return Turnout(
        label % {"n": len(rows)},
        whole.electors,
        whole.voted,
        whole.area_centi,
        whole.voted_area_centi,
    )
