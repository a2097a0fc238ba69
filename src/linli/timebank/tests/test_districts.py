"""Two real districts: hours cross in two phases, whatever dies in between; what is refused changes nothing."""

import contextlib
import importlib
import json
import uuid
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from conftest import DistrictClient
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.refusing import refusing

from linli.districts.context import in_district
from linli.kernel import clock
from linli.ledger import operations as ledger
from linli.ledger.audit import audit
from linli.ledger.models import Account, Balance, Hold
from linli.timebank import jobs, scope_districts
from linli.timebank.actions import districts
from linli.timebank.models import Crossing, DistrictAgreement, DistrictMessage, Peer
from linli.timebank.remote import engine, messages, netting, verify
from linli.timebank.tests.hours import MAY
from linli.timebank.tests.neighbours import HOSTS, post, two_districts, wire

FORWARD_IN_THE_DATABASE = importlib.import_module(
    "linli.timebank.migrations.0008_districts_forward"
).FORWARD


@pytest.fixture
def both(committed):
    with clock.frozen(MAY):
        made = two_districts()
        made.agree()
        yield made


refused = refusing()


def clean():
    for schema in HOSTS:
        with in_district(schema):
            assert audit() == []


def raw_of(both, schema, number):
    with both.at(schema):
        row = DistrictMessage.objects.get(incoming=False, number=number)
        return scope_districts.wire_of(row)


def test_hours_cross_and_come_back_and_both_sides_say_the_same(both):
    key = uuid.uuid4()
    both.send("demo", 60, key=key)
    assert (both.has("demo"), both.held("demo"), both.has("north")) == (150, 60, 150)
    refused("timebank.moved_already", both.send, "demo", 60, key=key)
    assert both.mail("demo") == 1
    assert (both.crossing("demo").state, both.crossing("north").state) == ("held", "accepted")
    with both.at("north"):
        peer = Peer.objects.get()
        assert Balance.objects.get(pk=abroad_of(peer)).held == 60
    assert both.mail("north") == 1
    assert (both.has("demo"), both.held("demo"), both.abroad()) == (90, 0, (60, 0))
    assert (both.mail("demo"), both.crossing("north").state) == (1, "credited")
    both.pump()
    assert (both.has("demo"), both.has("north"), both.abroad()) == (90, 210, (60, -60))
    assert (both.crossing("demo").state, both.crossing("north").state) == ("arrived", "credited")
    both.send("north", 20)
    both.pump()
    assert (both.has("demo"), both.has("north"), both.abroad()) == (110, 190, (40, -40))
    clean()
    made = {}
    for schema in HOSTS:
        with both.at(schema):
            peer = Peer.objects.get()
            keys = (peer.own_key, peer.key)
            made[schema] = (
                verify.export(keys, scope_districts.messages_with(peer)),
                *scope_districts.reports(peer, ["2026-05"]),
            )
    assert made["demo"] == made["north"]
    raw, report = made["demo"]
    assert sorted(report["minutes"].values()) == [20, 60]
    checked = verify.check(raw)
    assert (checked.faults, len(checked.settled), checked.under_way) == ([], 2, 0)
    assert netting.report("2026-05", checked.keys, checked.settled) == report
    assert netting.report("2026-06", checked.keys, checked.settled)["minutes"] == dict.fromkeys(
        checked.keys, 0
    )
    later = netting.report("2026-06", checked.keys, checked.settled)
    with both.at("demo"):
        assert scope_districts.reports(Peer.objects.get(), ["2026-07", "2026-06"])[1] == later
    # one letter of one message
    broken = verify.check(raw.replace(b'"minutes":60', b'"minutes":61'))
    assert broken.faults[0].endswith("bad_signature")
    cut = verify.check(b"\n".join(raw.splitlines()[:-1]))
    assert cut.faults or cut.under_way == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"to": "ZZZZZZZZZZZZ"}, "recipient"),
        ({"minutes": 101}, "limit"),
        ({"frozen": True}, "recipient"),
        ({"ended": True}, "no_agreement"),
    ],
)
def test_what_the_other_side_refuses_comes_back_with_its_reason(both, change, code):
    if change.get("ended"):
        both.ended("north")
    if change.get("frozen"):
        with both.at("north") as bank, transaction.atomic():
            freeze(bank, True)
    if "minutes" in change:  # their limit is the smaller one
        with both.at("demo"), transaction.atomic():
            Peer.objects.get().agreements.update(limit_minutes=1000)
    both.send("demo", change.get("minutes", 30), to=change.get("to", ""))
    both.pump()
    row = both.crossing("demo")
    assert (row.state, row.code, both.has("demo"), both.held("demo")) == ("returned", code, 150, 0)
    assert (both.crossing("north").state, both.has("north"), both.abroad()) == (
        "refused",
        150,
        (0, 0),
    )
    clean()


