"""Giving places away and taking them back, under the lock of the occasion."""

from collections.abc import Sequence

from linli.activities.models import Occasion, SignUp
from linli.activities.states import Place, Source
from linli.facts.activities import SignedUp, SignUpLeft
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused


def locked(occasion: int) -> Occasion:
    """The occasion under its lock; what counts places is done by one at a time."""
    rows = Occasion.objects.across_communities("the rule has looked").filter(pk=occasion)
    return found_or_refused(rows.select_related("activity").select_for_update(of=("self",)))


def sign_up(
    actor: Actor, row: Occasion, people: Sequence[int], *, source: Source, team: bool
) -> list[SignUp]:
    """Places for these people in this order, as long as there are some; the others wait in order.

    Raises Refused when one of them is on the list already.
    """
    known = {
        each.person_id: each
        for each in SignUp.objects.within(row.community).filter(occasion=row, person__in=people)
    }
    if any(each.state != Place.LEFT for each in known.values()):
        raise Refused("activities.signed_up_already", field="team" if team else None)
    now = clock.now()
    # somebody who waits has the first right to what is free
    queue = SignUp.objects.within(row.community).filter(occasion=row, state=Place.WAITING)
    free = 0 if row.taken >= row.seats or queue.exists() else row.free
    leader = row.last + 1 if team else None
    made = []
    for person in people:
        row.last += 1
        each = known.get(person) or SignUp(community=row.community, occasion=row, person_id=person)
        each.state = Place.SEATED if free > 0 else Place.WAITING
        each.number = row.last
        each.source = source
        each.by_id = actor.helper if person == actor.person else actor.person
        each.team = leader
        each.at = now
        if free > 0:
            free -= 1
            row.taken += 1
        each.save()
        made.append(each)
    row.save(update_fields=["last", "taken"])
    fact = SignedUp(
        occasion=row.pk,
        community=row.community,
        people=tuple(each.person_id for each in made if each.state == Place.SEATED),
        waiting=tuple(each.person_id for each in made if each.state == Place.WAITING),
        mobilised=source == Source.MOBILISED,
    )
    record(actor, fact, place=row.community)
    return made


def leave(actor: Actor, row: Occasion, signup: SignUp) -> list[SignUp]:
    """Give the place back; whoever waits longest gets it. Answers who moved up."""
    if signup.state == Place.SEATED:
        row.taken -= 1
    signup.state = Place.LEFT
    signup.save(update_fields=["state"])
    moved = fill(row)
    row.save(update_fields=["taken"])
    fact = SignUpLeft(
        occasion=row.pk,
        community=row.community,
        person=signup.person_id,
        promoted=tuple(each.person_id for each in moved),
    )
    record(actor, fact, place=row.community)
    return moved


def fill(row: Occasion) -> list[SignUp]:
    """Free places go to those who wait, in their order. The caller saves the occasion."""
    if row.free <= 0 or not row.is_open:
        return []
    queue = SignUp.objects.within(row.community).filter(occasion=row, state=Place.WAITING)
    moved = list(queue.order_by("number")[: row.free])
    for each in moved:
        each.state = Place.SEATED
        each.save(update_fields=["state"])
    row.taken += len(moved)
    return moved
