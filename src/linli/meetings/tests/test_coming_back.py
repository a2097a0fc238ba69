"""What comes back at the next meeting by itself: topics, matters, interests, what is overdue."""

from datetime import date, timedelta

import pytest
from tests.entering import entering
from tests.working import work

from linli.deliberation import jobs as topic_jobs
from linli.deliberation.models import Charter, Step, Topic
from linli.kernel import clock
from linli.meetings import standing
from linli.meetings.actions import agenda, interests, planning, seats
from linli.meetings.models import Interest, Item, Meeting
from linli.meetings.queries import floor_of
from linli.meetings.tests.test_dispositions import adopt, dispose
from linli.meetings.tests.town import (
    ALL,
    JUNE,
    MAY,
    called,
    fresh,
    give,
    in_force,
    noticed,
    opened,
    planned,
    ready,
    seat,
    sit,
    town,
)
from linli.meetings.wanted import Offices

NEXT = JUNE + timedelta(days=14)


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        made = town()
        in_force(made, support_households=1)
        yield made


def held(here, row):
    return opened(here, row)


def put_off(here, day: date):
    """A topic and a matter of its own words, both deferred to a day."""
    topic = ready(here)
    row = planned(here)
    sit(here, row, "1栋", "ann")
    sit(here, row, "2栋", "bob")
    agenda.add(here.clerk2, meeting=row.pk, title="遛狗牵绳", needs="special")
    planning.notice(here.clerk2, meeting=row.pk, offices=Offices())
    with clock.frozen(JUNE):
        held(here, row)
        for item in Item.objects.filter(meeting=row):
            dispose(here, row, item, on=day)
        give(here, row, "clerk", "close")
        work()
    return topic, row


def lines(row: Meeting):
    rows = Item.objects.filter(meeting=row).exclude(kind=Item.Kind.MINUTES)
    return list(rows.order_by("position").values_list("title", "topic", "key"))


def topic_of(row: Topic) -> Topic:
    return Topic.objects.across_communities(ALL).get(pk=row.pk)


def test_what_was_put_off_is_on_the_next_agenda_and_is_decided_there(here):
    day = clock.day_of(NEXT)
    draft = planned(here, "extra", NEXT)  # planned before the other is held
    topic, first = put_off(here, day)
    assert (topic_of(topic).state, topic_of(topic).due_on) == ("deferred", day)
    same = lines(first)
    assert lines(draft) == same
    assert Item.objects.get(meeting=draft, topic=None, kind="other").threshold is not None
    # one that is planned afterwards for the same days has them too, once
    with clock.frozen(JUNE + timedelta(days=1)):
        other = planned(here, "extra", NEXT + timedelta(days=1))
        assert {title for title, _topic, _key in lines(other)} == {topic.title}
        agenda.gather(here.clerk2, meeting=draft.pk)
        assert sorted(lines(draft)) == sorted(same)
        sit(here, draft, "1栋", "ann")
        sit(here, draft, "2栋", "bob")
        planning.notice(here.clerk2, meeting=draft.pk, offices=Offices())
    with clock.frozen(NEXT):
        topic_jobs.look()
        assert topic_of(topic).state == "ready"
        held(here, draft)
        for item in Item.objects.filter(meeting=draft):
            adopt(here, draft, item, f"办理{item.key}")
        give(here, draft, "clerk", "close")
        work()
    assert (topic_of(topic).state, topic_of(topic).adopted_on) == ("in_work", day)


def test_what_one_meeting_settles_leaves_the_agendas_of_the_others(here):
    """Of a draft, of one that was noticed, and not what somebody is recused from there."""
    lamp, cellar, gate = (
        ready(here, words) for words in ("路灯不亮", "地下室堆满杂物", "北门太黑")
    )
    first, second, third = (planned(here, "extra", JUNE + timedelta(days=n)) for n in (0, 1, 20))
    for row in (first, second):
        sit(here, row, "1栋", "ann")
        sit(here, row, "2栋", "bob")
        planning.notice(here.clerk2, meeting=row.pk, offices=Offices())
    kept = Item.objects.get(meeting=second, topic=cellar)
    interests.declare(here.ann, meeting=second.pk, item=kept.key, reason="我家的东西")
    with clock.frozen(JUNE):
        held(here, first)
        for topic in (lamp, cellar):
            adopt(here, first, Item.objects.get(meeting=first, topic=topic), f"照办{topic.pk}")
        last = Item.objects.get(meeting=first, topic=gate)
        dispose(here, first, last, on=clock.day_of(JUNE + timedelta(days=1)))
        give(here, first, "clerk", "close")
        work()
        assert [topic_of(each).state for each in (lamp, cellar)] == ["in_work", "in_work"]
    with clock.frozen(JUNE + timedelta(days=1)):
        held(here, second)
        assert {topic for _title, topic, _key in lines(second)} == {cellar.pk, gate.pk}
        state = floor_of(fresh(second))
        assert {item.id for item in state.agenda} == set(
            Item.objects.filter(meeting=second).values_list("key", flat=True)
        )
        agenda.gather(here.clerk2, meeting=third.pk)
        assert {topic for _title, topic, _key in lines(third)} == {gate.pk}


