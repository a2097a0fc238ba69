"""The tables of organisations, a file per concern."""

from linli.organisations.models.office import Office
from linli.organisations.models.organisation import Organisation

__all__ = ["Office", "Organisation"]
