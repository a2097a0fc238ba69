"""Entry points that change organisations and offices."""

from linli.organisations.actions.bodies import bind, correct, end_organisation, found
from linli.organisations.actions.factors import give_factor_code
from linli.organisations.actions.offices import (
    add_ground,
    appoint,
    cover,
    end_cover,
    end_office,
)

__all__ = [
    "add_ground",
    "appoint",
    "bind",
    "correct",
    "cover",
    "end_cover",
    "end_office",
    "end_organisation",
    "found",
    "give_factor_code",
]
