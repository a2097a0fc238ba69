"""Reads on an applied official export: whether it is there, what it decides, how it differs."""

from dataclasses import dataclass, replace

from linli.kernel.decision import ALLOWED, Decision, denied
from linli.voting import queries
from linli.voting.export_rules import is_imported
from linli.voting.models import Assembly, ExportDraft, ExportFinding, OfficialImport, RollEntry
from linli.voting.official.differences import Difference, difference
from linli.voting.tally import Counts, Sums


def is_there(row: Assembly) -> Decision:
    """What a count needs where ballots come from an official system."""
    if not is_imported(row) or OfficialImport.objects.filter(assembly=row).exists():
        return ALLOWED
    return denied("voting.export_first")


def official_of(row: Assembly) -> OfficialImport | None:
    return OfficialImport.objects.filter(assembly=row).first() if is_imported(row) else None


def open_export(row: Assembly) -> ExportDraft | None:
    rows = ExportDraft.objects.within(row.community).select_related("content")
    return rows.filter(assembly=row, state=ExportDraft.State.OPEN).first()


@dataclass(frozen=True, slots=True)
class Stated:
    """What the official statement says came out; `elected`: numbers of candidates."""

    passed: bool
    elected: tuple[int, ...] = ()


def stated_outcomes(row: Assembly) -> dict[int, Stated]:
    """Matter's number -> the outcome by the official statement, where that one binds."""
    official = official_of(row)
    if official is None:
        return {}
    stated = official.totals.items()
    found = {int(n): (each, tuple(each.get("elected") or ())) for n, each in stated}
    return {n: Stated(bool(who or each.get("passed")), who) for n, (each, who) in found.items()}


def adopted_in(row: Assembly) -> tuple[int, ...]:
    """Matters that were adopted, in their order: by the official result where that one binds."""
    stated = stated_outcomes(row)
    results = row.results.select_related("matter").order_by("matter__number")
    return tuple(r.matter_id for r in results if stated.get(r.matter.number, r).passed)


def differences_of(row: Assembly) -> list[Difference]:
    """Statement, rows and recount of each matter. Empty before the count. Three queries."""
    official = official_of(row)
    if official is None:
        return []
    results = row.results.select_related("matter").order_by("matter__number")
    return [
        difference(
            r.matter.number,
            official.totals[str(r.matter.number)],
            official.rows[str(r.matter.number)],
            official.effects[str(r.matter.number)],
            r.explanation,
        )
        for r in results
    ]


def findings_of(row: Assembly, most: int) -> list[ExportFinding]:
    """The first rows that something was found about. Two queries."""
    rows = ExportFinding.objects.filter(official=row.pk).select_related("entry")
    return list(rows.prefetch_related("entry__units").order_by("pk")[:most])


def silent_on_each(row: Assembly, found: dict[int, Counts]) -> dict[int, Counts]:
    """An export may say nothing of an elector on one matter: told and silent, there.

    `found`: by matter's key. A query for each matter, where the silent follow the majority.
    """
    return {matter: replace(counts, told=_told(row, matter)) for matter, counts in found.items()}


def _told(row: Assembly, matter: int) -> Sums:
    heard = queries.current_choices(row).filter(matter=matter).values("entry")
    told = queries.told_entries(row).exclude(pk__in=heard)
    weights = list(
        RollEntry.objects.within(row.community)
        .filter(pk__in=told.values("pk"))
        .values_list("area_centi", "persons")
    )
    return Sums(sum(area for area, _ in weights), sum(persons for _, persons in weights))
