"""Reads on the tree of places."""

from linli.places.models import Place


def communities_under(place: Place) -> frozenset[int]:
    """Ids of the communities in a place, itself included when it is one. One query."""
    inside = Place.objects.filter(kind=Place.Kind.COMMUNITY, path__startswith=place.path)
    return frozenset(inside.values_list("pk", flat=True))


def communities() -> list[Place]:
    """All communities of the district in tree order, for choosing one's own."""
    return list(Place.objects.filter(kind=Place.Kind.COMMUNITY).order_by("path"))
