"""Who plans, runs, signs up, confirms. What is out of reach is answered like what is not there."""

from typing import Any, LiteralString

from django.db.models import Q

from linli.activities.models import (
    Activity,
    Campaign,
    Cycle,
    Group,
    GroupMember,
    Occasion,
    SignUp,
)
from linli.activities.running import IN_OFFICE, SHOWN, runs
from linli.activities.states import Place
from linli.identity.models import Person
from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.prepared import read_pairs
from linli.kernel.scoping import ScopedQuerySet
from linli.places.rules import works_here
from linli.residence.queries import homes_of

WHERE = "the rule looks where it is"

READERS = frozenset({Capacity.STAFF, Capacity.AUDITOR})


_WHERE_AND_WHO: LiteralString = """
JOIN activities_occasion occasion ON occasion.activity_id = one.id
LEFT JOIN identity_person two ON two.id = $2 WHERE occasion.id = $1"""


def known(actor: Actor) -> Decision:
    return ALLOWED if actor.person is not None else denied("kernel.sign_in_first")


def may_plan(actor: Actor, *, community: int, **_: Any) -> Decision:
    """Whoever belongs there: staff and officers at once, residents with the staff's approval."""
    if not known(actor):
        return known(actor)
    if actor.capacity not in {*IN_OFFICE, Capacity.RESIDENT}:
        return denied("kernel.not_for_you")
    if actor.is_official and not actor.second_factor:
        return denied("kernel.second_factor")
    return ALLOWED if actor.reaches(community) else denied("kernel.not_found")


def visible_to(actor: Actor) -> ScopedQuerySet[Activity]:
    """What is or was open in the reach, and one's own proposals; staff and auditors see all there."""
    rows = Activity.objects.across_communities("people see their own proposals anywhere")
    if actor.person is None:
        return rows.none()
    if actor.capacity in READERS and actor.second_factor:
        return rows.filter(Q(community__in=actor.reach) | Q(organiser=actor.person))
    shown = Q(community__in=actor.reach, state__in=SHOWN)
    return rows.filter(shown | Q(organiser=actor.person))


def sees(actor: Actor, row: Activity) -> bool:
    """The same of one that was read before; a test holds both beside each other."""
    if actor.person is None:
        return False
    reads = actor.capacity in READERS and actor.second_factor
    near = row.community in actor.reach and (reads or row.state in SHOWN)
    return near or row.organiser_id == actor.person


def occasions_seen_by(actor: Actor) -> ScopedQuerySet[Occasion]:
    rows = Occasion.objects.across_communities("the activity is in sight")
    return rows.filter(activity__in=visible_to(actor)).select_related("activity")


def may_see(actor: Actor, *, occasion: int, **_: Any) -> Decision:
    if not known(actor):
        return known(actor)
    seen = occasions_seen_by(actor).filter(pk=occasion)
    return ALLOWED if seen.exists() else denied("kernel.not_found")


def may_sign_up(actor: Actor, *, occasion: int, **_: Any) -> Decision:
    """Whoever belongs to the community: an office there is no home. One query, as a rush asks it."""
    if not known(actor):
        return known(actor)
    for row, person in read_pairs(Activity, Person, _WHERE_AND_WHO, [occasion, actor.person]):
        if not sees(actor, row):
            break
        if person is None or person.community != row.community:
            return denied("activities.lives_elsewhere")
        return is_for(person.pk, row)
    return denied("kernel.not_found")


def _is_home(actor: Actor, community: int) -> bool:
    return Person.objects.filter(pk=actor.person or 0, community=community).exists()


def belongs_to_estate(person: int, estate: int) -> bool:
    """With a home there, lived in or not, handed over or not."""
    return homes_of(person).filter(unit__estate=estate).exists()


def is_for(person: int, row: Activity) -> Decision:
    """Some are for the people of an estate, or of a group of it."""
    if row.group_id is not None:
        members = GroupMember.objects.within(row.community).filter(group=row.group_id)
        inside = members.filter(person=person).exists()
        return ALLOWED if inside else denied("activities.group_only")
    if row.estate_id is not None and not belongs_to_estate(person, row.estate_id):
        return denied("activities.estate_only")
    return ALLOWED


