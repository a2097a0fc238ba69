"""The tables of this module, a file per concern."""

from linli.activities.models.asking import FreeHours, Group, GroupMember
from linli.activities.models.campaigns import Campaign, Counted, Entrant, Task
from linli.activities.models.honours import Candidate, Cycle, Objection
from linli.activities.models.people import Mark, Rating, SignUp
from linli.activities.models.planning import Activity, Occasion

__all__ = [
    "Activity",
    "Campaign",
    "Candidate",
    "Counted",
    "Cycle",
    "Entrant",
    "FreeHours",
    "Group",
    "GroupMember",
    "Mark",
    "Objection",
    "Occasion",
    "Rating",
    "SignUp",
    "Task",
]