def freeze(bank, on: bool) -> None:
    account = Account.objects.within(bank.community).get(person=bank.person("ann"))
    if on:
        ledger.accounts.freeze(account, reason="dispute", words="核查", by=None)
    else:
        ledger.accounts.unfreeze(account, words="无误", by=None)


def test_an_account_that_was_frozen_meanwhile_gets_its_hours_when_it_opens(both):
    both.send("demo", 60)
    both.mail("demo")
    with both.at("north") as bank, transaction.atomic():
        freeze(bank, True)
    both.pump()
    assert (both.crossing("demo").state, both.crossing("north").state) == ("committed", "due")
    assert (both.has("north"), both.abroad()) == (150, (60, 0))
    with both.at("north") as bank:
        assert jobs.go_on() == 0
        with transaction.atomic():
            freeze(bank, False)
        assert jobs.go_on() == 1
    both.pump()
    assert (both.crossing("demo").state, both.has("north"), both.abroad()) == (
        "arrived",
        210,
        (60, -60),
    )
    clean()


def test_nobody_answers_and_the_hours_come_back_later_the_acceptance_is_called_off(both):
    both.send("demo", 60)
    both.mail("demo")
    with clock.frozen(MAY + timedelta(hours=49)):
        with both.at("demo"):
            assert jobs.go_on() == 1
        assert (both.crossing("demo").code, both.held("demo")) == ("timeout", 0)
        both.pump()
    assert (both.crossing("north").state, both.crossing("demo").state) == ("dropped", "returned")
    with both.at("north"):
        assert Balance.objects.get(pk=abroad_of(Peer.objects.get())).held == 0
    clean()


class Killed(Exception):
    """The process ends here: its transaction is taken back, or its answer is never heard."""


def test_processes_die_between_any_two_steps(both):
    """Each write of each message's transaction in turn; then each answer that nobody heard."""
    key = uuid.uuid4()
    for name in ("append", "save", "sign"):
        dying = patch.object(districts.districts.Tables, name, side_effect=Killed)
        with dying, pytest.raises(Killed):
            both.send("demo", 60, key=key)
        assert (both.held("demo"), both.has("demo")) == (0, 150)
    both.send("demo", 60, key=key)
    rounds = 0
    while not _settled(both):
        for schema, other in (("demo", "north"), ("north", "demo")):
            for name in ("append", "save", "sign", "reserve", "post", "credit"):
                _dying(both, schema, other, name)

            def unheard(url, raw):
                wire(url, raw)
                raise Killed

            with both.at(schema):
                waiting = scope_districts.next_mail(both.peers[schema]) is not None
            if waiting:
                with pytest.raises(Killed):
                    both.mail(schema, unheard)
            both.mail(schema)
        rounds += 1
    assert rounds == 2
    assert (both.has("demo"), both.has("north"), both.abroad()) == (90, 210, (60, -60))
    kinds = ["prepare", "commit"], ["accept", "done"]
    for schema, said in zip(HOSTS, kinds, strict=True):
        with both.at(schema):
            rows = DistrictMessage.objects.filter(incoming=False).order_by("number")
            assert list(rows.values_list("kind", flat=True)) == said
            assert Hold.objects.filter(kind="district", end__isnull=True).count() == 0
    clean()


def _settled(both) -> bool:
    return both.crossing("demo").state == "arrived"


def _dying(both, schema, other, name) -> None:
    """The other side's process dies at its first such step: nothing of it stays."""
    with both.at(schema):
        mail = scope_districts.next_mail(both.peers[schema])
    if mail is None:
        return
    with both.at(other):
        before = _everything()
    with patch.object(districts.districts.Tables, name, side_effect=Killed) as step:
        with contextlib.suppress(Killed):
            both.mail(schema)
        reached = step.called
    if reached:
        with both.at(other):
            assert _everything() == before


