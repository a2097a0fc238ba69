"""The ways into a record: a lost factor, a lost number, a number of one's own, a colleague's code."""

import datetime as dt
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from tests.racing import race

from linli.identity.actions import me as acts
from linli.identity.actions import proposals, transfers
from linli.identity.jobs import tell_former_phone
from linli.identity.models import (
    FactorWindow,
    Person,
    PrivateAccess,
    PrivateRecord,
    Proposal,
    Transfer,
)
from linli.identity.operations.factors import open_window
from linli.identity.queries import person_by_phone
from linli.identity.signin import actions, operations
from linli.identity.signin.adapter import PhoneAdapter
from linli.identity.signin.handles import handle_of
from linli.identity.tests.people import LATER, NOON, THERE, clerk, events, person, resident
from linli.identity.tests.signing_in import (
    OTHER,
    PHONE,
    enter,
    fake_gateway,
    gateway_settings,
)
from linli.identity.tests.test_factors import SoftKey, add_passkey, age, by_passkey
from linli.kernel import clock
from linli.kernel.errors import Refused

NEW = "13912345678"


#: A day after NOON a second person may confirm what concerns a way in.
RESTED = NOON + timedelta(days=1)


def with_factor(serial=1, **more):
    who = person(serial, level=20, **more)
    Authenticator.objects.create(user=who, type="totp", data={"secret": ""})
    Authenticator.objects.create(user=who, type="recovery_codes", data={})
    Person.objects.filter(pk=who.pk).update(vouched_at=NOON)
    return who


def looks(who):
    rows = PrivateAccess.objects.across_communities("test").filter(person=who)
    return list(rows.order_by("pk").values_list("by", "field", "reason"))


# --- the second factor is lost --------------------------------------------------------------------
def test_a_lost_factor_takes_two_of_the_staff(db, noon, refuses):
    who, first, second = with_factor(), clerk(901), clerk(902)
    operations.note_session(person=who.pk, key="x" * 32, device="Chrome/Android")
    made = proposals.propose_factor_reset(first, person=who.pk, reason=" 手机丢失，已看身份证 ")
    assert made.said == "手机丢失，已看身份证"
    assert Authenticator.objects.count() == 2  # one alone takes nothing
    with refuses("identity.second_person_needed"):
        proposals.confirm_proposal(first, proposal=made.pk)
    with refuses("identity.proposed_before"):
        proposals.propose_factor_reset(second, person=who.pk, reason="x")
    with clock.frozen(RESTED - timedelta(seconds=1)), refuses("identity.proposal_rests"):
        proposals.confirm_proposal(second, proposal=made.pk)
    with clock.frozen(RESTED):
        proposals.confirm_proposal(second, proposal=made.pk)
    assert not Authenticator.objects.exists()
    assert not UserSession.objects.exists()
    who.refresh_from_db()
    assert who.vouched_at is None  # an office needs a colleague's code again
    assert looks(who) == [
        (first.person, "factor", "check_papers"),
        (second.person, "factor", "check_papers"),
    ]
    assert events() == ["identity.proposal_made", "signin.factors_taken"]
    with refuses("kernel.stale"):
        proposals.confirm_proposal(second, proposal=made.pk)
    with refuses("identity.no_factor"):
        proposals.propose_factor_reset(first, person=who.pk, reason="x")


def test_who_must_not_take_a_factor(db, noon, refuses):
    who, actor = with_factor(), clerk(901)
    itself = Person.objects.get(pk=actor.person)
    Authenticator.objects.create(user=itself, type="totp", data={"secret": ""})
    with refuses("identity.reason_missing", "reason"):
        proposals.propose_factor_reset(actor, person=who.pk, reason=" ")
    with refuses("identity.not_on_yourself"):
        proposals.propose_factor_reset(actor, person=actor.person, reason="x")
    for other, code in (
        (clerk(905, reach=[THERE]), "identity.no_such_person"),
        (clerk(906, second=False), "kernel.second_factor"),
        (resident(who), "kernel.not_for_you"),
    ):
        with refuses(code):
            proposals.propose_factor_reset(other, person=who.pk, reason="x")
    # whose factor it is does not confirm either, though they work there themselves
    made = proposals.propose_factor_reset(clerk(907), person=actor.person, reason="x")
    with refuses("identity.not_on_yourself"):
        proposals.confirm_proposal(actor, proposal=made.pk)


