"""Ballots. Who voted stands in one table, what was chosen in another; nothing leads across.

A slip has a random number and no time. It lies sealed in the urn until the count, which opens all
of them together, writes what they say in the order of their numbers, and empties the urn.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.identity.models import Person
from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager
from linli.polls.models.poll import Poll
from linli.polls.models.roll import RollEntry


class Channel(models.TextChoices):
    PHONE = "phone", _("on the phone")
    PAPER = "paper", _("on paper")
    DOOR = "door", _("asked at the door")


class Turn(models.Model):
    """Somebody of a line took part: at most once, by whatever channel. It names no choice."""

    community = models.BigIntegerField()
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="turns")
    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, related_name="turns")
    channel = models.CharField(max_length=6, choices=Channel.choices)
    #: Who voted; on paper and at the door where that is known.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    #: Whose hands did it: a helper's, or those of whoever served at the desk or the door.
    hands = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    void_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry"], condition=Q(void_at__isnull=True), name="one_turn_per_line"
            ),
            models.CheckConstraint(
                condition=Q(channel="phone", person__isnull=False)
                | Q(channel__in=["paper", "door"], hands__isnull=False),
                name="somebody_took_a_turn",
            ),
        ]
        indexes: ClassVar = [
            # turnout
            models.Index(fields=["poll"], condition=Q(void_at__isnull=True), name="turns_taken"),
        ]

    def __str__(self) -> str:
        return f"turn of line {self.entry_id}"


class Slip(models.Model):
    """A sealed choice in the urn. `entry` is empty but in an open poll."""

    #: Nothing in the urn is rewritten; the count takes everything out.
    app_rights: ClassVar[tuple[str, ...]] = ("SELECT", "INSERT", "DELETE")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="slips")
    box = models.BinaryField()
    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [
            # the neighbours of a number, among whom a new slip is put
            models.Index(fields=["poll", "id"]),
        ]

    def __str__(self) -> str:
        return f"slip in the urn of poll {self.poll_id}"


class Counted(Immutable):
    """What a ballot says, as the count read it. Written in the order of the slips' numbers."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="counted")
    #: What whoever cast it took home.
    code = models.CharField(max_length=10)
    #: A word, or the numbers of candidates.
    choice = models.JSONField()
    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "code"], name="a_ballot_per_number"),
        ]

    def __str__(self) -> str:
        return f"ballot {self.code}"
