"""Kin, gifts, the pool, moving and certificates by software: the same actions, the same refusals."""

import uuid
from datetime import date, timedelta

from linli.kernel import clock
from linli.ledger.models import Transfer
from linli.timebank.models import Certificate, Kinship
from linli.timebank.tests.hours import MAY
from linli.timebank.tests.test_clearing import agree, between
from linli.timebank.tests.test_pages import enter

__all__ = ["enter"]


def send(client, path, **sent):
    return client.post(f"/api/time/{path}", sent, content_type="application/json")


def refused(answer, status, code, before) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert Transfer.objects.count() == before


def test_kin_gifts_and_the_pool(bank, enter):
    bank.done(minutes=120)
    before = Transfer.objects.count()
    gu = bank.person("gu").public_id
    refused(
        send(enter("ann"), "kin", person="X", relation="parent"),
        409,
        "timebank.nobody_there",
        before,
    )
    row = send(enter("ann"), "kin", person=gu, relation="parent").json()
    assert (row["own"], row["confirmed_at"]) == (True, None)
    gift = {"minutes": 60, "key": str(uuid.uuid4())}
    gifts = f"kin/{row['id']}/gifts"
    refused(send(enter("ann"), gifts, **gift), 409, "timebank.not_to_kin", before)
    refused(send(enter("bob"), f"kin/{row['id']}/confirm"), 404, "kernel.not_found", before)
    assert send(enter("gu"), f"kin/{row['id']}/confirm").json()["own"] is False
    refused(send(enter("gu"), gifts, **gift), 404, "kernel.not_found", before)
    assert send(enter("ann"), gifts, **gift).json()["minutes"] == 60
    refused(send(enter("ann"), gifts, **gift), 409, "timebank.moved_already", before + 1)
    assert send(enter("ann"), gifts, minutes=0, key=gift["key"]).status_code == 422
    assert [each["id"] for each in enter("gu").get("/api/time/kin").json()] == [row["id"]]
    assert send(enter("gu"), f"kin/{row['id']}/end").json()["ended_at"]
    assert Kinship.objects.within(bank.community).get().ended_at is not None
    # the pool
    donated = {"minutes": 30, "key": str(uuid.uuid4())}
    assert send(enter("ann"), "pool/gifts", **donated).status_code == 200
    refused(send(enter("ann"), "pool/gifts", **donated), 409, "timebank.moved_already", before + 2)
    grant = {
        "person": bank.person("bob").public_id,
        "minutes": 20,
        "words": "术后",
        "key": str(uuid.uuid4()),
    }
    refused(send(enter("ann"), "pool/grants", **grant), 403, "kernel.not_for_you", before + 2)
    assert enter("ann").get("/api/time/pool").status_code == 403
    pools = enter("clerk").get("/api/time/pool").json()
    assert pools == [{"community": bank.community, "minutes": 30}]
    assert send(enter("clerk"), "pool/grants", **grant).status_code == 200
    over = grant | {"minutes": 11, "key": str(uuid.uuid4())}
    refused(send(enter("clerk"), "pool/grants", **over), 409, "ledger.not_enough", before + 3)
    assert (bank.has("ann"), bank.has("gu"), bank.has("bob"), bank.of("donated")) == (
        30,
        60,
        20,
        10,
    )


def test_moving_and_certificates(bank, enter):
    bank.done(minutes=120)
    there = bank.town.other
    move = {"community": bank.community, "other": there, "minutes": 50, "key": str(uuid.uuid4())}
    before = Transfer.objects.count()
    assert enter("ann").get("/api/time/ways").json() == []
    refused(send(enter("ann"), "moves", **move), 409, "timebank.no_agreement", before)
    agree(bank, 100)
    ways = enter("ann").get("/api/time/ways").json()
    assert ways == [{"community": bank.community, "other": there, "available": 120}]
    refused(send(enter("eve"), "moves", **move), 404, "kernel.not_found", before)
    assert send(enter("ann"), "moves", **move).json()["minutes"] == 50
    assert (bank.has("ann"), bank.has("ann", there), between(bank)) == (70, 50, (50, -50))
    span = {"first": "2026-05-01", "last": MAY.date().isoformat()}
    refused(send(enter("gu"), "certificates", **span), 422, "timebank.nothing_served", before + 2)
    row = send(enter("ann"), "certificates", **span).json()
    assert (row["state"], row["minutes"], row["digest"]) == ("shown", 120, "")
    path = f"certificates/{row['id']}"
    refused(send(enter("ann"), f"{path}/issue"), 409, "timebank.still_shown", before + 2)
    refused(send(enter("bob"), f"{path}/issue"), 404, "kernel.not_found", before + 2)
    assert enter("bob").get(f"/api/time/{path}").status_code == 404
    refused(
        send(enter("ann"), f"{path}/objections", words="x"),
        403,
        "timebank.own_certificate",
        before + 2,
    )
    assert send(enter("bob"), f"{path}/objections", words="日期不对").status_code == 200
    with clock.frozen(MAY + timedelta(days=9)):
        refused(send(enter("ann"), f"{path}/issue"), 409, "timebank.objection_open", before + 2)
    assert Certificate.objects.within(bank.community).get().state == "shown"
    items = enter("ann").get("/api/time/certificates").json()["items"]
    assert [(each["id"], each["first"]) for each in items] == [
        (row["id"], date(2026, 5, 1).isoformat())
    ]