def test_the_person_stops_what_they_did_not_ask_for(db, noon, refuses):
    who, first, second = with_factor(), clerk(901), clerk(902)
    made = proposals.propose_factor_reset(first, person=who.pk, reason="x")
    stranger = resident(person(3))
    with refuses("kernel.not_found"):
        proposals.stop_proposal(stranger, proposal=made.pk)
    proposals.stop_proposal(resident(who), proposal=made.pk)
    with refuses("kernel.stale"):
        proposals.confirm_proposal(second, proposal=made.pk)
    assert Authenticator.objects.count() == 2
    merge = proposals.propose_merge(first, kept=who.pk, gone=person(4).pk)
    with refuses("kernel.not_found"):  # joining records is not theirs to stop by a tap
        proposals.stop_proposal(resident(who), proposal=merge.pk)


def test_two_confirm_a_reset_at_once(committed):
    with transaction.atomic():
        who = with_factor()
        staff = [clerk(900 + n) for n in range(3)]
    with clock.frozen(clock.now() - timedelta(days=1)):
        made = proposals.propose_factor_reset(staff[0], person=who.pk, reason="x")
    calls = [lambda a=a: proposals.confirm_proposal(a, proposal=made.pk) for a in staff[1:]]
    assert race(*calls) == ["done", "kernel.stale"]


# --- the code of a colleague ------------------------------------------------------------------------
def test_a_colleagues_code_opens_the_office_once(db, noon, refuses):
    who, colleague = person(1), person(2)
    _row, old = open_window(who, by=colleague.pk)
    _row, code = open_window(who, by=colleague.pk)
    actor = resident(who)
    for wrong in ("", "0" * 12, old):
        with refuses("identity.factor_code_wrong", "code"):
            actions.enter_factor_code(actor, code=wrong, proved=True)
    with refuses("identity.factor_first"):
        actions.enter_factor_code(actor, code=code, proved=False)
    with refuses("identity.factor_code_wrong", "code"):
        actions.enter_factor_code(resident(colleague), code=code, proved=True)
    with clock.frozen(NOON + dt.timedelta(hours=24)), refuses("identity.factor_code_wrong", "code"):
        actions.enter_factor_code(actor, code=code, proved=True)
    typed = f"{code[:4].lower()}-{code[4:8]} {code[8:]}".replace("0", "O")
    actions.enter_factor_code(actor, code=typed, proved=True)
    who.refresh_from_db()
    assert who.vouched_at == NOON
    with refuses("identity.factor_code_wrong", "code"):
        actions.enter_factor_code(actor, code=code, proved=True)
    assert code.encode() not in b"".join(bytes(row.digest) for row in FactorWindow.objects.all())
    assert events() == ["signin.factors_vouched"]


@pytest.fixture
def gateway(settings):
    with fake_gateway() as fake:
        gateway_settings(settings, fake)
        yield fake


@pytest.fixture
def me(committed, client, gateway):
    enter(client, gateway)
    who = Person.objects.get()
    Person.objects.filter(pk=who.pk).update(community=7)
    return who


