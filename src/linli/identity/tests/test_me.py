"""What people do with their own record: allowed results, refusals, and that nothing else moves."""

from datetime import timedelta

import pytest
from django.db import transaction
from tests.racing import race

from linli.identity import purposes
from linli.identity.actions import corrections, me, transfers
from linli.identity.identifiers import parse_id
from linli.identity.models import Block, Consent, Person, PrivateRecord
from linli.identity.operations import enrol
from linli.identity.queries import (
    consents_of,
    display_names,
    has_consent,
    person_by_phone,
    phone_of,
)
from linli.identity.realname import check
from linli.identity.tests.people import (
    HERE,
    LATER,
    NOON,
    THERE,
    clerk,
    consent,
    events,
    id_number,
    person,
    resident,
)
from linli.journal.models import Event, LogPending, Opening
from linli.kernel import clock
from linli.kernel.actor import VISITOR


def test_join_once(db, communities, refuses):
    who = person(1, community=None)
    me.join(resident(who), community=HERE)
    who.refresh_from_db()
    assert who.community == HERE
    row = Consent.objects.get()
    assert (row.purpose, row.version, row.given, row.by_id) == ("service", 1, True, who.pk)
    assert events() == ["identity.joined"]
    assert LogPending.objects.count() == 1
    assert Event.objects.get().place == HERE
    with refuses("identity.joined_before"):
        me.join(resident(who), community=THERE)


def test_join_refuses_places_that_are_none(db, communities, refuses):
    who = person(1, community=None)
    with refuses("identity.no_such_community", "community"):
        me.join(resident(who), community=99)


def test_move(db, communities, refuses):
    who = person(1)
    me.move(resident(who), community=THERE)
    who.refresh_from_db()
    assert who.community == THERE
    assert Event.objects.get().payload == {"person": who.pk, "before": HERE, "community": THERE}
    with refuses("identity.nothing_to_change", "community"):
        me.move(resident(who), community=THERE)
    with refuses("identity.no_such_community", "community"):
        me.move(resident(who), community=99)


def test_preferences(db, refuses):
    who = person(1)
    me.set_preferences(resident(who), language="en", mode="care", theme="dark", shown="number")
    who.refresh_from_db()
    assert (who.language, who.mode, who.theme, who.shown) == ("en", "care", "dark", "number")
    me.set_preferences(resident(who), theme="light")
    who.refresh_from_db()
    assert (who.language, who.theme) == ("en", "light")
    assert events() == ["identity.preferences_set"] * 2
    for field in ("language", "mode", "theme", "shown"):
        with refuses("identity.no_such_choice", field):
            me.set_preferences(resident(who), **{field: "nonsense"})


@pytest.mark.parametrize(
    "call",
    [
        lambda: me.join(VISITOR, community=HERE),
        lambda: me.move(VISITOR, community=HERE),
        lambda: me.set_preferences(VISITOR, mode="care"),
        lambda: me.change_name(VISITOR, name="王秀英"),
        lambda: me.give_consent(VISITOR, purpose="sms_notices"),
        lambda: me.withdraw_consent(VISITOR, purpose="sms_notices"),
        lambda: me.erase_me(VISITOR, sure=True),
        lambda: me.note_failed_check(VISITOR),
    ],
)
def test_visitors_have_no_record(db, communities, refuses, call):
    with refuses("kernel.sign_in_first"):
        call()


def test_own_name_until_it_is_proved(db, refuses):
    who = person(1)
    me.change_name(resident(who), name="　欧阳　修 ", title="mr")
    assert display_names([who.pk]) == {who.pk: "欧阳**"}
    me.change_name(resident(who), name="欧阳修")
    private = PrivateRecord.objects.get(person=who)
    assert (private.read("name"), private.read("title")) == ("欧阳修", "mr")
    me.change_name(resident(who), title="")
    assert PrivateRecord.objects.get(person=who).read("title") is None
    with refuses("identity.name_shape", "name"):
        me.change_name(resident(who), name="w4ng")
    with refuses("identity.no_such_choice", "title"):
        me.change_name(resident(who), title="dr")
    proved = person(2, level=20)
    with refuses("identity.name_is_proved", "name"):
        me.change_name(resident(proved), name="李雷")
    me.change_name(resident(proved), title="ms")


def test_consent_and_withdrawal_are_one_tap_each(db, refuses):
    who = person(1)
    me.give_consent(resident(who), purpose="sms_notices")
    assert has_consent(who.pk, "sms_notices")
    with refuses("identity.nothing_to_change"):
        me.give_consent(resident(who), purpose="sms_notices")
    me.withdraw_consent(resident(who), purpose="sms_notices")
    assert not has_consent(who.pk, "sms_notices")
    with refuses("identity.nothing_to_change"):
        me.withdraw_consent(resident(who), purpose="sms_notices")
    assert [row.given for row in Consent.objects.order_by("pk")] == [True, False]
    assert consents_of(who.pk)["sms_notices"].given is False
    assert events() == ["identity.consent_given", "identity.consent_withdrawn"]
    assert LogPending.objects.count() == 2


def test_consents_that_are_not_ones_own_or_not_optional(db, refuses):
    who = person(1)
    with refuses("identity.no_such_purpose"):
        me.give_consent(resident(who), purpose="nonsense")
    with refuses("identity.guardian_decides"):
        me.give_consent(resident(who), purpose=purposes.CHILD)
    with refuses("identity.guardian_decides"):
        me.withdraw_consent(resident(who), purpose=purposes.CHILD)
    with refuses("identity.needed_for_service"):
        me.withdraw_consent(resident(who), purpose=purposes.SERVICE)


