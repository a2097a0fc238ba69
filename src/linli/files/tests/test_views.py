"""What leaves over HTTP, and what arrives."""

import io
from pathlib import Path

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict
from PIL import Image
from tests.queries import queries

from linli.files import actions, receiving, views
from linli.files.forms import UploadsField
from linli.files.models import StoredFile
from linli.files.tests import samples
from linli.files.tests.conftest import HERE, OPEN, SEALED
from linli.files.tests.test_actions import bind, bring
from linli.journal.models import Event


def sign_in(client, who) -> None:
    client.force_login(who, "linli.identity.signin.backend.PersonBackend")


def test_a_picture_goes_out_with_nothing_to_guess(people, client):
    file = bring(people.resident, content=samples.photo())
    bind(people.resident, [file])
    sign_in(client, people.two)
    answer = client.get(f"/files/{file.public_id}/")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert (
        answer["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    )
    assert answer["Content-Disposition"] == f'inline; filename="linli-{file.public_id}.jpg"'
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Cookie" in answer["Vary"]
    assert samples.OWNER not in answer.content
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.size == (80, 40)
    again = client.get(f"/files/{file.public_id}/", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    small = client.get(f"/files/{file.public_id}/small/")
    assert small["ETag"] != answer["ETag"]
    sign_in(client, people.far)
    gone = client.get(f"/files/{file.public_id}/", headers={"If-None-Match": answer["ETag"]})
    assert gone.status_code == 404, "a remembered tag opens nothing"


def test_other_files_are_saved_and_never_shown(people, client):
    file = bring(people.resident, content=samples.pdf())
    sign_in(client, people.one)
    answer = client.get(f"/files/{file.public_id}/")
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content == samples.pdf()
    assert client.get(f"/files/{file.public_id}/small/").status_code == 404
    assert client.get("/files/..%2f..%2fetc/").status_code == 404


def test_looking_at_a_sealed_file_of_others_is_written_down(people, client):
    file = bring(people.resident, SEALED, samples.pdf())
    bind(people.resident, [file], kind=SEALED)
    before = Event.objects.count()
    sign_in(client, people.one)
    answer = client.get(f"/files/{file.public_id}/")
    assert answer.content == samples.pdf()
    assert answer["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer
    assert Event.objects.count() == before
    sign_in(client, people.two)
    assert client.get(f"/files/{file.public_id}/").content == samples.pdf()
    event = Event.objects.latest("pk")
    assert (event.type, event.actor) == ("files.private_file_seen", people.two.pk)
    assert event.payload == {"file": file.public_id, "person": people.one.pk}


def test_my_files_cost_the_same_at_any_length(people, client):
    sign_in(client, people.one)
    client.get("/me/files/")
    counts = []
    for more in (2, 10):
        for _ in range(more):
            bring(people.resident)
        with queries() as made:
            page = client.get("/me/files/")
        assert page.status_code == 200
        counts.append(len(made))
    assert counts[0] == counts[1]
    text = page.content.decode()
    assert text.count("/small/") == 12
    mine = StoredFile.objects.first()
    done = client.post(f"/me/files/{mine.public_id}/remove/")
    assert done.status_code == 302
    assert not StoredFile.objects.filter(pk=mine.pk).exists()


class PostForm(forms.Form):
    text = forms.CharField()
    files = UploadsField(most=2)


def form_with(text: str, *uploads: tuple[str, bytes], kept: tuple[str, ...] = ()) -> PostForm:
    data = QueryDict(mutable=True)
    data["text"] = text
    data.setlist("files_kept", list(kept))
    files = MultiValueDict(
        {"files": [SimpleUploadedFile(name, content) for name, content in uploads]}
    )
    return PostForm(data, files)


def test_a_form_brings_files_and_keeps_them_when_something_else_is_wrong(people):
    form = form_with("", ("../../x.php", samples.jpeg()), ("b.jpg", samples.heic()))
    ids = views.receive(people.resident, form, "files", kind=OPEN)
    assert len(ids) == 1
    assert set(form.errors) == {"text", "files"}
    assert "HEIC" in str(form.errors["files"])
    page = str(form["files"])
    assert f'value="{ids[0]}" checked' in page
    assert 'type="file"' in page
    assert "x.php" not in page
    again = form_with("Hello", kept=(ids[0], "NOTMINE000000000"))
    assert views.receive(people.resident, again, "files", kind=OPEN) == ids
    assert not again.errors
    assert views.receive(people.second, form_with("Hi", kept=(ids[0],)), "files", kind=OPEN) == []
    many = form_with("Hi", *[("a.jpg", samples.jpeg())] * 3)
    before = StoredFile.objects.count()
    assert views.receive(people.resident, many, "files", kind=OPEN) == []
    assert StoredFile.objects.count() == before
    assert "files" in many.errors


def test_uploads_never_touch_the_disk_before_they_are_judged(people, monkeypatch):
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a", b"x" * 5_000_000)})
    upload = request.FILES["file"]
    assert upload.size == 5_000_000
    assert isinstance(upload.file, io.BytesIO)
    monkeypatch.setattr(receiving, "FILE_MAX", 1_000)
    cut = RequestFactory().post("/", {"file": SimpleUploadedFile("a", b"x" * 5_000)})
    assert cut.FILES["file"].size == 1_001


def test_a_request_of_many_large_files_is_refused_whole(people, client, monkeypatch):
    monkeypatch.setattr(receiving, "REQUEST_MAX", 100_000)
    sign_in(client, people.one)
    answer = client.post(
        "/api/files", {"kind": OPEN, "file": SimpleUploadedFile("a.jpg", b"x" * 200_000)}
    )
    assert answer.status_code == 400
    assert not StoredFile.objects.exists()


def test_by_software(people, client):
    sign_in(client, people.one)
    sent = {"kind": OPEN, "file": SimpleUploadedFile("身份证.jpg", samples.photo(6))}
    answer = client.post("/api/files", sent)
    assert answer.status_code == 201
    body = answer.json()
    assert (body["format"], body["width"], body["height"]) == ("picture", 40, 80)
    assert not body["taken"]
    assert not body["sealed"]
    assert client.get(f"/api/files/{body['id']}").json() == body
    assert [each["id"] for each in client.get("/api/files").json()["items"]] == [body["id"]]
    bad = client.post("/api/files", {"kind": OPEN, "file": SimpleUploadedFile("a.jpg", b"<svg/>")})
    assert (bad.status_code, bad.json()["code"]) == (422, "files.markup")
    sign_in(client, people.two)
    for answer in (
        client.get(f"/api/files/{body['id']}"),
        client.delete(f"/api/files/{body['id']}"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "kernel.not_found")
    sign_in(client, people.one)
    assert client.delete(f"/api/files/{body['id']}").status_code == 204
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("where", ["name", "payload", "url"])
def test_the_uploaders_file_name_is_kept_nowhere(people, client, where, kinds: Path):
    sign_in(client, people.one)
    sent = {"kind": OPEN, "file": SimpleUploadedFile("huoyulan-id.jpg", samples.jpeg())}
    body = client.post("/api/files", sent)
    everywhere = {
        "name": str([str(p) for p in kinds.rglob("*")]) + str(StoredFile.objects.values()),
        "payload": str(list(Event.objects.values())),
        "url": body.content.decode() + str(body.headers),
    }
    assert "huoyulan" not in everywhere[where]


def test_rights_end_at_once(people, client):
    file = bring(people.resident)
    bind(people.resident, [file], owner=HERE)
    sign_in(client, people.two)
    assert client.get(f"/files/{file.public_id}/").status_code == 200
    people.two.community = None
    people.two.save(update_fields=["community"])
    assert client.get(f"/files/{file.public_id}/").status_code == 404
    assert actions.bring(people.resident, kind=OPEN, content=samples.jpeg()).owner is None


@pytest.mark.parametrize("bad", ["%00", "A" * 15 + "%00", "a" * 17, "%F0%9F%98%80" * 16])
def test_ids_that_cannot_be(people, client, bad):
    sign_in(client, people.one)
    for path in (f"/files/{bad}/", f"/files/{bad}/small/", f"/api/files/{bad}"):
        assert client.get(path).status_code == 404
    assert client.delete(f"/api/files/{bad}").status_code == 404
    assert client.post(f"/me/files/{bad}/remove/").status_code == 404
    form = form_with("Hi", kept=("\x00",))
    assert views.receive(people.resident, form, "files", kind=OPEN) == []


def test_a_rotation_of_the_vaults_keys_leaves_files_readable(people):
    from django.db import transaction

    from linli.files.reading import content_of
    from linli.identity.operations.rotation import sealing_models

    file = bring(people.resident, SEALED, samples.pdf())
    assert StoredFile in sealing_models()
    with transaction.atomic():  # what a rotation does to each row
        row = StoredFile.objects.get(pk=file.pk)
        before = bytes(row.key)
        row.put("key", row.read("key"))
        row.save(update_fields=["key"])
    again = StoredFile.objects.get(pk=file.pk)
    assert bytes(again.key) != before
    assert content_of(again) == samples.pdf()


def test_my_data_tells_of_files_and_of_those_that_stay(people):
    from linli.files.tests.conftest import LAW
    from linli.kernel.personal import kept, sections

    file = bring(people.resident, LAW, samples.pdf())
    rows = {code: rows for code, _, rows in sections(people.one.pk)}["files"]
    assert [(row["id"], row["format"], row["sealed"]) for row in rows] == [
        (file.public_id, "pdf", True)
    ]
    assert not [each for each in kept(people.one.pk) if "papers" in str(each.what).lower()]
    bind(people.resident, [file], kind=LAW)
    from django.utils import translation

    with translation.override("en"):
        assert "A law asks that they are kept." in [str(each.why) for each in kept(people.one.pk)]
