"""Minutes: drafted by the meeting's end, amended, approved, published."""

import io
from datetime import timedelta
from hashlib import sha256

import pypdf
import pytest
from django.db import IntegrityError, transaction
from tests.refusing import events, refusal_of
from tests.working import work

from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.needs import official_needs, personal_needs
from linli.meetings import jobs, printing
from linli.meetings.actions import minutes as actions
from linli.meetings.minutes.rendering import as_text
from linli.meetings.models import Item, Minutes, MinutesAmendment
from linli.meetings.operations import minutes as operations
from linli.meetings.queries import items_of
from linli.meetings.tests.test_dispositions import adjourn, adopt, dispose, evening, here
from linli.meetings.tests.town import JUNE, fresh, give

__all__ = ["evening", "here"]


@pytest.fixture
def drafted(here, evening):
    """One item adopted, two withdrawn; the minutes are written."""
    lamp, *others = items_of(evening.pk)
    adopt(here, evening, lamp)
    for item in others:
        dispose(here, evening, item, "withdrawn")
    give(here, evening, "clerk", "close")
    work()
    return Minutes.objects.within(here.community).get(meeting=evening)


refused = refusal_of(lambda: (events(), list(Minutes.objects.across_communities("test").values())))


def last(name):
    return Event.objects.filter(type=f"meetings.{name}").latest("pk")


def amend(here, row, who="ann", **more):
    values = {"paragraph": "p4", "chinese": "主持：居委会主任席", "reason": "写全", **more}
    return actions.amend(here.actors[who], meeting=row.meeting_id, **values)


def answer(here, row, amendment, who="clerk", *, take=True, reason=""):
    return actions.answer(
        here.actors[who], meeting=row.meeting_id, amendment=amendment.pk, take=take, reason=reason
    )


def test_f098_minutes_write_themselves_in_both_languages_and_name_nobody(here, evening, drafted):
    zh, en = (as_text(drafted.rows[language]) for language in ("zh", "en"))
    assert "1栋席位提出 m1：主动议“换灯泡”。2栋席位附议。" in zh
    assert "表决 m1（举手，须超过赞成反对票的1/2）：赞成3，反对0，弃权0。通过。" in zh
    assert "处置：通过。决议：“换灯泡”" in zh
    assert "seat of 1栋 moved m1: that “换灯泡”. Seconded by seat of 2栋." in en
    assert (drafted.approve_by, drafted.publish_by) == (
        operations.workdays.shifted(JUNE.date(), 3),
        operations.workdays.shifted(JUNE.date(), 5),
    )
    assert Event.objects.filter(type="meetings.minutes_drafted").count() == 1
    assert "换灯泡" not in str(list(Event.objects.values_list("payload", flat=True)))
    assert jobs.make_up() == 0  # they are there


def test_the_hourly_look_makes_up_what_the_outbox_did_not_bring(here, evening):
    adjourn(here, evening)
    assert jobs.make_up() == 1
    assert jobs.make_up() == 0
    assert Minutes.objects.within(here.community).get().state == "draft"


def test_amended_by_those_who_were_there_and_answered_with_reasons(here, evening, drafted):
    assert refused(amend, here, drafted, "cai") in ("meetings.was_not_there", "kernel.not_found")
    assert (
        refused(amend, here, drafted, paragraph="p2") == "meetings.no_such_paragraph"
    )  # a heading
    assert refused(amend, here, drafted, reason=" ") == "deliberation.words_first"
    now = drafted.rows["zh"][3].text
    assert refused(amend, here, drafted, chinese=now) == "meetings.changes_nothing"
    first, second = amend(here, drafted), amend(here, drafted, "bob", chinese="主持：居委会席")
    assert refused(actions.approve, here.actors["clerk"], meeting=evening.pk) == (
        "meetings.amendments_open"
    )
    assert refused(answer, here, drafted, first, "ann") in (
        "kernel.not_for_you",
        "meetings.not_the_chair",
    )
    answer(here, drafted, first)
    row = Minutes.objects.within(here.community).get()
    assert (row.number, row.rows["zh"][3].text) == (2, "主持：居委会主任席")
    assert row.rows["en"][3].text == "Amended; the Chinese text holds: 主持：居委会主任席"
    assert refused(answer, here, drafted, second) == "meetings.paragraph_changed"
    assert refused(answer, here, drafted, second, take=False) == "deliberation.words_first"
    answer(here, drafted, second, take=False, reason="已按另一条修改")
    assert refused(answer, here, drafted, second, take=False, reason="x") == (
        "meetings.answered_already"
    )
    kept = [(a.state, a.why, a.why_not) for a in MinutesAmendment.objects.order_by("pk")]
    assert kept == [("taken", "写全", ""), ("refused", "写全", "已按另一条修改")]
    assert last("minutes_amended").payload["how"] == "refused"
    with pytest.raises(IntegrityError), transaction.atomic():
        MinutesAmendment.objects.filter(state="refused").update(answer=None)


