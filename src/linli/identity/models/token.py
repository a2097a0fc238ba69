"""Keys that people give to software, and every use of them."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from linli.identity.models.person import Person
from linli.identity.models.sealing import Sealing
from linli.kernel.immutable import Immutable


class ApiToken(Sealing):
    """A key with scopes and a last day. Of its secret only the SHA-256 is kept."""

    sealed = ("label",)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    #: What the person calls it.
    label = models.BinaryField(null=True)
    #: The part of the key by which it is found; not secret.
    prefix = models.CharField(max_length=10, unique=True)
    digest = models.BinaryField()
    scopes = ArrayField(models.CharField(max_length=40))
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="a_key_lasts_a_while"
            )
        ]

    def __str__(self) -> str:
        return self.prefix


class TokenUse(Immutable):
    """One call with a key; the person reads these rows."""

    token = models.ForeignKey(ApiToken, on_delete=models.PROTECT, related_name="uses")
    at = models.DateTimeField()
    method = models.CharField(max_length=7)
    #: The name of the operation, not its address: that could hold more.
    operation = models.CharField(max_length=80)

    class Meta:
        indexes: ClassVar = [
            # what a key was used for, newest first
            models.Index(fields=["token", "-id"]),
            # how often within the last minute
            models.Index(fields=["token", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.operation}"
