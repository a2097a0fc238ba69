"""Raising topics, standing behind them, adding to them, withdrawing them.

Lock: the person who raises, then topics in the order of their numbers.
"""

from collections.abc import Sequence
from datetime import timedelta

from linli.deliberation import parameters, queries_topics, rules_topics
from linli.deliberation.models import Topic
from linli.deliberation.operations import topics as operations
from linli.deliberation.queries import charter_in_force
from linli.deliberation.states import OPEN, State, Verb
from linli.deliberation.wanted import Voice
from linli.facts import deliberation as facts
from linli.identity.models import Person
from linli.identity.operations import lock_people
from linli.identity.queries import neighbour, records_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.places.models import Building
from linli.threads.rules import post_of, sees


def _require_pace(person: int) -> None:
    """Raises Refused past the limit; the person's row is locked, so two at once are counted."""
    lock_people(person)
    since = clock.now() - timedelta(days=1)
    if queries_topics.raised_since(person, since) >= parameters.RAISED_PER_DAY:
        raise Refused("kernel.too_many")


def _require_read(actor: Actor, post: str) -> None:
    """The number of a post that these eyes see; what stands there is kept as it is."""
    found = post_of(post) if post else None
    if post and (found is None or not sees(actor, found)):
        raise Refused("deliberation.no_such_choice", field="post")


def _building(community: int, building: int | None) -> Building | None:
    if building is None:
        return None
    found = Building.objects.filter(pk=building, estate__community=community).first()
    if found is None:
        raise Refused("deliberation.no_such_choice", field="building")
    return found


def _make(  # noqa: PLR0913 (a demand is these)
    actor: Actor,
    voice: Voice,
    *,
    community: int,
    raiser: int | None,
    channel: str,
    files: Sequence[str],
) -> Topic:
    words = operations.said(voice.words)
    where = _building(community, voice.building)
    row = Topic(
        community=community,
        estate_id=where.estate_id if where else None,
        building=where,
        raiser_id=raiser,
        clerk_id=actor.person if channel == Topic.Channel.DESK else None,
        channel=channel,
        post=voice.post,
        raised_at=clock.now(),
    )
    row.text = words
    row.charter = charter_in_force(community, row.estate_id)
    row.due_on = operations.due_of(row, State.RAISED)
    row.save(force_insert=True)
    operations.bind(actor, files, row.pk)
    operations.write(actor, row, "raise", words)
    homes = queries_topics.homes_to_stand(raiser, community) if raiser else []
    if (
        homes
    ):  # whoever raises it stands behind it, with the home that it is about when it is theirs
        near = [each for each in homes if where and each.unit.building_id == where.pk]
        operations.stand_behind(row, (near or homes)[0].unit_id, raiser or 0)
    fact = facts.TopicRaised(
        topic=row.pk,
        community=community,
        channel=channel,
        building=row.building_id,
        due_on=row.due_on.isoformat() if row.due_on else "",
    )
    record(actor, fact, place=community)
    return row


@action(allow=rules_topics.may_raise, deed="topics")
def raise_topic(actor: Actor, *, voice: Voice, files: Sequence[str] = ()) -> Topic:
    """Demand something in one's own community, oneself or by a helper.

    `files` are ids of uploads brought for ``deliberation.topic``.
    """
    person = actor.person or 0
    _require_pace(person)
    channel = Topic.Channel.TALK if voice.post else Topic.Channel.SELF
    if actor.helper is not None:
        channel = Topic.Channel.HELPER
    _require_read(actor, voice.post)
    return _make(
        actor,
        voice,
        community=actor.place or 0,
        raiser=person,
        channel=channel,
        files=files,
    )


def _known(actor: Actor, number: str, community: int) -> Person | None:
    if not number:
        return None
    found = neighbour(actor, number)
    if found is None or found.community != community:
        raise Refused("deliberation.no_such_person", field="person")
    return found


