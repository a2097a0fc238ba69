"""Who holds the key of an assembly, and what two of them open after the close."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.immutable import Immutable
from linli.voting.models.assembly import Assembly
from linli.voting.models.ballot import Ballot


class Seat(models.TextChoices):
    """Any two of the three open the ballots; the street is there for a lost passphrase."""

    FIRST = "first", _("first key holder")
    SECOND = "second", _("second key holder")
    RESERVE = "reserve", _("street office, in reserve")


class KeyHolder(models.Model):
    """Somebody who keeps a share of an assembly's key behind a passphrase of their own.

    Nothing here is secret: salt, what argon2id spends, and the public half of what it makes. Until
    the key is made somebody else may be named, and the passphrase chosen anew; then it stands.
    """

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="holders")
    seat = models.CharField(max_length=8, choices=Seat.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    salt = models.BinaryField(max_length=16, null=True)
    #: What argon2id spends: passes, and bytes of memory.
    operations = models.PositiveSmallIntegerField(null=True)
    memory = models.PositiveBigIntegerField(null=True)
    public = models.BinaryField(max_length=32, null=True)
    enrolled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assembly", "seat"], name="one_holder_per_seat"),
            models.UniqueConstraint(fields=["assembly", "person"], name="nobody_holds_two_shares"),
            models.CheckConstraint(
                condition=Q(
                    salt__isnull=True,
                    operations__isnull=True,
                    memory__isnull=True,
                    public__isnull=True,
                    enrolled_at__isnull=True,
                )
                | Q(
                    salt__isnull=False,
                    operations__isnull=False,
                    memory__isnull=False,
                    public__isnull=False,
                    enrolled_at__isnull=False,
                ),
                name="a_holder_is_enrolled_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat} of assembly {self.assembly_id}"


class KeyShare(Immutable):
    """What `holder` keeps for opening together with `other`, sealed to the holder's key."""

    holder = models.ForeignKey(KeyHolder, on_delete=models.PROTECT, related_name="shares")
    other = models.ForeignKey(KeyHolder, on_delete=models.PROTECT, related_name="+")
    box = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["holder", "other"], name="one_share_per_pair"),
        ]

    def __str__(self) -> str:
        return f"share of holder {self.holder_id} with {self.other_id}"


class HandedHalf(Immutable):
    """The giver's half, sealed to the receiver: it rests until the receiver comes."""

    giver = models.ForeignKey(KeyHolder, on_delete=models.PROTECT, related_name="given")
    receiver = models.ForeignKey(KeyHolder, on_delete=models.PROTECT, related_name="received")
    box = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["giver", "receiver"], name="a_half_is_handed_once"),
        ]

    def __str__(self) -> str:
        return f"half of holder {self.giver_id} for {self.receiver_id}"


class OpenedBallot(Immutable):
    """A box that was opened after the close: the nonce that, published, proves the commitment."""

    ballot = models.OneToOneField(
        Ballot, on_delete=models.PROTECT, primary_key=True, related_name="unsealed"
    )
    nonce = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"ballot {self.ballot_id}, opened"
