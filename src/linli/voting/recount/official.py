"""The statement of an official system beside our count: said, never a fault of the bundle."""

from typing import Any

from .words import say

Row = dict[str, Any]


def compare(mine: Row, row: Row, report: Any) -> None:
    """What is stated and not our number, why the export's rows are not the count, both outcomes."""
    stated, candidates = row["stated"], mine.get("candidates")
    report.add("official", 2)
    if candidates is None:
        ours = {name: mine[name] for name in ("agree", "oppose", "abstain", "invalid")}
        same = stated.get("passed") == mine["passed"]
        report.add("official_yes" if stated.get("passed") else "official_no", 4)
    else:
        ours = {number: each["agree"] for number, each in candidates.items()}
        same = set(stated.get("elected", ())) == set(mine["elected"])
        names = ", ".join(map(str, stated.get("elected", ()))) or report.word("nobody")
        report.add("official_elected", 4, elected=names)
    lines = [
        (pile, basis, said, number[basis])
        for pile, number in ours.items()
        for basis in ("persons", "area")
        if (said := (stated.get(pile) or {}).get(basis)) not in {None, number[basis]}
    ]
    for pile, basis, said, number in lines:
        shown = {"stated": _shown(basis, said), "recount": _shown(basis, number)}
        report.add("official_differs", 4, name=_name(pile, report), **shown)
    if not lines:
        report.add("official_same", 4)
    for each in row["effects"]:
        values = {name: each[name] for name in ("rows", "persons", "code")}
        area = _shown("area", each["area"])
        values["code"] = report.word(f"why_{each['code']}")
        report.add("official_effect", 4, name=_name(each["pile"], report), area=area, **values)
    if not same:
        report.add("official_outcome", 4)


def _name(pile: str, report: Any) -> str:
    if pile.isdigit():
        return say("candidate", report.language, number=pile)
    return str(report.word(f"row_{pile}"))


def _shown(basis: str, value: int) -> str:
    """Persons, or m² with two decimals and the sign."""
    if basis == "persons":
        return str(value)
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // 100}.{abs(value) % 100:02}"
