"""The endpoints of tlog-tiles and the pages for people."""

import base64
import re

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.journal import queries, tiles
from linli.journal.checkpoints import Trust
from linli.journal.merkle import leaf_hash
from linli.journal.notes import Note
from linli.journal.operations import erase_opening, record
from linli.journal.operations_log import integrate
from linli.journal.policy import read
from linli.journal.receipts import Proof, leaf_values, unpack_extra
from linli.journal.tests.facts import Planted, Wished
from linli.kernel.actor import SYSTEM, Actor, Capacity

Person = get_user_model()
SIGNED_IN = "linli.identity.signin.backend.PersonBackend"


def plant(count):
    events = [record(SYSTEM, Planted(tree=n)) for n in range(count)]
    integrate()
    return events


@pytest.fixture
def person(db):
    return Person.objects.create(level=Person.Level.PHONE)


@pytest.fixture
def actor(person):
    return Actor(person.pk, Capacity.RESIDENT, 3, frozenset({3}))


def trust(client):
    return read(client.get("/log/keys").content.decode())[0]


def test_checkpoint_is_signed_and_short_lived(db, client):
    plant(3)
    response = client.get("/log/checkpoint")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=2"
    assert "Cookie" not in response.get("Vary", "")
    checkpoint = trust(client).open(Note.parse(response.content.decode()))
    assert (checkpoint.origin, checkpoint.size) == ("linli.example/demo", 3)
    old = client.get("/log/checkpoint/0").content.decode()
    assert trust(client).open(Note.parse(old)).size == 0
    assert client.get("/log/checkpoint/2").status_code == 404


def test_a_stranger_rebuilds_the_tree_from_what_is_served(db, client):
    plant(300)
    plant(1)
    checkpoint = trust(client).open(Note.parse(client.get("/log/checkpoint").content.decode()))
    entries = tiles.unpack(client.get("/log/tile/entries/000").content) + tiles.unpack(
        client.get("/log/tile/entries/001.p/45").content
    )
    edge = tiles.Edge()
    edge.append(entries)
    assert (edge.size, edge.root()) == (301, checkpoint.root)
    for (level, number), hashes in edge.tiles.items():
        width = len(hashes) // 32
        part = "" if width == 256 else f".p/{width}"
        response = client.get(f"/log/tile/{level}/{tiles.number_to_path(number)}{part}")
        assert response.content == hashes
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/001",
        "tile/0/000.p/4",
        "tile/0/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/03",
        "tile/0/0",
        "tile/0/x000/000",
        "tile/00/000.p/1",
        "tile/64/000.p/1",
        "tile/1/000.p/1",
        "tile/-1/000",
        "tile/0/000.p/1/",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        "tile/entries/000.p/4",
        "tile/entries/x001/234",
        "tile/entries/٣٣٣",
        "checkpoint/99999999999999999999999",
        "entry/3",
        "entry/99999999999999999999999",
        "7/checkpoint",
    ],
)
def test_what_was_not_published_is_not_there(db, client, path):
    plant(3)
    assert client.get(f"/log/{path}").status_code == 404


def test_tiles_may_be_compressed_on_the_way(db, client):
    plant(40)
    plain = client.get("/log/tile/entries/000.p/40").content
    packed = client.get("/log/tile/entries/000.p/40", headers={"accept-encoding": "gzip"})
    import gzip

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain


def test_the_page_says_what_is_not_promised(db, client):
    plant(2)
    page = client.get("/log/", headers={"accept-language": "en"})
    assert page.status_code == 200
    text = page.content.decode()
    assert "What this does not promise" in text or "这还不能保证什么" in text


def test_entries_are_paged_with_a_constant_number_of_queries(db, client):
    plant(3)
    client.get("/log/")

    def count():
        with CaptureQueriesContext(
            connection,
        ) as found:
            text = client.get("/log/").content.decode()
        return len(found), len(re.findall(r"/log/entry/\d+", text)), text

    few, lines, _ = count()
    assert lines == 3
    plant(50)
    many, lines, text = count()
    assert (many, lines) == (few, 20)
    assert "?before=33" in text
    rest = client.get("/log/?before=33").content.decode()
    assert re.findall(r"/log/entry/(\d+)", rest)[0] == "32"
    assert client.get("/log/?before=x").status_code == 200


def test_a_public_act_shows_its_content(db, client):
    plant(1)
    text = client.get("/log/entry/0").content.decode()
    assert "tree" in text
    assert leaf_hash(queries.entry_at(1, 0)).hex() in text


def test_the_paper_is_compared_with_the_log(db, client):
    plant(1)
    digest = leaf_hash(queries.entry_at(1, 0)).hex()
    assert "notice notice_success" in client.get(f"/log/entry/0?hash={digest}").content.decode()
    assert "notice notice_stop" in client.get("/log/entry/0?hash=00").content.decode()


def test_a_personal_act_is_open_to_its_person_alone(db, client, person, actor):
    event = record(actor, Wished(wish=1))
    integrate()
    other = Person.objects.create(level=Person.Level.PHONE)
    assert "wish" not in re.sub("facts.wished", "", client.get("/log/entry/0").content.decode())
    assert client.get(f"/log/receipts/{event.pk}/").status_code == 302
    client.force_login(other, SIGNED_IN)
    assert client.get(f"/log/receipts/{event.pk}/").status_code == 404
    assert client.get(f"/log/receipts/{event.pk}.tlog-proof").status_code == 404
    client.force_login(person, SIGNED_IN)
    page = client.get(f"/log/receipts/{event.pk}/").content.decode()
    assert "data:image/svg+xml" in page
    response = client.get(f"/log/receipts/{event.pk}.tlog-proof")
    assert response["Content-Disposition"] == 'attachment; filename="linli-1-0.tlog-proof"'
    proof = Proof.parse(response.content.decode())
    entry, opening = unpack_extra(proof.extra)
    assert opening.payload == b'{"wish":1}'
    assert opening.opens(entry)
    assert proof.verify(entry, trust(client)).size == 1
    erase_opening(event.pk)
    again = Proof.parse(client.get(f"/log/receipts/{event.pk}.tlog-proof").content.decode())
    assert unpack_extra(again.extra) == (entry, None)


def test_my_receipts_say_whether_they_are_in_the_log(db, client, person, actor):
    assert client.get("/me/receipts/").status_code == 302
    client.force_login(person, SIGNED_IN)
    assert "/log/receipts/" not in client.get("/me/receipts/").content.decode()
    first = record(actor, Wished(wish=1))
    integrate()
    second = record(actor, Wished(wish=2))
    record(SYSTEM, Wished(wish=3))
    text = client.get("/me/receipts/").content.decode()
    assert re.findall(r"/log/receipts/(\d+)/", text) == [str(second.pk), str(first.pk)]
    assert (text.count("state state_ok"), text.count("state state_wait")) == (1, 1)
    assert client.get(f"/log/receipts/{second.pk}/").status_code == 200
    assert client.get(f"/log/receipts/{second.pk}.tlog-proof").status_code == 409


def test_leaves_of_the_log_are_canonical_json(db):
    plant(1)
    entry = queries.entry_at(1, 0)
    assert sorted(leaf_values(entry)) == list(leaf_values(entry))
    assert len(base64.b64decode(leaf_values(entry)["commit"])) == 32
    assert isinstance(queries.trust_of(queries.log_numbered(1)), Trust)
