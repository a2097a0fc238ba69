"""Minutes of a meeting of motions."""

from collections.abc import Iterable

from linli.deliberation.floor import commands as given
from linli.deliberation.floor.kinds import MeetingState
from linli.deliberation.floor.state import Floor
from linli.meetings.minutes.evening import COURSE, Evening, played
from linli.meetings.minutes.frame import (
    agenda_section,
    disposition,
    meeting_section,
    waiting_item,
)
from linli.meetings.minutes.record import Body, Item, Line, Phrase, Record, Section, Setting
from linli.meetings.outcomes import Ending, endings, still_open, to_next

OVER = (MeetingState.ADJOURNED, MeetingState.MINUTES_APPROVED)


def written(start: Floor, commands: Iterable[given.Command], setting: Setting) -> Record:
    evening = played(start, commands)
    floor = evening.floor
    agenda = tuple((item.id, item.threshold) for item in floor.agenda)
    ends = to_next(floor) if floor.meeting in OVER else endings(floor)
    sections = [
        meeting_section(evening.told(), setting),
        Section(Phrase("h_attendance"), evening.presence.lines(floor.members, setting)),
        agenda_section(agenda),
    ]
    if evening.of(COURSE):
        sections.append(Section(Phrase("h_course"), tuple(evening.of(COURSE))))
    sections += [
        _item(evening, number, item, ends.get(item), setting)
        for number, (item, _) in enumerate(agenda, 1)
    ]
    known = {COURSE, *(item for item, _ in agenda)}
    others = dict.fromkeys((*evening.lines, *evening.speeches))
    sections += [
        Section(_called(other, setting), tuple(evening.of(other)))
        for other in others
        if other not in known
    ]
    waits = _waits(floor, setting)
    sections += [Section(Phrase("h_waits"), waits)] if waits else []
    title = Phrase("title", {"title": setting.title, "number": floor.number})
    return Record(title, tuple(sections))


def _called(section: str, setting: Setting) -> Phrase:
    """A main motion without an item, or one on an item of an earlier meeting."""
    if section in setting.items:
        return Phrase("h_item", {"number": "", "item": Item(section)})
    return Phrase("h_other", {"motion": section})


def _item(
    evening: Evening, number: int, item: str, ending: Ending | None, setting: Setting
) -> Section:
    lines = [*evening.of(item), disposition(ending, setting)]
    return Section(Phrase("h_item", {"number": number, "item": Item(item)}), tuple(lines))


def _waits(floor: Floor, setting: Setting) -> tuple[Line, ...]:
    """Motions that come back by themselves, then items that nobody came to."""
    found = []
    for waits in floor.waiting:
        facts = {
            "motion": waits.main.id,
            "text": waits.main.terms.text or "",
            "on": waits.due or "",
            "body": Body(waits.body or ""),
        }
        found.append(Line(f"w_{waits.how}", facts))
    if floor.meeting in OVER:
        found += [waiting_item(item, setting) for item in still_open(floor)]
    if setting.next_day and found:
        found.append(Line("next_meeting", {"at": setting.next_day}))
    return tuple(found)
