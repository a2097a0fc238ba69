"""Giving, taking, ending: exact outcomes, and nothing changes when refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from linli.duties import actions as duties
from linli.duties.tests.factories import given as duty_for
from linli.files.models import StoredFile
from linli.identity.actions.me import erase_me, give_consent
from linli.identity.models import Person
from linli.identity.operations.locking import settle_childhood
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.mandates import actions, consumers, mine, queries, rules
from linli.mandates.limits import limits, versions
from linli.mandates.models import Mandate
from linli.mandates.states import TRANSITIONS, State, may_follow
from linli.web.tests.family import build, enter, give, in_days, offer, sheet

NOON = datetime(2026, 5, 11, 4, tzinfo=UTC)
WHY = "the test compares all rows"


@pytest.fixture
def family(committed):
    return build()


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def everything():
    rows = Mandate.objects.across_communities(WHY).order_by("pk").values()
    return list(rows), Event.objects.count(), StoredFile.objects.exclude(owner=None).count()


def refusal(call, *args, **kwargs) -> str:
    before = everything()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert everything() == before
    return caught.value.code


def newest() -> Event:
    return Event.objects.latest("pk")


def test_the_states_go_forward_only():
    assert all(State.ENDED in after for before, after in TRANSITIONS.items() if before != "ended")
    assert not any(may_follow(State.ENDED, each) for each in State)
    assert not any(may_follow(each, State.OFFERED) for each in State)


def test_limits_hold_by_their_day_and_name_their_source():
    assert [each.effective for each in versions()] == sorted(e.effective for e in versions())
    assert all(each.source_zh and each.source_en for each in versions())
    assert limits(versions()[0].effective - timedelta(days=1)) == versions()[0]


def test_by_number_the_helper_accepts_acts_and_both_names_stand(family):
    grandma, mei = family.actors["grandma"], family.actors["mei"]
    row, code = offer(family)
    assert (row.state, row.way, row.helper_id, code) == ("offered", "app", mei.person, "")
    assert refusal(actions.accept, family.actors["nan"], mandate=row.pk) == "kernel.not_found"
    duty = duty_for(family.town, "ann", person=family.number("grandma"))
    by_mei = family.by_mei("duties")
    assert refusal(duties.accept, by_mei, duty=duty.pk) == "kernel.mandate_over"

    taken = actions.accept(mei, mandate=row.pk)
    assert (taken.state, taken.since, taken.deeds) == ("active", clock.today(), ["duties", "inbox"])
    event = newest()
    assert (event.type, event.actor, event.payload["helper"]) == (
        "mandates.given",
        mei.person,
        mei.person,
    )
    assert refusal(actions.accept, mei, mandate=row.pk) == "kernel.stale"
    assert refusal(duties.accept, family.by_mei("inbox"), duty=duty.pk) == "kernel.not_by_helper", (
        "a deed that the session does not hold"
    )
    duties.accept(by_mei, duty=duty.pk)
    event = newest()
    assert (event.type, event.actor, event.helper, event.capacity) == (
        "duties.accepted",
        grandma.person,
        mei.person,
        "resident",
    )
    assert list(queries.acts(mei.person)) == list(queries.acts(grandma.person)) == [event]
    assert list(queries.acts_under(taken)) == [event]
    assert not queries.acts(family.people["nan"].pk).exists()

    # what stays one's own, whatever the mandate names
    sure = replace(by_mei, deeds=frozenset({"duties", "inbox", "settings", "corner"}))
    for call, values in (
        (give_consent, {"purpose": "statistics"}),
        (erase_me, {"sure": True}),
        (actions.end, {"mandate": row.pk}),
        (actions.offer, {"deeds": ["inbox"], "bond": "family", "until": in_days(3)}),
    ):
        assert refusal(call, sure, **values) == "kernel.not_by_helper"

    actions.end(grandma, mandate=row.pk)
    assert newest().payload["why"] == "principal"
    assert refusal(duties.note, by_mei, duty=duty.pk, words="好") == "kernel.mandate_over"
    assert refusal(actions.end, mei, mandate=row.pk) == "mandates.over"
    assert [each["state"] for each in mine.rows(grandma.person)] == ["ended"]
    again = give(family, deeds=["inbox"])
    assert (again.pk != row.pk, again.state) == (True, "active")


def test_a_code_is_good_once_and_for_minutes(family):
    mei, nan = family.actors["mei"], family.actors["nan"]
    with clock.frozen(NOON):
        row, code = offer(family, to="")
        assert bytes(row.code) == queries.code_hash(code)
        assert refusal(actions.accept_code, family.actors["grandma"], code=code) == (
            "mandates.not_yourself"
        )
        assert refusal(actions.accept_code, nan, code=code[::-1]) == "mandates.no_such_code"
    late = NOON + timedelta(minutes=limits().code_minutes)
    with clock.frozen(late):
        assert refusal(actions.accept_code, mei, code=code) == "mandates.no_such_code"
    with clock.frozen(late - timedelta(seconds=1)):
        spoken = f" {code[:5].lower()}-{code[5:]}"
        assert actions.accept_code(mei, code=spoken).helper_id == mei.person
        assert refusal(actions.accept_code, nan, code=code) == "mandates.no_such_code"


def test_terms_and_people_that_do_not_fit(family):
    grandma = family.actors["grandma"]
    for code, more in (
        ("mandates.no_such_deed", {"deeds": []}),
        ("mandates.no_such_deed", {"deeds": ["erase"]}),
        ("mandates.no_such_bond", {"bond": "boss"}),
        ("mandates.past_day", {"until": in_days(-1)}),
        ("mandates.too_long", {"until": in_days(limits().longest_days + 1)}),
        ("mandates.not_yourself", {"to": "grandma"}),
    ):
        assert refusal(offer, family, **more) == code
    assert refusal(actions.offer, family.actors["clerk"], **terms("inbox")) == (
        "mandates.as_resident"
    ), "nobody gives one in an office"
    assert (
        refusal(actions.offer, grandma, helper="\x00", **terms("inbox"))
        == "mandates.no_such_person"
    )
    assert offer(family, until=in_days(limits().longest_days))[0].state == "offered"

    # who may help is decided when they take it
    for to, bond, code in (
        ("kid", "family", "mandates.helper_too_young"),
        ("ann", "family", "mandates.helper_unproved"),
    ):
        row, _code = offer(family, to=to, bond=bond)
        assert refusal(actions.accept, family.actors[to], mandate=row.pk) == code
        actions.decline(family.actors[to], mandate=row.pk)
        assert newest().payload["why"] == "declined"
    for _more in range(limits().open_offers - 1):
        offer(family, to="nan")
    assert refusal(offer, family, to="nan") == "mandates.too_many_offers"


def test_a_guardian_decides_for_a_child(family):
    from django.db import transaction

    from linli.identity.purposes import CHILD
    from linli.identity.tests.people import consent

    child = _proved(family, 799, "20150601")
    with transaction.atomic():
        consent(child, CHILD)
        settle_childhood(child)
    child.refresh_from_db()
    assert child.is_active
    family.actors["child"] = _resident(child)
    assert refusal(offer, family, by="child") == "mandates.child"


def terms(*deeds: str) -> dict:
    return {"deeds": list(deeds), "bond": "other", "until": in_days(30)}


def test_nobody_collects_mandates_and_no_office_helps_strangers(family):
    from linli.duties.tests.factories import official
    from linli.organisations.models import Organisation

    most = limits().principals_outside_family
    for serial in range(most):
        name = f"p{serial}"
        family.people[name] = _proved(family, 800 + serial)
        family.actors[name] = _resident(family.people[name])
        give(family, by=name, to="nan", bond="other")
    row, _code = offer(family, to="nan", bond="other")
    assert refusal(actions.accept, family.actors["nan"], mandate=row.pk) == "mandates.too_many"
    give(family, by="mei", to="nan", bond="family")
    assert queries.outside_family(family.people["nan"].pk) == most

    town = family.town
    town.people["mei"] = family.people["mei"]
    body = Organisation.objects.get(name_zh="甲居委会")
    official(town, "mei", body.pk, town.community, "楼长")
    row, _code = offer(family, by="p0", to="mei", bond="other")
    assert refusal(actions.accept, family.actors["mei"], mandate=row.pk) == (
        "mandates.office_family_only"
    )
    assert give(family).state == "active"


def _proved(family, serial: int, born: str = "19600101") -> Person:
    from django.db import transaction

    from linli.identity.operations import enrol
    from linli.identity.tests.people import id_number

    with transaction.atomic():
        return enrol(
            phone=f"19900030{serial}",
            name="李明",
            id_number=id_number(serial, born),
            community=family.town.community,
            level=Person.Level.REAL_NAME,
        )


def _resident(person: Person):
    from linli.web.acting import as_resident

    return as_resident(person)


def test_the_last_day_counts_and_the_next_does_not(family):
    with clock.frozen(NOON):
        row = give(family, until=in_days(2))
        duty = duty_for(family.town, "ann", person=family.number("grandma"))
    last = datetime(2026, 5, 13, 15, 59, 59, tzinfo=UTC)
    with clock.frozen(last):
        assert queries.running(family.people["mei"].pk, row.pk) == row
        duties.accept(family.by_mei("duties"), duty=duty.pk)
    with clock.frozen(last + timedelta(seconds=1)):
        assert queries.running(family.people["mei"].pk, row.pk) is None
        assert refusal(duties.note, family.by_mei("duties"), duty=duty.pk, words="好") == (
            "kernel.mandate_over"
        )
        again = give(family)
        row.refresh_from_db()
        assert (row.state, row.why, again.state) == ("ended", "expired", "active")


def test_face_to_face_at_the_desk(family):
    clerk, far = family.actors["clerk"], family.actors["far"]
    both = {"principal": family.number("grandma"), "helper": family.number("mei")}
    values = {**both, **terms("inbox"), "bond": "family", "both_seen": True}
    desk = actions.give_at_desk
    assert refusal(desk, clerk, **{**values, "both_seen": False}) == "mandates.both_first"
    assert refusal(desk, far, **values) == "mandates.no_such_person", "another community"
    assert refusal(desk, family.actors["mei"], **values) == "kernel.not_for_you"
    assert refusal(desk, replace(clerk, second_factor=False), **values) == "kernel.second_factor"
    own = {**values, "helper": family.people["clerk"].public_id}
    assert refusal(desk, clerk, **own) == "mandates.not_your_own"
    voting = {**values, "deeds": ["inbox", "vote"]}
    assert refusal(desk, clerk, **voting) == "mandates.takes_two"
    row = desk(clerk, **values)
    assert (row.state, row.way, row.entered_by_id) == ("active", "desk", clerk.person)
    assert refusal(desk, clerk, **values) == "mandates.already"
    assert refusal(actions.end_at_desk, far, mandate=row.pk) == "kernel.not_found"
    actions.end_at_desk(clerk, mandate=row.pk)
    assert newest().payload["why"] == "desk"


def test_on_paper_a_second_person_confirms(family):
    clerk, grid, mei = (family.actors[each] for each in ("clerk", "grid", "mei"))
    values = sheet(family)
    paper = actions.enter_paper
    assert refusal(paper, clerk, **{**values, "sheet": "OOO"}) == "mandates.no_such_sheet"
    assert refusal(paper, clerk, **{**values, "files": []}) == "mandates.scan_first"
    row = paper(clerk, **values)
    assert (row.state, row.entered_by_id, row.confirmed_by_id) == ("entered", clerk.person, None)
    assert queries.running(mei.person, row.pk) is None
    scan = StoredFile.objects.get(holder="mandates.paper", owner=row.pk)
    assert (scan.person_id, scan.is_private) == (family.people["grandma"].pk, True)
    assert rules.reads_paper(grid, row.pk)
    assert rules.reads_paper(family.actors["grandma"], row.pk)
    assert not rules.reads_paper(family.by_mei("inbox"), row.pk), "in no helper's hands"
    assert not rules.reads_paper(family.actors["far"], row.pk)
    assert not rules.reads_paper(family.actors["nan"], row.pk)
    assert refusal(actions.confirm_paper, clerk, mandate=row.pk) == "mandates.second_person"
    assert refusal(actions.confirm_paper, mei, mandate=row.pk) == "kernel.not_for_you"
    actions.confirm_paper(grid, mandate=row.pk)
    row.refresh_from_db()
    assert (row.state, row.confirmed_by_id, newest().payload["way"]) == (
        "active",
        grid.person,
        "paper",
    )
    actions.end(mei, mandate=row.pk)
    assert newest().payload["why"] == "helper"
    assert refusal(paper, clerk, **sheet(family)) == "mandates.sheet_used"
    other = enter(family, sheet="ABCDE12346")
    assert refusal(actions.refuse_paper, clerk, mandate=other.pk) == "mandates.second_person"
    actions.refuse_paper(grid, mandate=other.pk)
    assert refusal(actions.confirm_paper, grid, mandate=other.pk) == "kernel.stale"


def test_it_ends_with_either_account(family):
    row, other = give(family), give(family, by="nan", to="grandma")
    waiting, _code = offer(family, to="nan")
    erase_me(family.actors["grandma"], sure=True)
    assert queries.running(family.people["mei"].pk, row.pk) is None, "at once"
    assert queries.running(family.people["grandma"].pk, other.pk) is None
    event = Event.objects.get(type="identity.erased")
    from django.db import transaction

    with transaction.atomic():
        consumers.end_with_account(event)
    ended = Mandate.objects.across_communities(WHY).filter(why="account").order_by("pk")
    assert list(ended) == [row, other, waiting]
    assert (newest().type, newest().payload["mandates"]) == ("mandates.persons_mandates_ended", 3)
