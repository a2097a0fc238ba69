"""Composable writes on assemblies; inside a transaction only."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from linli.facts.base import Fact
from linli.journal.merkle import root_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.places.models import Unit
from linli.places.operations.estates import seal_text
from linli.voting import queries
from linli.voting.in_force import rules_of
from linli.voting.models import (
    Assembly,
    Matter,
    MatterText,
    Result,
    RollEntry,
    RollUnit,
    Signature,
    Step,
    Told,
)
from linli.voting.profiles.model import Counting
from linli.voting.roll import Entry, Frozen, Home, commit_of, entries, leaf_of
from linli.voting.states import State, Verb

__all__ = ["draw_roll", "freeze_roll", "seal_text", "step", "store", "write_texts"]

SALT_BYTES = RollEntry._meta.get_field("salt").max_length  # noqa: SLF001 (Django's own name)
#: Files of a decision that makes an assembly void.
VOID_HOLDER = "voting.void"
#: Rows at a time.
CHUNK = 100 * 100


def step(actor: Actor, row: Assembly, verb: Verb | str, fact: type[Fact], **more: object) -> None:
    """Save a locked assembly, write its history, record the fact."""
    row.save()
    Step.objects.create(
        assembly=row,
        verb=str(verb),
        person_id=actor.person,
        capacity=actor.capacity,
        organisation_id=actor.organisation,
        at=clock.now(),
    )
    tell(actor, row, fact, **more)


def tell(actor: Actor, row: Assembly, fact: type[Fact], **more: object) -> None:
    values = {"assembly": row.pk, "community": row.community, **more}
    record(actor, fact(**values), place=row.community)


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def write_texts(matter: Matter, texts: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    """A new version of the words in each language that changed: language, (title, text).

    Answers languages and hashes in turn, as facts have them.
    """
    last = {text.language: text for text in matter.texts.order_by("pk")}
    told: list[str] = []
    for language, (title, text) in sorted(texts.items()):
        if not title:
            continue
        digest, before = hash_of(f"{title}\n{text}"), last.get(language)
        if before is None or before.hash != digest:
            MatterText.objects.create(
                matter=matter,
                language=language,
                version=before.version + 1 if before else 1,
                title=title,
                text=text,
                hash=digest,
                at=clock.now(),
            )
        told += [language, digest]
    return tuple(told)


# --- the roll -----------------------------------------------------------------------------------
def draw_roll(row: Assembly, counting: Counting) -> tuple[list[Entry], dict[int, Unit]]:
    """The electors as the estate stands now, and their homes by id. Two queries, no writes."""
    units = {unit.pk: unit for unit in queries.units_in(row).order_by("position", "pk")}
    sets = queries.owner_sets(units)
    homes = [
        Home(
            id=pk,
            area_centi=unit.area_centi or 0,
            owners=sets[pk][1] if pk in sets else frozenset({("unit", pk)}),
            parking=unit.parking,
            developer=unit.holding != Unit.Holding.DELIVERED,
            building=unit.building_id,
            stair=unit.stair_key,
        )
        for pk, unit in units.items()
    ]
    return entries(homes, counting), units


def freeze_roll(row: Assembly) -> int:
    """Write the roll and set its hash on the (locked) assembly. Answers how many electors.

    Raises Refused while a home is disputed or an objection waits.
    """
    counting = rules_of(row).counting
    disputed = queries.disputed_in(row, parking=counting.count_parking).count()
    if disputed:
        raise Refused("voting.disputed_units", units=disputed)
    waiting = queries.waiting_objections(row)
    if waiting:
        raise Refused("voting.objections_waiting", objections=waiting)
    drawn, units = draw_roll(row, counting)
    electors = {pk: elector for pk, (elector, _) in queries.owner_sets(units).items()}
    secrets.SystemRandom().shuffle(drawn)
    frozen = []
    rows = []
    for number, entry in enumerate(drawn, start=1):
        salt = secrets.token_bytes(SALT_BYTES)
        commit = commit_of(salt, (_label(units[int(pk)]) for pk in entry.ids))
        values = (number, entry.area_centi, entry.persons, entry.developer, commit)
        frozen.append(Frozen(*values))
        rows.append(
            RollEntry(
                community=row.community,
                assembly=row,
                number=number,
                area_centi=entry.area_centi,
                persons=entry.persons,
                developer=entry.developer,
                building_id=entry.building,
                salt=salt,
                commit=commit,
            )
        )
    made = RollEntry.objects.bulk_create(rows, batch_size=CHUNK)
    RollUnit.objects.bulk_create(
        [
            RollUnit(
                assembly=row,
                entry=entry,
                unit_id=home.id,
                elector_id=electors.get(int(home.id)),
                area_centi=home.area_centi,
                label=_label(units[int(home.id)]),
            )
            for entry, source in zip(made, drawn, strict=True)
            for home in source.homes
        ],
        batch_size=CHUNK,
    )
    row.frozen_at = clock.now()
    row.roll_hash = root_of([leaf_of(each.line) for each in frozen]).hex()
    row.roll_area_centi = sum(each.area_centi for each in frozen)
    row.roll_persons = sum(each.persons for each in frozen)
    return len(made)


def _label(unit: Unit) -> str:
    """What an elector's commitment binds: the home and its area."""
    return f"{unit.label} {unit.area}"


def fix_told(row: Assembly) -> list[int]:
    """Write down whom the notice has reached, once and for all. Answers their numbers in order."""
    reached = list(queries.reached_entries(row).order_by("number"))
    rows = [Told(entry=entry, assembly=row) for entry in reached]
    Told.objects.bulk_create(rows, batch_size=CHUNK)
    return [entry.number for entry in reached]


# --- results ------------------------------------------------------------------------------------
def canonical(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def store(row: Assembly, results: Iterable[tuple[Matter, bool, dict[str, Any]]]) -> None:
    """Write what came out and set the hash of all results on the (locked) assembly."""
    found = [
        Result(
            matter=matter,
            assembly=row,
            passed=passed,
            explanation=explanation,
            hash=hash_of(canonical(explanation)),
            at=clock.now(),
        )
        for matter, passed, explanation in results
    ]
    Result.objects.bulk_create(found)
    row.result_hash = hash_of_results(row, found)
    row.tallied_at = clock.now()
    row.state = State.TALLIED


def hash_of_results(row: Assembly, found: Iterable[Result]) -> str:
    """One hash over the roll's root and every computation, taken anew."""
    lines = [f"{each.matter.number} {hash_of(canonical(each.explanation))}" for each in found]
    return hash_of("\n".join([row.roll_hash, *lines]))


def stands(row: Assembly) -> bool:
    """Whether the rows of the results are still what was counted and signed."""
    found = list(row.results.select_related("matter").order_by("matter__number"))
    taken = hash_of_results(row, found)
    signed = Signature.objects.filter(teller__assembly=row).values_list("result_hash", flat=True)
    whole = all(
        each.hash == hash_of(canonical(each.explanation))
        and each.passed == each.explanation["passed"]
        for each in found
    )
    return whole and taken == row.result_hash and set(signed) == {taken}


def keep_notice(assembly: int, notice: int) -> None:
    """Remember which notice told the owners: its evidence is read when deliveries count."""
    rows = Assembly.objects.across_communities("the event names it")
    rows.filter(pk=assembly).update(notice=notice)
