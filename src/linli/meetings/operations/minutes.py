"""Minutes: written from the recorded commands, changed, published; inside a transaction only."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from django.utils import translation
from django.utils.translation import gettext as _

from linli.deliberation.floor.state import Floor
from linli.deliberation.matters import body_codes, body_title
from linli.facts import meetings as facts
from linli.journal.operations import record
from linli.kernel import clock, places, workdays
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.meetings.minutes import motions, stages
from linli.meetings.minutes.record import Both, Setting
from linli.meetings.minutes.rendering import Paragraph, as_text, paragraphs, published
from linli.meetings.models import Meeting, Minutes, MinutesAmendment, Seat
from linli.meetings.models.minutes import Rows, packed
from linli.meetings.operations.dispositions import planned_next
from linli.meetings.procedures import procedure
from linli.meetings.queries import items_of, seats_of, start_of, title_of
from linli.meetings.states import HELD, Arrived

WHY = "that minutes exist is public; the rule was asked before"
#: language of minutes -> language of the house
LANGUAGES = {"zh": "zh-hans", "en": "en"}


def locked_minutes(meeting: int) -> Minutes:
    """The meeting first, as everywhere."""
    rows = Meeting.objects.across_communities(WHY).filter(pk=meeting)
    found_or_refused(rows.select_for_update(of=("self",)))
    kept = Minutes.objects.across_communities(WHY).filter(meeting=meeting)
    return found_or_refused(kept.select_for_update(of=("self",)))


# --- the draft ----------------------------------------------------------------------------------
def draft(actor: Actor, row: Meeting) -> Minutes | None:
    """Once, when the meeting is over; None when they are there, or it is not."""
    if row.state not in HELD or Minutes.objects.within(row.community).filter(meeting=row).exists():
        return None
    terms, day = row.charter.plain, clock.today()
    made = Minutes(
        meeting=row,
        community=row.community,
        drafted_at=clock.now(),
        approve_by=workdays.shifted(day, terms.minutes_days),
        publish_by=workdays.shifted(day, terms.publish_days),
    )
    made.packed = packed(written(row))
    made.save(force_insert=True)
    fact = facts.MinutesDrafted(
        meeting=row.pk,
        community=row.community,
        approve_by=made.approve_by.isoformat(),
        publish_by=made.publish_by.isoformat(),
    )
    record(actor, fact, place=row.community)
    return made


def written(row: Meeting) -> Rows:
    """Both languages, from the commands as they were recorded."""
    start, runs = start_of(row), procedure(row.form)
    commands = [runs.unpack_command(each.packed) for each in row.commands.order_by("version")]
    setting = setting_of(row)
    write = motions.written if isinstance(start, Floor) else stages.written
    record_of = write(start, commands, setting)  # type: ignore[arg-type]  # each with its own state
    return {language: paragraphs(record_of, setting, language) for language in LANGUAGES}


def setting_of(row: Meeting) -> Setting:
    """Seats are called by whom they are for: a building, a body."""
    seats, items, then = seats_of(row.pk), items_of(row.pk), planned_next(row)
    named: dict[str, dict[str, dict[str, str]]] = {}
    for language, code in LANGUAGES.items():
        with translation.override(code):
            named[language] = {
                "seats": {seat.key: _seat(seat) for seat in seats},
                "items": {item.key: item.heading for item in items},
                "bodies": {body: str(body_title(body)) for body in body_codes()},
                "title": {"": _title(row)},
            }

    def both(what: str) -> dict[str, Both]:
        zh, en = named["zh"][what], named["en"][what]
        return {key: Both(zh[key], en[key]) for key in zh}

    return Setting(
        title=both("title")[""],
        seats=both("seats"),
        items=both("items"),
        bodies=both("bodies"),
        remote=frozenset(seat.key for seat in seats if seat.arrived == Arrived.REMOTE),
        next_day=then.starts_at if then else None,
        zone=clock.LOCAL,
    )


def _seat(seat: Seat) -> str:
    if seat.building is None:
        return title_of(seat)
    return _("seat of %(building)s") % {"building": title_of(seat)}


def _title(row: Meeting) -> str:
    place = places.community(row.community)
    parts = [place.name_here if place else "", row.estate.name if row.estate else ""]
    return " ".join(filter(None, [*parts, str(row.get_series_display())]))


# --- amendments ---------------------------------------------------------------------------------
def paragraph_of(rows: Iterable[Paragraph], key: str) -> Paragraph:
    """Headings stand as they are."""
    found = next((row for row in rows if row.key == key and row.style == "text"), None)
    if found is None:
        raise Refused("meetings.no_such_paragraph")
    return found


def take_over(row: Minutes, amendment: MinutesAmendment) -> None:
    """The paragraph as it was proposed; where no English is given the English one says so."""
    english = amendment.english
    if not english:
        with translation.override("en"):
            english = _("Amended; the Chinese text holds: %(text)s") % {"text": amendment.chinese}
    texts = {"zh": amendment.chinese, "en": english}
    changed = {
        language: tuple(
            replace(each, text=texts[language]) if each.key == amendment.paragraph else each
            for each in rows
        )
        for language, rows in row.rows.items()
    }
    row.packed = packed(changed)
    row.number += 1


def leave_open_ones(row: Minutes) -> None:
    """A meeting approved the minutes as they stand."""
    with translation.override("zh-hans"):
        words = _("The next meeting approved the minutes without it.")
    for each in row.amendments.filter(state=MinutesAmendment.State.OPEN):
        each.state, each.why_not = MinutesAmendment.State.REFUSED, words
        each.answered_at = clock.now()
        each.save()


# --- approved, published ------------------------------------------------------------------------
def approve(row: Minutes, person: int | None, at_meeting: Meeting | None = None) -> None:
    row.state, row.approved_at = Minutes.State.APPROVED, clock.now()
    row.approved_by_id, row.approved_in = person, at_meeting
    row.save()


def approved(row: Minutes) -> facts.MinutesApproved:
    return facts.MinutesApproved(
        meeting=row.meeting_id,
        community=row.community,
        number=row.number,
        approved_in=row.approved_in_id,
    )


def publish(row: Minutes, person: int | None) -> facts.MinutesPublished:
    """What the charter publishes, in both languages, and the hash of each."""
    parts = row.meeting.charter.plain.publication
    edition = {language: published(rows, parts) for language, rows in row.rows.items()}
    row.packed_edition = packed(edition)
    row.digest_zh, row.digest_en = (digest(edition[language]) for language in ("zh", "en"))
    row.state, row.published_at = Minutes.State.PUBLISHED, clock.now()
    row.published_by_id = person
    row.save()
    return facts.MinutesPublished(
        meeting=row.meeting_id,
        community=row.community,
        parts=list(parts),
        digest=row.digest_zh,
        digest_en=row.digest_en,
    )


def digest(rows: Iterable[Paragraph]) -> str:
    """SHA-256 of the text as its file has it."""
    return sha256(as_text(rows).encode()).hexdigest()
