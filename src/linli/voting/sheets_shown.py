"""Paper ballots as the desk sees them: by home which sheet, what came in, what was keyed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linli.kernel.scoping import ScopedQuerySet
from linli.places.models import Unit
from linli.voting import paper
from linli.voting.audits import is_fixed, to_read_again
from linli.voting.ballot_queries import questions_of
from linli.voting.in_force import rules_of
from linli.voting.models import (
    Assembly,
    HandedIn,
    Keying,
    Quarantine,
    RollUnit,
    Sheet,
)
from linli.voting.models.paper import MOST_OPERATORS, OPERATORS
from linli.voting.published import Matter, Threshold
from linli.voting.queries import matters_of, votable, words_of
from linli.voting.shown import local


@dataclass(frozen=True, slots=True)
class Row:
    """A home on the roll and the paper ballot of its elector; `came_in`: as far as it is shown."""

    unit: Unit
    elector: int
    sheet: Sheet | None
    came_in: bool

    @property
    def tone(self) -> str:
        return "ok" if self.came_in else "wait" if self.sheet else "plain"

    @property
    def word(self) -> str:
        if self.came_in:
            return _("came in")
        return _("printed") if self.sheet else _("not printed")


def homes(row: Assembly, building: int | None = None) -> ScopedQuerySet[Unit]:
    """The homes on the frozen roll, for a page by position."""
    rolled = RollUnit.objects.filter(assembly=row).values("unit")
    units = Unit.objects.within(row.community).filter(pk__in=rolled)
    return (units.filter(building=building) if building else units).select_related("building")


def rows_of(row: Assembly, units: Iterable[Unit], *, homes_too: bool) -> list[Row]:
    """Three queries at most. `homes_too`: whether it is said of each home that its sheet came in.

    That is for collectors: it tells who has voted.
    """
    listed = list(units)
    rolled = RollUnit.objects.filter(assembly=row, unit__in=[unit.pk for unit in listed])
    entries = {each.unit_id: each.entry for each in rolled.select_related("entry")}
    last = {s.entry_id: s for s in living_sheets(row, [e.pk for e in entries.values()])}
    came_in = _came_in(row, last) if homes_too else frozenset()
    found = []
    for unit in listed:
        entry = entries[unit.pk]
        found.append(Row(unit, entry.number, last.get(entry.pk), entry.pk in came_in))
    return found


def _came_in(row: Assembly, entries: Iterable[int]) -> frozenset[int]:
    """Electors of whom a sheet came in, the last one or an earlier one. One query."""
    rows = HandedIn.objects.filter(sheet__assembly=row, sheet__entry__in=list(entries))
    return frozenset(rows.values_list("sheet__entry", flat=True))


def counts_of(row: Assembly) -> tuple[int, int]:
    """How many electors have a sheet, and how many sheets came in. Two queries."""
    sheets = Sheet.objects.within(row.community).filter(assembly=row)
    handed = HandedIn.objects.filter(sheet__assembly=row)
    return sheets.values("entry").distinct().count(), handed.count()


def living_sheets(row: Assembly, entries: Iterable[int]) -> list[Sheet]:
    """Each elector's last sheet. One query."""
    rows = Sheet.objects.within(row.community).filter(assembly=row, entry__in=list(entries))
    return list(rows.order_by("entry", "-pk").distinct("entry"))


def to_print(
    row: Assembly, *, homes_too: bool, building: int | None = None, elector: int | None = None
) -> list[str]:
    """Codes of the last sheets in the order of the homes; for collectors without those that came in.

    For others the file must not tell which are missing. A sheet that came in is taken only once.
    `elector`: of that one alone, by its number.
    """
    units = homes(row, building).order_by("position", "pk")
    if elector is not None:
        own = RollUnit.objects.filter(assembly=row, entry__number=elector)
        units = units.filter(pk__in=own.values("unit"))
    rows = rows_of(row, units, homes_too=homes_too)
    codes = [each.sheet.code for each in rows if each.sheet and not each.came_in]
    return list(dict.fromkeys(codes))


def html_of(row: Assembly, codes: list[str]) -> str:
    """The ballots as they are printed, a sheet a code."""
    head = paper.Paper(
        assembly=row.code,
        title=row.title,
        estate=row.estate.name,
        opens=local(row.opens_at),
        closes=local(row.closes_at),
    )
    return paper.ballots(head, _matters(row), codes)


def _matters(row: Assembly) -> list[Matter]:
    law, questions = rules_of(row), {q.number: q for q in questions_of(row)}
    found = []
    for matter in votable(matters_of(row)):
        texts, share = words_of(matter), law.threshold(matter.kind)
        zh, en = texts.get("zh-hans"), texts.get("en")
        found.append(
            Matter(
                matter.number,
                matter.kind,
                zh.title if zh else "",
                en.title if en and get_language() == "en" else "",
                Threshold(share.of, str(share.area), str(share.persons)),
                seats=matter.seats,
                candidates=questions[matter.number].candidates,
            )
        )
    return found


def _keyed(row: Assembly) -> Count:
    """How often a sheet was keyed in the present round."""
    before = MOST_OPERATORS * (row.paper_round - 1)
    return Count("keyings", filter=Q(keyings__nth__gt=before))


# --- what came in -------------------------------------------------------------------------------
def handed_in(row: Assembly, person: int) -> QuerySet[HandedIn]:
    """With how often it was keyed, whether it is set aside, and whether the reader keyed it."""
    own = Keying.objects.filter(handed=OuterRef("pk"), by=person)
    aside = Quarantine.objects.filter(ballot=OuterRef("ballot"))
    missing = aside.exclude(reason=Quarantine.Reason.MISMATCH)
    return (
        HandedIn.objects.filter(sheet__assembly=row)
        .select_related("sheet")
        .annotate(keyed=_keyed(row), own=Exists(own), aside=Exists(aside))
        .annotate(missing=Exists(missing), fixed=Value(is_fixed(row)))
    )


def word_of(handed: HandedIn) -> tuple[str, str]:
    """Tone and word of a sheet that came in; `handed` as `handed_in` has it."""
    keyed = handed.keyed  # type: ignore[attr-defined]  # annotated
    if handed.aside:  # type: ignore[attr-defined]  # annotated
        if not waits_aside(handed):
            return "stop", _("set aside")
        third = keyed == OPERATORS
        return "stop", _("set aside: a third reads") if third else _("set aside: read anew")
    if keyed >= OPERATORS:
        return "ok", _("counted")
    return ("wait", _("keyed once")) if keyed else ("plain", _("not keyed"))


def waits_aside(handed: HandedIn) -> bool:
    """Two readings differ, of this round or an earlier one, and it may be read once more.

    `handed` as `handed_in` has it.
    """
    mismatch = handed.aside and not handed.missing and not handed.fixed  # type: ignore[attr-defined]
    return bool(mismatch) and handed.keyed < MOST_OPERATORS  # type: ignore[attr-defined]


def is_open(handed: HandedIn) -> bool:
    """Whether whoever looks may read it now; `handed` as `handed_in` has it."""
    if handed.own:  # type: ignore[attr-defined]  # annotated
        return False
    fresh = not handed.aside and handed.keyed < OPERATORS  # type: ignore[attr-defined]
    return fresh or waits_aside(handed)


def to_key(row: Assembly) -> int:
    """Sheets that wait for a reading."""
    rows = HandedIn.objects.filter(sheet__assembly=row).annotate(keyed=_keyed(row))
    fresh = Q(ballot__quarantine=None, keyed__lt=OPERATORS)
    return rows.filter(fresh).count() + to_read_again(row).count()
