"""The tables of the party organisation's decisions, a file per concern."""

from linli.partywork.models.affair import Affair, Text
from linli.partywork.models.opinion import Opinion

__all__ = ["Affair", "Opinion", "Text"]
