"""The tables of organisations, a file per concern."""

from linli.organisations.models.history import Binding, Correction, Cover, OfficeGround
from linli.organisations.models.office import Office
from linli.organisations.models.organisation import Organisation

__all__ = ["Binding", "Correction", "Cover", "Office", "OfficeGround", "Organisation"]
