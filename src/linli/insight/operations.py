"""Writing a day's figures; inside a transaction only."""

from collections import defaultdict

from linli.insight.counting import NO_HOME, OFFICE, Counted, Taken, count, taken_part
from linli.insight.models import Coverage, Dimension, Participation
from linli.insight.parameters import LEAST
from linli.insight.withholding import Shown, Stages, shown, shown_below
from linli.kernel import clock


def count_coverage(community: int) -> int:
    """Count a community's people anew for today; answers how many groups there are.

    Counted twice on a day, the later count stands.
    """
    today = clock.today()
    rows = [
        Coverage(
            community=community,
            day=today,
            dimension=dimension,
            key=key,
            registered=each.registered,
            proved=each.proved,
            active=each.active,
        )
        for dimension, found in withheld(count(community)).items()
        for key, each in found.items()
    ]
    Coverage.objects.within(community).filter(day=today).delete()
    Coverage.objects.bulk_create(rows)
    return len(rows)


def withheld(counted: Counted) -> dict[str, dict[str, Shown]]:
    """The groups as they may be shown, each as a part of the whole that it belongs to.

    The community parts into those with a home and those without, and so does every dimension in
    which homes count; those with a home part into estates and, once more, into roles; an estate
    parts into buildings. Groups that overlap are treated as if they did not.
    """
    of = counted.groups
    everybody = of[Dimension.ALL]
    if not everybody:
        return {}
    outside = {k: v for k, v in of[Dimension.ROLE].items() if k == NO_HOME}
    housed = {k: v for k, v in of[Dimension.ROLE].items() if k not in {NO_HOME, OFFICE}}
    settled = _part(everybody[""], outside)
    estates = shown(of[Dimension.ESTATE] | outside, total_is_shown=True, settled=settled)
    roles = shown(housed | outside, total_is_shown=True, settled=settled)
    offices = {k: v for k, v in of[Dimension.ROLE].items() if k == OFFICE}
    buildings: dict[str, dict[str, Stages]] = defaultdict(dict)
    for key, each in of[Dimension.BUILDING].items():
        buildings[counted.estate_of[key]][key] = each
    return {
        Dimension.ALL: shown(everybody, total_is_shown=False),
        Dimension.ESTATE: {key: each for key, each in estates.items() if key != NO_HOME},
        Dimension.BUILDING: shown_below(estates, buildings),
        Dimension.AGE: shown(of[Dimension.AGE], total_is_shown=True),
        Dimension.ROLE: roles | _part(everybody[""], offices),
    }


def _part(everybody: Stages, part: dict[str, Stages]) -> dict[str, Shown]:
    """One group, with the rest of the community beside it."""
    found = {}
    for key, each in part.items():
        rest = everybody - each
        both = {key: each} | ({"rest": rest} if rest.registered else {})
        found[key] = shown(both, total_is_shown=True)[key]
    return found


def count_participation(community: int) -> int:
    """Who took part, by the four-way class, anew for today; answers how many classes there are.

    Acts of fewer than ten people are withheld with the people; the classes have no total.
    """
    today = clock.today()
    rows = [
        Participation(community=community, day=today, sector=sector, people=people, acts=acts)
        for sector, (people, acts) in _of_many(taken_part(community)).items()
    ]
    Participation.objects.within(community).filter(day=today).delete()
    Participation.objects.bulk_create(rows)
    return len(rows)


def _of_many(found: dict[str, Taken]) -> dict[str, tuple[int | None, int | None]]:
    return {
        sector: (each.people, each.acts) if each.people >= LEAST else (None, None)
        for sector, each in found.items()
    }
