"""The board as a file: figures first, then a line for each demand. Nobody's name stands in it."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.deliberation.board import public_topics
from linli.deliberation.matters import body_title
from linli.deliberation.models import Topic
from linli.deliberation.shown_topics import headline, where
from linli.kernel import clock
from linli.resolutions.board import Board, board
from linli.resolutions.models import Resolution

Cell = str | int
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
#: So many demands of the newest; the figures count all.
MOST = 20_000


def figures(found: Board) -> list[tuple[str, Cell]]:
    names = dict(Topic.STATES)
    demands = found.demands
    rows: list[tuple[str, Cell]] = [
        (_("Demands raised"), demands.raised),
        (_("of them resolved and confirmed"), demands.resolved),
        (_("Resolutions made"), found.made),
        (_("of them carried out and confirmed"), found.carried_out),
        (
            _("Median of days from the first voice to the confirmation"),
            _or_dash(demands.median_days),
        ),
        (_("Median of days from the decision to the confirmation"), _or_dash(found.median_days)),
    ]
    rows += [(str(names[code]), count) for code, count in demands.states.items()]
    rows += [(_("Overdue with %(body)s") % {"body": body}, count) for body, count in found.overdue]
    return rows


def _or_dash(days: int | None) -> Cell:
    return "–" if days is None else days


def heads() -> list[str]:
    return [
        pgettext("board", "No."),
        pgettext("board", "Demand"),
        pgettext("board", "Where"),
        pgettext("board", "Raised on"),
        pgettext("board", "State"),
        pgettext("board", "Next day"),
        pgettext("board", "Who"),
        pgettext("board", "Reason"),
        pgettext("board", "Path"),
        pgettext("board", "Resolution"),
        pgettext("board", "Closed on"),
    ]


def demands(community: int) -> Iterator[list[Cell]]:
    """The newest first. Two queries."""
    carried = {
        row.topic_id: row.get_state_display()
        for row in Resolution.objects.within(community)
        .filter(topic__isnull=False)
        .order_by("pk")
        .only("topic", "state")
    }
    rows = public_topics(community).order_by("-pk")[:MOST]
    for topic in rows.iterator(chunk_size=2000):
        said = topic.state in {"parked", "deferred", "referred", "rejected"}
        body = body_title(topic.body) if topic.body else ""
        yield [
            topic.pk,
            headline(topic, inside=False),
            where(topic),
            _day(topic.raised_at),
            str(topic.get_state_display()),
            topic.due_on.isoformat() if topic.due_on else "",
            topic.owner_body.name if topic.owner_body else body,
            topic.why if said else "",
            topic.way_there,
            str(carried.get(topic.pk, "")),
            _day(topic.closed_at),
        ]


def _day(moment: datetime | None) -> str:
    return clock.day_of(moment).isoformat() if moment else ""


def workbook(community: int, name: str) -> bytes:
    """Two sheets. Text is written as text: no cell becomes a formula."""
    stream = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(stream, options) as book:
        bold = book.add_format({"bold": True})
        first = book.add_worksheet(pgettext("board", "Figures"))
        first.write_string(0, 0, name, bold)
        first.write_string(0, 1, clock.today().isoformat())
        first.set_column(0, 0, 40)
        for number, row in enumerate(figures(board(community)), 1):
            _write(first, number, list(row))
        second = book.add_worksheet(pgettext("board", "Demands"))
        for column, head in enumerate(heads()):
            second.write_string(0, column, head, bold)
        second.set_column(1, 1, 32)
        for number, line in enumerate(demands(community), 1):
            _write(second, number, line)
    return stream.getvalue()


def _write(sheet: Any, number: int, row: list[Cell]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, int):
            sheet.write_number(number, column, cell)
        else:
            sheet.write_string(number, column, cell)


def table(community: int, _name: str) -> bytes:
    """The demands, comma separated, as spreadsheets open it; what begins like a formula is text."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(heads())
    for row in demands(community):
        writer.writerow([_plain(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> Cell:
    risky = isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"}
    return f"'{cell}" if risky else cell


MAKERS: dict[str, Callable[[int, str], bytes]] = {"xlsx": workbook, "csv": table}
