"""Free hours, and groups of an estate. Lock: the person's own row, or the group."""

from collections.abc import Collection

from linli.activities import rules
from linli.activities.models import FreeHours, Group, GroupMember
from linli.activities.slots import COUNT
from linli.facts.activities import FreeHoursSaid, GroupFounded, GroupJoined, GroupLeft
from linli.identity.models import Person
from linli.identity.operations import lock_people
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.places.models import Building, Estate


@action(allow=rules.lives_in_community)
def say_free_hours(actor: Actor, *, slots: Collection[int]) -> FreeHours | None:
    """What one said before is replaced; with nothing said, it is erased."""
    lock_people(actor.person or 0)
    community = Person.objects.get(pk=actor.person or 0).community or 0
    rows = FreeHours.objects.across_communities("one's own").filter(person=actor.person)
    row = rows.select_for_update().first()
    wanted = sorted({each for each in slots if 0 <= each < COUNT})
    if not wanted:
        rows.delete()
        row = None
    else:
        row = row or FreeHours(person_id=actor.person or 0)
        row.community, row.slots, row.at = community, wanted, clock.now()
        row.save()
    fact = FreeHoursSaid(person=actor.person or 0, community=community, said=bool(wanted))
    record(actor, fact, place=community)
    return row


@action(allow=rules.may_found_group)
def found_group(actor: Actor, *, estate: int, title: str, building: int | None = None) -> Group:
    """Anybody of the estate, or the staff; with a building it is that building's group."""
    rows = Estate.objects.across_communities("the rule has looked").filter(pk=estate)
    home = found_or_refused(rows.select_for_update())
    if building is not None and not Building.objects.filter(pk=building, estate=home).exists():
        raise Refused("kernel.not_found")
    community = home.community_id
    if Group.objects.within(community).filter(estate=home, title=title).exists():
        raise Refused("activities.group_exists", field="title")
    row = Group.objects.create(
        community=community,
        estate=home,
        kind=Group.Kind.BUILDING if building else Group.Kind.INTEREST,
        building_id=building,
        title=title,
        made_by_id=actor.person or 0,
        made_at=clock.now(),
    )
    if rules.belongs_to_estate(actor.person or 0, estate):
        _enter(row, actor)
    fact = GroupFounded(group=row.pk, community=community, estate=estate, kind=row.kind)
    record(actor, fact, place=community)
    return row


def _enter(row: Group, actor: Actor) -> None:
    GroupMember.objects.create(
        community=row.community, group=row, person_id=actor.person or 0, at=clock.now()
    )


@action(allow=rules.may_join_group)
def join_group(actor: Actor, *, group: int) -> Group:
    row = _locked(group)
    if GroupMember.objects.within(row.community).filter(group=row, person=actor.person).exists():
        raise Refused("activities.in_group_already")
    _enter(row, actor)
    fact = GroupJoined(group=row.pk, community=row.community, person=actor.person or 0)
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.may_note)
def leave_group(actor: Actor, *, group: int) -> Group:
    row = _locked(group)
    mine = GroupMember.objects.within(row.community).filter(group=row, person=actor.person)
    if not mine.exists():
        raise Refused("kernel.not_found")
    mine.delete()
    fact = GroupLeft(group=row.pk, community=row.community, person=actor.person or 0)
    record(actor, fact, place=row.community)
    return row


def _locked(group: int) -> Group:
    rows = Group.objects.across_communities("the rule has looked").filter(pk=group)
    return found_or_refused(rows.select_for_update())
