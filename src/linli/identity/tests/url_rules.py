"""Who may open the pages of identity."""

from linli.identity.tests import signin_rules

RULES = {**signin_rules.RULES}