def test_a_late_daily_look_does_not_lose_what_a_meeting_decided(here):
    draft = planned(here, "extra", NEXT)
    topic, _first = put_off(here, clock.day_of(NEXT))
    with clock.frozen(JUNE + timedelta(days=1)):
        sit(here, draft, "1栋", "ann")
        sit(here, draft, "2栋", "bob")
        planning.notice(here.clerk2, meeting=draft.pk, offices=Offices())
    with clock.frozen(NEXT):
        held(here, draft)
        assert topic_of(topic).state == "deferred"
        for item in Item.objects.filter(meeting=draft):
            adopt(here, draft, item, f"办理{item.key}")
        give(here, draft, "clerk", "close")
        work()
    assert topic_of(topic).state == "in_work"
    verbs = Step.objects.filter(topic=topic).order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-3:] == ["defer", "return", "adopt"]


def test_what_waits_for_a_meeting_that_is_moved_waits_for_its_new_day(here):
    draft = planned(here, "extra", NEXT)
    topic, first = put_off(here, clock.day_of(NEXT))
    later = NEXT + timedelta(days=4)
    with clock.frozen(JUNE + timedelta(days=1)):
        planning.change(
            here.clerk2, meeting=draft.pk, starts_at=later, where="二楼", remote="", reason="场地"
        )
        work()
    day = clock.day_of(later)
    assert topic_of(topic).due_on == day
    steps = Step.objects.filter(topic=topic).order_by("pk")
    assert list(steps.values_list("verb", "due_on"))[-1] == ("day", day)
    assert set(Item.objects.filter(meeting=first).values_list("on", flat=True)) == {day}
    # another hour of the same day is no other day
    with clock.frozen(JUNE + timedelta(days=2)):
        hour = {"starts_at": later + timedelta(hours=1), "where": "二楼", "remote": ""}
        planning.change(here.clerk2, meeting=draft.pk, **hour, reason="晚一点")
        work()
    assert Step.objects.filter(topic=topic, verb="day").count() == 1


def test_f106_an_interest_holds_when_the_matter_comes_back(here):
    draft = planned(here, "extra", NEXT)
    topic = ready(here)
    row = noticed(here)
    item = Item.objects.get(meeting=row, topic=topic)
    interests.declare(here.ann, meeting=row.pk, item=item.key, reason="亲属经营")
    with clock.frozen(JUNE):
        held(here, row)
        dispose(here, row, item, on=clock.day_of(NEXT))
        give(here, row, "clerk", "close")
        work()
    with clock.frozen(JUNE + timedelta(days=1)):
        sit(here, draft, "2栋", "bob")
        planning.notice(here.clerk2, meeting=draft.pk, offices=Offices())
        work()
        assert Interest.objects.filter(item__meeting=draft).count() == 0  # ann does not sit there
        seats.sit(
            here.clerk2,
            meeting=draft.pk,
            seat=seat(draft, "1栋").key,
            person=here.people["ann"].public_id,
            reason="楼栋推选",
        )
        work()
        work()
    again = Interest.objects.get(item__meeting=draft)
    assert (again.seat_id, again.why, again.item.topic_id) == (
        seat(draft, "1栋").pk,
        "亲属经营",
        topic.pk,
    )
    assert floor_of(fresh(draft)).recused == ((again.seat.key, again.item.key),)
    with clock.frozen(NEXT):
        called(here, draft, ())
        work()
    assert Interest.objects.filter(item__meeting=draft).count() == 1


def test_overdue_matters_stand_on_the_agenda_with_their_numbers(here, client, monkeypatch):
    """Resolutions register themselves; here stands a provider in their place."""
    found = standing.Overdue("Resolutions past their day", 3, "/public/")
    monkeypatch.setattr(standing, "_providers", [lambda _community: found])
    ready(here)
    row = planned(here)
    assert list(Item.objects.filter(meeting=row).values_list("kind", flat=True)) == [
        "topic",
        "overdue",
    ]
    assert [each.count for each in standing.overdue(here.community)] == [3]
    page = entering(client, here)("ann").get(f"/meetings/{row.pk}/").content.decode()
    assert "Resolutions past their day" in page


def test_who_sits_and_how_to_join_is_shown_as_the_charter_says(here, client):
    ready(here)
    row = noticed(here)
    held_row = Meeting.objects.within(here.community).get(pk=row.pk)
    held_row.remote = "腾讯会议 123 456"
    held_row.save()
    enter = entering(client, here)

    def page(who):
        return enter(who).get(f"/meetings/{row.pk}/").content.decode()

    assert "腾讯会议 123 456" in page("ann")
    assert "腾讯会议 123 456" in page("clerk2")
    assert "腾讯会议 123 456" not in page("dan")
    assert "党群服务中心二楼" in page("dan")
    shown = enter("dan").get(f"/meetings/{row.pk}/").context["it"]
    assert any(each.who for each in shown.seats)
    with clock.frozen(MAY):
        charter = Charter.objects.across_communities(ALL).get(pk=row.charter_id)
        terms = dict(charter.terms)
        terms["publication"] = [part for part in terms["publication"] if part != "attendance"]
        Charter.objects.across_communities(ALL).filter(pk=charter.pk).update(terms=terms)
    called(here, row, ["1栋"])
    for who, sees in (("dan", False), ("ann", True), ("clerk2", True)):
        it = enter(who).get(f"/meetings/{row.pk}/").context["it"]
        assert any(each.who for each in it.seats) == sees, who
        assert any(each.there for each in it.seats) == sees, who
    client.logout()
    public = client.get(f"/api/meetings/{row.pk}").json()
    assert {(each["present"], each["arrived"]) for each in public["seats"]} == {(False, "")}