def _everything() -> list:
    tables = (Peer.objects, DistrictMessage.objects, Balance.objects, Hold.objects)
    found = [list(rows.order_by("pk").values_list()) for rows in tables]
    return [*found, list(Crossing.objects.across_communities("test").order_by("pk").values_list())]


def test_the_endpoint_refuses_what_is_not_next_and_changes_nothing(both):
    both.send("demo", 10)
    both.send("demo", 20)
    first, second = raw_of(both, "demo", 1), raw_of(both, "demo", 2)
    changed = json.loads(first)
    changed["body"]["minutes"] = 99
    stranger = messages.Ed25519PrivateKey.generate()
    own = json.loads(first)["body"] | {"sender": messages.public_of(stranger)}
    cases = [
        (b"{}", 422, "message_not_understood"),
        (b"\xff" * 9, 422, "message_not_understood"),
        (b" " * 5000, 413, "message_too_large"),
        (json.dumps(changed).encode(), 403, "message_bad_signature"),
        (
            messages.sign(stranger, messages.Body.model_validate(own)).wire(),
            403,
            "message_unknown_peer",
        ),
        (second, 409, "message_gap"),
    ]
    with both.at("north"):
        before = _everything()
    for raw, status, code in cases:
        answer = post(HOSTS["north"], raw)
        assert (answer[0], json.loads(answer[1])["code"]) == (status, f"timebank.{code}")
    # to a district that it is not for
    assert json.loads(post(HOSTS["demo"], first)[1])["code"] == "timebank.message_unknown_peer"
    with both.at("north"):
        assert _everything() == before
    assert post(HOSTS["north"], first) == (200, b'{"number": 1}')
    with both.at("north"):
        before = _everything()
    # replayed, and another one under the same number with a good signature
    assert post(HOSTS["north"], first) == (200, b'{"number": 1}')
    with both.at("demo"):
        body = messages.parse(first).body.model_copy(update={"minutes": 11})
        forked = messages.sign(districts.districts.own_key(), body).wire()
        again = messages.parse(second).body.model_copy(update={"kind": "done"})
        wrong = again.model_copy(update={"minutes": None, "recipient": None})
        stepped = messages.sign(districts.districts.own_key(), wrong).wire()
    for raw, code in ((forked, "message_fork"), (stepped, "message_out_of_step")):
        assert json.loads(post(HOSTS["north"], raw)[1])["code"] == f"timebank.{code}"
    with both.at("north"):
        assert _everything() == before
    both.pump()
    assert both.abroad() == (30, -30)


