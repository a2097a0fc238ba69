"""Whom a notice may be for. Modules that know more kinds (homes, buildings) register a resolver.

Modules below this one cannot import it: their resolvers are registered in the web layer.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.identity.models import Person
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.organisations.queries import held_today
from linli.places.models import Unit
from linli.residence.queries import residents_of_units


@dataclass(frozen=True, slots=True)
class Addressee:
    """A person, and the homes for which they are told."""

    person: int
    units: tuple[int, ...] = ()


#: From the actor, the community and a word (a number, a code, or nothing) to the people.
Resolver = Callable[[Actor, int, str], Iterable[Addressee]]


@dataclass(frozen=True, slots=True)
class Audience:
    """`word`: what the sender has to name besides the community; empty when nothing."""

    code: str
    title: Any
    resolve: Resolver
    word: Any = ""


_audiences: dict[str, Audience] = {}


def register_audience(audience: Audience) -> None:
    _audiences[audience.code] = audience


def audiences() -> Sequence[Audience]:
    return list(_audiences.values())


def resolved(actor: Actor, *, community: int, code: str, word: str) -> list[Addressee]:
    """The people, each once with all their homes. Raises Refused when it is nobody."""
    audience = _audiences.get(code)
    if audience is None or not actor.reaches(community):
        raise Refused("notices.no_such_audience", field="audience")
    found: dict[int, set[int]] = {}
    for each in audience.resolve(actor, community, word):
        found.setdefault(each.person, set()).update(each.units)
    if not found:
        raise Refused("notices.nobody", field="audience")
    return [Addressee(person, tuple(sorted(units))) for person, units in sorted(found.items())]


def _everybody(_actor: Actor, community: int, _word: str) -> Iterable[Addressee]:
    people = Person.objects.filter(community=community, is_active=True)
    return [Addressee(pk) for pk in people.values_list("pk", flat=True)]


def _offices(_actor: Actor, community: int, _word: str) -> Iterable[Addressee]:
    held = held_today().filter(place=community)
    return [Addressee(pk) for pk in held.values_list("person", flat=True)]


def _one(actor: Actor, community: int, word: str) -> Iterable[Addressee]:
    number = word.strip().upper()
    people = Person.objects.filter(public_id=number, community=community, is_active=True)
    return [Addressee(pk) for pk in people.values_list("pk", flat=True) if actor.reaches(community)]


def _homes(_actor: Actor, community: int, word: str) -> Iterable[Addressee]:
    """Who belongs to the homes that all these words fit: an estate, a building, a stair, a room."""
    words = word.split()
    units = Unit.objects.within(community).filter(gone=False)
    for each in words:
        fits = Q(estate__name_zh=each) | Q(building__label=each) | Q(stair=each) | Q(room=each)
        units = units.filter(fits)
    if not words:
        return []
    found = residents_of_units(units.values_list("pk", flat=True))
    return [Addressee(person, (unit,)) for unit, people in found.items() for person in people]


register_audience(Audience("community", _("Everybody in the community"), _everybody))
register_audience(Audience("offices", _("Whoever holds an office in the community"), _offices))
register_audience(Audience("person", _("One person"), _one, _("Number of the person")))
register_audience(
    Audience(
        "homes",
        _("The people of an estate, a building or a home"),
        _homes,
        _("As the roster writes it, with spaces: estate, building, stair, room"),
    )
)
