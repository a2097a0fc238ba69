"""A roster on its way into an estate."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.identity.models import Person
from linli.kernel.scoping import ScopedManager
from linli.places.models.homes import Estate
from linli.places.models.sealed import SealedText
from linli.places.states import ImportState


class RosterImport(models.Model):
    """An uploaded roster. Its content is erased once it was applied or withdrawn."""

    community = models.BigIntegerField()
    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="imports")
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.OPEN)
    content = models.ForeignKey(SealedText, on_delete=models.SET_NULL, null=True)
    #: SHA-256 of the file, under the vault's key.
    digest = models.BinaryField()
    size = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    #: Since when it waits for another person to apply it.
    handed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    #: Counts of what was applied, as `roster.electors.figures` gives them.
    figures = models.JSONField(default=dict)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["estate"], condition=Q(state="open"), name="one_open_import_per_estate"
            ),
        ]

    def __str__(self) -> str:
        return f"roster import {self.pk}"