def test_wrong_codes_are_counted_and_the_last_factor_takes_the_confirmation_along(me, client):
    with transaction.atomic():
        _row, code = open_window(me, by=None)
    page = "/in/factors/code/?next=/log/"
    assert client.post(page, {"code": code}).status_code == 409  # no factor is shown yet
    add_passkey(client, SoftKey())
    for _ in range(8):
        assert client.post(page, {"code": "x"}).status_code == 422
    answer = client.post(page, {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, "/log/")
    assert client.post(page, {"code": "x"}).status_code == 429
    assert Person.objects.get().vouched_at is not None
    passkey = Authenticator.objects.get(type="webauthn")
    client.post(f"/in/factors/{passkey.pk}/")
    assert Person.objects.get().vouched_at is None


# --- one's own number ------------------------------------------------------------------------------
def later(minutes):
    return clock.frozen(clock.now() + dt.timedelta(minutes=minutes))


def ask_new(client, number=NEW):
    return client.post("/me/phone/", {"phone": number})


def test_another_number_by_its_code_and_the_old_one_hears_of_it(me, client, gateway):
    age(client, 601)
    assert client.get("/me/phone/")["Location"].startswith("/in/again/?next=")
    age(client, -601)
    other = type(client)(HTTP_HOST="localhost")
    with later(2):
        enter(other, gateway)
    assert ask_new(client)["Location"] == "/me/phone/code/"
    assert gateway.messages[-1]["to"] == f"+86{NEW}"
    code = gateway.code
    wrong = client.post("/me/phone/code/", {"code": "x"})
    assert wrong.status_code == 200
    assert person_by_phone(NEW) is None
    assert client.post("/me/phone/code/", {"code": code})["Location"] == "/me/identity/"
    assert person_by_phone(NEW) == me
    assert person_by_phone(PHONE) is None
    assert "signin.phone_changed" in events()
    # signed in here, signed out there
    assert client.get("/me/identity/").status_code == 200
    assert other.get("/me/identity/").status_code == 302
    # the message to the number before leaves once, by its own key; then that number is forgotten
    private = PrivateRecord.objects.get()
    assert private.read("former_phone") == PHONE
    gateway.answers += [500, 500]
    with pytest.raises(Refused):
        tell_former_phone(schema="demo", person=me.pk)
    for _ in range(2):
        tell_former_phone(schema="demo", person=me.pk)
    told = [each for each in gateway.messages if each["template"] == "phone_changed"]
    assert told == [
        {"to": f"+86{PHONE}", "template": "phone_changed", "params": {}, "language": "zh-hans"}
    ]
    assert len({key for key, body in gateway.requests if body["template"] == "phone_changed"}) == 1
    private.refresh_from_db()
    assert private.former_phone is None


def send(client, path, **data):
    return client.post(f"/api{path}", data, content_type="application/json")


def test_another_number_by_the_api(me, client, gateway):
    with transaction.atomic():
        holder = person(5, phone=OTHER)
    age(client, 601)
    stale = send(client, "/me/phone", phone=NEW)
    assert (stale.status_code, stale.json()["code"]) == (403, "identity.prove_again")
    age(client, -601)
    assert send(client, "/me/phone/code", code="1").json()["code"] == "identity.no_code_waits"
    assert send(client, "/me/phone", phone="1").json()["code"] == "identity.phone_shape"
    assert send(client, "/me/phone", phone=NEW).status_code == 204
    wrong = send(client, "/me/phone/code", code="x")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "identity.wrong_code")
    assert person_by_phone(NEW) is None
    done = send(client, "/me/phone/code", code=gateway.code)
    assert (done.status_code, done.json()) == (200, {"phone": "139****5678"})
    assert (person_by_phone(NEW), person_by_phone(PHONE)) == (me, None)
    assert send(client, "/me/phone/code", code=gateway.code).status_code == 409  # once
    # one that somebody holds: nothing changes, it may be claimed with a reason
    with later(2):
        assert send(client, "/me/phone", phone=OTHER).status_code == 204
        held = send(client, "/me/phone/code", code=gateway.code)
        assert (held.status_code, held.json()["code"]) == (409, "identity.phone_held")
        assert person_by_phone(OTHER) == holder
        assert send(client, "/me/phone/claim", reason="运营商放号").status_code == 204
    row = Transfer.objects.across_communities("test").get()
    assert (row.claimant_id, row.holder_id, row.needs_two) == (me.pk, holder.pk, True)


def test_codes_for_a_new_number_are_limited_and_age(me, client, gateway):
    ask_new(client)
    first = gateway.code
    again = client.post("/me/phone/code/", {"action": "resend"})
    assert again.status_code == 200  # within the minute
    assert gateway.code == first
    for _ in range(5):
        client.post("/me/phone/code/", {"code": "x"})
    assert client.post("/me/phone/code/", {"code": first})["Location"] == "/me/phone/"
    with later(2):
        ask_new(client)
        late = gateway.code
    with later(8):
        age(client, -600)
        assert client.post("/me/phone/code/", {"code": late})["Location"] == "/me/phone/"
    assert person_by_phone(NEW) is None
    assert client.get("/me/phone/claim/")["Location"] == "/me/phone/"


