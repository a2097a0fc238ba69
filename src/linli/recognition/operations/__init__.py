"""Composable writes: records from facts, badges from records. Inside a transaction only."""

from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.urls import reverse
from procrastinate.contrib.django import app

from linli.facts.recognition import BadgeFact, BadgeGiven, BadgeTaken
from linli.identity.models import Person
from linli.identity.queries import records_of
from linli.journal.models import Event
from linli.journal.operations_bulk import record_many
from linli.journal.outbox import require_district_transaction
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.notices import operations as notices
from linli.notices.audiences import Addressee
from linli.recognition import queries
from linli.recognition.kinds import Entry, entries_of, kinds
from linli.recognition.models import Badge, Honour, Objection, Record, Sharing
from linli.recognition.states import Honour as HonourState
from linli.recognition.states import Record as State

#: The job that settles every community of a district; see `jobs.py`.
SETTLE = "linli.recognition.settle"
#: People whose badges are settled in one transaction.
CHUNK = 200
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('recognition.person', %s))"


def _lock(people: Iterable[int]) -> None:
    """One after the other of each person, in order, until the commit."""
    require_district_transaction()
    with connection.cursor() as cursor:
        for person in sorted(set(people)):
            cursor.execute(_LOCK, [person])


def community_of(event: Event) -> int | None:
    found = event.payload.get("community") or event.place
    return int(found) if found is not None else None


def note(event: Event) -> int:
    """Write down what a fact says that people did, once, and settle their badges; how many rows."""
    community = community_of(event)
    entries = entries_of([event])
    if community is None or not entries:
        return 0
    people = {entry.person for entry in entries}
    _lock(people)
    made = _write(community, entries)
    if made:
        settle(community, people)
    return made


def _write(community: int, entries: Sequence[Entry]) -> int:
    """A deed of a kind that counts once per subject is struck from the start the second time."""
    once = {code for code, kind in kinds().items() if kind.once}
    rows = Record.objects.within(community)
    known = set(
        rows.filter(event__in={e.event for e in entries}).values_list("event", "kind", "person")
    )
    counted = set(
        rows.filter(
            person__in={e.person for e in entries},
            kind__in=once,
            subject__in={e.subject for e in entries},
            state=State.STANDS,
        ).values_list("kind", "person", "subject")
    )
    made = []
    for each in entries:
        if (each.event, each.kind, each.person) in known:
            continue
        again = each.kind in once and (each.kind, each.person, each.subject) in counted
        state = State.STRUCK if again or each.undone else State.STANDS
        if each.kind in once and state == State.STANDS:
            counted.add((each.kind, each.person, each.subject))
        made.append(
            Record(
                community=community,
                event=each.event,
                kind=each.kind,
                person_id=each.person,
                subject=each.subject,
                minutes=each.minutes,
                day=clock.day_of(each.ended),
                state=state,
            )
        )
    Record.objects.bulk_create(made, batch_size=1_000)
    return len(made)


def judge(event: Event, *, kind: str, person: int, state: State) -> bool:
    """Somebody doubts, strikes or restores a record; noted first where it was not yet."""
    community = community_of(event)
    if community is None:
        return False
    note(event)
    _lock([person])
    rows = Record.objects.within(community).filter(event=event.pk, kind=kind, person=person)
    row = rows.exclude(state=state).first()
    if row is None:
        return False
    row.state = state
    row.save(update_fields=["state"])
    settle(community, [person])
    return True


def strike_subject(community: int, *, kind: str, subject: str) -> int:
    """It was opened again: what stands of it does not count any more."""
    rows = Record.objects.within(community).filter(kind=kind, subject=subject, state=State.STANDS)
    people = set(rows.values_list("person", flat=True))
    if not people:
        return 0
    _lock(people)
    struck = rows.update(state=State.STRUCK)
    settle(community, people)
    return struck


def settle(community: int, people: Iterable[int]) -> int:
    """Give these people the badges that they earned, take those that they did not; how many."""
    whose = {whole for person in people for whole in _whole(person)}
    _lock(whose)
    found = queries.differences(community, clock.today(), whose)
    now, edition = clock.now(), queries.edition_on(community, clock.today())
    number = edition.number if edition else 0
    rows = [
        Badge(community=community, person_id=person, code=code, edition=number, given_at=now)
        for person, code in found.give
    ]
    Badge.objects.bulk_create(rows)
    Badge.objects.within(community).filter(pk__in=[row.pk for row in found.take]).update(
        taken_at=now
    )
    told: list[tuple[str, type[BadgeFact], list[Badge]]] = [
        ("badge_given", BadgeGiven, rows),
        ("badge_taken", BadgeTaken, found.take),
    ]
    for kind, fact, badges in told:
        _tell(community, kind, fact, badges)
    return len(rows) + len(found.take)


def _tell(community: int, kind: str, fact: type[BadgeFact], badges: list[Badge]) -> None:
    """A fact for each badge, and one notice for all whom it concerns."""
    if not badges:
        return
    made = [
        fact(community=community, person=b.person_id, badge=b.code, edition=b.edition)
        for b in badges
    ]
    record_many(SYSTEM, made, place=community)
    notices.issue(
        SYSTEM,
        community=community,
        people=[Addressee(person) for person in sorted({b.person_id for b in badges})],
        audience="person",
        kind=kind,
        link=reverse("my_record"),
    )


def _whole(person: int) -> set[int]:
    """The record that somebody's was merged into, and all that went into it."""
    kept = Person.objects.filter(pk=person).values_list("merged_into", flat=True).first()
    return {person, *records_of(kept or person)}


def settle_soon() -> None:
    """The nightly look at this district's badges, as soon as this transaction is committed."""
    schema = require_district_transaction()
    app.configure_task(SETTLE, allow_unknown=True).defer(schema=schema)


def settle_all(community: int) -> int:
    """Everybody of a community, in steps of their own; what a killed run did stays done."""
    people, changed = sorted(queries.differences(community, clock.today()).people), 0
    for start in range(0, len(people), CHUNK):
        with transaction.atomic():
            changed += settle(community, people[start : start + CHUNK])
    return changed


def erase_person(person: int) -> None:
    """An account was closed: nothing is shown, no words stay. That something was done, stays."""
    ids = records_of(person)
    Sharing.objects.across_communities("erasure").filter(person__in=ids).delete()
    honours = Honour.objects.across_communities("erasure").filter(person__in=ids)
    honours.filter(state__in=[HonourState.OFFERED, HonourState.PUBLIC]).update(
        state=HonourState.DECLINED
    )
    honours.update(reason=None, answer=None, named=False)
    Objection.objects.across_communities("erasure").filter(person__in=ids).update(words=None)
