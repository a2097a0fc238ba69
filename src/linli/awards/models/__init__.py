"""Versions of the award rules, what deeds earned by them, and sanctions."""

from linli.awards.models.deeds import (
    SCAN,
    SCANS_MOST,
    TEXT_LENGTH,
    Decision,
    Deed,
    Register,
    Rule,
    Version,
)
from linli.awards.models.sanctions import Breach, Sanction, Step

__all__ = [
    "SCAN",
    "SCANS_MOST",
    "TEXT_LENGTH",
    "Breach",
    "Decision",
    "Deed",
    "Register",
    "Rule",
    "Sanction",
    "Step",
    "Version",
]
