"""Sheets of paper: printed with a number each, handed in closed, keyed after the close."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from linli.kernel.ids import public_id
from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager
from linli.voting.models.assembly import Assembly
from linli.voting.models.ballot import Ballot
from linli.voting.models.roll import RollEntry

#: How many operators read a sheet, each for themselves.
OPERATORS = 2
#: How many read it where those differ.
MOST_OPERATORS = 3


class Sheet(Immutable):
    """A printed ballot. Its QR holds `code` and nothing else.

    A sheet that is printed anew for the same elector takes the place of the earlier one, whose
    code is void from then on.
    """

    community = models.BigIntegerField()
    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="sheets")
    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, related_name="sheets")
    code = models.CharField(max_length=12, default=public_id, unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # the sheets of an assembly, each elector's last one first
            models.Index(fields=["assembly", "entry", "-id"]),
        ]

    def __str__(self) -> str:
        return f"sheet {self.code}"


class HandedIn(Immutable):
    """A sheet came in, closed: it is its elector's ballot."""

    sheet = models.OneToOneField(
        Sheet, on_delete=models.PROTECT, primary_key=True, related_name="handed"
    )
    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="handed")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"sheet {self.sheet_id} handed in"


class Keying(Immutable):
    """What one operator read on a sheet: matter's number → a word, or candidates' numbers.

    Keyed only after the close, so that nobody sees which way it goes before.
    """

    handed = models.ForeignKey(HandedIn, on_delete=models.PROTECT, related_name="keyings")
    #: 1 to 3 in the first round, 4 to 6 when an audit found a sheet that was keyed wrongly, and so on.
    nth = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    choices = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["handed", "by"], name="two_different_operators_key"),
            models.UniqueConstraint(fields=["handed", "nth"], name="a_sheet_is_keyed_in_turn"),
            models.CheckConstraint(condition=Q(nth__gte=1), name="keyings_are_numbered_from_one"),
        ]

    def __str__(self) -> str:
        return f"keying of sheet {self.handed_id}"


class SheetMissed(Immutable):
    """A teller could not find a sheet that came in. Two who say so set its ballot aside."""

    handed = models.ForeignKey(HandedIn, on_delete=models.PROTECT, related_name="misses")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["handed", "by"], name="a_sheet_is_missed_by_two"),
        ]

    def __str__(self) -> str:
        return f"sheet {self.handed_id} missed"
