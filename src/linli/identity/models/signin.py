"""What signing in remembers besides the session: counters of tries, and short-lived values.

Keys are keyed hashes (`vault.blind`), so that no phone number and no address stands in them.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Tries(models.Model):
    """When something limited was tried lately; `signin/throttle.py` says what is limited."""

    key = models.BinaryField(primary_key=True, max_length=32)
    #: Instants, oldest first; those past the longest limit are dropped at the next try.
    at = ArrayField(models.DateTimeField(), default=list)
    #: When all of it is past, so that the row can go.
    until = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            # the worker's removal of rows that no longer limit anything
            models.Index(fields=["until"])
        ]

    def __str__(self) -> str:
        return f"{len(self.at)} tries"


class Kept(models.Model):
    """A row of the cache that all web processes share (`signin/shared_cache.py`)."""

    key = models.CharField(max_length=200, primary_key=True)
    value = models.JSONField()
    until = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            # the removal of rows that are past
            models.Index(fields=["until"])
        ]

    def __str__(self) -> str:
        return self.key
