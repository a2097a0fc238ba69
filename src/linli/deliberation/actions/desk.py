"""The desk: look topics over, merge them, find who has the power, give every one its disposition.

Lock: topics in the order of their numbers.
"""

from datetime import date

from linli.deliberation import queries_topics, rules_topics
from linli.deliberation.competence import found
from linli.deliberation.grounds import NOT_BY_DESK, Ground
from linli.deliberation.matters import body_codes, matters
from linli.deliberation.models import Check, Topic
from linli.deliberation.operations import topics as operations
from linli.deliberation.parameters import PATH_MAX, REASON_MAX, TITLE_MAX
from linli.deliberation.patterns import longest_wait
from linli.deliberation.queries import charter_in_force
from linli.deliberation.states import OPEN, TARGETS, State, Verb, Way
from linli.deliberation.wanted import Finding
from linli.duties.operations import require_day
from linli.facts import deliberation as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import SYSTEM, Actor
from linli.kernel.errors import Refused, require


def _taken(actor: Actor, topic: int, verb: Verb) -> Topic:
    row = operations.locked_topic(topic)
    require(rules_topics.may_do(actor, row, verb))
    return row


def _said(words: str) -> str:
    return operations.said(words, most=REASON_MAX)


@action(allow=rules_topics.may_see)
def accept(actor: Actor, *, topic: int, title: str, words: str) -> Topic:
    """Take it up. `title` is what everybody reads: the matter, and nobody's name."""
    row = _taken(actor, topic, Verb.ACCEPT)
    row.title = operations.said(title, field="title", most=TITLE_MAX)
    operations.move(actor, row, Verb.ACCEPT, words=_said(words))
    return row


@action(allow=rules_topics.may_see)
def ask(actor: Actor, *, topic: int, words: str) -> Topic:
    """Something is missing; its raiser reads what."""
    row = _taken(actor, topic, Verb.ASK)
    operations.move(actor, row, Verb.ASK, words=_said(words))
    return row


@action(allow=rules_topics.may_see)
def reject(actor: Actor, *, topic: int, ground: str, words: str) -> Topic:
    """It ends here, with a ground and in words."""
    row = _taken(actor, topic, Verb.REJECT)
    if ground not in set(Ground.values) - NOT_BY_DESK:
        raise Refused("deliberation.no_such_choice", field="ground")
    if ground == Ground.SILENT and not (row.state == State.RETURNED and row.is_overdue):
        raise Refused("deliberation.not_silent", field="ground")
    row.ground = ground
    row.hidden = rules_topics.hides(ground)
    row.closed_by_id = actor.person
    operations.move(
        actor, row, Verb.REJECT, words=_said(words), fact=facts.TopicRejected, ground=ground
    )
    return row


@action(allow=rules_topics.may_see)
def merge(actor: Actor, *, topic: int, into: int, words: str = "") -> Topic:
    """Two say the same: one goes on for both. The machine suggests, a person decides."""
    if topic == into:
        raise Refused("deliberation.no_such_choice", field="into")
    require(rules_topics.may_see(actor, topic=into))
    row, other = operations.locked_topics(topic, into)
    require(rules_topics.may_do(actor, row, Verb.MERGE))
    if other.community != row.community or State(other.state) not in OPEN:
        raise Refused("deliberation.no_such_choice", field="into")
    operations.bring_over(row, other)
    row.merged_into = other
    row.closed_by_id = actor.person
    note = operations.good_text(words, most=REASON_MAX)
    operations.move(actor, row, Verb.MERGE, words=note, fact=facts.TopicMerged, into=other.pk)
    return row


