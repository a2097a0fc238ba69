"""Proposals, amendments, pledges. Lock: the topic, then the proposal."""

from collections.abc import Mapping

from django.db.models import QuerySet

from linli.deliberation import rules_topics
from linli.deliberation.models import Amendment, Pledge, Proposal, Topic, Version
from linli.deliberation.models.proposal import PARTS
from linli.deliberation.operations import topics as operations
from linli.deliberation.parameters import AMENDMENTS_OPEN, PART_MAX, PLEDGE_MAX, REASON_MAX
from linli.deliberation.states import State, Verb
from linli.facts import deliberation as facts
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused

#: While it may still be changed.
BEFORE_MEETING = frozenset({State.PREPARING, State.READY})


def _parts(parts: Mapping[str, str]) -> dict[str, str]:
    """Every part says something."""
    return {name: operations.said(parts.get(name, ""), field=name, most=PART_MAX) for name in PARTS}


@action(allow=rules_topics.may_see)
def propose(actor: Actor, *, topic: int, parts: Mapping[str, str], mine: str) -> Proposal:
    """Who will do what, with which means, who benefits, and what the proposer does themselves."""
    row = operations.locked_topic(topic)
    require(rules_topics.may_do(actor, row, Verb.PROPOSE))
    whole = _parts(parts)
    doing = operations.said(mine, field="mine", most=PLEDGE_MAX)
    person = actor.person or 0
    made = Proposal.objects.within(row.community).filter(topic=row).select_for_update().first()
    if made is None:
        made = Proposal(topic=row, community=row.community)
    else:  # it came back from the table: the next version, and whoever makes it stands for it
        made.number += 1
    made.author_id, made.author_body_id, made.at = person, actor.organisation, clock.now()
    made.save()
    _version(made, whole, person)
    _pledges_of(actor, made).update(withdrawn_at=clock.now())
    _pledge(made, person, doing)
    operations.move(actor, row, Verb.PROPOSE)
    return made


def _version(proposal: Proposal, parts: dict[str, str], person: int) -> None:
    row = Version(proposal=proposal, number=proposal.number, by_id=person, at=clock.now())
    row.say(parts)
    row.save(force_insert=True)


def _pledges_of(actor: Actor, proposal: Proposal) -> QuerySet[Pledge]:
    """The one that stands, by whichever of a person's records."""
    return proposal.pledges.filter(person__in=records_of(actor.person or 0), withdrawn_at=None)


def _pledge(proposal: Proposal, person: int, doing: str) -> None:
    row = Pledge(proposal=proposal, person_id=person, at=clock.now())
    row.text = doing
    row.save(force_insert=True)


def _locked(actor: Actor, proposal: int) -> tuple[Topic, Proposal]:
    rows = Proposal.objects.reached_by(actor).filter(pk=proposal)
    topic = operations.locked_topic(found_or_refused(rows).topic_id)
    row = found_or_refused(rows.select_for_update(of=("self",)))
    if State(topic.state) not in BEFORE_MEETING:
        raise Refused("deliberation.not_now")
    return topic, row


@action(allow=rules_topics.may_take_part)
def amend(actor: Actor, *, proposal: int, parts: Mapping[str, str], reason: str) -> Amendment:
    """Say what should stand otherwise, and why; the author takes it over or a meeting decides."""
    topic, row = _locked(actor, proposal)
    whole = _parts(parts)
    mine = row.amendments.filter(by__in=records_of(actor.person or 0), state="open")
    if mine.count() >= AMENDMENTS_OPEN:
        raise Refused("kernel.too_many")
    if row.versions.get(number=row.number).parts == whole:
        raise Refused("deliberation.same_words", field="what")
    made = Amendment(proposal=row, base=row.number, by_id=actor.person or 0, at=clock.now())
    made.say(whole)
    made.why = operations.said(reason, field="reason", most=REASON_MAX)
    made.save(force_insert=True)
    fact = facts.AmendmentOffered(
        proposal=row.pk,
        topic=topic.pk,
        community=row.community,
        amendment=made.pk,
        base=made.base,
    )
    record(actor, fact, place=row.community)
    return made


@action(allow=rules_topics.may_answer)
def answer(actor: Actor, *, proposal: int, amendment: int, take: bool) -> Amendment:
    """The author takes an amendment over, and it is the next version; or leaves it to the meeting."""
    topic, row = _locked(actor, proposal)
    rows = row.amendments.filter(pk=amendment).select_for_update()
    found = found_or_refused(rows)
    if found.state != Amendment.State.OPEN:
        raise Refused("deliberation.answered_already")
    if take and found.base != row.number:
        raise Refused("deliberation.against_an_older")
    if take and not all(found.parts.values()):  # its words were erased with the account
        raise Refused("deliberation.words_first")
    found.state = Amendment.State.TAKEN if take else Amendment.State.REFUSED
    found.answered_at = clock.now()
    found.save(update_fields=["state", "answered_at"])
    if take:
        row.number += 1
        row.save(update_fields=["number"])
        _version(row, found.parts, found.by_id)
    fact = facts.AmendmentAnswered(
        proposal=row.pk,
        topic=topic.pk,
        community=row.community,
        amendment=found.pk,
        taken=take,
        number=row.number,
    )
    record(actor, fact, place=row.community)
    return found


@action(allow=rules_topics.may_take_part)
def pledge(actor: Actor, *, proposal: int, doing: str) -> Pledge:
    """I take part, with this."""
    topic, row = _locked(actor, proposal)
    words = operations.said(doing, field="doing", most=PLEDGE_MAX)
    person = actor.person or 0
    if _pledges_of(actor, row).exists():
        raise Refused("deliberation.pledged_already")
    _pledge(row, person, words)
    fact = facts.Pledged(proposal=row.pk, topic=topic.pk, community=row.community, stands=True)
    record(actor, fact, place=row.community)
    return row.pledges.get(person=person, withdrawn_at=None)


@action(allow=rules_topics.may_take_part)
def withdraw_pledge(actor: Actor, *, proposal: int) -> None:
    """I do not, after all. The proposer stays with what they proposed."""
    topic, row = _locked(actor, proposal)
    if row.author_id in records_of(actor.person or 0):
        raise Refused("deliberation.author_stays")
    if not _pledges_of(actor, row).update(withdrawn_at=clock.now()):
        raise Refused("deliberation.not_pledged")
    fact = facts.Pledged(proposal=row.pk, topic=topic.pk, community=row.community, stands=False)
    record(actor, fact, place=row.community)
