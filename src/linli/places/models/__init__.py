"""The tables of places, a file per concern."""

from linli.places.models.area import Area, AreaPart
from linli.places.models.correction import UnitCorrection
from linli.places.models.homes import Building, Elector, ElectorOwner, Estate, Title, Unit
from linli.places.models.imports import RosterImport
from linli.places.models.place import Place
from linli.places.models.reform import Descent, EstateMove, Reform
from linli.places.models.sealed import RosterOwner, SealedText
from linli.places.models.stage import StageMove

__all__ = [
    "Area",
    "AreaPart",
    "Building",
    "Descent",
    "Elector",
    "ElectorOwner",
    "Estate",
    "EstateMove",
    "Place",
    "Reform",
    "RosterImport",
    "RosterOwner",
    "SealedText",
    "StageMove",
    "Title",
    "Unit",
    "UnitCorrection",
]
