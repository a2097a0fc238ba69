"""Backup, loss, restore: people are readable again, and the log goes on honestly or not at all."""

import re
import subprocess
import tarfile
import time

import pytest

from linli.web.demo.people import PEOPLE, Role
from tests.scenarios.launcher import ROOT, Linli, free_port
from tests.scenarios.visitor import Visitor

OWNER = next(each for each in PEOPLE if each.role == Role.OWNER)
SECONDS = 120


def until(condition, what: str):
    """Wait for something that other processes do; the value, or a failure that says what."""
    end = time.monotonic() + SECONDS
    while not (value := condition()):
        assert time.monotonic() < end, f"{what} did not happen"
    return value


def consent(linli: Linli, step: str) -> None:
    """A logged act of a resident."""
    visitor = Visitor(f"http://localhost:{linli.port}")
    visitor.submit(visitor.open("/enter/"), "who", path="/enter/", who=OWNER.key)
    address = f"/me/consents/statistics/{step}/"
    token = visitor.open("/me/consents/").forms[0].given["csrfmiddlewaretoken"]
    visitor.open(address, {"csrfmiddlewaretoken": token})


def size(linli: Linli, path: str = "/log/checkpoint") -> int:
    return int(linli.get(path).splitlines()[1])


def grow(linli: Linli, step: str) -> int:
    """One more entry, integrated; the new size."""
    before = size(linli)
    consent(linli, step)
    return until(lambda: size(linli) > before and size(linli), "integration")


@pytest.fixture
def witness(tmp_path):
    """A witness of somebody else: its address, and a function that starts it for a log's key."""
    started = []

    def start(vkey: str) -> str:
        port = free_port()
        words = ["run", "--state", str(tmp_path / "witness"), "--log", vkey]
        words += ["--listen", f"127.0.0.1:{port}", "--name", "witness.example/school"]
        log = (tmp_path / "witness.log").open("a")
        started.append(
            subprocess.Popen([ROOT / "linli", "witness", *words], stdout=log, stderr=log)
        )
        return f"http://127.0.0.1:{port}"

    yield start
    for process in started:
        process.terminate()
        process.wait(20)


def members(file) -> set[str]:
    with tarfile.open(file) as tar:
        return {each.name for each in tar if each.isfile()}


def uploads(linli: Linli) -> dict[str, bytes]:
    """Photos and papers of the demo, by their place in the data folder."""
    folder = linli.data / "files"
    found = [file for file in folder.rglob("*") if file.is_file()]
    assert found
    return {file.relative_to(linli.data).as_posix(): file.read_bytes() for file in found}


def key_of(linli: Linli) -> str:
    """The log's public key as it is published."""
    found = re.search(r"linli\.example/\S+\+[0-9a-f]+\+\S+", linli.get("/log/keys"))
    assert found
    return found[0]


def test_restore_brings_people_back_and_the_log_is_succeeded(tmp_path, witness, prepared):
    old = prepared(tmp_path / "old")
    backup, keys = tmp_path / "backup.tar", tmp_path / "keys.tar"
    with old.up():
        until(lambda: size(old) > 0, "the first checkpoint")
        address = witness(key_of(old))
        shown = until(
            lambda: re.search(r"witness\.example/school\+\S+", _show(tmp_path)), "the witness"
        )
        add = old.run("log", "witness", "add", shown[0], address)
        assert add.returncode == 0, add.stderr
        saved = grow(old, "give")
        done = old.run("backup", str(backup), "--keys", str(keys))
        assert done.returncode == 0, done.stderr
        assert grow(old, "withdraw") > saved
        until(lambda: "witness.example/school" in old.get("/log/checkpoint"), "the cosignature")
        last = old.get("/log/checkpoint")
        (tmp_path / "last").write_text(last)

    # what is in the files: no key in the backup, and nobody else may read either
    assert {file.stat().st_mode & 0o777 for file in (backup, keys)} == {0o600}
    papers = uploads(old)
    assert members(backup) == {"manifest.json", "database.dump", *papers}
    assert "keys/vault.json" in members(keys)

    new = Linli(tmp_path / "new")
    refused = new.run("restore", str(backup))
    assert "add --keys KEYFILE" in refused.stderr
    done = new.run("restore", str(backup), "--keys", str(keys))
    assert done.returncode == 0, done.stderr
    assert "is not empty" in new.run("restore", str(backup), "--keys", str(keys)).stderr
    assert uploads(new) == papers

    with new.up():
        visitor = Visitor(f"http://localhost:{new.port}")
        visitor.submit(visitor.open("/enter/"), "who", path="/enter/", who=OWNER.key)
        assert OWNER.name_zh in visitor.open("/me/data/").html
        # halted: acts are done, the log stands still
        assert size(new) == saved
        consent(new, "withdraw")
        assert "halted" in new.run("log", "status").stdout
        # the witness saw more than the backup holds
        resumed = new.run("log", "resume")
        assert resumed.returncode != 0
        assert size(new) == saved
        succeeded = new.run("log", "succeed", "--known", str(tmp_path / "last"))
        assert succeeded.returncode == 0, succeeded.stderr
        until(lambda: new.get("/log/checkpoint").splitlines()[0] != last.splitlines()[0], "a log")
        assert until(lambda: size(new) >= 2 and size(new), "the waiting act in the new log")
        assert size(new, "/log/1/checkpoint") == saved
        assert "journal.log_succeeded" in new.get("/log/tile/entries/000.p/1")
        # the witness follows the successor when its operator says so, and not before
        assert "witness.example/school" not in new.get("/log/checkpoint")
        origin, vkey = last.splitlines()[0], key_of(new)
        followed = old.run("witness", "follow", origin, vkey, "--state", str(tmp_path / "witness"))
        assert followed.returncode == 0, followed.stderr
        until(lambda: "witness.example/school" in new.get("/log/checkpoint"), "cosigning")
        audit = new.run("log", "audit")
        assert (audit.returncode, "no faults" in audit.stdout) == (0, True), audit.stdout
    assert new.processes() == []


def _show(tmp_path) -> str:
    done = subprocess.run(
        [ROOT / "linli", "witness", "show", "--state", str(tmp_path / "witness")],
        text=True,
        capture_output=True,
        check=False,
    )
    return done.stdout


def test_a_damaged_backup_is_refused_and_leaves_nothing(tmp_path):
    linli = Linli(tmp_path / "var")
    (tmp_path / "backup.tar").write_bytes(b"not a backup")
    (tmp_path / "keys.tar").write_bytes(b"no keys")
    done = linli.run("restore", str(tmp_path / "backup.tar"), "--keys", str(tmp_path / "keys.tar"))
    assert done.returncode == 1
    assert "is not a backup of Linli" in done.stderr
    assert not (linli.data / "pg").exists()
    assert not (linli.data / "keys" / "vault.json").exists()
    missing = linli.run("restore", str(tmp_path / "no.tar"), "--keys", str(tmp_path / "keys.tar"))
    assert "There is no" in missing.stderr


def test_nothing_to_back_up_is_said(tmp_path):
    done = Linli(tmp_path / "var").run("backup", str(tmp_path / "backup.tar"))
    assert (done.returncode, "nothing to back up" in done.stderr) == (1, True)
    assert not (tmp_path / "backup.tar").exists()
