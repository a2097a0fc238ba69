"""The tables of places, a file per concern."""

from linli.places.models.correction import UnitCorrection
from linli.places.models.homes import Building, Elector, ElectorOwner, Estate, Title, Unit
from linli.places.models.imports import RosterImport
from linli.places.models.place import Place
from linli.places.models.sealed import RosterOwner, SealedText

__all__ = [
    "Building",
    "Elector",
    "ElectorOwner",
    "Estate",
    "Place",
    "RosterImport",
    "RosterOwner",
    "SealedText",
    "Title",
    "Unit",
    "UnitCorrection",
]