@action(allow=rules_topics.may_see)
def check(actor: Actor, *, topic: int, finding: Finding) -> Topic:
    """Who has the power and the means, are they seated; then the way on. Never a meeting without them."""
    if finding.way not in set(Way):
        raise Refused("deliberation.no_such_choice", field="way")
    way = Way(finding.way)
    row = _taken(actor, topic, TARGETS[way])
    known = body_codes()
    for field, code in (("power", finding.power), ("means", finding.means)):
        if code not in known:
            raise Refused("deliberation.no_such_choice", field=field)
    if finding.matter not in matters():
        raise Refused("deliberation.no_such_choice", field="matter")
    result = found(finding.power, finding.means, queries_topics.seated(row))
    charter = charter_in_force(row.community, row.estate_id)
    if way not in result.ways:
        raise Refused("deliberation.not_that_way", field="way")
    if way is Way.MEETING and charter is None:
        raise Refused("deliberation.no_charter", field="way")
    words = _said(finding.words)
    _require_near(finding.day)
    _prepare(row, way, finding)
    Check.objects.create(
        topic=row,
        matter=finding.matter,
        power=result.power,
        means=result.means,
        power_seated=result.power_seated,
        means_seated=result.means_seated,
        way=way.value,
        charter=charter,
        person_id=actor.person or 0,
        at=clock.now(),
    )
    dated = way is not Way.MEETING
    operations.move(
        actor,
        row,
        TARGETS[way],
        words=words,
        day=finding.day if dated else None,
        fact=facts.TopicRouted,
        matter=finding.matter,
        power=result.power,
        means=result.means,
        power_seated=result.power_seated,
        means_seated=result.means_seated,
        way=way.value,
    )
    return row


def _prepare(row: Topic, way: Way, finding: Finding) -> None:
    """What each way needs. Raises Refused."""
    row.matter, row.way, row.body = finding.matter, way.value, finding.power
    row.owner_office, row.owner_body, row.duty = None, None, None
    if way is Way.DAILY:
        offices = {each.pk: each for each in queries_topics.owners_for(row)}
        held = offices.get(finding.office or 0)
        if held is None:
            raise Refused("deliberation.no_owner", field="office")
        if finding.day is None:
            raise Refused("deliberation.later_day", field="day")
        _work_day(finding.day)
        row.owner_office, row.owner_body = held, held.organisation
    if way is Way.OUTSIDE:
        row.way_there = operations.said(finding.path, field="path", most=PATH_MAX)


def _require_near(day: date | None) -> None:
    """A day that nobody would live to see is none."""
    most = longest_wait()
    if day is not None and (day - clock.today()).days > most:
        raise Refused("deliberation.day_too_far", field="day", most=most)


def _work_day(day: date) -> None:
    """What the duty would refuse, before anything is written."""
    try:
        require_day(day, field="day")
    except Refused as refusal:
        raise Refused(refusal.code, field="day") from refusal


@action(allow=rules_topics.may_see)
def defer(actor: Actor, *, topic: int, day: date | None, words: str) -> Topic:
    """Not now; on its day it comes back by itself."""
    row = _taken(actor, topic, Verb.DEFER)
    _require_near(day)
    operations.move(actor, row, Verb.DEFER, words=_said(words), day=day)
    return row


@action(allow=rules_topics.may_see)
def refer(actor: Actor, *, topic: int, body: str, day: date | None, words: str) -> Topic:
    """To a body that reports on a day."""
    row = _taken(actor, topic, Verb.REFER)
    _require_near(day)
    if body not in body_codes():
        raise Refused("deliberation.no_such_choice", field="body")
    row.body = body
    operations.move(
        actor,
        row,
        Verb.REFER,
        words=_said(words),
        day=day,
        fact=facts.TopicReferred,
        body=body,
    )
    return row


@action(allow=rules_topics.may_see)
def back(actor: Actor, *, topic: int, words: str) -> Topic:
    """Look at it anew: an answer came, a body changed, a way did not work."""
    row = _taken(actor, topic, Verb.BACK)
    operations.move(actor, row, Verb.BACK, words=_said(words))
    return row


@action(allow=rules_topics.may_see)
def report(actor: Actor, *, topic: int, words: str) -> Topic:
    """It is done, with what shows it; who raised it says whether that is so."""
    row = _taken(actor, topic, Verb.REPORT)
    row.reported_by_id = actor.person
    operations.move(actor, row, Verb.REPORT, words=_said(words))
    return row


@action(allow=rules_topics.by_clock)
def remind(actor: Actor, *, topic: int) -> Topic:
    """Its day has come: what was deferred comes back, of the rest the desk is told, once."""
    row = operations.locked_topic(topic)
    if row.state == State.DEFERRED:
        verb = Verb.RETURN if operations.goes_to_table(row) else Verb.COME_BACK
        require(rules_topics.may_do(SYSTEM, row, verb))
        operations.move(actor, row, verb)
        return row
    due = row.due_on
    if due is None or due > clock.today() or row.reminded_for == due:
        raise Refused("deliberation.not_now")
    operations.reminded(actor, row, due)
    fact = facts.TopicReminded(
        topic=row.pk, community=row.community, state=row.state, due_on=due.isoformat()
    )
    record(actor, fact, place=row.community)
    return row
