"""Signing up, leaving, rating. Lock: the occasion's row alone."""

from collections.abc import Sequence

from linli.activities import rules
from linli.activities.deeds import ACTIVITIES
from linli.activities.models import Occasion, Rating, SignUp
from linli.activities.operations import places
from linli.activities.parameters import MOST_IN_TEAM
from linli.activities.states import Place, Source
from linli.facts.activities import ActivityRated
from linli.identity.models import Person
from linli.identity.queries import blocked_ids
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.prepared import read


def _people(actor: Actor, row: Occasion, numbers: Sequence[str]) -> list[int]:
    """People by their numbers. Whoever blocked the actor is not there for them."""
    wanted = list(dict.fromkeys(each.strip().upper() for each in numbers if each.strip()))
    if len(wanted) > MOST_IN_TEAM:
        raise Refused("activities.too_many", field="team", most=MOST_IN_TEAM)
    found = {each.public_id: each for each in Person.objects.filter(public_id__in=wanted)}
    for number in wanted:
        person = found.get(number)
        decision = rules.may_come(person, row)
        if not decision or (person and actor.person in blocked_ids(person.pk)):
            raise Refused("activities.nobody_there", field="team")
    return [found[number].pk for number in wanted]


@action(allow=rules.may_sign_up, deed=ACTIVITIES.key)
def sign_up(
    actor: Actor, *, occasion: int, source: str = Source.VOLUNTARY, team: Sequence[str] = ()
) -> SignUp:
    """The actor, and with them the people whose numbers they know; all in this order.

    Who finds no place waits. Everybody who was signed up by another is told and may leave.
    """
    row = places.locked(occasion)
    (me,) = read(Person, "one.id = $1", [actor.person])
    require(rules.may_come(me, row))
    others = [pk for pk in _people(actor, row, team) if pk != me.pk] if team else []
    if source not in Source.values:
        raise Refused("kernel.not_found")
    made = places.sign_up(actor, row, [me.pk, *others], source=Source(source), team=bool(others))
    return made[0]


@action(allow=rules.may_run)
def send_people(actor: Actor, *, occasion: int, people: Sequence[str]) -> list[SignUp]:
    """Whoever runs it enters people by their numbers: they were sent, and are counted as such."""
    row = places.locked(occasion)
    found = _people(actor, row, people)
    if not found:
        raise Refused("activities.nobody_there", field="team")
    return places.sign_up(actor, row, found, source=Source.MOBILISED, team=False)


@action(allow=rules.may_see, deed=ACTIVITIES.key)
def leave(actor: Actor, *, occasion: int) -> list[SignUp]:
    """Give one's place back. Answers who moves up."""
    row = places.locked(occasion)
    mine = SignUp.objects.within(row.community).filter(occasion=row, person=actor.person)
    signup = found_or_refused(mine.exclude(state=Place.LEFT).select_for_update())
    if signup.came_at is not None or row.is_over:
        raise Refused("activities.came_already")
    return places.leave(actor, row, signup)


@action(allow=rules.may_see, deed=ACTIVITIES.key)
def rate(actor: Actor, *, occasion: int, stars: int, words: str = "") -> Rating:
    """Once, by who was there, when it is over."""
    row = places.locked(occasion)
    mine = SignUp.objects.within(row.community).filter(occasion=row, person=actor.person)
    require(rules.may_rate(row, mine.first()))
    if not 1 <= stars <= 5:  # noqa: PLR2004 (the scale that everybody knows)
        raise Refused("kernel.not_found")
    rows = Rating.objects.within(row.community)
    if rows.filter(occasion=row, person=actor.person).exists():
        raise Refused("activities.rated_already")
    rating = Rating(
        community=row.community,
        occasion=row,
        person_id=actor.person or 0,
        stars=stars,
        at=clock.now(),
    )
    rating.put("words", words.strip())
    rating.save()
    fact = ActivityRated(occasion=row.pk, community=row.community, stars=stars)
    record(actor, fact, place=row.community)
    return rating
