"""Honours: proposed, agreed to, public, given or not; and who is told."""

from datetime import timedelta

import pytest
from django.db import transaction
from tests.entering import entering

from linli.awards.tests.done import helped
from linli.facts import recognition as facts
from linli.journal.models import Event
from linli.journal.operations import record, run_consumer
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.kernel.personal import sections
from linli.ledger.models import Transfer
from linli.ledger.tests.town import build
from linli.recognition import actions, operations
from linli.recognition import queries as reads
from linli.recognition.models import Honour, Sharing
from linli.web.tests.recognised import (
    MAY,
    REASON,
    adopted,
    noted,
    proposed,
    states,
)


@pytest.fixture
def town(committed):
    with clock.frozen(MAY):
        yield build()


@pytest.fixture
def enter(client, town):
    return entering(client, town)


def test_an_honour_from_the_proposal_to_its_day(town, enter):
    made = proposed(town)
    assert REASON not in enter("bob").get("/recognition/honours/").content.decode()
    with pytest.raises(Refused) as refusal:
        actions.object_to(town.bob, honour=made.pk, words="早了")
    assert refusal.value.code == "kernel.not_found"
    with pytest.raises(Refused) as refusal:
        actions.answer_honour(town.bob, honour=made.pk, agreed=True)
    assert refusal.value.code == "kernel.not_found"
    row = actions.answer_honour(town.ann, honour=made.pk, agreed=True)
    # Monday: five working days later
    assert (row.state, row.public_until.isoformat()) == ("public", "2026-05-18")
    assert REASON in enter("bob").get(f"/recognition/honours/{made.pk}/").content.decode()
    assert enter("eve").get(f"/recognition/honours/{made.pk}/").status_code == 404
    actions.object_to(town.bob, honour=made.pk, words="不止她一人照看")
    with pytest.raises(Refused) as refusal:
        actions.object_to(town.bob, honour=made.pk, words="再说一次")
    assert refusal.value.code == "recognition.objected_already"
    with pytest.raises(Refused) as refusal:
        actions.object_to(town.ann, honour=made.pk, words="我不配")
    assert refusal.value.code == "recognition.about_oneself"
    for who, code in ((town.clerk, "another_settles"), (town.second, "still_public")):
        with pytest.raises(Refused) as refusal:
            actions.settle_honour(who, honour=made.pk, verb="confirm", words="已核实")
        assert refusal.value.code == f"recognition.{code}"
    with clock.frozen(MAY + timedelta(days=8)):
        with pytest.raises(Refused) as refusal:
            actions.object_to(town.actors["auditor"], honour=made.pk, words="晚了")
        assert refusal.value.code == "kernel.not_for_you"
        page = enter("second").get(f"/work/recognition/honours/{made.pk}/").content.decode()
        assert "不止她一人照看" in page
        row = actions.settle_honour(town.second, honour=made.pk, verb="confirm", words="已核实")
        assert (row.state, row.named) == ("stands", True)
        row = actions.answer_honour(town.ann, honour=made.pk, agreed=False)
        assert (row.state, row.named) == ("stands", False)
        assert enter("bob").get(f"/recognition/honours/{made.pk}/").status_code == 404
        row = actions.settle_honour(town.second, honour=made.pk, verb="withdraw", words="查无此事")
        assert row.state == "withdrawn"
        assert "查无此事" in enter("ann").get("/me/record/").content.decode()
    assert Transfer.objects.count() == 0


def test_nobody_is_honoured_against_their_will_twice_or_by_themselves(town):
    made = proposed(town)
    with pytest.raises(Refused) as refusal:
        proposed(town, who="second")
    assert refusal.value.code == "recognition.honoured_already"
    assert actions.answer_honour(town.ann, honour=made.pk, agreed=False).state == "declined"
    with pytest.raises(Refused) as refusal:
        actions.answer_honour(town.ann, honour=made.pk, agreed=True)
    assert refusal.value.code == "recognition.not_now"
    for person, who, code in (
        ("clerk", "clerk", "recognition.about_oneself"),
        ("eve", "clerk", "recognition.no_such_neighbour"),
        ("ann", "bob", "kernel.not_for_you"),
        ("ann", "far", "kernel.not_found"),
    ):
        with pytest.raises(Refused) as refusal:
            proposed(town, person, who)
        assert refusal.value.code == code
    assert Honour.objects.within(town.community).count() == 1
    assert proposed(town, who="second").state == "offered"


def test_an_account_that_is_closed_shows_nothing_and_loses_its_words(town):
    noted(helped(town))
    made = proposed(town)
    actions.answer_honour(town.ann, honour=made.pk, agreed=True)
    actions.choose_sharing(town.ann, parts=["wish"])
    person = town.people["ann"].pk
    mine = {code: rows for code, _title, rows in sections(person)}
    assert [row["what"] for row in mine["record"]] == ["wish"]
    assert mine["recognition"][0]["reason"] == REASON
    assert mine["record_shown"][0]["parts"] == "wish"
    with transaction.atomic():
        operations.erase_person(person)
    row = Honour.objects.within(town.community).get()
    assert (row.state, row.named, row.read("reason")) == ("declined", False, None)
    assert not Sharing.objects.within(town.community).exists()
    assert states(town) == [("wish", "stands")]


def test_a_notice_tells_of_badge_and_honour(town):
    from linli.notices.models import Addressed

    adopted(town)
    noted(helped(town))
    proposed(town)
    with transaction.atomic():
        fact = facts.HonourSettled(
            honour=1, community=town.community, person=town.people["ann"].pk, verb="withdraw"
        )
        record(SYSTEM, fact, place=town.community)
    for event in Event.objects.filter(type__startswith="recognition.honour").order_by("pk"):
        run_consumer(event.pk, "linli.web.records.tell_of_honour")
    rows = Addressed.objects.filter(person=town.people["ann"].pk).order_by("pk")
    assert list(rows.values_list("notice__kind", flat=True)) == [
        "badge_given",
        "honour_proposed",
        "honour_withdrawn",
    ]
    assert reads.edition_on(town.community, clock.today()).number == 1
