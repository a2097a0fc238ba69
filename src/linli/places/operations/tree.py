"""Composable writes on the tree of places; inside a transaction only."""

from linli.facts.places import PlaceEstablished
from linli.journal.operations import record
from linli.kernel.actor import Actor
from linli.places.models import Place


def put_place(*, kind: str, code: str, names: tuple[str, str], parent: Place | None) -> Place:
    """The row alone, for an action that records a fact of its own. The parent is locked."""
    values = {"kind": kind, "code": code, "name_zh": names[0], "name_en": names[1]}
    place: Place = (
        Place.objects.add_child(parent, values) if parent else Place.objects.add_root(values)
    )
    return place


def add_place(
    actor: Actor, *, kind: str, code: str, names: tuple[str, str], parent: Place | None
) -> Place:
    """Put a place into the tree, under `parent` or as the root, and record it."""
    place = put_place(kind=kind, code=code, names=names, parent=parent)
    record(actor, PlaceEstablished(place=place.pk, kind=kind, code=code), place=place.pk)
    return place