def lives_in_community(actor: Actor, **_: Any) -> Decision:
    if not known(actor):
        return known(actor)
    homed = Person.objects.filter(pk=actor.person or 0, community__isnull=False)
    return ALLOWED if homed.exists() else denied("kernel.not_for_you")


def may_found_group(actor: Actor, *, estate: int, **_: Any) -> Decision:
    """Anybody of the estate."""
    if not known(actor):
        return known(actor)
    inside = belongs_to_estate(actor.person or 0, estate)
    return ALLOWED if inside else denied("activities.estate_only")


def may_join_group(actor: Actor, *, group: int, **_: Any) -> Decision:
    row = Group.objects.across_communities(WHERE).filter(pk=group).first()
    return may_found_group(actor, estate=row.estate_id) if row else denied("kernel.not_found")


def may_enter_campaign(actor: Actor, *, campaign: int, **_: Any) -> Decision:
    return _at_home(actor, Campaign.objects.across_communities(WHERE).filter(pk=campaign))


def belongs_to_cycle(actor: Actor, *, cycle: int, **_: Any) -> Decision:
    return _at_home(actor, Cycle.objects.across_communities(WHERE).filter(pk=cycle))


def _at_home(actor: Actor, rows: ScopedQuerySet[Any]) -> Decision:
    if not known(actor):
        return known(actor)
    community = rows.values_list("community", flat=True).first()
    home = community is not None and _is_home(actor, community)
    return ALLOWED if home else denied("kernel.not_found")


def works_on_cycle(actor: Actor, *, cycle: int, **_: Any) -> Decision:
    row = Cycle.objects.across_communities(WHERE).filter(pk=cycle).first()
    return works_here(actor, community=row.community) if row else denied("kernel.not_found")


def may_decide(actor: Actor, *, activity: int, **_: Any) -> Decision:
    """Staff with two factors in reach; what one proposed oneself, somebody else decides."""
    if not known(actor):
        return known(actor)
    if actor.capacity != Capacity.STAFF:
        return denied("kernel.not_for_you")
    if not actor.second_factor:
        return denied("kernel.second_factor")
    row = Activity.objects.reached_by(actor).filter(pk=activity).first()
    if row is None:
        return denied("kernel.not_found")
    own = row.organiser_id in records_of(actor.person or 0)
    return denied("activities.not_your_own") if own else ALLOWED


def may_run(actor: Actor, *, occasion: int, **_: Any) -> Decision:
    if not known(actor):
        return known(actor)
    rows = Occasion.objects.across_communities("the rule looks whose it is")
    row = rows.filter(pk=occasion).select_related("activity").first()
    if row is not None and runs(actor, row.activity):
        return ALLOWED
    if row is None or not occasions_seen_by(actor).filter(pk=occasion).exists():
        return denied("kernel.not_found")
    return denied("activities.organiser_only")


def may_note(actor: Actor, **_: Any) -> Decision:
    """Signed in, and by oneself; whose desk it is, is asked per mark."""
    if not known(actor):
        return known(actor)
    return ALLOWED if actor.helper is None else denied("kernel.not_by_helper")


def may_come(person: Person | None, row: Occasion) -> Decision:
    """Whether somebody may have a place: of the community, with an account that lives."""
    if not row.is_open:
        return denied("activities.closed")
    if person is None or not person.is_active or person.community != row.community:
        return denied("activities.nobody_there")
    return is_for(person.pk, row.activity)


def may_confirm(actor: Actor, *, signup: int, **_: Any) -> Decision:
    """Whoever runs it, but nobody their own hours: the organiser's are confirmed by somebody else."""
    if not known(actor):
        return known(actor)
    rows = SignUp.objects.across_communities("the rule looks whose it is")
    row = rows.filter(pk=signup).select_related("occasion__activity").first()
    if row is None:
        return denied("kernel.not_found")
    decision = may_run(actor, occasion=row.occasion_id)
    if not decision:
        return decision
    own = row.person_id in records_of(actor.person or 0)
    return denied("activities.not_your_own_hours") if own else ALLOWED


def may_rate(row: Occasion, signup: SignUp | None) -> Decision:
    """Who was there, once it is over."""
    if signup is None or signup.state != Place.SEATED or signup.came_at is None:
        return denied("activities.were_not_there")
    if signup.person_id == row.activity.organiser_id:
        return denied("activities.not_your_own")
    return ALLOWED if row.is_over else denied("activities.not_over")
