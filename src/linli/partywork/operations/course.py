"""Composable writes on a matter and its texts; inside a transaction only."""

from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from linli.facts.partywork import AffairFact
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.partywork import queries
from linli.partywork.models import Affair, Text
from linli.partywork.parameters import DAYS_MOST, LATE_MOST, MEMBERS_MOST, TEXT_MAX
from linli.partywork.states import TRANSITIONS, State, Verb
from linli.threads.private import holds_id_number
from linli.threads.text import clean


def good(text: str, *, field: str = "words", most: int = TEXT_MAX, needed: bool = True) -> str:
    """The cleaned text. Raises Refused when it says nothing, too much, or holds an ID number."""
    text = clean(text)
    if needed and not text:
        raise Refused("partywork.words_first", field=field)
    if len(text) > most:
        raise Refused("partywork.too_long", field=field, most=most)
    if holds_id_number(text):
        raise Refused("partywork.id_number", field=field)
    return text


def locked(affair: int) -> Affair:
    """Locked; whether the actor may, the action's rule has said."""
    return found_or_refused(queries.any_affair(affair).select_for_update(of=("self",), no_key=True))


def begun(affair: int, verb: Verb) -> Affair:
    """Locked, and where the step begins."""
    row = locked(affair)
    if State(row.state) not in TRANSITIONS[verb].sources:
        raise Refused("partywork.not_now")
    return row


def step(
    actor: Actor, row: Affair, verb: Verb, fact: Callable[..., AffairFact], **values: Any
) -> None:
    """Take a locked matter over a transition and save it whole; one event."""
    row.state = TRANSITIONS[verb].target.value
    row.save()
    tell(actor, row, fact, **values)


def tell(actor: Actor, row: Affair, fact: Callable[..., AffairFact], **values: Any) -> None:
    said = fact(affair=row.pk, community=row.community, organisation=row.organisation_id, **values)
    record(actor, said, place=row.community)


def write_text(actor: Actor, row: Affair, words: str) -> Text:
    """The text that stands from now on; the same words are no new version."""
    words = good(words, field="text")
    last = Text.objects.filter(affair=row).order_by("number").last()
    if last is not None and last.text == words:
        return last
    made = Text(
        affair=row,
        number=last.number + 1 if last else 1,
        binding=row.binding,
        person_id=actor.person or 0,
        at=clock.now(),
    )
    made.text = words
    made.save(force_insert=True)
    return made


def put_to_people(actor: Actor, row: Affair, words: str) -> str:
    """The text that everybody reads from today on; its hash."""
    text = write_text(actor, row, words)
    if text.put_on is None:
        text.put_on = clock.today()
        text.save(update_fields=["put_on"])
    return hash_of(text.text)


def hash_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def require_last_day(day: date, least: int) -> None:
    """So many whole days at least, today not counted."""
    today = clock.today()
    if day < today + timedelta(days=least):
        raise Refused("partywork.too_short", field="until", least=least)
    if day > today + timedelta(days=DAYS_MOST):
        raise Refused("partywork.too_far", field="until", most=DAYS_MOST)


def require_past(day: date, after: date | None = None) -> None:
    """The day of a meeting: not to come, not long ago, and after what had to be before it."""
    today = clock.today()
    if day > today or day < today - timedelta(days=LATE_MOST):
        raise Refused("partywork.day_of_meeting", field="day", most=LATE_MOST)
    if after is not None and day <= after:
        raise Refused("partywork.hangs_still", field="day", until=after.isoformat())


def require_figures(entitled: int, present: int, *votes: int) -> None:
    if not 0 < entitled <= MEMBERS_MOST:
        raise Refused("partywork.figures", field="entitled")
    if not 0 <= present <= entitled:
        raise Refused("partywork.figures", field="present")
    if any(each < 0 for each in votes) or sum(votes) > present:
        raise Refused("partywork.figures", field="agree")


def require_answered(row: Affair) -> None:
    left = queries.waiting(row)
    if left:
        raise Refused("partywork.answer_first", left=left)
