"""Reads on key holders, and on the ballots that they open."""

from django.db.models import Exists, OuterRef, QuerySet

from linli.organisations.queries import held_today
from linli.places.models import Place
from linli.voting.models import Assembly, Ballot, HandedHalf, KeyHolder
from linli.voting.models.keys import Seat


def holders_of(row: Assembly) -> dict[str, KeyHolder]:
    """By seat, in their order. One query."""
    found = {each.seat: each for each in row.holders.select_related("person")}
    return {seat.value: found[seat] for seat in Seat if seat in found}


def holder_of(row: Assembly, person: int | None) -> KeyHolder | None:
    return row.holders.filter(person=person).first() if person else None


def handed_to(holder: KeyHolder) -> list[HandedHalf]:
    """What rests for this holder, the newest first."""
    rows = holder.received.select_related("giver", "receiver")
    return list(rows.order_by("-pk"))


def counted_ballots(row: Assembly) -> "QuerySet[Ballot]":
    """The last ballot of each elector, which counts; with its elector.

    By the ballots alone, which never change: the lock `Cast` may be written, so it decides nothing.
    """
    rows = Ballot.objects.within(row.community).filter(assembly=row)
    later = Ballot.objects.within(row.community).filter(
        entry=OuterRef("entry"), version__gt=OuterRef("version")
    )
    return rows.filter(~Exists(later)).select_related("entry").order_by("pk")


def bodies_around(person: int, community: Place) -> set[str]:
    """Kinds of the bodies, in the community or above it, in which somebody holds an office today."""
    paths = [community.path[:end] for end in range(0, len(community.path) + 1, community.steplen)]
    rows = held_today().filter(person=person, place__path__in=paths)
    return set(rows.values_list("organisation__kind", flat=True))
