"""Reads on the tree of places."""

from django.db.models import QuerySet

from linli.kernel.fetch import found_or_refused
from linli.kernel.places import Community
from linli.places.models import Place


def communities_under(place: Place) -> frozenset[int]:
    """Ids of the communities in a place, itself included when it is one. One query."""
    inside = Place.objects.filter(kind=Place.Kind.COMMUNITY, path__startswith=place.path)
    return frozenset(inside.values_list("pk", flat=True))


def communities() -> QuerySet[Place]:
    """All communities of the district; list them by `path`, which is the order of the tree."""
    return Place.objects.filter(kind=Place.Kind.COMMUNITY)


def by_code(code: str) -> Place:
    """The community with this code. Raises Refused("kernel.not_found")."""
    return found_or_refused(communities().filter(code=code))


def lineage(place: Place) -> list[Place]:
    """The place itself and what it lies in, from the district down. One query."""
    step = Place.steplen
    paths = [place.path[:end] for end in range(step, len(place.path) + 1, step)]
    return list(Place.objects.filter(path__in=paths).order_by("path"))


def streets() -> dict[str, Place]:
    """Path -> street; a community's street is the one under its path's first parts. One query."""
    return {p.path: p for p in Place.objects.filter(kind=Place.Kind.STREET).order_by("path")}


def parent_path(place: Place) -> str:
    return str(place.path[: -Place.steplen])


def to_choose() -> list[Community]:
    """The communities with their streets, for `linli.kernel.places`. Two queries."""
    above = streets()
    answer = []
    for place in communities().order_by("path"):
        street = above.get(parent_path(place))
        names = (street.name_zh, street.name_en) if street else ("", "")
        answer.append(Community(place.pk, place.name_zh, place.name_en, *names))
    return answer


def in_order() -> list[Place]:
    """All places in the order of the tree. One query."""
    return list(Place.objects.order_by("path"))
