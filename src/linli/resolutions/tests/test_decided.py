"""What a meeting adopted becomes a resolution, its own business too; who led it may give it an owner."""

from dataclasses import replace

import pytest
from tests.working import work

from linli.deliberation.tests.town import MAY
from linli.kernel import clock
from linli.meetings.actions import agenda, door, planning
from linli.meetings.models import Item
from linli.meetings.queries import items_of
from linli.meetings.tests.town import JUNE, give, planned, seat, sit
from linli.meetings.wanted import Offices
from linli.resolutions import rules
from linli.resolutions.models import Resolution
from linli.resolutions.states import Verb
from linli.resolutions.tests.carried import here_and_now, made


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield here_and_now()


def evening(here, at, *titles):
    """Matters in a few words; everybody is there, each is adopted, the meeting ends."""
    with clock.frozen(at.replace(day=at.day - 5)):
        row = planned(here, "extra", at)
        for title in titles:
            agenda.add(here.clerk2, meeting=row.pk, title=title)
        sit(here, row, "1栋", "ann")
        sit(here, row, "2栋", "bob")
        planning.notice(here.clerk2, meeting=row.pk, offices=Offices())
    with clock.frozen(at):
        planning.call(here.clerk2, meeting=row.pk)
        for title in ("甲居委会", "甲物业", "甲业委会", "1栋", "2栋"):
            door.admit(here.clerk2, meeting=row.pk, seat=seat(row, title).key)
        give(here, row, "clerk", "open")
        for item in items_of(row.pk):
            terms = {"text": f"同意{item.title}"}
            give(here, row, "ann", "move", kind="main", terms=terms, item=item.key)
            give(here, row, "bob", "second")
            give(here, row, "clerk", "put", method="hands")
            give(here, row, "clerk", "count", yes=4, no=0, abstain=0)
            give(here, row, "clerk", "announce")
        give(here, row, "clerk", "close")
        work()
    return row


def test_other_business_becomes_a_resolution_and_standing_items_do_not(here):
    first = evening(here, JUNE, "小区值班表")
    second = evening(here, JUNE.replace(day=20), "端午活动分工")
    kinds = Item.objects.filter(meeting__in=[first, second]).order_by("pk")
    assert list(kinds.values_list("kind", "outcome")) == [
        ("other", "adopted"),
        ("minutes", "adopted"), ("overdue", "adopted"), ("other", "adopted"),
    ]  # fmt: skip
    rows = Resolution.objects.within(here.community).order_by("pk")
    found = [(row.title, row.text, row.topic_id, row.yes, row.chair_id) for row in rows]
    clerk = here.people["clerk"].pk
    assert found == [
        ("小区值班表", "同意小区值班表", None, 4, clerk),
        ("端午活动分工", "同意端午活动分工", None, 4, clerk),
    ]


def test_whoever_led_the_meeting_gives_it_with_their_own_hands_and_a_second_proof(here):
    row = made(here)
    Resolution.objects.within(here.community).filter(pk=row.pk).update(chair=here.people["manager"])
    row.refresh_from_db()
    may = {
        "proven": here.manager,
        "unproven": replace(here.manager, second_factor=False),
        "at home": replace(here.bob, person=here.people["manager"].pk),
        "by a helper": replace(here.ann, helper=here.people["manager"].pk),
        "somebody else": here.owners,
    }
    said = {name: rules.may_do(actor, row, Verb.GIVE) for name, actor in may.items()}
    assert {name: decision.reason for name, decision in said.items()} == {
        "proven": "",
        "unproven": "kernel.second_factor",
        "at home": "",
        "by a helper": "kernel.not_for_you",
        "somebody else": "deliberation.not_the_desk",
    }
