"""The funnel of a community as it is read: by dimension, with words for its groups."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.insight.counting import NO_HOME, OFFICE, UNKNOWN
from linli.insight.models import Coverage, Dimension, Participation
from linli.insight.parameters import AGE_BANDS
from linli.kernel.scoping import ScopedQuerySet
from linli.organisations.kinds import Sector
from linli.places.models import Building, Estate
from linli.residence.models.home import Relation


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people; a figure that is withheld is None."""

    key: str
    label: str
    registered: int | None
    proved: int | None
    active: int | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """A community's figures of the last day on which they were counted; `day` None: never."""

    day: date | None
    groups: dict[str, list[Group]]


def funnel(rows: ScopedQuerySet[Coverage], community: int) -> Funnel:
    """Four queries, however many people and groups there are."""
    mine = rows.filter(community=community)
    day = mine.order_by("-day").values_list("day", flat=True).first()
    if day is None:
        return Funnel(None, {})
    found: dict[str, list[Coverage]] = {}
    for row in mine.filter(day=day):
        found.setdefault(row.dimension, []).append(row)
    labels = _labels(community)
    order = {dimension: list(words) for dimension, words in labels.items()}
    return Funnel(
        day,
        {
            dimension: [
                Group(r.key, labels[dimension].get(r.key, ""), r.registered, r.proved, r.active)
                for r in sorted(
                    found.get(dimension, []),
                    key=lambda r: (
                        order[r.dimension].index(r.key)
                        if r.key in order[r.dimension]
                        else len(order[r.dimension])
                    ),
                )
            ]
            for dimension in Dimension.values
        },
    )


@dataclass(frozen=True, slots=True)
class SectorRow:
    """How many people of a class took part, and how often; None: withheld."""

    sector: str
    label: str
    people: int | None
    acts: int | None


def by_class(rows: ScopedQuerySet[Participation], community: int) -> list[SectorRow]:
    """Each class of participation, in the order of the catalogue; nobody is 0. One query."""
    found = {row.sector: row for row in rows.filter(community=community).order_by("day")}
    newest = max((row.day for row in found.values()), default=None)
    return [
        SectorRow(sector.value, str(sector.label), row.people, row.acts)
        if (row := found.get(sector.value)) and row.day == newest
        else SectorRow(sector.value, str(sector.label), 0, 0)
        for sector in Sector
    ]


def _labels(community: int) -> dict[str, dict[str, str]]:
    """Dimension -> key -> word, in the order in which they are shown."""
    estates = list(Estate.objects.within(community).order_by("pk"))
    names = {estate.pk: estate.name for estate in estates}
    buildings = Building.objects.filter(estate__in=estates).order_by("estate", "key")
    return {
        Dimension.ALL: {"": _("the community")},
        Dimension.ESTATE: {str(pk): name for pk, name in names.items()},
        Dimension.BUILDING: {str(b.pk): f"{names[b.estate_id]} {b.label}" for b in buildings},
        Dimension.AGE: {**_bands(), UNKNOWN: _("no age proved")},
        Dimension.ROLE: {
            **{value: str(label) for value, label in Relation.choices},
            NO_HOME: _("no home proved"),
            OFFICE: _("holds an office"),
        },
    }


def _bands() -> dict[str, str]:
    words, start = {}, 0
    for last in AGE_BANDS:
        words[str(start)] = pgettext("age band", "%(first)s to %(last)s") % {
            "first": start,
            "last": last,
        }
        start = last + 1
    words[str(start)] = pgettext("age band", "%(first)s and older") % {"first": start}
    return words


def as_rows(found: Funnel) -> list[dict[str, Any]]:
    """For software: one object per group."""
    return [
        {
            "dimension": dimension,
            "key": group.key,
            "label": group.label,
            "registered": group.registered,
            "proved": group.proved,
            "active": group.active,
        }
        for dimension, groups in found.groups.items()
        for group in groups
    ]
