"""The tables of joint cases, a file per concern."""

from linli.cases.models.case import Case, Party, Step
from linli.cases.models.timeline import Line

__all__ = ["Case", "Line", "Party", "Step"]
