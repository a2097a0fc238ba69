"""What a draft looks like on the page: figures in words, findings by row, the difference."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from linli.places.difference import LEFT_OUT, Difference
from linli.places.drafts import Draft
from linli.places.roster import words
from linli.places.roster.detect import heading_keys
from linli.places.roster.heading import heading_of
from linli.places.roster.types import Finding, Question, Severity, UnitRow

#: Rows of findings and of changes that a page shows.
SHOWN = 200
TONES = {Severity.WARNING: "wait", Severity.DISPUTED: "warn", Severity.REJECTED: "stop"}


@dataclass(slots=True)
class Preview:
    """`headings`: sheet -> headings that may answer a question. Lists are cut at `SHOWN`."""

    questions: tuple[Question, ...]
    headings: dict[str, tuple[str, ...]]
    skipped: list[tuple[str, str]]
    columns: list[tuple[str, str, str]]
    figures: dict[str, Any] = field(default_factory=dict)
    findings: list[dict[str, Any]] = field(default_factory=list)
    findings_count: int = 0
    difference: Difference | None = None
    changes: list[dict[str, Any]] = field(default_factory=list)


def preview_of(draft: Draft) -> Preview:
    found = draft.detection
    shown = Preview(
        questions=found.questions,
        headings={layout.sheet: layout.headings for layout in found.layouts},
        skipped=[(each.sheet, str(words.SKIPPED[each.reason])) for each in found.skipped],
        columns=[
            (layout.sheet, str(words.FIELDS[name]), layout.headings[at])
            for layout in found.layouts
            for name, at in layout.columns.items()
        ],
    )
    for sheet in draft.sheets:
        if sheet.name not in shown.headings and (heading := heading_of(sheet)):
            shown.headings[sheet.name] = heading_keys(heading.texts)
    if not found.questions and found.layouts:
        _add_content(shown, draft)
    return shown


def sorted_findings(draft: Draft) -> list[tuple[UnitRow, Finding]]:
    """The gravest first."""
    every = [(unit, finding) for unit in draft.roster.units for finding in unit.findings]
    every.sort(key=lambda pair: list(Severity).index(pair[1].severity), reverse=True)
    return every


def numbered_changes(change: Difference) -> list[tuple[int, str, tuple[str, ...], bool]]:
    """Unit id, its address, what changes, and whether it was corrected by hand."""
    left = [(each.pk, each.label, (LEFT_OUT,), each.corrected) for each in change.left_out]
    return [
        *left,
        *(
            (each.known.pk, each.known.label, each.what, each.known.corrected)
            for each in change.changed
        ),
    ]


def _add_content(shown: Preview, draft: Draft) -> None:
    shown.figures = draft.figures
    every = sorted_findings(draft)
    shown.findings_count = len(every)
    shown.findings = [
        {
            "place": f"{finding.sheet} {finding.row}",
            "unit": " ".join(filter(None, (unit.building, unit.stair, unit.room))),
            "text": words.text_of_finding(finding),
            "effect": words.SEVERITIES[finding.severity],
            "tone": TONES[finding.severity],
        }
        for unit, finding in every[:SHOWN]
    ]
    shown.difference = draft.difference
    changes: list[dict[str, Any]] = [
        {
            "unit": label,
            "text": "、".join(str(WHAT[each]()) for each in what),
            "corrected": corrected,
        }
        for _pk, label, what, corrected in numbered_changes(draft.difference)
    ]
    shown.changes = changes[:SHOWN]


WHAT = {
    LEFT_OUT: lambda: _("The new roster leaves it out: it becomes disputed."),
    "area": lambda: _("another floor area"),
    "owner": lambda: _("another owner"),
    "holding": lambda: _("handed over or not"),
    "findings": lambda: _("other findings"),
    "back": lambda: _("on the roster again"),
    "roster": lambda: _("the row reads otherwise"),
}
