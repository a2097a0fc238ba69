"""What came out, who signed it, and what people say against it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager
from linli.places.models import SealedText
from linli.voting.models.assembly import Assembly, Teller
from linli.voting.models.matter import Matter


class Result(Immutable):
    """The whole computation of one matter, as `tally.Explanation` packs it, and its hash."""

    matter = models.OneToOneField(
        Matter, on_delete=models.PROTECT, primary_key=True, related_name="result"
    )
    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="results")
    passed = models.BooleanField()
    explanation = models.JSONField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"result of matter {self.matter_id}"


class Signature(Immutable):
    """A teller or scrutineer stands for the result with this hash."""

    teller = models.OneToOneField(
        Teller, on_delete=models.PROTECT, primary_key=True, related_name="signature"
    )
    result_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"signature of teller {self.teller_id}"


class ResultObjection(models.Model):
    """Somebody objects to a published result. It is answered; it delays nothing."""

    community = models.BigIntegerField()
    assembly = models.ForeignKey(
        Assembly, on_delete=models.PROTECT, related_name="result_objections"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey(SealedText, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.ForeignKey(SealedText, on_delete=models.PROTECT, null=True, related_name="+")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # objections of an assembly, oldest first
            models.Index(fields=["assembly", "id"]),
        ]

    def __str__(self) -> str:
        return f"objection {self.pk} to the result of assembly {self.assembly_id}"
