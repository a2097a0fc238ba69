"""People by software: one's own record, and the desk's work on others'."""

from linli.identity.api.people import router
from linli.identity.api.phones import router as phones
from linli.identity.api.proposals import router as proposals

__all__ = ["phones", "proposals", "router"]
