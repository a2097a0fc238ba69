"""Consents to the processing of personal data, and who consents for a child."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.identity.models.person import Person
from linli.kernel.immutable import Immutable


class Consent(Immutable):
    """One tap: a purpose agreed to or withdrawn. The last row per person and purpose counts."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    #: A code of `purposes.py` and the version of the text that was shown.
    purpose = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    given = models.BooleanField()
    #: The person themselves, or the guardian.
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            # the state of a person's consents: the newest row per purpose
            models.Index(fields=["person", "purpose", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} v{self.version} {'given' if self.given else 'withdrawn'}"


class Guardianship(models.Model):
    """An adult answers for a child under 14. Ended, never deleted."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guardians")
    guardian = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="children")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    #: The member of staff who looked at the papers; None when the guardian made the record.
    seen_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["child", "guardian"],
                condition=Q(until__isnull=True),
                name="one_bond_of_guardian_and_child",
            ),
            models.CheckConstraint(
                condition=~Q(child=models.F("guardian")), name="nobody_is_their_own_guardian"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guardian_id} for {self.child_id}"
