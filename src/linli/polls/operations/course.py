"""Composable writes on a poll and its roll; inside a transaction only."""

from collections.abc import Iterable
from secrets import SystemRandom
from typing import Any

from django.db import connection

from linli.facts.polls import PollFact, PollMoved, PollProposed
from linli.journal.merkle import root_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.places.models import Building, Estate
from linli.polls import urn
from linli.polls.drafting import Line, Scope, lines
from linli.polls.models import Poll, RollEntry
from linli.polls.parameters import TEXT_MAX, TITLE_MAX
from linli.polls.queries import roll_of
from linli.polls.states import TRANSITIONS, State, Verb
from linli.polls.terms import PROFILES, Kind, Mode, Rules
from linli.polls.wanted import Wanted
from linli.threads.private import holds_id_number
from linli.threads.text import clean

HELD = "the action's rule was asked before"
SHUFFLE = SystemRandom().shuffle


def said(text: str, *, field: str = "words", most: int = TEXT_MAX) -> str:
    """The cleaned text. Raises Refused when it says nothing, too much, or holds an ID number."""
    text = clean(text)
    if not text:
        raise Refused("polls.words_first", field=field)
    if len(text) > most:
        raise Refused("polls.too_long", field=field, most=most)
    if holds_id_number(text):
        raise Refused("polls.id_number", field=field)
    return text


def locked(poll: int) -> Poll:
    """Locked; whether the actor may, the action's rule has said. Ballots do not wait for this."""
    rows = Poll.objects.across_communities(HELD).filter(pk=poll)
    return found_or_refused(rows.select_for_update(of=("self",), no_key=True))


def begun(poll: int, verb: Verb) -> Poll:
    """Locked, and where the step begins."""
    row = locked(poll)
    if State(row.state) not in TRANSITIONS[verb].sources:
        raise Refused("polls.not_now")
    return row


def step(
    actor: Actor, row: Poll, verb: Verb, fact: type[PollFact] = PollMoved, **values: Any
) -> None:
    """Take a locked poll over a transition and save it whole; one event."""
    row.state = TRANSITIONS[verb].target.value
    row.save()
    if fact is PollMoved:
        values = {"verb": verb.value, "state": row.state, **values}
    record(actor, fact(poll=row.pk, community=row.community, **values), place=row.community)


def scope_of(poll: Poll) -> Scope:
    return Scope(poll.community, poll.estate_id, poll.building_id)


def _place(wanted: Wanted) -> tuple[int | None, int | None]:
    """Estate and building, which lie in the community."""
    if wanted.building is not None:
        rows = Building.objects.filter(pk=wanted.building, estate__community=wanted.community)
        return found_or_refused(rows).estate_id, wanted.building
    if wanted.estate is not None:
        found_or_refused(Estate.objects.within(wanted.community).filter(pk=wanted.estate))
    return wanted.estate, None


def draft(actor: Actor, wanted: Wanted, origin: str, state: State) -> Poll:
    """A new poll by the rules of today, not yet recorded."""
    profile = PROFILES.in_force(clock.today())
    _require_fits(wanted, profile.rules)
    estate, building = _place(wanted)
    row = Poll(
        community=wanted.community,
        estate_id=estate,
        building_id=building,
        topic=wanted.topic,
        origin=origin,
        kind=wanted.kind,
        mode=wanted.mode,
        secret=wanted.secret,
        title=said(wanted.title, field="title", most=TITLE_MAX),
        state=state.value,
        profile=profile.key,
        rules=profile.rules.packed(),
        proposed_by_id=actor.person or 0,
        proposed_at=clock.now(),
        seats=wanted.seats,
    )
    row.text = said(wanted.words)
    return row


def _require_fits(wanted: Wanted, rules: Rules) -> None:
    for field, value, known in (
        ("kind", wanted.kind, set(Kind)),
        ("mode", wanted.mode, {Mode(each) for each in rules.modes}),
    ):
        if value not in known:
            raise Refused("polls.no_such_choice", field=field)
    if not wanted.secret and Kind(wanted.kind) in rules.secret_only:
        raise Refused("polls.secret_only", field="secret")
    election = wanted.kind == Kind.ELECTION
    least, most = (rules.seats_min, rules.seats_max) if election else (0, 0)
    if not least <= wanted.seats <= most:
        raise Refused("polls.seats", field="seats", least=least, most=most)


def propose(actor: Actor, row: Poll) -> None:
    row.save(force_insert=True)
    record(
        actor,
        PollProposed(
            poll=row.pk,
            community=row.community,
            kind=row.kind,
            mode=row.mode,
            secret=row.secret,
            origin=row.origin,
            topic=row.topic,
            before=row.again_of_id,
            profile=row.profile,
        ),
        place=row.community,
    )


# --- the roll -------------------------------------------------------------------------------------
def post_roll(row: Poll) -> int:
    """Write down who would be on the roll today. Numbers are drawn: they tell no home."""
    found = lines(scope_of(row), Mode(row.mode), row.law)
    numbers = list(range(1, len(found) + 1))
    SHUFFLE(numbers)
    _write(row, zip(numbers, found, strict=True))
    return len(found)


def _write(row: Poll, numbered: Iterable[tuple[int, Line]]) -> None:
    RollEntry.objects.bulk_create(
        [
            RollEntry(
                community=row.community,
                poll=row,
                number=number,
                person_id=line.person,
                unit_id=line.unit,
                building_id=line.building,
            )
            for number, line in numbered
        ],
        batch_size=1000,
    )


def add_line(row: Poll, line: Line) -> RollEntry:
    """Somebody comes on; whoever was struck before comes back."""
    rows = RollEntry.objects.within(row.community).filter(
        poll=row, person=line.person, unit=line.unit
    )
    found = rows.first()
    if found is not None:
        found.struck_at = None
        found.save(update_fields=["struck_at"])
        return found
    last = RollEntry.objects.within(row.community).filter(poll=row).order_by("-number").first()
    return RollEntry.objects.create(
        community=row.community,
        poll=row,
        number=(last.number if last else 0) + 1,
        person_id=line.person,
        unit_id=line.unit,
        building_id=line.building,
        added=True,
    )


def strike(entry: RollEntry) -> None:
    entry.struck_at = clock.now()
    entry.save(update_fields=["struck_at"])


def leaf_of(number: int, kind: str) -> bytes:
    """A line of the roll in its hash: its number, whether it is a person or a home."""
    return urn.leaf(f"{number} {kind}")


def freeze_roll(row: Poll) -> None:
    """Take the roll's size and root, and make the urn's key."""
    found = list(roll_of(row).order_by("number").values_list("number", "unit"))
    row.roll_size = len(found)
    row.roll_root = root_of(
        [leaf_of(number, "home" if unit else "person") for number, unit in found]
    ).hex()
    row.frozen_at = clock.now()
    row.public_key, key = urn.new_key()
    row.put("key", key)


def wait_for_ballots(row: Poll) -> None:
    """At the close: until every ballot that is under way is in; later ones find it closed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('polls.poll', %s))", [row.pk])
