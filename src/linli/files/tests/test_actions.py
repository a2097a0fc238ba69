"""Bringing, giving to an owner, reading, taking back, erasing and sweeping."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection, transaction

from linli.districts.context import in_district
from linli.facts import files as facts
from linli.files import actions, parameters, reading, storing
from linli.files.consumers import erase_files
from linli.files.jobs import sweep_district
from linli.files.models import DailyUse, StoredFile
from linli.files.sealing import SealError
from linli.files.tests import samples
from linli.files.tests.conftest import HERE, LAW, OPEN, SEALED
from linli.identity.actions.me import erase_me
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import VISITOR, Actor, Capacity
from linli.kernel.attachments import _holders, keeper
from linli.kernel.errors import Refused


def bring(actor, kind=OPEN, content=None, **more) -> StoredFile:
    return actions.bring(actor, kind=kind, content=content or samples.jpeg(), **more)


def bind(actor, files, owner=HERE, kind=OPEN) -> None:
    with transaction.atomic():
        ids = [each.public_id for each in files]
        keeper().bind(actor, files=ids, kind=kind, owner=owner)


def state() -> tuple:
    rows = list(StoredFile.objects.order_by("pk").values())
    lying = sorted(name for name, _ in storing.lying())
    used = list(DailyUse.objects.order_by("pk").values())
    return rows, lying, used, Event.objects.count()


def refuses(code, act) -> None:
    before = state()
    with pytest.raises(Refused) as caught:
        act()
    assert caught.value.code == code
    assert state() == before


def test_bringing_keeps_a_picture_and_records_it_once(people):
    file = bring(people.resident, content=samples.photo(6))
    assert (file.format, file.width, file.height) == ("picture", 40, 80)
    assert (file.person_id, file.uploader_id, file.owner) == (people.one.pk, people.one.pk, None)
    on_disk = storing.path_of(file.name).read_bytes()
    assert on_disk == reading.content_of(file)
    assert len(on_disk) == file.size
    event = Event.objects.latest("pk")
    assert event.type == facts.Uploaded.type
    assert event.payload == {
        "file": file.public_id,
        "person": people.one.pk,
        "holder": OPEN,
        "format": "picture",
        "size": file.size,
    }
    path = storing.path_of(file.name)
    assert path.stat().st_mode & 0o077 == 0
    assert path.is_relative_to(storing.folder())


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        (OPEN, b"", "files.empty"),
        (OPEN, samples.xlsx(), "files.not_taken_here"),
        (OPEN, samples.heic(), "files.heic"),
        ("nobody.knows", samples.jpeg(), "kernel.not_found"),
    ],
)
def test_what_is_refused_leaves_nothing(people, kind, content, code):
    refuses(code, lambda: actions.bring(people.resident, kind=kind, content=content))


def test_visitors_and_offices_with_one_factor_bring_nothing(people):
    refuses("kernel.sign_in_first", lambda: bring(VISITOR))
    once = Actor(people.desk.pk, Capacity.STAFF, 1, frozenset({HERE}))
    refuses("kernel.second_factor", lambda: bring(once))


def test_only_an_office_brings_papers_of_others_and_only_of_its_people(people):
    scan = bring(people.clerk, SEALED, samples.pdf(), person=people.one.pk)
    assert (scan.person_id, scan.uploader_id) == (people.one.pk, people.desk.pk)
    refuses("kernel.not_for_you", lambda: bring(people.clerk, SEALED, person=people.far.pk))
    refuses("kernel.not_for_you", lambda: bring(people.resident, SEALED, person=people.two.pk))


def test_sealed_files_say_nothing_on_the_disk(people):
    content = samples.pdf() + b"\n"
    big = content[:-7] + b"%" + b"x" * 200_000 + b"\n" + content[content.rindex(b"startxref") :]
    file = bring(people.resident, SEALED, big)
    on_disk = storing.path_of(file.name).read_bytes()
    assert b"PDF" not in on_disk
    assert b"x" * 20 not in on_disk
    assert reading.content_of(file) == big
    picture = bring(people.resident, SEALED)
    for small in (False, True):
        assert b"JFIF" not in storing.path_of(picture.name, small=small).read_bytes()
        assert reading.content_of(picture, small=small).startswith(b"\xff\xd8")


def test_a_sealed_file_opens_only_whole_and_only_as_itself(people):
    file = bring(people.resident, SEALED, samples.pdf())
    other = bring(people.resident, SEALED, samples.pdf())
    path, good = storing.path_of(file.name), storing.path_of(file.name).read_bytes()
    changed = bytearray(good)
    changed[40] ^= 1
    for bad in (
        bytes(changed),
        good[:-1],
        good[:-40],
        good + b"x",
        b"LNF1",
        samples.pdf(),
        storing.path_of(other.name).read_bytes(),
    ):
        path.write_bytes(bad)
        with pytest.raises(SealError):
            reading.content_of(file)
    path.unlink()
    with pytest.raises(Refused, match=r"files\.gone"):
        reading.content_of(file)


def test_chunks_cannot_be_swapped_or_cut_off():
    from linli.files import sealing

    key = sealing.new_key()
    plain = bytes(range(256)) * 1024
    whole = sealing.seal(plain, key, name="a", part=0)
    assert sealing.unseal(whole, key, name="a", part=0) == plain
    assert sealing.unseal(sealing.seal(b"", key, name="a", part=0), key, name="a", part=0) == b""
    step = sealing.CHUNK + sealing.TAG
    first, second, rest = whole[4 : 4 + step], whole[4 + step : 4 + 2 * step], whole[4 + 2 * step :]
    for bad in (b"LNF1" + second + first + rest, b"LNF1" + first + second, b"LNF1" + first):
        with pytest.raises(SealError):
            sealing.unseal(bad, key, name="a", part=0)
    for name, part in (("b", 0), ("a", 1)):
        with pytest.raises(SealError):
            sealing.unseal(whole, key, name=name, part=part)


def test_who_reads(people):
    file = bring(people.resident)

    def readers() -> list[str]:
        found = []
        for name in ("resident", "second", "neighbour", "clerk"):
            with suppress(Refused):
                reading.file_for(getattr(people, name), file.public_id)
                found.append(name)
        return found

    assert readers() == ["resident"], "what nothing took is its uploader's"
    bind(people.resident, [file])
    assert readers() == ["resident", "second", "clerk"]
    holder = _holders.pop(OPEN)
    assert readers() == [], "an unknown kind is nobody's, not even the uploader's"
    _holders[OPEN] = holder
    with pytest.raises(Refused, match=r"kernel\.not_found"):
        reading.file_for(VISITOR, file.public_id)


def test_binding_takes_ones_own_untaken_files_of_the_kind_in_order(people):
    one, two, three, four = (bring(people.resident) for _ in range(4))
    bind(people.resident, [two, one])
    shown = keeper().attached(OPEN, [HERE])[HERE]
    assert [each.id for each in shown] == [two.public_id, one.public_id]
    sealed = bring(people.resident, SEALED)
    for code, actor, files in (
        ("files.not_at_hand", people.second, [three]),
        ("files.not_at_hand", people.resident, [three, one]),
        ("files.not_at_hand", people.resident, [sealed]),
        ("files.too_many", people.resident, [three, four]),
    ):
        refuses(code, lambda actor=actor, files=files: bind(actor, files))
    bind(people.resident, [three])
    assert [each.id for each in keeper().attached(OPEN, [HERE])[HERE]][-1] == three.public_id


def test_taking_back(people, django_capture_on_commit_callbacks):
    file = bring(people.resident)
    refuses("kernel.not_found", lambda: actions.remove(people.second, file=file.public_id))
    refuses("kernel.sign_in_first", lambda: actions.remove(VISITOR, file=file.public_id))
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove(people.resident, file=file.public_id)
    assert not StoredFile.objects.exists()
    assert list(storing.lying()) == []
    assert Event.objects.latest("pk").type == facts.Removed.type
    taken = bring(people.resident)
    bind(people.resident, [taken])
    refuses("files.taken", lambda: actions.remove(people.resident, file=taken.public_id))


def test_the_days_measure(people, monkeypatch):
    monkeypatch.setattr(parameters, "FILES_PER_DAY", 2)
    bring(people.resident)
    bring(people.resident)
    with pytest.raises(Refused, match=r"files\.enough_today"):
        bring(people.resident)
    assert StoredFile.objects.count() == 2
    assert DailyUse.objects.get(person=people.one).files == 2
    bring(people.second)
    bring(people.clerk), bring(people.clerk), bring(people.clerk)
    with clock.frozen(clock.now() + timedelta(days=1)):
        bring(people.resident)
    monkeypatch.setattr(parameters, "BYTES_PER_DAY", 10)
    with pytest.raises(Refused, match=r"files\.enough_today"):
        bring(people.second)


def test_erasure_deletes_but_what_the_law_keeps(people, django_capture_on_commit_callbacks):
    plain, lawful, waiting = (bring(people.resident, k) for k in (OPEN, LAW, LAW))
    bind(people.resident, [plain])
    bind(people.resident, [lawful], kind=LAW)
    scanned = bring(people.clerk, SEALED, person=people.one.pk)
    others = bring(people.second)
    erase_me(people.resident, sure=True)
    erased = Event.objects.get(type="identity.erased")
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        erase_files(erased)
    left = {row.public_id for row in StoredFile.objects.all()}
    assert left == {lawful.public_id, others.public_id}
    assert {name for name, _ in storing.lying()} == {lawful.name, others.name}
    assert plain.public_id not in left
    assert {waiting.public_id, scanned.public_id} & left == set()
    event = Event.objects.latest("pk")
    assert event.type == facts.PersonsFilesErased.type
    assert event.payload == {"person": people.one.pk, "deleted": 3, "kept": 1, "reasons": ["law"]}


def test_the_nightly_sweep(people, django_capture_on_commit_callbacks):
    old, taken = bring(people.resident), bring(people.resident)
    bind(people.resident, [taken])
    stray = storing.new_name()
    storing.put(stray, b"left by a broken upload")
    before = Event.objects.count()
    sweep_district()
    assert StoredFile.objects.count() == 2
    assert storing.read(stray) is not None, "its transaction may still commit"
    assert Event.objects.count() == before
    later = clock.now() + parameters.UNTAKEN_FOR + timedelta(minutes=1)
    with clock.frozen(later), django_capture_on_commit_callbacks(execute=True):
        fresh = bring(people.second)
        sweep_district()
    assert {r.pk for r in StoredFile.objects.all()} == {taken.pk, fresh.pk}
    assert old.pk not in {taken.pk, fresh.pk}
    assert {name for name, _ in storing.lying()} == {taken.name, fresh.name}
    assert Event.objects.filter(type=facts.UntakenSwept.type).get().payload == {"files": 1}


def test_the_district_has_a_folder_of_its_own(people):
    here = storing.folder()
    with in_district("north"):
        assert storing.folder() != here
    for name in ("../../etc/passwd", "a" * 31, "A" * 32, "a" * 32 + "/x"):
        with pytest.raises(ValueError, match="not the name"):
            storing.path_of(name)


def test_the_applications_role_uses_the_tables_and_owns_nothing(people):
    bring(people.resident)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tableowner = current_user FROM pg_tables"
            " WHERE tablename LIKE 'files\\_%' AND schemaname = 'demo'"
        )
        assert cursor.fetchall() == [(False,), (False,)]


def test_the_nightly_job_visits_every_district(people):
    from linli.districts.context import current_schema
    from linli.files.jobs import sweep

    stray = storing.new_name()
    with in_district("north"):
        storing.put(stray, b"left by a broken upload")
    before = current_schema()
    with clock.frozen(clock.now() + parameters.STRAY_FOR + timedelta(minutes=1)):
        sweep(0)
    assert current_schema() == before
    with in_district("north"):
        assert storing.read(stray) is None
