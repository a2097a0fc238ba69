"""The bundle is recounted by a program that knows nothing of us; whatever is changed is named."""

import ast
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from linli.voting import recount
from linli.voting.recount import words
from linli.voting.recount.__main__ import check, main
from linli.voting.recount.ed25519 import verifies
from linli.voting.tests import making
from linli.voting.tests.counting import rules_for

PROGRAM = Path(recount.__file__).parent
KEYS = [str(making.KEY.verifier)]


def faults(data, keys=KEYS):
    return [(each.code, each.where) for each in check(data, list(keys))[0].faults]


def lines(data):
    return data.decode().split("\n")[:-1]


def again(rows):
    """The file with sums and end made anew: what somebody does who knows the format."""
    rows = [json.dumps(r, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for r in rows]
    sums = {"kind": "sums", "of": [sha256(row.encode()).hexdigest() for row in rows]}
    text = "".join(f"{row}\n" for row in [*rows, json.dumps(sums, separators=(",", ":"))])
    end = {"kind": "end", "sha256": sha256(text.encode()).hexdigest()}
    return (text + json.dumps(end, separators=(",", ":")) + "\n").encode()


def rows_of(data):
    return [row for row in map(json.loads, lines(data)) if row["kind"] not in ("sums", "end")]


@pytest.fixture(scope="module")
def made():
    return making.of_vector(next(v for v in making.VECTORS if v["id"] == "V12b"))


@pytest.mark.parametrize("vector", making.VECTORS, ids=lambda v: v["id"])
@pytest.mark.parametrize("edition", ["public", "owners"])
def test_every_vector_from_its_bundle(vector, edition):
    data = making.of_vector(vector).file(edition)
    bundle, report = check(data, KEYS)
    assert bundle.faults == []
    ordinary, special = bundle.rows["result"]
    wanted = vector["ordinary"]
    assert {
        "total_area": Decimal(ordinary["roll"]["area"]) / 100,
        "total_persons": ordinary["roll"]["persons"],
        "part_area": Decimal(ordinary["participating"]["area"]) / 100,
        "part_persons": ordinary["participating"]["persons"],
        "agree_area": Decimal(ordinary["agree"]["area"]) / 100,
        "agree_persons": ordinary["agree"]["persons"],
        "quorum": ordinary["quorum"],
        "passed": ordinary["passed"],
    } == {k: Decimal(v) if k.endswith("area") else v for k, v in wanted.items()}
    assert special["passed"] == vector["major_passed"]
    said = [line.strip() for line in report.lines if line.strip().startswith("→")]
    word = {True: "→ PASSED", False: "→ NOT PASSED"}
    assert said == [word[wanted["passed"]], word[vector["major_passed"]]]


def test_an_election_with_a_tie_at_the_last_seat():
    rules = rules_for()
    electors = [making.elector(n, 10_000 + 100 * (n == 1)) for n in range(1, 13)]
    cast = {n: {1: (1, 2)} for n in range(1, 7)} | {n: {1: (1, 3)} for n in range(7, 12)}
    cast[5] = {1: (1, 2, 3)}
    cast[1] = {1: (1, 3)}
    cast[12] = {1: "invalid"}
    cast[11] = {1: "abstain"}
    kinds = {1: "committee_election"}
    made = making.make("elec", rules, electors, cast, kinds, seats=2, candidates=(1, 2, 3))
    bundle, report = check(made.file(), KEYS)
    assert bundle.faults == []
    [result] = bundle.rows["result"]
    assert (result["elected"], result["tied"]) == ([1, 3], [])
    assert "  → elected: 1, 3; tied: nobody" in report.lines


def test_a_matter_of_some_electors_alone():
    rules = rules_for()
    electors = [making.elector(n, 10_000) for n in range(1, 6)]
    kinds = {1: "home_to_business"}
    made = making.make("some", rules, electors, {1: {1: "agree"}, 2: {1: "agree"}}, kinds)
    [matter] = made.published.matters
    narrow = replace(matter, electors=(1, 2))
    result = making.counted(narrow, rules, electors[:2], {1: {1: "agree"}, 2: {1: "agree"}})
    assert result["passed"]
    digest = making.result_hash(made.published.roll_hash, {1: result})
    value = replace(made.published, matters=(narrow,), results={1: result}, result_hash=digest)
    root = making.bundle.content_root(making.bundle.body_lines(value))
    openings = [
        (each.role, each.elector, json.loads(each.payload) | (
            {"content_root": root} if each.role == "publication" else {}) | (
            {"result_hash": digest} if each.role == "result" else {}))
        for each in made.leaves
    ]  # fmt: skip
    assert faults(making.logged(value, openings).file()) == []


# --- what is changed is named -------------------------------------------------------------------
def change(kind, number, old, new):
    def changed(data):
        out = []
        for line in lines(data):
            row = json.loads(line)
            if row["kind"] == kind and row.get("elector", row.get("number")) == number:
                assert line.count(old) == 1
                out.append(line.replace(old, new))
            else:
                out.append(line)
        return ("\n".join(out) + "\n").encode()

    return changed


def swap(data):
    rows = lines(data)
    at = next(n for n, row in enumerate(rows) if '"kind":"ballot"' in row)
    rows[at], rows[at + 1] = rows[at + 1], rows[at]
    return ("\n".join(rows) + "\n").encode()


def drop(data):
    rows = lines(data)
    rows.remove(next(row for row in rows if '"elector":3,"kind":"ballot"' in row))
    return ("\n".join(rows) + "\n").encode()


@pytest.mark.parametrize(
    ("changed", "first"),
    [
        (change("ballot", 7, '"1":"agree"', '"1":"Agree"'), ("changed", "ballot elector=7")),
        (change("ballot", 7, '{"1"', '["1"'), ("unreadable", "after ballot elector=6")),
        (change("elector", 9, ":10000,", ":10001,"), ("changed", "elector number=9")),
        (change("elector", 9, '"persons":1', '"persons":2'), ("changed", "elector number=9")),
        (change("homes", 9, "1栋 u9", "1栋 u8"), ("changed", "homes number=9")),
        (swap, ("order", "ballot elector=1")),
        (drop, ("count", "sums")),
        (lambda data: data[:-1], ("cut", "")),
        (lambda data: data.replace(b'{"kind":"sums","of":["0', b'{"kind":"sums","of":["1')
         if b'{"kind":"sums","of":["0' in data
         else data.replace(b'{"kind":"sums","of":["', b'{"kind":"sums","of":["0', 1),
         ("changed", "sums")),
    ],
)  # fmt: skip
def test_one_byte_is_found_and_named(made, changed, first):
    data = made.file("owners")
    assert faults(data) == []
    assert faults(changed(data))[0] == first


def test_every_byte_counts(made):
    """Wherever a byte is changed, something is found; and in a row, that row is named."""
    data = made.file("owners")
    for at in range(0, len(data), max(len(data) // 60, 1)):
        byte = data[at] ^ 1 if data[at] ^ 1 != ord("\n") else data[at] ^ 2
        found = check(data[:at] + bytes([byte]) + data[at + 1 :], KEYS)[0].faults
        number = data[:at].count(b"\n") + 1
        assert found, at
        if number < len(lines(data)):
            assert number in [each.line for each in found], at


def forge(rows, kind, number, **values):
    for row in rows:
        if row["kind"] == kind and row.get("elector", row.get("number")) == number:
            row.update(values)
    return rows


def test_a_forger_who_makes_the_sums_anew_is_found(made):
    """The ballot by its commitment, the roll by its hash, both by the root in the log."""
    rows = rows_of(made.file())
    # elector 2 voted on the web
    found = faults(again(forge(rows, "ballot", 4, choices={"1": "oppose", "2": "oppose"})))
    assert ("commitment", "ballot elector=4") in found
    assert ("body_root", "body") in found
    found = faults(again(forge(rows_of(made.file()), "elector", 9, area_centi=10001)))
    assert ("roll_hash", "assembly") in found
    found = faults(again(forge(rows_of(made.file("owners")), "homes", 9, homes=["2栋 u9"])))
    assert found == [("homes", "homes number=9")]


def test_a_forger_who_makes_the_root_anew_is_found(made):
    """Another root is not what the log holds, and the log's tree does not bend."""
    rows = rows_of(made.file())
    forge(rows, "ballot", 5, choices={"1": "oppose", "2": "oppose"})  # a sheet of paper
    body = [
        row for row in rows if row["kind"] in ("assembly", "matter", "elector", "ballot", "result")
    ]
    root = making.bundle.content_root([making.leaves.canonical(row) for row in body])
    next(row for row in rows if row["kind"] == "body")["root"] = root
    found = faults(again(rows))
    assert [code for code, _ in found if code != "result"] == ["not_this_bundle"]
    leaf = next(row for row in rows if row.get("role") == "publication")
    payload = making.leaves.open_payload({"content_root": root})
    entry = json.loads(leaf["entry"]) | {"commit": making.bundle.to_base64(payload.commit())}
    leaf |= {
        "entry": making.leaves.canonical(entry).decode(),
        "payload": payload.payload.decode(),
        "salt": making.bundle.to_base64(payload.salt),
    }
    assert [c for c, _ in faults(again(rows)) if c != "result"] == ["tree"]


def test_results_that_are_not_the_count_are_named(made):
    rows = rows_of(made.file())
    for row in rows:
        if row["kind"] == "result" and row["matter"] == 1:
            row["agree"]["persons"] += 1
            row["conditions"][3]["met"] = False
    found = [(f.where, f.more) for f in check(again(rows), KEYS)[0].faults if f.code == "result"]
    assert found == [
        ("result matter=1", "agree.persons 90 ≠ 91"),
        ("result matter=1", "met.agreement persons True ≠ False"),
    ]


def test_keys_and_signatures(made):
    data = made.file()
    other = making.SigningKey.from_seed("linli.example/test", bytes(32))
    assert faults(data, [str(other.verifier)]) == [("wrong_key", "log log=1")]
    rows = rows_of(data)
    log = next(row for row in rows if row["kind"] == "log")
    log["vkey"] = str(other.verifier)
    assert ("signature", "log log=1") in faults(again(rows), ())


def test_a_ballot_of_a_stranger_a_day_outside_and_a_missing_leaf(made):
    rows = rows_of(made.file())
    forge(rows, "ballot", 50, elector=500)
    assert ("stranger", "ballot elector=500") in faults(again(rows))
    assert ("no_leaf", "ballot elector=500") in faults(again(rows))
    rows = rows_of(made.file())
    next(row for row in rows if row["kind"] == "assembly")["closed"] = "2026-05-09"
    assert "day" in [code for code, _ in faults(again(rows))]


# --- a program of its own -------------------------------------------------------------------------
def test_it_imports_nothing_but_the_standard_library():
    for file in PROGRAM.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                names = [each.name for each in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [] if node.level else [node.module]
            else:
                continue
            assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names, file.name


def test_it_runs_alone_in_both_languages(made, tmp_path):
    """A copy of the folder, no installed library, no environment."""
    shutil.copytree(PROGRAM, tmp_path / "elsewhere" / "recount")
    (tmp_path / "b.jsonl").write_bytes(made.file())
    (tmp_path / "keys").write_text(f"log {KEYS[0]}\nquorum none\n")
    program = [sys.executable, "-I", "-S", str(tmp_path / "elsewhere" / "recount")]
    chosen = [str(tmp_path / "b.jsonl"), "--keys", str(tmp_path / "keys"), "--lang"]
    for language, end in (("en", "of these ballots."), ("zh", "这些选票的结果。")):
        done = subprocess.run([*program, *chosen, language], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stdout.decode().rstrip().endswith(end)
        assert "10000.00" in done.stdout.decode()


def test_exit_codes(made, tmp_path, capsysbinary):
    file = tmp_path / "b.jsonl"
    file.write_bytes(swap(made.file()))
    assert main([str(file), "--lang", "zh"]) == 1
    assert "第 105 行 · ballot elector=1".encode() in capsysbinary.readouterr().out
    assert main([str(tmp_path / "none")]) == 2
    for junk in (b"", b"\n\n", b"\xff\xfe", b'{"kind":"assembly"}\n', b"[1]\n" * 4):
        file.write_bytes(junk)
        assert main([str(file)]) == 1
    with pytest.raises(SystemExit, match="2"):
        main([str(file), "--keys", str(file)])


def test_every_code_has_words_in_both_languages():
    source = "".join(file.read_text() for file in PROGRAM.glob("*.py"))
    codes = {each for each in words.SENTENCES if f'"{each}"' in source}
    made_up = {each for each in words.SENTENCES if each.startswith(("row_", "edition_"))}
    assert set(words.SENTENCES) == codes | made_up
    for english, chinese in words.SENTENCES.values():
        assert english.isascii() or "→" in english or "²" in english or "≠" in english
        assert any(ord(c) > 0x2E80 for c in chinese)


def test_signatures_of_rfc_8032_and_of_another_program():
    public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    signature = bytes.fromhex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    assert verifies(public, b"", signature)
    assert not verifies(public, b"x", signature)
    for n in range(5):
        key = Ed25519PrivateKey.generate()
        raw, message = key.public_key().public_bytes_raw(), b"m" * n
        good = key.sign(message)
        assert verifies(raw, message, good)
        assert not verifies(raw, message, good[:40] + bytes([good[40] ^ 1]) + good[41:])
