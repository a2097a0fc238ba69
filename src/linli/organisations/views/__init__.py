"""Pages of organisations and offices."""

from linli.organisations.views.bodies import bodies, body, enter_body
from linli.organisations.views.desk import change_body, change_office, end_cover, terms
from linli.organisations.views.factors import factor_code
from linli.organisations.views.offices import (
    appoint,
    community,
    end_office,
    offices,
    public_offices,
)

__all__ = [
    "appoint",
    "bodies",
    "body",
    "change_body",
    "change_office",
    "community",
    "end_cover",
    "end_office",
    "enter_body",
    "factor_code",
    "offices",
    "public_offices",
    "terms",
]
