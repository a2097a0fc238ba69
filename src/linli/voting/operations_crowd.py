"""An open assembly with many electors, each an owner with an account: for the bench and for tests.

Written at once, without the actions that make such rows one by one; every name is empty.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from linli.facts.voting import HolderEnrolled
from linli.identity.models import Person
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.places.models import (
    Building,
    Elector,
    ElectorOwner,
    Estate,
    RosterOwner,
    Title,
    Unit,
)
from linli.residence.models import Residence
from linli.voting.in_force import for_estate
from linli.voting.models import Assembly, Matter, RollEntry, RollUnit
from linli.voting.profiles.loading import fingerprint, packed
from linli.voting.queries import roll_of

#: Rows at a time.
CHUNK = 1000
MARK = 32
AREA = 100_00


@dataclass(frozen=True, slots=True)
class Voter:
    """`number`: of the elector on the roll."""

    person: int
    number: int


def open_for(row: Assembly, key: bytes) -> None:
    """As if it had been announced, frozen and opened an hour ago, for ten days."""
    now = clock.now()
    row.state, row.frozen_at, row.opened_at, row.public_key = "open", now, now, key
    row.opens_at, row.closes_at = now - timedelta(hours=1), now + timedelta(days=10)
    row.save()
    made = HolderEnrolled(
        assembly=row.pk, community=row.community, seat="reserve", public="", key=key.hex()
    )
    record(SYSTEM, made, place=row.community)


def crowded(estate: Estate, convener: int, people: int, key: bytes) -> tuple[Assembly, list[Voter]]:
    """An open assembly with one matter and so many voters."""
    now = clock.now()
    profile = for_estate(estate)
    kept = packed(profile)
    row = Assembly.objects.create(
        profile_key=profile.key,
        profile=kept,
        profile_hash=fingerprint(kept),
        community=estate.community_id,
        estate=estate,
        title_zh="测算",
        convener_id=convener,
        ground="owners_share",
        ground_text="-",
        legal_mode="BINDING_HERE",
        created_at=now,
    )
    Matter.objects.create(assembly=row, number=1, kind="covenant", noticed_at=now)
    voters = add_voters(row, people)
    row.roll_persons, row.roll_area_centi = people, people * AREA
    open_for(row, key)
    return row, voters


def add_voters(row: Assembly, people: int) -> list[Voter]:
    """Homes with an owner each, in a building of their own, on the roll after those that are there."""
    community, estate, day = row.community, row.estate_id, clock.today()
    first = roll_of(row).count() + 1
    numbers = range(first, first + people)
    name = f"B{first}-{row.pk}"
    building = Building.objects.create(estate_id=estate, key=name, label=name)
    persons = Person.objects.bulk_create(
        [Person(community=community, level=Person.Level.REAL_NAME) for _ in numbers],
        batch_size=CHUNK,
    )
    owners = RosterOwner.objects.bulk_create(
        [
            RosterOwner(community=community, estate=estate, mark=secrets.token_bytes(MARK))
            for _ in numbers
        ],
        batch_size=CHUNK,
    )
    electors = Elector.objects.bulk_create(
        [Elector(estate_id=estate, mark=secrets.token_bytes(MARK)) for _ in numbers],
        batch_size=CHUNK,
    )
    ElectorOwner.objects.bulk_create(
        [ElectorOwner(elector=e, owner=o) for e, o in zip(electors, owners, strict=True)],
        batch_size=CHUNK,
    )
    units = Unit.objects.bulk_create(
        [
            Unit(
                community=community,
                estate_id=estate,
                building=building,
                room=str(number),
                room_key=str(number),
                position=f"{name} {number:06}",
                area_centi=AREA,
                mark=b"",
            )
            for number in numbers
        ],
        batch_size=CHUNK,
    )
    Title.objects.bulk_create(
        [Title(unit=u, elector=e, since=day) for u, e in zip(units, electors, strict=True)],
        batch_size=CHUNK,
    )
    Residence.objects.bulk_create(
        [
            Residence(
                community=community,
                unit=unit,
                person=person,
                relation="owner",
                ground="roster",
                roster_owner=owner,
                since=day,
            )
            for unit, person, owner in zip(units, persons, owners, strict=True)
        ],
        batch_size=CHUNK,
    )
    entries = RollEntry.objects.bulk_create(
        [
            RollEntry(
                community=community,
                assembly=row,
                number=number,
                area_centi=AREA,
                building=building,
                salt=b"",
                commit="",
            )
            for number in numbers
        ],
        batch_size=CHUNK,
    )
    RollUnit.objects.bulk_create(
        [
            RollUnit(assembly=row, entry=entry, unit=unit, elector=elector, area_centi=AREA)
            for entry, unit, elector in zip(entries, units, electors, strict=True)
        ],
        batch_size=CHUNK,
    )
    return [Voter(p.pk, n) for p, n in zip(persons, numbers, strict=True)]


def add_entries(row: Assembly, people: int) -> int:
    """So many more electors without a home; answers the first one's row: the next follow it."""
    first = roll_of(row).count() + 1
    made = RollEntry.objects.bulk_create(
        [
            RollEntry(
                community=row.community,
                assembly=row,
                number=number,
                area_centi=AREA,
                salt=b"",
                commit="",
            )
            for number in range(first, first + people)
        ],
        batch_size=CHUNK,
    )
    return int(made[0].pk)
