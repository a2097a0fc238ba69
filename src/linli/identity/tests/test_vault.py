"""The vault's promises: nothing opens under another key, in another field, for another person."""

import subprocess
import sys
import threading

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from linli.identity.models import PrivateRecord
from linli.identity.operations.rotation import reseal_batch, sealing_models
from linli.identity.queries import person_by_phone
from linli.identity.tests.people import id_number, person
from linli.identity.vault import Keyring, Vault, VaultError

RING = Keyring.generate()
VAULT = Vault(RING, "demo")


@given(st.text(max_size=60), st.integers(1, 2**40))
def test_what_was_sealed_opens(text, who):
    sealed = VAULT.seal(text, field="name", person=who)
    assert VAULT.open(sealed, field="name", person=who) == text
    if len(text) > 2:
        assert text.encode() not in sealed


@pytest.mark.parametrize(
    ("vault", "field", "who"),
    [
        (VAULT, "phone", 1),
        (VAULT, "name", 2),
        (Vault(RING, "north"), "name", 1),
        (Vault(Keyring.generate(), "demo"), "name", 1),
    ],
)
def test_transplants_and_wrong_keys_are_refused(vault, field, who):
    sealed = VAULT.seal("王秀英", field="name", person=1)
    with pytest.raises(VaultError):
        vault.open(sealed, field=field, person=who)


@given(st.binary(max_size=80))
def test_garbage_is_refused(garbage):
    with pytest.raises(VaultError):
        VAULT.open(garbage, field="name", person=1)


@given(st.data())
def test_any_changed_byte_is_refused(data):
    sealed = bytearray(VAULT.seal("王秀英", field="name", person=1))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(VaultError):
        VAULT.open(bytes(sealed), field="name", person=1)


def test_hashes_are_separated_by_district_kind_and_key():
    hashes = {
        VAULT.blind("1234", kind="phone_tail"),
        VAULT.blind("1234", kind="id"),
        Vault(RING, "north").blind("1234", kind="phone_tail"),
        Vault(Keyring.generate(), "demo").blind("1234", kind="phone_tail"),
    }
    assert len(hashes) == 4
    assert VAULT.blind("1234", kind="id") == VAULT.blind("1234", kind="id")


def test_a_row_copied_to_another_person_does_not_open(db):
    one, two = person(1, level=20), person(2)
    stolen = PrivateRecord.objects.get(person=one)
    PrivateRecord.objects.filter(person=two).update(name=stolen.name, id_number=stolen.id_number)
    moved = PrivateRecord.objects.get(person=two)
    for field in ("name", "id_number"):
        with pytest.raises(VaultError):
            moved.read(field)


def test_a_field_copied_to_another_column_does_not_open(db):
    one = person(1, level=20)
    private = PrivateRecord.objects.get(person=one)
    private.phone = private.id_number
    with pytest.raises(VaultError):
        private.read("phone")


@pytest.fixture
def keys(monkeypatch, tmp_path):
    """A key file of the test's own, in the place where the vault looks for it."""
    path = tmp_path / "vault.json"
    path.write_bytes((settings.ENV.keys / "vault.json").read_bytes())
    env = settings.ENV.model_copy(update={"keys": tmp_path})
    monkeypatch.setattr(settings, "ENV", env)
    return path


def numbers():
    rows = PrivateRecord.objects.all()
    return {
        int.from_bytes(bytes(getattr(row, f))[1:3], "big")
        for row in rows
        for f in PrivateRecord.sealed
        if getattr(row, f) is not None
    }


def test_every_sealed_table_is_known():
    assert {model.__name__ for model in sealing_models()} >= {
        "PrivateRecord",
        "Correction",
        "Transfer",
        "Report",
    }


def test_rotation(committed, keys):
    with transaction.atomic():
        people = [person(n, level=20) for n in range(1, 8)]
    before = Keyring.load(keys)
    call_command("rotate_vault_key", grace=0)
    after = Keyring.load(keys)
    assert list(after.seal) == [after.current] == [before.current + 1]
    assert (after.blind, after.handle) == (before.blind, before.handle)
    connection.set_tenant(people_tenant())
    assert numbers() == {after.current}
    assert PrivateRecord.objects.get(person=people[0]).read("id_number") == id_number(1)
    assert person_by_phone("13800000001") == people[0]


def test_a_broken_off_rotation_goes_on(committed, keys):
    with transaction.atomic():
        for n in range(1, 8):
            person(n, level=20)
    Keyring.load(keys).with_new_key().save(keys)
    assert reseal_batch(PrivateRecord, size=3) == 3  # and then the power went
    new = Keyring.load(keys).current
    assert numbers() == {new - 1, new}
    assert PrivateRecord.objects.first().read("name") == "王秀英"
    assert PrivateRecord.objects.last().read("name") == "王秀英"
    call_command("rotate_vault_key", grace=0)
    assert list(Keyring.load(keys).seal) == [new]
    connection.set_tenant(people_tenant())
    assert numbers() == {new}


def test_rows_written_meanwhile_are_found(committed, keys):
    """A request that still holds the old ring seals with the old key after the first pass."""
    old = Keyring.load(keys)
    with transaction.atomic():
        who = person(1, level=20)
    done = threading.Event()

    def late():
        connection.set_tenant(people_tenant())
        try:
            seal = Vault(old, "demo").seal(
                "李雷", field=PrivateRecord.sealing_label("name"), person=who.pk
            )
            PrivateRecord.objects.filter(person=who).update(name=seal)
        finally:
            connection.close()
            done.set()

    from linli.identity.management.commands import rotate_vault_key

    def wait(_seconds):
        threading.Thread(target=late).start()
        assert done.wait(10)

    real, rotate_vault_key.time.sleep = rotate_vault_key.time.sleep, wait
    try:
        call_command("rotate_vault_key", grace=0)
    finally:
        rotate_vault_key.time.sleep = real
    connection.set_tenant(people_tenant())
    assert PrivateRecord.objects.get(person=who).read("name") == "李雷"


def people_tenant():
    from linli.districts.models import District

    return District.objects.get(schema_name="demo")


@pytest.mark.long
def test_a_kill_in_the_middle_loses_nothing(committed, keys):
    """SIGKILL at ever later moments; each time the command goes on and everything opens."""
    with transaction.atomic():
        people = [person(n, level=20) for n in range(1, 400)]
    import os

    command = [sys.executable, "-m", "django", "rotate_vault_key", "--grace", "0"]
    url = os.environ["DATABASE_APP_URL"].replace("/linli?", f"/{committed}?")
    env = {
        **os.environ,
        "PYTHONPATH": "src",
        "DATABASE_APP_URL": url,
        "LINLI_KEYS": str(keys.parent),
    }
    (keys.parent / "secret_key").write_text("x" * 50)
    for delay in (1.2, 1.5, 1.8, 2.1):
        running = subprocess.Popen(command, env=env)
        try:
            running.wait(delay)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
        assert {p.read("name") for p in PrivateRecord.objects.all()} == {"王秀英"}
    subprocess.run(command, env=env, check=True)
    assert len(Keyring.load(keys).seal) == 1
    assert numbers() == {Keyring.load(keys).current}
    assert PrivateRecord.objects.count() == len(people)
