"""An export as pages show it: figures in words, findings by row, statement and recount side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.voting import queries
from linli.voting.choice_words import choice_word
from linli.voting.models import Assembly, RollUnit
from linli.voting.official import words
from linli.voting.official.differences import BASES, Difference
from linli.voting.official.drafts import Draft
from linli.voting.official.totals import is_complete
from linli.voting.official.types import REJECTED
from linli.voting.operations_exports import figures_of
from linli.voting.queries_official import findings_of
from linli.voting.words import area_words, persons_words

#: Rows of findings that a page shows.
SHOWN = 200
NOTHING = "–"


def signed(basis: str, number: int) -> str:
    """+3 persons, −120.00 m²."""
    sign = "−" if number < 0 else "+" if number else "±"
    word = area_words if basis == "area" else persons_words
    return sign + word(abs(number))


def pair_words(pair: Mapping[str, int | None], *, plus: bool = False) -> str:
    """Both bases, where they are stated."""
    word = {"persons": persons_words, "area": area_words}
    said = [(b, n) for b in BASES if (n := pair[b]) is not None]
    if plus and said and not any(number for _, number in said):
        return _("the same")
    return " · ".join(signed(b, n) if plus else word[b](n) for b, n in said) or NOTHING


def pile_word(pile: str) -> str:
    if pile.isdigit():
        return _("candidate %(number)s") % {"number": pile}
    return choice_word(pile)


def outcome_word(*, passed: bool, elected: Iterable[int], is_election: bool) -> str:
    if not is_election:
        return _("adopted") if passed else _("not adopted")
    numbers = "、".join(map(str, elected))
    return _("elected: %(numbers)s") % {"numbers": numbers or NOTHING}


@dataclass(slots=True)
class Matter:
    """`whole`: whether the official statement is complete."""

    number: int
    title: str
    it: Difference
    whole: bool
    stated: str
    recount: str
    lines: list[dict[str, Any]]
    effects: list[dict[str, str]]


def matter_of(it: Difference, title: str, *, whole: bool = True, is_election: bool) -> Matter:
    lines = [
        {
            "name": pile_word(line.pile),
            "stated": pair_words(line.stated),
            "rows": _rows_words(line.rows),
            "recount": pair_words(line.recount),
            "by": pair_words(line.by, plus=True),
            "differs": line.differs,
        }
        for line in it.lines
    ]
    effects = [
        {
            "title": " · ".join(
                filter(None, (pile_word(each.pile), _counted(each.rows), pair_words(by, plus=True)))
            ),
            "why": str(words.EFFECTS[each.code]),
        }
        for each in it.effects
        if any((by := {"persons": each.persons, "area": each.area}).values())
    ]
    stated = outcome_word(passed=it.stated, elected=it.elected, is_election=is_election)
    recounted = outcome_word(passed=it.recount, elected=it.recount_elected, is_election=is_election)
    return Matter(it.matter, title, it, whole, stated, recounted, lines, effects)


def _counted(rows: int) -> str:
    return ngettext("%(n)s row", "%(n)s rows", rows) % {"n": f"{rows:,}"} if rows else ""


def _rows_words(pair: Mapping[str, int]) -> str:
    return f"{_counted(pair['persons']) or NOTHING} · {area_words(pair['area'])}"


def titles_of(row: Assembly) -> dict[int, str]:
    """Matter's number -> its title in the reader's language."""
    from linli.kernel.language import either

    found = {}
    for matter in queries.matters_of(row):
        texts = queries.words_of(matter)
        best = [texts[language].title for language in ("zh-hans", "en") if language in texts]
        found[matter.number] = either(best[0], best[-1]) if best else ""
    return found


@dataclass(slots=True)
class Preview:
    """Lists are cut at `SHOWN`. Without matters while a question is open."""

    questions: tuple[Any, ...]
    headings: Mapping[str, tuple[str, ...]]
    skipped: list[tuple[str, str]]
    columns: list[tuple[str, str, str]]
    electors: int = 0
    figures: dict[str, Any] = field(default_factory=dict)
    matters: list[Matter] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    findings_count: int = 0


def preview_of(row: Assembly, draft: Draft) -> Preview:
    found = draft.detection
    titles = titles_of(row)
    columns = []
    for layout in found.layouts:
        named = [(str(words.FIELDS[name]), at) for name, at in layout.columns.items()]
        named += [(f"{number}. {titles[number]}", at) for number, at in layout.matters.items()]
        columns += [(layout.sheet, name, layout.headings[at]) for name, at in named]
    skipped = [(each.sheet, str(words.SKIPPED[each.reason])) for each in found.skipped]
    shown = Preview(found.questions, found.headings, skipped, columns)
    if found.questions or not found.layouts:
        return shown
    asks = {ask.number: ask for ask in draft.asks}
    shown.electors = len(draft.frame.roll.electors)
    shown.figures = figures_of(draft)
    shown.matters = [
        matter_of(
            each,
            titles[each.matter],
            whole=is_complete(draft.totals[each.matter], asks[each.matter]),
            is_election=bool(asks[each.matter].candidates),
        )
        for each in draft.differences
    ]
    findings = draft.folded.findings
    shown.findings_count = len(findings)
    cut = findings[:SHOWN]
    labels = _labels(row, {each.home for each in cut if each.home})
    shown.findings = [
        finding(
            each.sheet, each.row, each.code, each.matter, labels.get(each.home, ""),
            said=each.said, roll=each.roll,
        )
        for each in cut
    ]  # fmt: skip
    return shown


def _labels(row: Assembly, homes: set[int]) -> dict[int, str]:
    units = RollUnit.objects.filter(assembly=row, unit__in=homes)
    return dict(units.values_list("unit", "label"))


def finding(  # noqa: PLR0913 (a finding is these)
    sheet: str,
    row: int,
    code: str,
    matter: int | None,
    home: str,
    *,
    said: int | None,
    roll: int | None,
) -> dict[str, Any]:
    about = _("matter %(number)s") % {"number": matter} if matter else ""
    areas = f"{area_words(said)} → {area_words(roll)}" if said is not None and roll else ""
    return {
        "place": " · ".join(filter(None, (f"{sheet} {row}", about))),
        "home": home or NOTHING,
        "code": code,
        "text": str(words.FINDINGS[code]),
        "more": areas,
        "effect": words.effect_of(code),
        "rejected": code in REJECTED - {"choice_missing"},
    }


def kept_findings(row: Assembly) -> list[dict[str, Any]]:
    """Of the export that counts, for whoever counts."""
    found = []
    for each in findings_of(row, SHOWN):
        units = each.entry.units.all() if each.entry else ()
        home = "、".join(sorted(unit.label for unit in units))
        found.append(
            finding(
                each.sheet, each.row, each.code, each.matter, home,
                said=each.said_centi, roll=each.roll_centi,
            )
        )  # fmt: skip
    return found
