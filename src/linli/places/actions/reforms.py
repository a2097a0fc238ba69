"""Merging and splitting communities. Lock order: places, people, estates, each by its id."""

from collections.abc import Mapping, Sequence
from datetime import date

from linli.facts.places import CommunitiesMerged, CommunitySplit
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.places import rules
from linli.places.models import Estate, Place, Reform
from linli.places.moving import residents_of
from linli.places.operations import reforms as operations
from linli.places.operations.reforms import Decision, NewCommunity, Way
from linli.places.operations.tree import put_place

#: A merge joins at least so many.
TWO = 2


def _locked(ids: Sequence[int]) -> list[Place]:
    """Living communities in the order asked for, and the streets around them locked too."""
    wanted = Place.objects.filter(pk__in=ids, kind=Place.Kind.COMMUNITY)
    around = {path[: -Place.steplen] for path in wanted.values_list("path", flat=True)}
    streets = Place.objects.filter(path__in=around)
    rows = {p.pk: p for p in (wanted | streets).select_for_update().order_by("pk")}
    living = {pk for pk, p in rows.items() if p.kind == Place.Kind.COMMUNITY}
    found = [rows[pk] for pk in dict.fromkeys(ids) if pk in living]
    if len(found) != len(set(ids)):
        raise Refused("kernel.not_found")
    if any(place.until for place in found):
        raise Refused("places.community_over")
    return found


def _checked(decision: Decision, places: Sequence[Place]) -> None:
    """It holds today: what is decided for a later day is entered on that day."""
    if decision.on > clock.today():
        raise Refused("places.reform_later", field="on")
    if any(place.since and place.since > decision.on for place in places):
        raise Refused("places.reform_before", field="on")
    if not decision.ground.strip():
        raise Refused("places.reform_ground", field="ground")


def _begin(new: NewCommunity, near: Place, day: date) -> Place:
    """Raises Refused for a code that is, or was, another place's."""
    if Place.objects.filter(code=new.code).exists():
        raise Refused("places.code_taken", field="code")
    street = Place.objects.get(path=near.path[: -Place.steplen])
    place = put_place(
        kind=Place.Kind.COMMUNITY, code=new.code, names=(new.name_zh, new.name_en), parent=street
    )
    operations.begin_place(place, day)
    return place


def _estates(community: Place) -> list[Estate]:
    rows = Estate.objects.within(community.pk).select_for_update(of=("self",))
    return list(rows.order_by("pk"))


@action(allow=rules.may_reform)
def merge_communities(
    actor: Actor,
    *,
    sources: Sequence[int],
    into: int | None = None,
    new: NewCommunity | None = None,
    decision: Decision,
) -> Reform:
    """The sources end and become one: `into`, which goes on, or a new one. Everything goes along."""
    ids = [pk for pk in dict.fromkeys(sources) if pk != into]
    if (into is None) == (new is None) or len(ids) + (into is not None) < TWO:
        raise Refused("places.merge_of_what", field="sources")
    places = _locked([*ids, *([into] if into else [])])
    _checked(decision, places)
    ended = places[: len(ids)]
    target = places[-1] if new is None else _begin(new, ended[0], decision.on)
    reform = operations.add_reform(
        kind=Reform.Kind.MERGE, on=decision.on, ground=decision.ground, by=actor.person
    )
    operations.lock_residents([place.pk for place in ended])
    ways = [Way(place, target, _estates(place)) for place in ended]
    people = operations.carry_out(reform, ways)
    for place in ended:
        operations.end_place(place, decision.on)
    record(
        actor,
        CommunitiesMerged(
            reform=reform.pk,
            on=decision.on.isoformat(),
            ended=[place.pk for place in ended],
            into=target.pk,
            code=target.code,
            estates=sum(len(way.estates) for way in ways),
            people=people,
        ),
        place=target.pk,
    )
    return reform


@action(allow=rules.may_reform)
def split_community(  # noqa: PLR0913 (a decision is these)
    actor: Actor,
    *,
    community: int,
    new: Sequence[NewCommunity],
    estates: Mapping[int, int],
    others: int | None = None,
    decision: Decision,
) -> Reform:
    """New communities take estates (`estates`: id -> index in `new`); the rest stays.

    `others` None: the old community goes on, with its other estates and with the residents who
    have no home in one that leaves. Else it ends: every estate goes, and who has no home in any
    goes to `new[others]`.
    """
    (old,) = _locked([community])
    _checked(decision, [old])
    known = {estate.pk for estate in Estate.objects.within(old.pk)}
    _check_ways(known, new, estates, others)
    places = [_begin(each, old, decision.on) for each in new]
    reform = operations.add_reform(
        kind=Reform.Kind.SPLIT, on=decision.on, ground=decision.ground, by=actor.person
    )
    operations.lock_residents([old.pk])
    rows = _estates(old)
    ways = []
    for index, place in enumerate(places):
        mine = [estate for estate in rows if estates.get(estate.pk) == index]
        ways.append(Way(old, place, mine, residents_of([estate.pk for estate in mine])))
    if others is not None:
        # those with a home have gone by then: this way takes everybody else
        last = ways.pop(others)
        ways.append(Way(last.before, last.after, last.estates))
    people = operations.carry_out(reform, ways)
    if others is not None:
        operations.end_place(old, decision.on)
    record(
        actor,
        CommunitySplit(
            reform=reform.pk,
            on=decision.on.isoformat(),
            community=old.pk,
            ended=[old.pk] if others is not None else [],
            into=[place.pk for place in places],
            codes=[place.code for place in places],
            estates=len(estates),
            people=people,
        ),
        place=old.pk,
    )
    return reform


def _check_ways(
    known: set[int], new: Sequence[NewCommunity], estates: Mapping[int, int], others: int | None
) -> None:
    """Nothing is forgotten, and each new community gets something."""
    indexes = set(range(len(new)))
    if not new or set(estates) - known or set(estates.values()) - indexes:
        raise Refused("kernel.not_found")
    if len({each.code for each in new}) != len(new):
        raise Refused("places.code_taken", field="code")
    if others is not None and (others not in indexes or known - set(estates)):
        raise Refused("places.split_leaves_out", field="estates")
    if others is None and indexes - set(estates.values()):
        raise Refused("places.split_empty", field="estates")
