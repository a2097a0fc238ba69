"""Composable writes on mandates; inside a transaction only."""

from collections.abc import Iterable, Sequence
from datetime import date

from linli.facts import representation as facts
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Actor
from linli.kernel.attachments import keeper
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.organisations.models import Organisation
from linli.places.models import Building
from linli.representation.models import Mandate, Objection, Part
from linli.representation.parameters import TEXT_MAX
from linli.representation.states import LIVING, Ending, State
from linli.threads.private import holds_id_number
from linli.threads.text import clean

#: What files call the mandates that own them.
PAPERS_OF = "representation.mandate"
HELD = "the action's rule was asked before"
_LIVING = [state.value for state in sorted(LIVING)]


def good_text(text: str, *, field: str = "words", needed: bool = True) -> str:
    """The cleaned text. Raises Refused when it is too long, holds an ID, or is missing."""
    text = clean(text)
    if len(text) > TEXT_MAX:
        raise Refused("representation.too_long", field=field, most=TEXT_MAX)
    if holds_id_number(text):
        raise Refused("representation.id_number", field=field)
    if needed and not text:
        raise Refused("representation.words_first", field=field)
    return text


def lock_whom(buildings: Iterable[int], organisation: int | None) -> None:
    """Two choices for the same building or body wait for each other: buildings first, in order."""
    wanted = sorted(buildings)
    list(Building.objects.filter(pk__in=wanted).order_by("pk").select_for_update(of=("self",)))
    if organisation is not None:
        rows = Organisation.objects.filter(pk=organisation)
        list(rows.select_for_update(of=("self",)))


def locked_mandate(mandate: int) -> Mandate:
    rows = Mandate.objects.across_communities(HELD).filter(pk=mandate)
    return found_or_refused(rows.select_for_update(of=("self",)))


def in_the_way(row: Mandate, buildings: Iterable[int], *states: State) -> list[Mandate]:
    """Other mandates of its kind, for the same building or body, whose term overlaps. One query."""
    rows = Mandate.objects.within(row.community).filter(
        kind=row.kind,
        state__in=[state.value for state in states],
        since__lte=row.until,
        until__gte=row.since,
    )
    if row.organisation_id is not None:
        rows = rows.filter(organisation=row.organisation_id)
    else:
        parts = Part.objects.filter(building__in=list(buildings)).values("mandate")
        rows = rows.filter(pk__in=parts)
    return list(rows.exclude(pk=row.pk).prefetch_related("parts"))


def bind(actor: Actor, files: Sequence[str], mandate: int) -> None:
    if files:
        keeper().bind(actor, files=list(files), kind=PAPERS_OF, owner=mandate)


def finish(row: Mandate, how: Ending, on: date, *, by: int | None, words: str = "") -> bool:
    """End a locked mandate; answers whether it had counted."""
    counted = row.state == State.RECOGNISED
    row.state, row.ending = State.ENDED.value, how.value
    row.ended_on, row.ended_by_id = on, by
    row.end_text = words
    row.save()
    return counted


def tell_ended(actor: Actor, row: Mandate, *, counted: bool) -> None:
    """The one event of an ending."""
    fact = facts.RepresentationEnded(
        representation=row.pk,
        community=row.community,
        how=row.ending,
        on=row.ended_on.isoformat() if row.ended_on else "",
        counted=counted,
    )
    record(actor, fact, place=row.community)


def erase_of(person: int) -> None:
    """A person closed the account: they speak for nobody any more, and their words are gone."""
    records = records_of(person)
    rows = Mandate.objects.across_communities("a closed account, wherever it spoke")
    living = list(
        rows.filter(person__in=records, state__in=_LIVING).order_by("pk").select_for_update()
    )
    for row in living:
        counted = finish(row, Ending.ERASED, clock.today(), by=None)
        tell_ended(SYSTEM, row, counted=counted)
    about = rows.filter(person__in=records)
    about.update(words=None, verdict=None, last_words=None)
    objected = Objection.objects.across_communities("a closed account, wherever it objected")
    gone = objected.filter(person__in=records, words__isnull=False).update(words=None, answer=None)
    if living or gone:
        fact = facts.RepresentationsErased(person=person, mandates=len(living), objections=gone)
        record(SYSTEM, fact)