def test_approved_by_the_chair_and_published_as_the_charter_says(here, evening, drafted):
    clerk, keeper = here.actors["clerk"], here.clerk2
    assert refused(actions.publish, keeper, meeting=evening.pk) == "meetings.not_approved_yet"
    assert refused(actions.approve, here.actors["ann"], meeting=evening.pk) == (
        "meetings.not_the_chair"
    )
    actions.approve(clerk, meeting=evening.pk)
    assert fresh(evening).state == "minutes_approved"
    assert refused(actions.approve, clerk, meeting=evening.pk) == (
        "meetings.minutes_approved_already"
    )
    assert refused(amend, here, drafted) == "meetings.minutes_approved_already"
    actions.publish(keeper, meeting=evening.pk)
    row = Minutes.objects.within(here.community).get()
    text = as_text(row.published_rows["zh"])
    assert (
        sha256(text.encode()).hexdigest()
        == row.digest_zh
        == last("minutes_published").payload["digest"]
    )
    assert row.published_rows["en"] == row.rows["en"]  # this charter publishes everything
    assert refused(actions.publish, keeper, meeting=evening.pk) == "meetings.not_approved_yet"
    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.within(here.community).update(edition=None)


def test_when_it_is_late_the_desk_approves_and_the_queue_says_so(here, evening, drafted):
    desk = here.clerk2
    titles = [str(need.title) for need in personal_needs(here.actors["clerk"])]
    assert any("inutes to be approved" in title or "记录" in title for title in titles)
    with clock.frozen(JUNE + timedelta(days=1)):
        code = refused(actions.approve, desk, meeting=evening.pk)
        assert code == "meetings.not_the_chair"
    with clock.frozen(JUNE + timedelta(days=30)):
        needs = [need for need in official_needs(desk) if need.href.endswith("/minutes/")]
        assert [(need.count, need.due < clock.now()) for need in needs] == [(1, True)]
        actions.approve(desk, meeting=evening.pk)
    assert Minutes.objects.within(here.community).get().approved_by_id == desk.person


def test_the_next_meeting_approves_them_as_its_item(here, evening, drafted):
    open_one = amend(here, drafted)
    item = items_of(evening.pk)[0]
    from linli.journal.operations import record
    from linli.kernel.actor import SYSTEM
    from linli.meetings.models import Meeting
    from linli.meetings.operations.dispositions import disposed
    from linli.meetings.tests.town import planned

    following = planned(here, "extra", JUNE + timedelta(days=7))
    assert following.after_id == evening.pk
    agreed = Item.objects.create(
        meeting=following,
        key="i900",
        position=0,
        kind="minutes",
        title="通过上次会议记录",
        outcome="adopted",
        disposed_at=clock.now(),
        decision=item.decision,
    )
    with transaction.atomic():
        record(SYSTEM, disposed(following, agreed), place=here.community)
    work()
    row = Minutes.objects.within(here.community).get()
    assert (row.state, row.approved_in_id) == ("approved", following.pk)
    assert MinutesAmendment.objects.get(pk=open_one.pk).state == "refused"
    assert Meeting.objects.within(here.community).get(pk=evening.pk).state == "minutes_approved"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_paper_can_be_read(language):
    rows = [
        operations.Paragraph("p1", "title", "", "甲社区 第1次 会议记录 / Minutes"),
        operations.Paragraph("p2", "heading", "", "议题1：路灯 / Item 1: lamps"),
        operations.Paragraph("p3", "text", "minutes", "14:03 1栋席位提出 m1 / moved m1"),
    ]
    context = {"rows": rows, "language": language, "digest": "0" * 64, "draft": False}
    content = printing.sheet(context)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    for words in ("第1次 会议记录", "Item 1: lamps", "1栋席位提出 m1", "0" * 64):
        assert words in text.replace("\n", "")
