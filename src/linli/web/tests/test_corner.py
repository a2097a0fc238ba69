"""The neighbours' corner: pages with pictures, fresh fragments, constant cost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from tests.queries import queries

from linli.files.models import StoredFile
from linli.files.tests.samples import OWNER, heic, photo
from linli.identity.actions import neighbours
from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.journal.models import Event
from linli.journal.operations import run_consumer
from linli.journal.outbox import consumers_of
from linli.kernel.actor import Actor, Capacity
from linli.notices.models import Addressed
from linli.places.models import Place
from linli.threads import actions
from linli.threads.models import Post
from linli.web.corner import KIND
from linli.web.tests.test_pages import town

BACKEND = "linli.identity.signin.backend.PersonBackend"


@pytest.fixture
def here(db, settings, tmp_path) -> Place:
    settings.MEDIA_ROOT = tmp_path / "files"
    town(2, 0)
    return Place.objects.filter(kind="community").order_by("path").first()


def living(place: Place, serial: int) -> tuple[Person, Actor]:
    with transaction.atomic():
        who = enrol(phone=f"1980000{serial:04d}", name="李国强", community=place.pk, level=10)
    return who, Actor(who.pk, Capacity.RESIDENT, place.pk, frozenset({place.pk}))


def write(actor: Actor, place: Place, text="楼下的灯坏了", files=()) -> Post:
    return actions.post(actor, kind=KIND, subject=place.pk, text=text, files=files)


def posts() -> int:
    return Post.objects.across_communities("the test counts all").count()


def test_writing_with_pictures_through_the_page(here, client):
    who, actor = living(here, 1)
    client.force_login(who, BACKEND)
    address = reverse("corner", args=[here.code])
    page = client.get(address)
    assert 'enctype="multipart/form-data"' in page.content.decode()
    upload = SimpleUploadedFile("李国强的照片.jpg", photo(6))
    wrong = client.post(address, {"text": " ", "pictures": [upload]})
    assert wrong.status_code == 422
    kept = StoredFile.objects.get().public_id
    assert f'name="pictures_kept" value="{kept}" checked' in wrong.content.decode()
    sent = client.post(address, {"text": "看这里", "pictures_kept": [kept]})
    assert (sent.status_code, sent["Location"]) == (302, address)
    text = client.get(address).content.decode()
    assert "看这里" in text
    assert f"/files/{kept}/small/" in text
    picture = client.get(f"/files/{kept}/")
    assert picture.status_code == 200
    assert OWNER not in picture.content
    bad = SimpleUploadedFile("a.jpg", heic())
    refused = client.post(address, {"text": "again", "pictures": [bad]})
    assert refused.status_code == 422
    assert "HEIC" in refused.content.decode()
    assert posts() == 1
    post = Post.objects.across_communities("the test looks").get()
    actions.delete(actor, post=post.public_id)
    assert client.get(f"/files/{kept}/").status_code == 404


def test_another_community_meets_nothing(here, client):
    _, actor = living(here, 1)
    other = Place.objects.filter(kind="community").exclude(pk=here.pk).get()
    far, _ = living(other, 2)
    post = write(actor, here)
    client.force_login(far, BACKEND)
    for path in (
        reverse("corner", args=[here.code]),
        reverse("thread_posts", args=[KIND, here.pk]),
        reverse("flag_post", args=[post.public_id]),
        f"/api/threads/corner/{here.code}/posts",
    ):
        assert client.get(path).status_code == 404
    assert client.post(reverse("corner", args=[here.code]), {"text": "x"}).status_code == 404
    assert "corner" not in client.get(reverse("community", args=[here.code])).content.decode()
    assert posts() == 1


def test_a_fresh_page_is_told_so_by_one_read(here, client):
    who, actor = living(here, 1)
    write(actor, here)
    client.force_login(who, BACKEND)
    address = reverse("thread_posts", args=[KIND, here.pk])
    first = client.get(address)
    assert first.status_code == 200
    assert "version=1" in first.content.decode()
    assert "?to=" not in first.content.decode(), "nobody answers themselves"
    with queries() as made:
        same = client.get(address, {"version": "1"})
    assert (same.status_code, same.content) == (304, b"")
    assert len([sql for sql in made if "threads_" in sql]) == 1
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    write(actor, here, "zwei")
    news = client.get(address, {"version": "1"}, headers={"If-None-Match": first["ETag"]})
    assert news.status_code == 200
    assert "zwei" in news.content.decode()
    assert "version=2" in news.content.decode()
    neighbour, _ = living(here, 2)
    client.force_login(neighbour, BACKEND)
    assert f"?to={who.public_id}#id_text" in client.get(address).content.decode()


def test_the_page_costs_the_same_at_any_length(here, client):
    reader, reading = living(here, 1)
    client.force_login(reader, BACKEND)
    address = reverse("corner", args=[here.code])
    client.get(address)
    counts = []
    people = [living(here, n) for n in range(2, 12)]
    for batch in (people[:2], people[2:]):
        for who, actor in batch:
            write(actor, here, f"@{reader.public_id} 您好")
            post = write(actor, here, f"我是 {who.pk}")
            actions.flag(reading, post=post.public_id, ground="spam")
        with queries() as made:
            page = client.get(address)
        counts.append(len(made))
    assert counts[0] == counts[1]
    assert page.content.decode().count("<article") == 20
    write(reading, here, "one more")
    older = client.get(address)
    assert 'rel="next"' in older.content.decode()


def test_a_blocked_neighbour_is_folded(here, client):
    reader, actor = living(here, 1)
    other, writing = living(here, 2)
    write(writing, here, "unwanted words")
    neighbours.block(actor, public_id=other.public_id)
    client.force_login(reader, BACKEND)
    text = client.get(reverse("corner", args=[here.code])).content.decode()
    assert text.index("<details") < text.index("unwanted words")


def test_what_neighbours_write_runs_nothing(here, client):
    who, actor = living(here, 1)
    write(actor, here, '<script>alert(1)</script> <img src=x onerror="alert(1)"> https://a.cn/?"')
    client.force_login(who, BACKEND)
    text = client.get(reverse("corner", args=[here.code])).content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "&lt;script&gt;" in text


def test_by_software(here, client):
    who, _ = living(here, 1)
    client.force_login(who, BACKEND)
    address = f"/api/threads/corner/{here.code}/posts"
    made = client.post(address, {"text": "你好"}, content_type="application/json")
    assert made.status_code == 201
    post = made.json()
    listed = client.get(address).json()
    assert (listed["version"], listed["items"]) == (1, [post])
    changed = client.patch(
        f"/api/posts/{post['id']}", {"text": "你好！"}, content_type="application/json"
    )
    assert changed.json()["text"] == "你好！"
    own = client.post(
        f"/api/posts/{post['id']}/reports", {"ground": "spam"}, content_type="application/json"
    )
    assert (own.status_code, own.json()["code"]) == (403, "threads.own_words")
    assert client.delete(f"/api/posts/{post['id']}").status_code == 204
    gone = client.get(address).json()["items"][0]
    assert (gone["state"], gone["text"]) == ("deleted", None)
    assert client.get("/api/threads/nothing/1/posts").status_code == 404


def test_who_is_spoken_to_and_whose_post_is_hidden_is_told(here, client):
    reader, _ = living(here, 1)
    _, writing = living(here, 2)
    desk, _ = living(here, 3)
    clerk = Actor(desk.pk, Capacity.STAFF, here.pk, frozenset({here.pk}), second_factor=True)
    post = write(writing, here, f"@{reader.public_id} 请看")
    actions.hide(clerk, post=post.public_id, ground="spam")
    name = "linli.web.consumers.tell_of_post"
    for event in Event.objects.filter(type__startswith="threads.").order_by("pk"):
        assert name in consumers_of(event.type)
        assert run_consumer(event.pk, name) is True
        assert run_consumer(event.pk, name) is False
    told = Addressed.objects.order_by("pk").values_list("notice__kind", "person", "notice__link")
    address = reverse("corner", args=[here.code])
    assert list(told) == [
        ("post_mention", reader.pk, address),
        ("post_hidden", writing.person, address),
    ]
    write(writing, here, "to nobody")
    silent = Event.objects.latest("pk")
    run_consumer(silent.pk, name)
    assert Addressed.objects.count() == 2
