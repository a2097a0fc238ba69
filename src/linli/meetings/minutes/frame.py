"""What minutes of either kind of meeting share: who was there, the agenda, how each item ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from linli.deliberation.floor.charter import Threshold
from linli.deliberation.floor.kinds import Outcome
from linli.meetings.minutes.record import (
    Body,
    Clock,
    Item,
    Line,
    Part,
    Phrase,
    Seat,
    Section,
    Setting,
)
from linli.meetings.outcomes import Ending, Source

NOTHING = Phrase("nothing")


class Diverged(Exception):
    """Recorded commands that are no longer accepted: minutes cannot be written from them."""


@dataclass
class Presence:
    """Who came and went, as it is read off the states."""

    spans: dict[str, list[tuple[datetime, datetime | None]]] = field(default_factory=dict)
    opened_at: datetime | None = None

    def look(self, before: tuple[str, ...], after: tuple[str, ...], at: datetime) -> None:
        for member in after:
            if member not in before:
                self.spans.setdefault(member, []).append((at, None))
        for member in before:
            if member not in after:
                start, _ = self.spans[member].pop()
                self.spans[member].append((start, at))

    def lines(self, members: Sequence[str], setting: Setting) -> tuple[Line, ...]:
        whole = tuple(m for m in members if self._throughout(m))
        parts = [m for m in members if m in self.spans and m not in whole]
        absent = tuple(m for m in members if m not in self.spans)
        afar = tuple(m for m in members if m in self.spans and m in setting.remote)
        found = [_attendance("throughout", seats=_seats(whole))] if whole else []
        found += [_attendance("came", seat=Seat(m), spans=self._spans(m)) for m in parts]
        found += [] if self.spans else [_attendance("nobody")]
        found += [_attendance("absent", seats=_seats(absent))] if absent else []
        found += [_attendance("remote", seats=_seats(afar))] if afar else []
        return tuple(found)

    def _throughout(self, member: str) -> bool:
        spans = self.spans.get(member, [])
        if len(spans) != 1 or spans[0][1] is not None:
            return False
        return self.opened_at is None or spans[0][0] <= self.opened_at

    def _spans(self, member: str) -> tuple[Phrase, ...]:
        """From the opening on, for whoever was there by then."""
        found = []
        for start, end in self.spans[member]:
            since = max(start, self.opened_at) if self.opened_at else start
            if end is not None and end < since:
                continue
            facts = {"start": Clock(since), "end": Clock(end or since)}
            found.append(Phrase("span" if end else "span_open", facts))
        return tuple(found)


def _seats(members: Iterable[str]) -> tuple[Seat, ...]:
    return tuple(Seat(member) for member in members)


def _attendance(key: str, **facts: object) -> Line:
    return Line(key, facts, Part.ATTENDANCE)


@dataclass(frozen=True, slots=True)
class Opening:
    """When it opened, and with how many of how many needed."""

    at: datetime
    have: int
    need: int


@dataclass(frozen=True, slots=True)
class Told:
    """What the section on the meeting says."""

    day: date
    chair: str
    keeper: str | None
    seats: int
    opening: Opening | None
    lacking: tuple[int, int]
    adjourned_at: datetime | None
    how: Phrase
    continues_at: datetime | None = None


def meeting_section(told: Told, setting: Setting) -> Section:
    lines = [Line("day", {"day": told.day})]
    lines += [Line("place", {"place": setting.place})] if setting.place else []
    lines.append(Line("chair", {"chair": Seat(told.chair)}))
    lines += [Line("keeper", {"keeper": Seat(told.keeper)})] if told.keeper else []
    if told.opening:
        opening = told.opening
        facts = {"at": Clock(opening.at), "have": opening.have, "need": opening.need}
        lines.append(Line("opened", {**facts, "all": told.seats}))
    elif told.adjourned_at:
        have, need = told.lacking
        lines.append(Line("not_opened", {"have": have, "need": need}))
    if told.adjourned_at:
        lines.append(Line("adjourned", {"at": Clock(told.adjourned_at), "how": told.how}))
    else:
        lines.append(Line("not_over"))
    lines += [Line("continues", {"until": told.continues_at})] if told.continues_at else []
    return Section(Phrase("h_meeting"), tuple(lines))


def agenda_section(items: Sequence[tuple[str, Threshold | None]]) -> Section:
    lines = []
    for number, (item, share) in enumerate(items, 1):
        facts: dict[str, object] = {"number": number, "item": Item(item)}
        key = "on_agenda"
        if share:
            key, facts = "on_agenda_share", {**facts, "threshold": share}
        lines.append(Line(key, facts, Part.AGENDA))
    lines = lines or [Line("no_agenda", {}, Part.AGENDA)]
    return Section(Phrase("h_agenda"), tuple(lines))


def disposition(ending: Ending | None, setting: Setting, *, tasks: bool = False) -> Line:
    """How the item ended; what went to the next meeting, with its day if that is known."""
    why = NOTHING
    if ending and ending.reason:
        why = Phrase("why", {"reason": ending.reason})
    elif ending and ending.source is Source.ADJOURNED:
        why = Phrase("not_reached")
    return Line(*_disposed(ending, setting, why, tasks=tasks), Part.RESOLUTIONS)


def _disposed(
    ending: Ending | None, setting: Setting, why: Phrase, *, tasks: bool
) -> tuple[str, dict[str, object]]:
    if ending is None:
        return "d_open", {}
    if ending.outcome is Outcome.ADOPTED:
        if tasks:
            return "d_tasks", {"why": why}
        return "d_adopted", {"decision": ending.decision}
    if ending.outcome is Outcome.REFERRED:
        return "d_referred", {"body": Body(ending.body), "on": ending.on, "why": why}
    if ending.outcome is Outcome.DEFERRED:
        day = ending.on or (setting.next_day and setting.next_day.astimezone(setting.zone).date())
        return ("d_deferred", {"on": day, "why": why}) if day else ("d_next", {"why": why})
    return f"d_{ending.outcome}", {"why": why}


def waiting_item(item: str, setting: Setting) -> Line:
    if setting.next_day is None:
        return Line("w_item", {"item": Item(item)})
    on = setting.next_day.astimezone(setting.zone).date()
    return Line("w_item_on", {"item": Item(item), "on": on})
