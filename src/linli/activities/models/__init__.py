"""The tables of this module."""

from linli.activities.models.people import Mark, Rating, SignUp
from linli.activities.models.planning import Activity, Occasion

__all__ = ["Activity", "Mark", "Occasion", "Rating", "SignUp"]
