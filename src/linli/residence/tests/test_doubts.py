"""A residence that is wrong ends by two of staff, after the person could speak; refusals change nothing."""

import pytest
from tests.racing import race

from linli.identity.models import Person
from linli.journal.models import Event
from linli.kernel import clock
from linli.residence import queries, rules
from linli.residence.actions import claims, desk, doubts, homes
from linli.residence.models import Doubt, Residence
from linli.residence.parameters import OBJECTIONS
from linli.residence.tests.houses import NOON, WHY, clerk
from linli.residence.tests.test_claims import own, refused, rent


@pytest.fixture
def tenancy(house) -> Residence:
    """Eve rents a home of which no owner is known; her claim was approved by papers."""
    return desk.approve(house.kim, claim=rent(house).pk).residence


def proposed(house, tenancy) -> Doubt:
    return doubts.propose_end(house.kim, residence=tenancy.pk, reason="邻居说早已搬走")


def fresh(row):
    return type(row).objects.across_communities(WHY).get(pk=row.pk)


def test_two_of_staff_end_it_after_the_person_could_speak(house, tenancy):
    doubt = proposed(house, tenancy)
    assert (doubt.read("reason"), doubt.speaks_until) == ("邻居说早已搬走", NOON + OBJECTIONS)
    decide = {"doubt": doubt.pk, "granted": True, "answer": "查实"}
    refused("residence.second_person", doubts.decide_doubt, house.kim, **decide)
    refused("residence.other_side_first", doubts.decide_doubt, house.lee, **decide)
    with clock.frozen(NOON + OBJECTIONS):
        refused("residence.reason_first", doubts.decide_doubt, house.lee, **decide | {"answer": ""})
        doubts.decide_doubt(house.lee, **decide)
        refused("residence.doubt_over", doubts.decide_doubt, house.lee, **decide)
    row = fresh(tenancy)
    assert (row.ending, row.until, queries.people_of(row.unit_id)) == (
        "decided", (NOON + OBJECTIONS).date(), [],
    )  # fmt: skip
    assert fresh(doubt).state == "ended"
    (told,) = Event.objects.filter(type="residence.ended")
    assert told.payload["people"] == [house.eve.person]
    assert "邻居" not in str(list(Event.objects.values_list("payload", flat=True)))


def test_who_has_spoken_may_be_decided_about_and_may_stay(house, tenancy):
    doubt = proposed(house, tenancy)
    refused("kernel.not_found", doubts.answer_doubt, house.ann, doubt=doubt.pk, says="x")
    refused("residence.reason_first", doubts.answer_doubt, house.eve, doubt=doubt.pk, says="")
    doubts.answer_doubt(house.eve, doubt=doubt.pk, says="我出差了")
    refused("residence.doubt_over", doubts.answer_doubt, house.eve, doubt=doubt.pk, says="再说")
    doubts.decide_doubt(house.lee, doubt=doubt.pk, granted=False, answer="合同在")
    row = fresh(doubt)
    assert (row.state, row.read("says"), row.read("answer")) == ("kept", "我出差了", "合同在")
    assert fresh(tenancy).ended_at is None
    assert proposed(house, tenancy).pk != doubt.pk  # it may be doubted anew


def test_what_is_refused(house, tenancy):
    propose = {"residence": tenancy.pk, "reason": "x"}
    far = clerk(house, "far", house.other)
    refused("kernel.not_found", doubts.propose_end, far, **propose)
    refused("kernel.not_for_you", doubts.propose_end, house.bob, **propose)
    refused("residence.reason_first", doubts.propose_end, house.kim, **propose | {"reason": ""})
    doubt = proposed(house, tenancy)
    refused("residence.doubt_waits", doubts.propose_end, house.lee, **propose)
    refused("kernel.not_found", doubts.decide_doubt, far, doubt=doubt.pk, granted=False, answer="x")
    mine = own(house, "ann").residence
    refused(
        "residence.roster_decides", doubts.propose_end, house.kim, residence=mine.pk, reason="x"
    )
    family = claims.claim_home(house.eve, unit=house.unit("102"), relation="family")
    there = desk.approve(house.kim, claim=family.pk).residence
    own(house, "bob", "102")
    refused(
        "residence.owner_decides", doubts.propose_end, house.kim, residence=there.pk, reason="x"
    )


def test_who_moves_out_settles_it_and_erasure_takes_the_words(house, tenancy):
    doubt = proposed(house, tenancy)
    homes.move_out(house.eve, residence=tenancy.pk)
    assert fresh(doubt).state == "over"
    refused(
        "residence.doubt_over", doubts.decide_doubt, house.lee,
        doubt=doubt.pk, granted=True, answer="x",
    )  # fmt: skip
    from linli.residence.operations.doubts import forget

    forget(house.eve.person)
    assert (fresh(doubt).reason, fresh(doubt).says) == (None, None)


def test_two_of_staff_decide_at_once(house, tenancy):
    doubt = proposed(house, tenancy)
    doubts.answer_doubt(house.eve, doubt=doubt.pk, says="我住这里")
    third = clerk(house, "max")
    calls = [
        lambda actor=actor, granted=granted: doubts.decide_doubt(
            actor, doubt=doubt.pk, granted=granted, answer="x"
        )
        for actor, granted in ((house.lee, True), (third, False))
    ]
    won, lost = race(*calls)
    assert (won, lost in {"residence.doubt_over", "kernel.not_found"}) == ("done", True)
    found = Event.objects.filter(type__in=["residence.ended", "residence.doubt_dropped"])
    assert found.count() == 1


def test_whose_record_was_merged_hears_of_the_doubt_and_answers(house, tenancy):
    merge(house.eve, into=house.ann)
    doubt = proposed(house, tenancy)
    told = Event.objects.get(type="residence.doubt_raised")
    assert told.payload["people"] == [house.ann.person]
    assert [row.pk for row in rules.my_doubts(house.ann)] == [doubt.pk]
    refused("kernel.not_found", doubts.answer_doubt, house.bob, doubt=doubt.pk, says="x")
    doubts.answer_doubt(house.ann, doubt=doubt.pk, says="我住这里")
    doubts.decide_doubt(house.lee, doubt=doubt.pk, granted=True, answer="查实")
    assert (fresh(doubt).read("says"), fresh(tenancy).ending) == ("我住这里", "decided")
    (ended,) = Event.objects.filter(type="residence.ended")
    assert ended.payload["people"] == [house.ann.person]


def test_an_owner_who_became_known_meanwhile_decides_instead_of_staff(house, tenancy):
    doubt = proposed(house, tenancy)
    doubts.answer_doubt(house.eve, doubt=doubt.pk, says="我住这里")
    owner = own(house, "ann").residence
    decide = {"doubt": doubt.pk, "answer": "查实"}
    refused("residence.owner_decides", doubts.decide_doubt, house.lee, granted=True, **decide)
    assert (fresh(doubt).state, fresh(tenancy).ended_at) == ("open", None)
    doubts.decide_doubt(house.lee, granted=False, **decide)
    assert (fresh(doubt).state, fresh(owner).ended_at) == ("kept", None)


def merge(gone, *, into) -> None:
    """As a merge leaves them."""
    Person.objects.filter(pk=gone.person).update(
        merged_into=into.person, is_active=False, locked="merged"
    )
