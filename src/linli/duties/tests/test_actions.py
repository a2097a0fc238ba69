"""Giving, owning, confirming: exact outcomes, and nothing changes when refused."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from django.db.utils import InternalError, ProgrammingError
from tests.helping import became_one, stand_in
from tests.racing import race

from linli.duties import actions, jobs, operations, rules
from linli.duties.models import Duty, Entry, Escalation
from linli.duties.tests.factories import build, given, official
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, VISITOR
from linli.kernel.errors import Refused

MONDAY = datetime(2026, 5, 11, 2, tzinfo=UTC)


@pytest.fixture
def town(committed):
    with clock.frozen(MONDAY):
        yield build()


def count() -> tuple[int, int, int]:
    return (
        Duty.objects.across_communities("test").count(),
        Entry.objects.count(),
        Event.objects.count(),
    )


def refusal(call, *args, **kwargs) -> tuple[str, str | None]:
    before = count()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert count() == before
    return caught.value.code, caught.value.field


def test_giving_to_a_person(town):
    duty = given(town, text="三号楼", milestones=[("一层", date(2026, 5, 15))])
    assert (duty.state, duty.round, duty.due_on) == ("given", 1, date(2026, 5, 25))
    assert duty.owner_person_id == town.people["ann"].pk
    assert duty.giver_organisation_id == town.offices["clerk"].organisation_id
    assert [m.title for m in duty.milestones.all()] == ["一层"]
    event = Event.objects.latest("pk")
    assert (event.type, event.place, event.payload["people"]) == (
        "duties.given",
        town.community,
        [town.people["ann"].pk],
    )
    assert "清理" not in str(event.payload)


def test_giving_to_a_post_tells_its_holders(town):
    duty = given(town, office=town.offices["grid"].pk)
    assert (duty.owner_person_id, duty.owner_title) == (None, "网格员")
    assert Event.objects.latest("pk").payload["people"] == [town.people["grid"].pk]
    assert refusal(actions.accept, town.clerk, duty=duty.pk) == ("duties.owner_only", None)
    assert actions.accept(town.grid, duty=duty.pk).accepted_by_id == town.people["grid"].pk
    actions.report(town.grid, duty=duty.pk, words="好了")
    assert refusal(actions.confirm, town.grid, duty=duty.pk) == ("duties.not_your_own", None)
    assert actions.confirm(town.clerk, duty=duty.pk).state == "confirmed"


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({"kind": "nothing"}, ("duties.no_such_kind", "kind")),
        ({"due_on": date(2026, 5, 10)}, ("duties.past_day", "due_on")),
        ({"due_on": date(2026, 10, 1)}, ("duties.not_a_workday", "due_on")),
        ({"milestones": [("x", date(2026, 6, 30))]}, ("duties.milestone_late", "milestones")),
        ({"person": ""}, ("duties.one_owner", "office")),
        ({"person": "NOBODYATALL0"}, ("duties.nobody_there", "person")),
        ({"by": "ann"}, ("kernel.not_for_you", None)),
        ({"by": "auditor"}, ("kernel.not_for_you", None)),
        ({"by": "far"}, ("kernel.not_found", None)),
    ],
)
def test_what_cannot_be_given(town, change, answer):
    assert refusal(given, town, **change) == answer


def test_owners_come_from_the_community(town):
    assert refusal(given, town, "eve") == ("duties.nobody_there", "person")
    assert refusal(given, town, office=town.offices["far"].pk) == (
        "duties.no_such_office",
        "office",
    )
    assert refusal(actions.give, VISITOR, community=1, kind="task", title="x") == (
        "kernel.sign_in_first",
        None,
    )


def test_refused_goes_back_and_is_handed_on(town):
    duty = given(town)
    assert refusal(actions.refuse, town.ann, duty=duty.pk, words="") == (
        "duties.words_first",
        "words",
    )
    actions.refuse(town.ann, duty=duty.pk, words="出差")
    assert Event.objects.latest("pk").payload["people"] == [town.people["clerk"].pk]
    due = date(2026, 5, 28)
    row = actions.hand_on(town.grid, duty=duty.pk, person=town.people["bob"].public_id, due_on=due)
    assert (row.state, row.round, row.due_on) == ("given", 2, due)
    assert row.owner_person_id == town.people["bob"].pk
    assert refusal(actions.accept, town.ann, duty=duty.pk) == ("kernel.not_found", None)
    actions.accept(town.bob, duty=duty.pk)
    assert list(Entry.objects.order_by("pk").values_list("verb", "words", "round")) == [
        ("give", "", 1),
        ("refuse", "出差", 1),
        ("hand_on", "", 2),
        ("accept", "", 2),
    ]


def test_progress_and_milestones(town):
    duty = given(town, milestones=[("一层", date(2026, 5, 15))])
    part = duty.milestones.get()
    assert refusal(actions.reach, town.ann, duty=duty.pk, milestone=part.pk) == (
        "duties.not_now",
        None,
    )
    actions.accept(town.ann, duty=duty.pk)
    assert actions.note(town.ann, duty=duty.pk, words="已清两层").progress == "已清两层"
    actions.reach(town.ann, duty=duty.pk, milestone=part.pk)
    part.refresh_from_db()
    assert part.reached_at == clock.now()
    assert refusal(actions.reach, town.ann, duty=duty.pk, milestone=part.pk) == (
        "duties.reached_already",
        "milestone",
    )


def test_no_duty_is_due_in_a_day_that_nobody_lives_to_see(town):
    """Its pages counted the working days until then one by one."""
    for day in (date(9999, 12, 31), date(2029, 5, 14)):
        assert refusal(given, town, due_on=day) == ("duties.too_far", "due_on")
    assert given(town, due_on=date(2029, 5, 11)).due_on == date(2029, 5, 11)


def test_confirmation_by_another_organisation(town):
    duty = given(town, office=town.offices["grid"].pk, confirm=Duty.Confirm.ORGANISATION.value)
    actions.accept(town.grid, duty=duty.pk)
    actions.report(town.grid, duty=duty.pk, words="完成")
    assert refusal(actions.confirm, town.clerk, duty=duty.pk) == (
        "duties.another_organisation",
        None,
    )
    # who stands in there, too
    cover = stand_in(town.people["street"], town.offices["clerk"])
    assert refusal(actions.confirm, town.street, duty=duty.pk)[0] == "duties.another_organisation"
    cover.delete()
    row = actions.confirm(town.street, duty=duty.pk)
    assert (row.state, row.confirmed_by_id) == ("confirmed", town.people["street"].pk)


def test_what_one_record_did_another_of_the_same_person_does_not_confirm(town):
    duty = given(town, "clerk", by="grid")
    actions.accept(town.clerk, duty=duty.pk)
    actions.report(town.clerk, duty=duty.pk, words="完成")
    became_one(town.people["clerk"], town.people["grid"])
    assert refusal(actions.confirm, town.grid, duty=duty.pk) == ("duties.not_your_own", None)


def test_an_official_does_not_confirm_their_own_duty_in_office(town):
    duty = given(town, "clerk", by="grid")
    as_person = town.clerk
    actions.accept(as_person, duty=duty.pk)
    actions.report(as_person, duty=duty.pk, words="完成")
    assert refusal(actions.confirm, as_person, duty=duty.pk) == ("duties.not_your_own", None)
    assert actions.confirm(town.grid, duty=duty.pk).state == "confirmed"


def test_who_sees(town):
    duty = given(town)
    seen = {
        name for name, actor in town.actors.items() if rules.visible_to(actor).filter(pk=duty.pk)
    }
    assert seen == {"ann", "clerk", "grid", "street", "district", "auditor"}
    assert not rules.visible_to(VISITOR).filter(pk=duty.pk).exists()


def test_history_is_never_changed(town):
    given(town)
    with pytest.raises((InternalError, ProgrammingError)):
        Entry.objects.update(words="x")


def test_the_ladder_of_the_day_of_giving_stays(town, monkeypatch):
    from linli.duties import kinds

    duty = given(town)
    before = duty.ladder
    monkeypatch.setitem(kinds._kinds, "task", kinds.Kind("task", "x", 1, ()))
    duty.refresh_from_db()
    assert duty.ladder == before
    assert given(town).ladder == []


def at_once(*calls):
    """Run the calls at once, all of them on the same Monday; answers their outcomes."""

    def on_monday(call):
        with clock.frozen(MONDAY):
            call()

    return race(*(partial(on_monday, call) for call in calls))


def test_accepting_and_refusing_and_withdrawing_at_once(town):
    duty = given(town)
    outcomes = at_once(
        lambda: actions.accept(town.ann, duty=duty.pk),
        lambda: actions.withdraw(town.clerk, duty=duty.pk, words="不需要了"),
        lambda: actions.withdraw(town.grid, duty=duty.pk, words="不需要了"),
    )
    row = Duty.objects.across_communities("test").get(pk=duty.pk)
    verbs = list(Entry.objects.filter(duty=duty).order_by("pk").values_list("verb", flat=True))
    assert row.state == "withdrawn"
    assert verbs in (["give", "accept", "withdraw"], ["give", "withdraw"])
    assert len(verbs) - 1 == outcomes.count("done")


def test_two_jobs_at_once_climb_once(town):
    for _ in range(3):
        actions.accept(town.ann, duty=given(town).pk)
    later = MONDAY + timedelta(days=30)

    def job():
        with clock.frozen(later):
            jobs.escalate()

    assert at_once(job, job, job) == ["done", "done", "done"]
    assert Escalation.objects.count() == 3 * 5
    assert Event.objects.filter(type="duties.escalated").count() == 3 * 5


def test_nobody_but_the_job_escalates(town):
    duty = given(town)
    with pytest.raises(Refused, match="not_for_you"):
        actions.escalate(town.clerk, duty=duty.pk, step=None)


def test_the_system_gives_too(town):
    from django.db import transaction

    with transaction.atomic():
        duty = operations.give(
            SYSTEM,
            community=town.community,
            kind="urgent",
            title="接通知",
            owner=operations.Owner(person=town.people["bob"].pk),
        )
    assert (duty.giver_id, duty.due_on) == (None, date(2026, 5, 13))


def test_a_duty_for_an_office_held_twice_may_be_accepted_by_either(town):
    official(town, "second", town.offices["grid"].organisation_id, town.community, "网格员")
    duty = given(town, office=town.offices["grid"].pk)
    assert actions.accept(town.second, duty=duty.pk).accepted_by_id == town.people["second"].pk
    assert actions.note(town.grid, duty=duty.pk, words="我来继续").progress == "我来继续"
