"""Records, badges and honours of a town, for the tests."""

from datetime import UTC, datetime

from linli.journal.operations import run_consumer
from linli.kernel import clock
from linli.recognition import actions
from linli.recognition.models import Badge, Record

MAY = datetime(2026, 5, 11, 4, tzinfo=UTC)

NOTE = "linli.web.records.note_record"

JUDGE = "linli.web.records.judge_record"

REASON = "连续三年照看楼里的独居老人"


def noted(event):
    run_consumer(event.pk, NOTE)
    return event


def adopted(town, edition=1, since=None):
    return actions.adopt_badges(
        town.clerk,
        community=town.community,
        edition=edition,
        since=since or clock.today(),
        decision="居民会议决议〔2026〕5号",
    )


def held(town, name="ann"):
    rows = Badge.objects.within(town.community).filter(person=town.people[name], taken_at=None)
    return sorted(rows.values_list("code", flat=True))


def states(town):
    rows = Record.objects.within(town.community).order_by("pk")
    return list(rows.values_list("kind", "state"))


def proposed(town, person="ann", who="clerk", kind="neighbour"):
    return actions.propose_honour(
        town.actors[who],
        community=town.community,
        person=town.people[person].public_id,
        kind=kind,
        reason=REASON,
    )