@action(allow=rules_topics.may_raise_for)
def raise_for(
    actor: Actor, *, community: int, voice: Voice, person: str = "", files: Sequence[str] = ()
) -> Topic:
    """Staff write down what somebody said; `person` is their number, empty when they have none."""
    known = _known(actor, person, community)
    if known is not None and known.pk in records_of(actor.person or 0):
        raise Refused("deliberation.no_such_person", field="person")
    return _make(
        actor,
        voice,
        community=community,
        raiser=known.pk if known else None,
        channel=Topic.Channel.DESK,
        files=files,
    )


def _taken(actor: Actor, topic: int, verb: Verb) -> Topic:
    row = operations.locked_topic(topic)
    require(rules_topics.may_do(actor, row, verb))
    return row


def _my_units(actor: Actor, row: Topic) -> list[int]:
    homes = queries_topics.homes_to_stand(actor.person or 0, row.community)
    if not homes:
        raise Refused("deliberation.home_to_support")
    return [home.unit_id for home in homes]


@action(allow=rules_topics.may_support, deed="topics")
def support(actor: Actor, *, topic: int, unit: int | None = None) -> Topic:
    """One's home stands behind a topic; `unit` chooses one of several homes."""
    row = operations.locked_topic(topic)
    if State(row.state) not in OPEN:
        raise Refused("deliberation.not_now")
    units = _my_units(actor, row)
    if unit is not None and unit not in units:
        raise Refused("deliberation.no_such_choice", field="unit")
    if not operations.stand_behind(row, unit or units[0], actor.person or 0):
        raise Refused("deliberation.home_supports")
    fact = facts.TopicSupported(topic=row.pk, community=row.community, stands=True)
    record(actor, fact, place=row.community)
    return row


@action(allow=rules_topics.may_support, deed="topics")
def withdraw_support(actor: Actor, *, topic: int) -> Topic:
    """One's home stands behind it no longer; anybody who lives there may say so."""
    row = operations.locked_topic(topic)
    if State(row.state) not in OPEN:
        raise Refused("deliberation.not_now")
    if not operations.step_away(row, _my_units(actor, row)):
        raise Refused("deliberation.no_support")
    fact = facts.TopicSupported(topic=row.pk, community=row.community, stands=False)
    record(actor, fact, place=row.community)
    return row


@action(allow=rules_topics.may_see, deed="topics")
def send(actor: Actor, *, topic: int, words: str) -> Topic:
    """Add what was asked back; the desk looks at it again."""
    row = _taken(actor, topic, Verb.SEND)
    operations.move(actor, row, Verb.SEND, words=operations.said(words))
    return row


@action(allow=rules_topics.may_see, deed="topics")
def withdraw(actor: Actor, *, topic: int, words: str = "") -> Topic:
    """No longer demanded; not while other homes stand behind it."""
    row = _taken(actor, topic, Verb.WITHDRAW)
    row.closed_by_id = row.raiser_id
    operations.move(actor, row, Verb.WITHDRAW, words=operations.good_text(words))
    return row


@action(allow=rules_topics.may_see, deed="topics")
def confirm(actor: Actor, *, topic: int, words: str = "") -> Topic:
    """It is done, says who raised it; when they are silent, another of the desk."""
    row = _taken(actor, topic, Verb.CONFIRM)
    row.confirmed_by_id = row.closed_by_id = actor.person
    operations.move(actor, row, Verb.CONFIRM, words=operations.good_text(words))
    return row


@action(allow=rules_topics.may_see, deed="topics")
def reopen(actor: Actor, *, topic: int, words: str) -> Topic:
    """It is not done, says who raised it, and what is missing."""
    row = _taken(actor, topic, Verb.REOPEN)
    row.reported_by = row.confirmed_by = None
    row.duty = None
    operations.move(actor, row, Verb.REOPEN, words=operations.said(words))
    return row
