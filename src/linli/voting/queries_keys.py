"""Reads on key holders, and on the ballots that they open."""

from functools import lru_cache

from django.db.models import Exists, OuterRef, QuerySet

from linli.facts.voting import HolderEnrolled
from linli.journal.models import Event
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


# --- what the journal says ----------------------------------------------------------------------
def _enrolments(assembly: int) -> "QuerySet[Event, dict[str, str]]":
    rows = Event.objects.filter(
        subject_kind="assembly", subject_id=str(assembly), type=HolderEnrolled.type
    )
    return rows.order_by("pk").values_list("payload", flat=True)


def recorded_publics(row: Assembly) -> dict[str, str]:
    """Seat -> the public half that its holder last enrolled with, hexadecimal."""
    return {each["seat"]: each["public"] for each in _enrolments(row.pk)}


def is_recorded_key(row: Assembly) -> bool:
    """Whether the row's key is the one that the three holders made, by the event of that moment."""
    try:
        return _recorded_key(row.code, row.pk) == bytes(row.public_key or b"").hex()
    except LookupError:
        return False


@lru_cache(maxsize=1024)
def _recorded_key(code: str, assembly: int) -> str:
    """Of the first event that names one; read once by each process. Raises LookupError."""
    for each in _enrolments(assembly):
        if each["key"]:
            return each["key"]
    raise LookupError(code)


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


def bodies_around(person: int, community: Place) -> dict[int, str]:
    """Bodies, in the community or above it, in which somebody holds an office today: id -> kind."""
    paths = [community.path[:end] for end in range(0, len(community.path) + 1, community.steplen)]
    rows = held_today().filter(person=person, place__path__in=paths)
    return dict(rows.values_list("organisation", "organisation__kind"))