def test_a_number_that_somebody_holds_is_asked_for_with_a_reason(me, client, gateway):
    with transaction.atomic():
        holder = person(5, phone=OTHER)
        decider, second = clerk(901), clerk(902)
    ask_new(client, OTHER)
    assert client.post("/me/phone/code/", {"code": gateway.code})["Location"] == "/me/phone/claim/"
    assert person_by_phone(OTHER) == holder
    assert client.post("/me/phone/claim/", {"reason": ""}).status_code == 200
    assert client.post("/me/phone/claim/", {"reason": "运营商放号"})["Location"] == "/me/transfers/"
    row = Transfer.objects.across_communities("test").get()
    assert (row.claimant_id, row.holder_id, row.opened_by_id, row.kind) == (
        me.pk,
        holder.pk,
        me.pk,
        "phone",
    )
    with pytest.raises(Refused, match="too_early"):
        transfers.decide_transfer(decider, transfer=row.pk, grant=True, answer="x")
    with clock.frozen(clock.now() + dt.timedelta(days=8)):
        transfers.decide_transfer(decider, transfer=row.pk, grant=True, answer="已核实")
        assert person_by_phone(OTHER) == holder  # nobody of the staff had seen papers before
        transfers.decide_transfer(second, transfer=row.pk, grant=True, answer="已核实")
    assert person_by_phone(OTHER) == me
    assert PrivateRecord.objects.get(person=me).read("former_phone") == PHONE


def test_a_passkey_is_the_way_to_a_new_number_when_the_old_one_is_gone(me, client, gateway):
    key = SoftKey()
    add_passkey(client, key)
    client.post("/in/out/")
    by_passkey(client, key)
    assert ask_new(client)["Location"] == "/me/phone/code/"
    client.post("/me/phone/code/", {"code": gateway.code})
    assert person_by_phone(NEW) == me


def test_allauth_itself_writes_proved_numbers_only(me):
    with pytest.raises(Refused, match="not_for_you"):
        PhoneAdapter().set_phone(me, handle_of(NEW), verified=False)
    PhoneAdapter().set_phone(me, handle_of(NEW), verified=True)
    assert person_by_phone(NEW) == me


def test_the_page_and_the_interface_of_my_data_ask_once_more(me, client):
    for path in ("/me/data/", "/api/me/data"):
        assert client.get(path).status_code == 200
    age(client, 601)
    assert client.get("/me/data/")["Location"].startswith("/in/again/?next=")
    answer = client.get("/api/me/data")
    assert (answer.status_code, answer.json()["code"]) == (403, "identity.prove_again")


# --- the number is lost -----------------------------------------------------------------------------
def test_a_lost_number_takes_two_of_the_staff(db, noon, refuses):
    who, first, second = with_factor(), clerk(901), clerk(902)
    other = person(7)
    operations.note_session(person=who.pk, key="x" * 32, device="Chrome/Android")
    for number, code in (
        ("123", "identity.phone_shape"),
        ("13800000007", "identity.phone_held"),
        ("13800000001", "identity.nothing_to_change"),
    ):
        with refuses(code, "phone"):
            proposals.propose_phone(first, person=who.pk, phone=number, reason="x")
    made = proposals.propose_phone(first, person=who.pk, phone=NEW, reason="号码停机，已看身份证")
    assert made.number == "139****5678"
    assert person_by_phone(NEW) is None
    with refuses("identity.second_person_needed"):
        proposals.confirm_proposal(first, proposal=made.pk)
    with refuses("identity.proposal_rests"):
        proposals.confirm_proposal(second, proposal=made.pk)
    with clock.frozen(RESTED):
        proposals.confirm_proposal(second, proposal=made.pk)
    private = PrivateRecord.objects.get(person=who)
    assert person_by_phone(NEW) == who
    # not proved until somebody reads a code there; factors stay, so a stolen number opens nothing
    assert (private.phone_proved_at, private.read("former_phone")) == (None, "13800000001")
    assert Authenticator.objects.count() == 2
    assert not UserSession.objects.exists()
    assert events() == ["identity.proposal_made", "signin.phone_changed"]
    assert [field for _by, field, _why in looks(who)] == ["phone", "phone"]
    # somebody else took the number meanwhile
    made = proposals.propose_phone(first, person=other.pk, phone="13700000009", reason="x")
    person(8, phone="13700000009")
    with clock.frozen(RESTED), refuses("identity.phone_held", "phone"):
        proposals.confirm_proposal(second, proposal=made.pk)


def test_open_proposals_end_with_the_record_and_move_with_the_person(db, noon):
    who, first = with_factor(), clerk(901)
    made = proposals.propose_phone(first, person=who.pk, phone=NEW, reason="号码停机")
    rows = Proposal.objects.across_communities("test")
    with clock.frozen(LATER):
        acts.erase_me(resident(who), sure=True)
    found = rows.get(pk=made.pk)
    assert (found.state, found.value, found.reason) == ("refused", None, None)
