"""The booth: who was identified may choose on its screen, once, within some minutes."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from linli.kernel.scoping import ScopedManager
from linli.voting.models.assembly import Assembly
from linli.voting.models.ballot import Proxy
from linli.voting.models.roll import RollEntry


class BoothPass(models.Model):
    """An official saw the papers of an owner, or of a proxy's holder, and let them to the screen.

    The number that the official reads out is kept as a keyed hash: a reader of the database
    cannot vote with it.
    """

    community = models.BigIntegerField()
    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="passes")
    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, related_name="passes")
    owner = models.ForeignKey(
        "places.RosterOwner", on_delete=models.PROTECT, null=True, related_name="+"
    )
    proxy = models.ForeignKey(Proxy, on_delete=models.PROTECT, null=True, related_name="+")
    number_hash = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assembly", "number_hash"], name="one_booth_pass_per_number"
            ),
        ]

    def __str__(self) -> str:
        return f"booth pass {self.pk}"
