"""What was decided on a topic elsewhere, and what its resolution does: the topic follows.

All of it happens inside consumers: it may come late, when the topic has moved on.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from linli.deliberation.grounds import Ground
from linli.deliberation.matters import body_codes
from linli.deliberation.models import Support, Topic
from linli.deliberation.operations.topics import HELD, another_day, move
from linli.deliberation.patterns import longest_wait
from linli.deliberation.states import TRANSITIONS, State, Verb
from linli.facts import deliberation as facts
from linli.kernel import clock, workdays
from linli.kernel.actor import SYSTEM
from linli.organisations.models import Office


def stands_where(topic: Topic, verb: Verb) -> bool:
    """Whether the topic is still where the verb begins."""
    return State(topic.state) in TRANSITIONS[verb].sources


def later_day(day: date | None, least: int = 1) -> date:
    """The day that was set, when it is still to come and not too far; else the next working day."""
    today = clock.today()
    if day is None or day <= today:
        return workdays.shifted(today, least)
    return min(day, today + timedelta(days=longest_wait()))


def said_at(day: date, counts: str) -> str:
    """What the history says of a decision: the minutes hold the words."""
    with translation.override("zh-hans"):
        words = _("Decided on %(day)s. The minutes hold the words.") % {"day": day.isoformat()}
    return f"{words}{counts}"


def polled(day: date, ballots: int, roll: int, counts: str) -> str:
    """What the history says of a residents' poll."""
    with translation.override("zh-hans"):
        words = _("Residents' poll, published on %(day)s: %(ballots)s of %(roll)s took part.") % {
            "day": day.isoformat(),
            "ballots": ballots,
            "roll": roll,
        }
    return f"{words}{counts}"


def votes(yes: int | None, no: int | None, abstain: int | None) -> str:
    if yes is None or no is None:
        return ""
    with translation.override("zh-hans"):
        return _(" For %(yes)s, against %(no)s, abstained %(abstain)s.") % {
            "yes": yes,
            "no": no,
            "abstain": abstain or 0,
        }


def back_at_table(topic: Topic) -> None:
    """A meeting has it on its floor, whether or not the desk looked at it since: what it says holds."""
    if stands_where(topic, Verb.RETURN):
        move(SYSTEM, topic, Verb.RETURN)


def adopt(topic: Topic, *, on: date, words: str) -> bool:
    """It was adopted: a resolution carries it. False when the topic has moved on."""
    if not stands_where(topic, Verb.ADOPT):
        return False
    topic.adopted_on = on
    topic.owner_office = topic.owner_body = topic.duty = None
    topic.reported_by = topic.confirmed_by = None
    move(SYSTEM, topic, Verb.ADOPT, words=words)
    return True


def reject(topic: Topic, *, words: str, **_more: object) -> bool:
    if not stands_where(topic, Verb.REJECT):
        return False
    topic.ground = Ground.VOTED
    move(
        SYSTEM, topic, Verb.REJECT, words=words, fact=facts.TopicRejected, ground=Ground.VOTED.value
    )
    return True


def defer(topic: Topic, *, words: str, day: date | None, **_more: object) -> bool:
    if topic.state == State.DEFERRED:  # the day was named, or the next meeting was moved
        another_day(topic, later_day(day))
        return True
    if not stands_where(topic, Verb.DEFER):
        return False
    move(SYSTEM, topic, Verb.DEFER, words=words, day=later_day(day))
    return True


def refer(topic: Topic, *, words: str, day: date | None, body: str) -> bool:
    """To the body, whose report is due on the day; one that nobody named is the desk's own."""
    if not stands_where(topic, Verb.REFER):
        return False
    topic.body = body if body in body_codes() else "residents_committee"
    move(
        SYSTEM,
        topic,
        Verb.REFER,
        words=words,
        day=later_day(day),
        fact=facts.TopicReferred,
        body=topic.body,
    )
    return True


def withdraw(topic: Topic, *, words: str, **_more: object) -> bool:
    """Whoever moved it withdrew it. A demand that other homes share does not end so: the desk has it."""
    if not stands_where(topic, Verb.WITHDRAW):
        return False
    homes = Support.objects.filter(topic=topic, withdrawn_at=None)
    if topic.raiser is not None:
        homes = homes.exclude(person=topic.raiser)
    merged = Topic.objects.across_communities(HELD).filter(merged_into=topic)
    if homes.exists() or merged.exists():
        move(SYSTEM, topic, Verb.BACK, words=words)
        return True
    topic.ground = Ground.MEETING
    move(SYSTEM, topic, Verb.WITHDRAW, words=words)
    return True


#: How a topic follows what a meeting did with its item; adopted ones go another way.
FOLLOWS: dict[str, Callable[..., bool]] = {
    "rejected": reject,
    "deferred": defer,
    "referred": refer,
    "withdrawn": withdraw,
}


# --- its resolution ----------------------------------------------------------------------------
def owed_by(topic: Topic, *, office: Office | None, due_on: date) -> None:
    """Who carries it out, and until when: the board counts it as theirs. No step of its own."""
    topic.owner_office = office
    topic.owner_body = office.organisation if office else None
    topic.due_on = due_on
    topic.save(update_fields=["owner_office", "owner_body", "due_on"])


def report(topic: Topic, *, reporter: int, due_on: date, words: str) -> None:
    if stands_where(topic, Verb.REPORT):
        topic.reported_by_id = reporter
        move(SYSTEM, topic, Verb.REPORT, words=words, day=due_on)


def confirm(topic: Topic, *, confirmer: int, words: str) -> None:
    if stands_where(topic, Verb.CONFIRM):
        topic.confirmed_by_id = topic.closed_by_id = confirmer
        move(SYSTEM, topic, Verb.CONFIRM, words=words)


def resume(topic: Topic, *, due_on: date, words: str) -> None:
    if stands_where(topic, Verb.RESUME):
        topic.reported_by = topic.confirmed_by = None
        move(SYSTEM, topic, Verb.RESUME, words=words, day=due_on)


def let_go(topic: Topic, *, words: str) -> None:
    """Its resolution ended without effect: the desk looks at it anew."""
    topic.adopted_on = None
    topic.owner_office = topic.owner_body = None
    topic.reported_by = topic.confirmed_by = None
    if stands_where(topic, Verb.BACK):
        move(SYSTEM, topic, Verb.BACK, words=words)
    elif stands_where(topic, Verb.REOPEN):
        move(SYSTEM, topic, Verb.REOPEN, words=words)
