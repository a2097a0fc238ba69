"""``recount BUNDLE [--keys FILE] [--lang en|zh]``: every number, every fault, 0 when all agrees.

Ends with 1 when something does not agree, with 2 when it was called wrongly.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

if not __package__:  # `python recount BUNDLE`: the folder itself, wherever it lies
    sys.path[:] = [*sys.path[1:], str(Path(__file__).resolve().parent.parent)]
    __package__ = "recount"
    __import__("recount")

from . import official
from .counting import recount
from .proving import (
    check_body,
    check_homes,
    check_leaves,
    check_tree,
    keys_in,
    signers,
)
from .reading import Bundle, Row, read
from .words import say

ROWS = (
    "roll", "participating", "agree", "oppose", "abstain", "invalid", "silent", "told", "followed",
)  # fmt: skip


class Report:
    """What is printed, in the reader's language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.lines: list[str] = []

    def add(self, key: str, indent: int = 0, **values: object) -> None:
        text = say(key, self.language, **values)
        self.lines += [" " * indent + line for line in text.split("\n")]

    def word(self, key: str) -> str:
        return say(key, self.language)

    def title(self, row: Row) -> Any:
        name = "title_zh" if self.language == "zh" else "title_en"
        return row.get(name) or row.get("title_zh")


def square_metres(centi: int) -> str:
    return f"{centi // 100}.{centi % 100:02}"


def check(data: bytes, keys: list[str], language: str = "en") -> tuple[Bundle, Report]:
    """Everything that can be checked of a bundle, and what there is to say of it."""
    report, bundle = Report(language), read(data)
    _guarded(bundle, "body", check_body)
    _guarded(bundle, "homes", check_homes)
    _guarded(bundle, "assembly", lambda it: _introduce(it, report))
    for matter in bundle.rows["matter"]:
        name = f"matter number={matter['number']}"
        _guarded(bundle, name, lambda it, matter=matter: _count(it, matter, report))
    _guarded(bundle, "leaf", lambda it: _prove(it, keys, report))
    return bundle, report


def _guarded(bundle: Bundle, where: str, part: Any) -> None:
    """A row that lacks something is a fault, never a crash."""
    try:
        part(bundle)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        bundle.blame("broken", where, more=error)


def _introduce(bundle: Bundle, report: Report) -> None:
    head, estate = bundle.one("assembly"), "estate_zh" if report.language == "zh" else "estate_en"
    title, place = report.title(head), head.get(estate) or head["estate_zh"]
    report.add("assembly", code=head["assembly"], title=title, estate=place)
    report.add(f"edition_{bundle.one('body')['edition']}")
    area = sum(row["area_centi"] for row in bundle.rows["elector"])
    persons = sum(row["persons"] for row in bundle.rows["elector"])
    ballots = bundle.rows["ballot"]
    report.add("roll", persons=persons, area=square_metres(area), ballots=len(ballots))
    report.add("paper", 2, count=sum(row["channel"] == "paper" for row in ballots))
    report.add("quarantined", 2, count=sum(row["choices"] is None for row in ballots))
    if "export" in head:
        report.add("export", size=head["export"]["size"], sha256=head["export"]["sha256"])


def _count(bundle: Bundle, matter: Row, report: Report) -> None:
    head, number = bundle.one("assembly"), matter["number"]
    report.lines.append("")
    report.add("matter", number=number, title=report.title(matter))
    try:
        mine = recount(matter, bundle.rows["elector"], bundle.rows["ballot"], head["counting"])
    except ValueError as error:
        bundle.blame("no_choice", f"matter number={number}", more=error)
        return
    for candidate, each in mine.get("candidates", {"": mine}).items():
        if candidate:
            report.add("candidate", 2, number=candidate)
        _numbers(each, head["counting"], matter["threshold"], report)
        if "candidates" not in mine:
            report.add("passed" if mine["passed"] else "failed", 2)
    if "candidates" in mine:
        names = {
            k: ", ".join(map(str, mine[k])) or report.word("nobody") for k in ("elected", "tied")
        }
        report.add("elected", 2, **names)
    for row in bundle.rows["official"]:
        if row["matter"] == number:
            official.compare(mine, row, report)
    theirs = [row for row in bundle.rows["result"] if row["matter"] == number]
    if not theirs:
        bundle.blame("unpublished", f"matter number={number}")
    else:
        for more in _differences(mine, theirs[0]):
            bundle.blame("result", f"result matter={number}", more=more)


