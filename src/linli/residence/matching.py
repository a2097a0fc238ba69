"""Whether somebody is the owner whom a roster names: by keyed hashes, nothing is opened.

Name and ID, or name and proved phone, must agree. Where both sides have an ID and they differ, the
phone does not help: two people of one name may have used one telephone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from linli.identity.models import Person, PrivateRecord
from linli.identity.queries import private_of
from linli.places.models import ElectorOwner, RosterOwner, Title
from linli.places.queries import shown_owner


@dataclass(frozen=True, slots=True)
class Compared:
    """True: agrees; false: differs; None: one side does not have it."""

    owner: RosterOwner
    name: bool | None
    number: bool | None
    phone: bool | None

    @property
    def agrees(self) -> bool:
        if not self.name or self.number is False:
            return False
        return bool(self.number or self.phone)

    @property
    def shown(self) -> str:
        """A person masked, a body in full."""
        return shown_owner(self.owner)


def _same(mine: bytes | memoryview | None, theirs: bytes | memoryview | None) -> bool | None:
    return None if mine is None or theirs is None else bytes(mine) == bytes(theirs)


def owners_now(unit: int) -> list[RosterOwner]:
    """The members of the owner set that the unit's title names today. Two queries."""
    members = ElectorOwner.objects.filter(
        elector__in=Title.objects.filter(unit=unit, until=None).values("elector")
    )
    ids = list(members.order_by("pk").values_list("owner", flat=True))
    rows = RosterOwner.objects.across_communities("owners of a unit that was found")
    found = rows.in_bulk(ids)
    return [found[pk] for pk in ids]


def compared(private: PrivateRecord | None, owners: Iterable[RosterOwner]) -> list[Compared]:
    """A person's proved data beside each owner's."""
    if private is None:
        return [Compared(owner, None, None, None) for owner in owners]
    phone = private.phone_hash if private.phone_proved_at else None
    proved = private.proved_at is not None
    return [
        Compared(
            owner,
            _same(private.name_hash if proved else None, owner.name_hash),
            _same(private.id_hash if proved else None, owner.id_hash),
            _same(phone, owner.phone_hash),
        )
        for owner in owners
    ]


def matching(person: Person, owners: Iterable[RosterOwner]) -> RosterOwner | None:
    """The one owner whom the person is, or None. A name that is not proved matches nobody."""
    if person.level < Person.Level.REAL_NAME:
        return None
    found = [each.owner for each in compared(private_of(person), owners) if each.agrees]
    return found[0] if len(found) == 1 else None


def succeeding(before: RosterOwner, owners: Iterable[RosterOwner]) -> RosterOwner | None:
    """Who of a new owner set is the former owner, written otherwise (an ID that was missing)."""
    found = [
        owner
        for owner in owners
        if _same(before.name_hash, owner.name_hash)
        and _same(before.id_hash, owner.id_hash) is not False
        and (_same(before.id_hash, owner.id_hash) or _same(before.phone_hash, owner.phone_hash))
    ]
    return found[0] if len(found) == 1 else None
