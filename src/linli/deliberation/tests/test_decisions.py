"""What a meeting did with a topic, and random ways of one: never without a next day or an end."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.deliberation import consumers, rules_topics
from linli.deliberation.actions import desk
from linli.deliberation.actions import topics as actions
from linli.deliberation.models import Step, Topic
from linli.deliberation.operations import decisions
from linli.deliberation.operations.topics import locked_topic, move
from linli.deliberation.states import ENDS, TRANSITIONS, WAITING, State, Verb
from linli.deliberation.tests.town import MAY, in_force, town
from linli.deliberation.tests.voices import ALL, accepted, checked, fresh, proposed, raised, state
from linli.facts.meetings import ItemDisposed
from linli.journal.models import Event
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        made = town()
        in_force(made)
        yield made


def ready(here, who="ann") -> Topic:
    row = checked(here, accepted(here, who), "meeting")
    proposed(here, row)
    return fresh(row)


def disposed(here, topic: Topic, outcome: str, **more) -> None:
    """The fact as a meeting records it, followed."""
    values = {"on": "2026-05-12", "body": "", "yes": 5, "no": 2, "abstain": 1, **more}
    with transaction.atomic():
        fact = ItemDisposed(
            meeting=1, community=here.community, item=1, topic=topic.pk, outcome=outcome, **values
        )
        record(SYSTEM, fact, place=here.community)
        consumers.follow_meeting(Event.objects.latest("pk"))


def test_the_topic_follows_what_the_meeting_did(here):
    row = ready(here)
    disposed(here, row, "adopted")
    after = fresh(row)
    # the resolution's owner is not known yet, but a day is
    assert (after.state, after.adopted_on, after.owner_office) == ("in_work", MAY.date(), None)
    assert after.due_on == MAY.date() + timedelta(days=7)
    assert after.why == "于 2026-05-12 议定，原文见会议记录。赞成 5 票，反对 2 票，弃权 1 票。"
    last = Event.objects.filter(type="deliberation.topic_moved").latest("pk")
    assert (last.payload["verb"], last.payload["before"]) == ("adopt", "ready")
    # it is carried elsewhere: nothing is said of it here
    for call, who in ((desk.report, here.clerk), (desk.back, here.clerk)):
        with pytest.raises(Refused) as caught:
            call(who, topic=row.pk, words="好了")
        assert caught.value.code == "deliberation.carried"
    # nobody says by hand what a meeting decides
    assert rules_topics.may_do(here.clerk, after, Verb.ADOPT).reason == "kernel.not_for_you"
    # told again, or late: nothing more
    disposed(here, row, "rejected")
    assert fresh(row).state == "in_work"
    assert Step.objects.filter(topic=row, verb="adopt").count() == 1


def test_rejected_deferred_referred_withdrawn(here):
    rejected, deferred, past, referred, alone, shared = (ready(here) for _ in range(6))
    disposed(here, rejected, "rejected")
    disposed(here, deferred, "deferred", on="2026-06-30")
    disposed(here, past, "deferred", on="2026-05-01")
    disposed(here, referred, "referred", on="2026-06-15", body="street")
    disposed(here, alone, "withdrawn")
    actions.support(here.bob, topic=shared.pk)
    disposed(here, shared, "withdrawn")
    found = [
        (each.state, str(each.due_on), each.ground, each.body)
        for each in map(fresh, (rejected, deferred, past, referred, alone, shared))
    ]
    assert found == [
        ("rejected", "None", "voted", "residents_committee"),
        ("deferred", "2026-06-30", "", "residents_committee"),
        # a day that is over is the next one that works
        ("deferred", "2026-05-13", "", "residents_committee"),
        ("referred", "2026-06-15", "", "street"),
        ("withdrawn", "None", "meeting", "residents_committee"),
        # other homes share the demand: the desk finds another way
        ("accepted", "2026-05-19", "", "residents_committee"),
    ]
    with pytest.raises(Refused) as caught:
        desk.reject(here.clerk, topic=raised(here).pk, ground="meeting", words="撤回")
    assert caught.value.code == "deliberation.no_such_choice"


def test_what_was_put_off_or_referred_is_decided_when_it_comes_back(here):
    """By itself, and before the desk looked: the motion waits on the floor, not with the desk."""
    adopted, lost, again, referred, back = (ready(here) for _ in range(5))
    for each in (adopted, lost, again):
        disposed(here, each, "deferred", on="2026-05-20")
    for each in (referred, back):
        disposed(here, each, "referred", on="2026-05-20", body="street")
    desk.back(here.clerk, topic=back.pk, words="街道答复了")
    with clock.frozen(MAY + timedelta(days=10)):
        disposed(here, adopted, "adopted")
        disposed(here, lost, "rejected")
        disposed(here, again, "deferred", on="2026-06-30")
        disposed(here, referred, "adopted")
        disposed(here, back, "referred", on="2026-07-01", body="street")
        found = [
            (row.state, str(row.due_on))
            for row in map(fresh, (adopted, lost, again, referred, back))
        ]
    assert [state for state, _due in found] == [
        "in_work", "rejected", "deferred", "in_work", "referred",
    ]  # fmt: skip
    assert [due for _state, due in found[1:3] + found[4:]] == ["None", "2026-06-30", "2026-07-01"]
    verbs = list(Step.objects.filter(topic=referred).order_by("pk").values_list("verb", flat=True))
    assert verbs[-3:] == ["refer", "return", "adopt"]


def test_a_meeting_elsewhere_moves_nothing(here):
    row = ready(here)
    with transaction.atomic():
        fact = ItemDisposed(
            meeting=1, community=here.other, item=1, topic=row.pk, outcome="adopted", on="",
            body="", yes=None, no=None, abstain=None,
        )  # fmt: skip
        record(SYSTEM, fact, place=here.other)
        consumers.follow_meeting(Event.objects.latest("pk"))
    assert state(row) is State.READY


VERBS = st.lists(st.sampled_from(sorted(Verb)), max_size=25)


def step(topic: Topic, verb: Verb) -> None:
    """As the actions and consumers take it: what a step needs is set before."""
    transition = TRANSITIONS[verb]
    if State(topic.state) not in transition.sources or verb in {Verb.DO, Verb.MERGE}:
        return
    if verb is Verb.ADOPT:
        decisions.adopt(topic, on=clock.today(), words="通过")
    elif verb is Verb.RESUME:
        if topic.adopted_on is not None:
            decisions.resume(topic, due_on=clock.today() + timedelta(days=9), words="没有落实")
    else:
        for name, value in needed(topic, verb).items():
            setattr(topic, name, value)
        day = clock.today() + timedelta(days=9) if transition.day else None
        move(SYSTEM, topic, verb, words="如此", day=day)


def needed(topic: Topic, verb: Verb) -> dict:
    nobody = dict.fromkeys(("adopted_on", "reported_by", "confirmed_by"))
    return {
        Verb.PARK: {"way_there": "街道", "body": "street"},
        Verb.REFER: {"body": "street"},
        Verb.WITHDRAW: {"closed_by_id": topic.raiser_id},
        Verb.REPORT: {"reported_by_id": topic.clerk_id},
        Verb.CONFIRM: {"confirmed_by_id": topic.raiser_id},
        Verb.BACK: nobody,
        Verb.REOPEN: nobody,
    }.get(verb, {})


def test_no_topic_is_ever_without_a_next_day_or_an_end(here):
    """Whatever steps come in whatever order, the database agrees, and the days are to come."""
    first = raised(here)
    Topic.objects.within(here.community).filter(pk=first.pk).update(clerk=here.people["clerk"])

    @given(VERBS)
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    def play(verbs):
        with transaction.atomic():
            mark = transaction.savepoint()
            for verb in verbs:
                topic = locked_topic(first.pk)
                step(topic, Verb(verb))
                connection.check_constraints()
                after = Topic.objects.across_communities(ALL).get(pk=first.pk)
                over = State(after.state) in ENDS
                assert (after.due_on is None) == over
                assert (after.closed_at is not None) == over
                assert over or after.due_on > clock.today()
                assert State(after.state) not in WAITING or after.why
            transaction.savepoint_rollback(mark)

    play()
