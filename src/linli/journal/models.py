"""Events: one immutable row per fact, written in the transaction that made it true."""

from typing import ClassVar

from django.db import models

from linli.kernel.immutable import Immutable


class Event(Immutable):
    """The audit trail and the outbox. `payload` holds codes and ids, no personal data."""

    type = models.CharField(max_length=80)
    actor = models.BigIntegerField(null=True)
    capacity = models.CharField(max_length=20)
    #: The place in which the actor acted; None for the district as a whole.
    place = models.BigIntegerField(null=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    payload = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            # "what was done to this thing", shown as its history
            models.Index(fields=["subject_kind", "subject_id", "id"]),
            # "what did I do", shown in my data
            models.Index(fields=["actor", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.type} #{self.pk}"
