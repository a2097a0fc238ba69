"""The tables of representation, a file per concern."""

from linli.representation.models.mandate import Mandate, Part
from linli.representation.models.objection import Objection

__all__ = ["Mandate", "Objection", "Part"]
