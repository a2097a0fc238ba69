"""From a fact to the deeds in it. Pure: payloads in, plain values out; nothing of a choice made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Source:
    """An event as far as deeds are concerned. `given`: how the duty was given, for duties."""

    event: int
    type: str
    payload: Mapping[str, Any]
    actor: int | None
    at: datetime
    given: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What one person did.

    subject   what it was about: a deed of a kind that counts `once` counts once per subject
    other     for whom it was done; None where nobody in particular gained; below zero it is an alias
              (`identity.aliases`) of somebody who is not named
    minutes   how long it took, until `ended`; 0 where that says nothing
    """

    kind: str
    person: int
    subject: str
    ended: datetime
    minutes: int = 0
    hard: bool = False
    other: int | None = None
    organiser: int | None = None
    verifier: int | None = None
    #: Whether `ended` is when it ended, and not when somebody confirmed it.
    timed: bool = False
    #: One person alone entered it, marked it and confirmed it.
    alone: bool = False

    @property
    def began(self) -> datetime:
        return self.ended - timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Kind:
    """`verified`: who says that it was done, in words."""

    title: Any
    verified: Any
    once: bool = False
    timed: bool = False
    graded: bool = False


KINDS: dict[str, Kind] = {
    "ballot": Kind(_("Took part in a vote, whatever was chosen"), _("the ballot box"), once=True),
    "duty": Kind(_("Fulfilled a duty"), _("somebody else than whoever owed it"), once=True),
    "wish": Kind(
        _("Fulfilled a neighbour's wish"), _("whoever had the wish"), timed=True, graded=True
    ),
    "activity": Kind(_("Took part in an activity"), _("whoever checks people in"), timed=True),
}


def _moment(text: object, otherwise: datetime) -> datetime:
    return datetime.fromisoformat(str(text)) if text else otherwise


def _ballot(source: Source) -> list[Deed]:
    """An elector's first ballot, cast by its own person in the app; a new choice earns nothing."""
    known = source.payload
    if source.actor is None or known["channel"] != "web" or known["version"] != 1:
        return []
    return [Deed("ballot", source.actor, f"assembly:{known['assembly']}", source.at)]


def _duty(source: Source) -> list[Deed]:
    """A duty of a person; what a post owes is its work."""
    owner = (source.given or {}).get("owner_person")
    if owner is None:
        return []
    number = source.payload["duty"]
    return [Deed("duty", owner, f"duty:{number}", source.at, verifier=source.actor)]


def _wish(source: Source) -> list[Deed]:
    known = source.payload
    return [
        Deed(
            "wish",
            helper,
            f"wish:{known['wish']}",
            _moment(known.get("ended_at"), source.at),
            minutes=known["minutes"],
            hard=known["hard"],
            # a wish without a name names nobody: 0
            other=known["wisher"] or known.get("alias") or None,
            verifier=known["verifier"],
            timed=bool(known.get("ended_at")),
        )
        for helper in known["helpers"]
    ]


def _attendance(source: Source) -> list[Deed]:
    """Who was there for no minute of it did not take part."""
    known = source.payload
    if not known["minutes"]:
        return []
    return [
        Deed(
            "activity",
            known["person"],
            f"activity:{known['activity']}",
            _moment(known.get("ended_at"), source.at),
            minutes=known["minutes"],
            organiser=known["organiser"],
            verifier=known["verifier"],
            timed=bool(known.get("ended_at")),
            alone=bool(known.get("alone")),
        )
    ]


_READERS: dict[str, Callable[[Source], list[Deed]]] = {
    "ballots.cast": _ballot,
    "duties.confirmed": _duty,
    "wishes.confirmed": _wish,
    "activities.attendance_confirmed": _attendance,
}
#: Facts in which deeds may be.
TYPES = frozenset(_READERS)


def deeds_of(source: Source) -> list[Deed]:
    """None for a fact in which nobody did anything that could earn."""
    reader = _READERS.get(source.type)
    return reader(source) if reader else []
