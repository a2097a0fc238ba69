"""Who may open the addresses of this module."""

from tests.architecture.matrix import Rule

RULES: dict[str, Rule] = {}