def _numbers(each: Row, counting: Row, threshold: Row, report: Report) -> None:
    for name in ROWS:
        area = square_metres(each[name]["area"])
        pair = say("pair", report.language, area=area, persons=each[name]["persons"])
        report.lines.append(f"    {report.word(f'row_{name}')}: {pair}")
    for name, met in each["met"].items():
        test, basis = name.split()
        first = test == "participation"
        have = each["participating" if first else "agree"][basis]
        whole = first or threshold["of"] == "roll"
        of = each["roll" if whole else "participating"][basis]
        share = (counting["participation"] if first else threshold)[basis]
        if basis == "area":
            have, of = square_metres(have), square_metres(of)
        words = {"name": report.word(name), "met": report.word("met" if met else "not_met")}
        report.add("test", 4, have=have, of=of, share=share, **words)


def _differences(mine: Any, theirs: Any, path: str = "") -> list[str]:
    """Where the published numbers are not ours, as ``agree.area 400 ≠ 500``."""
    if isinstance(mine, dict):
        if not isinstance(theirs, dict):
            return [f"{path} ?"]
        if "met" in mine:
            theirs = theirs | {"met": _met(theirs)}
        found = []
        for key, value in mine.items():
            found += _differences(value, theirs.get(key), f"{path}.{key}" if path else key)
        return found
    return [] if mine == theirs else [f"{path} {mine} ≠ {theirs}"]


def _met(theirs: Row) -> Row:
    return {f"{each['name']} {each['basis']}": each["met"] for each in theirs["conditions"]}


def _prove(bundle: Bundle, keys: list[str], report: Report) -> None:
    found = check_leaves(bundle)
    report.lines.append("")
    for log in bundle.rows["log"]:
        check_tree(bundle, log)
        note = str(log["note"])
        leaves = sum(row["log"] == log["log"] for row in bundle.rows["leaf"])
        numbers = {"size": log["size"], "leaves": leaves, "ballots": found.get("ballot", 0)}
        origin = note.partition("\n")[0]
        report.add("log", origin=origin, **numbers)
        named = [log["vkey"], *log["witnesses"]]
        signed = list(signers(note, named))
        if log["vkey"] not in signed or not log["vkey"].startswith(f"{origin}+"):
            bundle.blame("signature", f"log log={log['log']}")
            continue
        report.add("signed", 2, names=", ".join(each.split("+")[0] for each in signed))
        if keys and log["vkey"] not in keys:
            bundle.blame("wrong_key", f"log log={log['log']}", more=log["vkey"])
        elif keys:
            report.add("trusted", 2)
        else:
            report.add("untrusted", 2, vkey=log["vkey"])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="recount", description="Recount a published decision.")
    parser.add_argument("bundle", help="the file of canonical JSON lines that was published")
    parser.add_argument("--keys", help="a file with the text of /log/keys, or with keys you trust")
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    default = "zh" if spoken.startswith("zh") else "en"
    parser.add_argument("--lang", choices=("en", "zh"), default=default)
    options = parser.parse_args(arguments)
    try:
        data = Path(options.bundle).read_bytes()
        keys = keys_in(Path(options.keys).read_text(encoding="utf-8")) if options.keys else []
    except (OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if options.keys and not keys:
        parser.error(f"there is no key in {options.keys}")
    bundle, report = check(data, keys, options.lang)
    lines = [*report.lines, ""]
    for fault in bundle.faults:
        place = say("line", options.lang, line=fault.line) if fault.line else ""
        where = " · ".join(filter(None, (place, fault.where)))
        what = say(fault.code, options.lang, more=fault.more)
        lines.append(f"{say('fault', options.lang)}: {where}: {what}")
    count = len(bundle.faults)
    lines.append(say("bad" if count else "good", options.lang, count=count))
    sys.stdout.buffer.write(("\n".join(lines) + "\n").encode())
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