def test_a_changed_text_needs_a_new_consent(db, monkeypatch):
    from dataclasses import replace

    who = person(1)
    me.give_consent(resident(who), purpose="sms_notices")
    old = purposes.current("sms_notices")
    monkeypatch.setattr(purposes, "CATALOGUE", (*purposes.CATALOGUE, replace(old, version=2)))
    assert not has_consent(who.pk, "sms_notices")
    me.give_consent(resident(who), purpose="sms_notices")
    assert consents_of(who.pk)["sms_notices"].version == 2
    assert purposes.of_version("sms_notices", 1) == old


def test_withdrawing_the_real_name_deletes_the_id(db):
    who = person(1, level=20)
    consent(who)
    me.withdraw_consent(resident(who), purpose="real_name")
    private = PrivateRecord.objects.get(person=who)
    who.refresh_from_db()
    assert who.level == Person.Level.PHONE
    assert (private.id_number, private.id_hash, private.birth_date, private.proved_at) == (
        None,
    ) * 4
    assert private.read("name") == "王秀英"
    assert enrol(id_number=id_number(1)).pk  # the number is free again


def test_provider(db, noon, refuses):
    who = person(1)
    number = parse_id(id_number(5), today=NOON.date())
    checked = check("李雷", number)
    with refuses("identity.consent_first"):
        me.prove_by_provider(resident(who), checked=checked)
    with refuses("identity.consent_first"):
        me.require_check(resident(who))
    consent(who)
    me.require_check(resident(who))
    me.prove_by_provider(resident(who), checked=checked)
    who.refresh_from_db()
    private = PrivateRecord.objects.get(person=who)
    assert (who.level, private.proved_how, private.proved_by_id) == (20, "provider", None)
    assert private.read("id_number") == id_number(5)
    with refuses("identity.proved_before"):
        me.prove_by_provider(resident(who), checked=checked)
    other = person(2)
    consent(other)
    with refuses("identity.id_held", "id_number"):
        me.prove_by_provider(resident(other), checked=checked)
    assert check("李假", number) is None


def test_failed_checks_are_counted(db, noon, refuses):
    who = person(1)
    consent(who)
    for _ in range(5):
        me.require_check(resident(who))
    with refuses("identity.too_many_checks"):
        me.require_check(resident(who))
    me.give_check_back(resident(who))  # the provider was silent
    me.require_check(resident(who))
    with refuses("identity.too_many_checks"):
        me.require_check(resident(who))
    with clock.frozen(NOON + timedelta(days=1, seconds=1)):
        me.require_check(resident(who))


def test_checks_at_once_share_the_days_tries(committed):
    with transaction.atomic():
        who = person(1)
        consent(who)
    answers = race(*[lambda: me.require_check(resident(who))] * 8)
    assert answers == ["done"] * 5 + ["identity.too_many_checks"] * 3


def test_open_cases_move_along(db, noon, communities):
    who, other = person(1, level=20), person(2)
    made = corrections.ask_correction(resident(who), part="name", value="王秀", reason="证件")
    done = corrections.ask_correction(
        resident(who), part="id_number", value=id_number(9), reason="证件"
    )
    corrections.withdraw_correction(resident(who), correction=done.pk)
    claim = transfers.request_transfer(
        clerk(901), person=other.pk, kind="id_number", value=id_number(1), name="王", reason="x"
    )
    me.move(resident(who), community=THERE)
    for row, field, community in (
        (made, "community", THERE),
        (done, "community", HERE),
        (claim, "community", HERE),
        (claim, "holder_community", THERE),
    ):
        row.refresh_from_db()
        assert getattr(row, field) == community
    there = clerk(902, reach=[THERE])
    corrections.endorse_correction(there, correction=made.pk)
    me.move(resident(other), community=THERE)
    with clock.frozen(LATER):
        transfers.decide_transfer(there, transfer=claim.pk, grant=False, answer="不符")


def test_erasure_keeps_ids_and_deletes_everything_else(db, refuses):
    who, other = person(1, level=20), person(2)
    me.give_consent(resident(who), purpose="sms_notices")
    Block.objects.create(person=other, blocked=who, at=NOON)
    assert Opening.objects.count() == 1
    with refuses("identity.not_confirmed", "sure"):
        me.erase_me(resident(who), sure=False)
    me.erase_me(resident(who), sure=True)
    who.refresh_from_db()
    assert (who.is_active, who.locked, who.community) == (False, "erased", None)
    assert who.erased_at is not None
    assert not PrivateRecord.objects.filter(person=who).exists()
    assert not Block.objects.exists()
    assert Opening.objects.count() == 0
    assert Consent.objects.count() == 1
    assert events() == ["identity.consent_given", "identity.erased"]
    assert person_by_phone("13800000001") is None
    assert phone_of(Person.objects.get(pk=who.pk)) is None
    assert display_names([who.pk], language="zh-hans") == {who.pk: "已注销居民"}
    assert phone_of(other) == "13800000002"
    again = person(1, level=20)  # phone and ID are free for a new person
    assert again.pk != who.pk


def test_erasure_takes_merged_records_along(db):
    who, gone = person(1), person(2)
    Person.objects.filter(pk=gone.pk).update(merged_into=who, is_active=False, locked="merged")
    me.erase_me(resident(who), sure=True)
    gone.refresh_from_db()
    assert (gone.locked, gone.merged_into_id) == ("erased", None)
    assert PrivateRecord.objects.count() == 0
