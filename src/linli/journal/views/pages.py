"""Pages of the log for people, and the receipts that they take home."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from linli.journal import queries
from linli.journal.merkle import leaf_hash
from linli.journal.models import Event, Log, LogEntry, Opening
from linli.journal.receipts import leaf_values
from linli.journal.titles import title_of
from linli.kernel.errors import Refused
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of

PAGE = 20
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """A page of things that are not rows; `next` is the index to go on before, None at the end."""

    items: Sequence[T]
    next: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as a line of a list."""

    index: int
    title: str
    time: str


@require_safe
def home(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """What the log is, how it stands, and its newest entries."""
    log = _log(number)
    newest = queries.newest_checkpoints(log.number)
    size = newest[0].size if newest else 0
    trust = queries.trust_of(log)
    note = queries.note_of(newest[0]) if newest else None
    seen = {key.name: signature for key, signature in trust.cosigners(note).items()} if note else {}
    before = request.GET.get("before", "")
    end = min(int(before), size) if before.isdecimal() and len(before) < PAGE else size
    context = {
        "log": log,
        "logs": queries.logs(),
        "size": size,
        "newest": newest,
        "note": note,
        "witnesses": [(each, seen.get(str(each))) for each in queries.witnesses()],
        "quorum": trust.quorum,
        "halted": queries.is_halted(log.number),
        "page": _newest_entries(log, end),
        "path": _path(log, number),
    }
    return render(request, "journal/log.html", context)


def _newest_entries(log: Log, end: int) -> Slice[Line]:
    start = max(0, end - PAGE)
    found = queries.entries_between(log.number, start, end) if end else []
    lines = [_line(index, entry) for index, entry in enumerate(found, start)]
    return Slice(lines[::-1], str(start) if start else None)


def _line(index: int, entry: bytes) -> Line:
    values = leaf_values(entry)
    return Line(index, title_of(str(values.get("type", ""))), _shown(values.get("time")))


def _shown(time: Any) -> str:
    """A leaf's time as people here read it; its day alone where the leaf tells no more."""
    text = str(time or "")
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    if at.tzinfo is None:
        return date_format(at.date(), "DATE_FORMAT")
    return date_format(localtime(at), "DATETIME_FORMAT")


def _path(log: Log, number: int | None) -> str:
    """Where the tree of this log is served."""
    return reverse("log") if number is None else reverse("old_log", args=[log.number])


def _log(number: int | None) -> Log:
    log = queries.log_numbered(number)
    if log is None:
        raise Http404
    return log


@require_safe
def entry(request: HttpRequest, index: int, number: int | None = None) -> HttpResponse:
    """One entry, and what it commits to where the reader may see that."""
    log = _log(number)
    leaf = queries.entry_at(log.number, index)
    if leaf is None:
        raise Refused("journal.no_entry")
    values = leaf_values(leaf)
    found = LogEntry.objects.filter(log=log.number, index=index).first()
    event = Event.objects.filter(pk=found.event).first() if found else None
    may = event is not None and queries.may_open(event, actor_of(request).person)
    opening = Opening.objects.filter(event=found.event).first() if found and may else None
    digest = leaf_hash(leaf).hex()
    asked = request.GET.get("hash", "")
    context = {
        "log": log,
        "index": index,
        "title": title_of(str(values.get("type", ""))),
        "time": _shown(values.get("time")),
        "leaf": leaf.decode(),
        "digest": digest,
        "asked": asked,
        "matches": asked == digest,
        "event": event,
        "may": may,
        "payload": _payload(bytes(opening.payload)) if opening else None,
        "path": _path(log, number),
    }
    return render(request, "journal/entry.html", context)


def _payload(text: bytes) -> list[tuple[str, Any]]:
    return sorted(leaf_values(text).items())


# --- receipts -----------------------------------------------------------------------------------
def _event_for(request: HttpRequest, event: int) -> Event:
    """A logged event whose receipt this reader may have. Others' look as if they did not exist."""
    found = Event.objects.filter(pk=event, type__in=queries.logged_types()).first()
    person = actor_of(request).person
    if found is None or not queries.may_open(found, person):
        raise Refused("kernel.sign_in_first" if person is None else "journal.no_receipt")
    return found


def _place(event: Event) -> LogEntry:
    place = queries.places_in_log([event.pk]).get(event.pk)
    if place is None:
        raise Refused("journal.not_yet")
    return place


@require_safe
def proof(request: HttpRequest, event: int) -> HttpResponse:
    """The receipt as a file (C2SP tlog-proof)."""
    place = _place(_event_for(request, event))
    text = str(queries.receipt_for(place, opened=True).proof)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    name = f"linli-{place.log}-{place.index}.tlog-proof"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def receipt(request: HttpRequest, event: int) -> HttpResponse:
    """The receipt to print, for people without a computer."""
    found = _event_for(request, event)
    place = queries.places_in_log([found.pk]).get(found.pk)
    context: dict[str, Any] = {"event": found, "title": title_of(found.type), "place": place}
    if place is not None:
        given = queries.receipt_for(place, opened=True)
        digest = leaf_hash(given.entry).hex()
        address = request.build_absolute_uri(
            reverse("old_log_entry", args=[place.log, place.index]) + f"?hash={digest}"
        )
        code = segno.make(address, error="m", micro=False)
        context |= {
            "receipt": given,
            "digest": digest,
            "log": _log(place.log),
            "time": _shown(leaf_values(given.entry).get("time")),
            "address": address,
            "quorum": queries.quorum(),
            "qr": code.svg_data_uri(scale=4, border=4, dark="#000", light="#fff"),
        }
    return render(request, "journal/receipt.html", context)


@require_safe
@signed_in
def receipts(request: HttpRequest) -> HttpResponse:
    """My own acts that stand in the log, or will in a moment."""
    person = actor_of(request).person
    mine = queries.receipts_of(person) if person is not None else Event.objects.none()
    page = page_of(mine, key=["-id"], after=request.GET.get("after"), size=PAGE)
    places = queries.places_in_log([each.pk for each in page.items])
    rows = [(each, title_of(each.type), places.get(each.pk)) for each in page.items]
    return render(request, "journal/receipts.html", {"page": page, "rows": rows})