def test_the_database_keeps_the_limit_the_order_and_the_past(both):
    refused("timebank.district_limit", both.send, "demo", 101)
    both.send("demo", 60)
    refused("timebank.district_limit", both.send, "demo", 41)
    both.pump()
    with both.at("demo"):
        peer = Peer.objects.get()
        for change in ({"posted": 101}, {"posted": -101}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Balance.objects.filter(pk=abroad_of(peer)).update(**change)
        rows = Crossing.objects.across_communities("test")
        for change in ({"state": "returned"}, {"state": "held"}, {"minutes": 61}):
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.update(**change)
        assert set(FORWARD_IN_THE_DATABASE) == {
            (str(a), str(b)) for a, after in engine.FORWARD.items() for b in after
        }
        assert connection.schema_name == "demo"
    # nothing of the one district is in the other
    with both.at("north"):
        assert Crossing.objects.across_communities("test").get().outgoing is False


def abroad_of(peer) -> int:
    return Account.objects.across_communities("test").get(kind="district", other=peer.pk).pk


def test_an_agreement_takes_two_of_the_whole_district_and_ends_without_loss(both):
    with both.at("demo") as bank:
        made = {
            "name": "东区",
            "url": "https://east.example",
            "key": messages.public_of(messages.Ed25519PrivateKey.generate()),
            "limit_minutes": 60,
            "hours": 24,
            "since": clock.today(),
            "decision": "协议〔2026〕2号",
        }
        own = messages.public_of(districts.districts.own_key())
        refused("timebank.whole_district", districts.propose, bank.actor("clerk"), **made)
        for change, code in (
            ({"key": own}, "no_such_key"),
            ({"key": "x"}, "no_such_key"),
            ({"url": "east.example"}, "no_such_address"),
        ):
            refused(f"timebank.{code}", districts.propose, bank.actor("district"), **made | change)
        row = districts.propose(bank.actor("district"), **made)
        refused("timebank.agreed_with_district", districts.propose, bank.actor("district"), **made)
        refused("adopting.own_proposal", districts.accept, bank.actor("district"), agreement=row.pk)
        refused(
            "timebank.no_district_agreement",
            districts.send_hours,
            bank.actor("ann"),
            community=bank.community,
            peer=row.peer_id,
            minutes=5,
            recipient="AAAAAAAAAAAA",
            relation="own",
            key=uuid.uuid4(),
        )
    both.send("demo", 60)
    both.mail("demo")
    both.ended("demo")
    both.ended("north")
    refused("timebank.no_district_agreement", both.send, "demo", 5)
    both.pump()
    assert (both.crossing("demo").state, both.abroad()) == ("arrived", (60, -60))


def test_kin_there_count_with_the_month_and_waiting_mail_is_tried_later(both):
    with both.at("demo") as bank:
        bank.adopt(since=clock.today(), gift_kin=("parent",), gift_month_minutes=50)
    with clock.frozen(MAY + timedelta(days=1)):
        refused("timebank.not_to_kin", both.send, "demo", 20, relation="spouse")
        both.send("demo", 30, relation="parent")
        refused("timebank.month_full", both.send, "demo", 21, relation="parent")
        both.mail("demo", lambda url, raw: jobs.sending.Answer(None, "ConnectionRefusedError"))
        with both.at("demo"):
            peer = Peer.objects.get()
            assert (peer.tries, peer.trouble, peer.known_number) == (
                1,
                "ConnectionRefusedError",
                0,
            )
            assert scope_districts.with_mail(clock.now()) == []
            later = scope_districts.with_mail(clock.now() + timedelta(minutes=1))
            assert later == [peer.pk]
        both.pump()
        with both.at("demo"):
            peer.refresh_from_db()
            assert (peer.tries, peer.trouble, peer.known_number) == (0, "", 2)
    assert both.has("north") == 180


def test_lists_take_the_same_queries_for_one_as_for_many(both, client):
    counts = {"ann": [], "district": []}
    for more in (1, 12):
        for _ in range(more):
            both.send("demo", 1)
        both.pump()
        page = f"/work/time/districts/{DistrictAgreement.objects.get().pk}/"
        for name, url in (("ann", "/time/districts/"), ("district", page)):
            _sign_in(both.banks["demo"], client, name)
            client.get(url)
            with CaptureQueriesContext(connection) as found:
                assert client.get(url).status_code == 200
            counts[name].append(len(found))
    assert all(one == many for one, many in counts.values()), counts


def _sign_in(bank, client, name) -> None:
    client.force_login(bank.person(name))
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "demo", "at": datetime.now(UTC).timestamp()}
    ]
    if name in bank.town.offices:
        session["acting_office"] = bank.town.offices[name].pk
    session.save()


def test_by_software_hours_are_sent_and_both_read_the_same_report(both, client):
    _sign_in(both.banks["demo"], client, "ann")
    assert [each["name"] for each in client.get("/api/time/districts").json()] == ["北区"]
    sent = {
        "district": both.peers["demo"],
        "minutes": 30,
        "recipient": both.banks["north"].person("ann").public_id,
        "relation": "own",
        "key": str(uuid.uuid4()),
    }
    made = client.post("/api/time/crossings", sent, content_type="application/json").json()
    assert (made["state"], made["minutes"], made["outgoing"]) == ("held", 30, True)
    both.pump()
    (row,) = client.get("/api/time/crossings").json()["items"]
    assert (row["id"], row["state"], row["district"]) == (made["id"], "arrived", "北区")
    reports = []
    for schema, host in HOSTS.items():
        there = DistrictClient(HTTP_HOST=host)
        with both.at(schema):
            _sign_in(both.banks[schema], there, "district")
        (position,) = there.get("/api/clearing/positions").json()
        assert (position["stands"], position["under_way"]) == (
            30 if schema == "demo" else -30,
            0,
        )
        reports.append(there.get(f"/api/clearing/{both.peers[schema]}/months/2026-05").json())
    assert reports[0] == reports[1]
    assert netting.digest(reports[0]["report"]) == reports[0]["digest"]
    wrong = there.get(f"/api/clearing/{both.peers['north']}/months/2026-13")
    assert wrong.status_code == 404
