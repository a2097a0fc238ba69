"""Squads of helpers, and pairs (结对) of a helper and an elder."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from linli.identity.models import Person
from linli.kernel.scoping import ScopedManager
from linli.wishes.kinds import Kind

NAME_LENGTH = 30


class Squad(models.Model):
    """People who help together with some kinds of wishes; formed by staff or by a resident."""

    community = models.BigIntegerField()
    name = models.CharField(max_length=NAME_LENGTH)
    kinds = ArrayField(models.CharField(max_length=12, choices=Kind.choices))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "name"],
                condition=Q(ended_at__isnull=True),
                name="one_squad_per_name",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["community", "id"])]  # the list

    def __str__(self) -> str:
        return f"squad {self.pk}"


class SquadMember(models.Model):
    """Members join by themselves; nobody is put into a squad."""

    squad = models.ForeignKey(Squad, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    leads = models.BooleanField(default=False)
    at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["squad", "person"],
                condition=Q(left_at__isnull=True),
                name="in_a_squad_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in squad {self.squad_id}"


class Pair(models.Model):
    """A helper looks after an elder at some hours of the week, when both have said yes."""

    community = models.BigIntegerField()
    helper = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    elder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    #: Hours of the week; see `Skills.slots`.
    slots = ArrayField(models.SmallIntegerField())
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    helper_agreed_at = models.DateTimeField(null=True)
    elder_agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(helper=F("elder")), name="nobody_is_paired_with_themselves"
            ),
            models.UniqueConstraint(
                fields=["helper", "elder"],
                condition=Q(ended_at__isnull=True),
                name="paired_once_at_a_time",
            ),
        ]
        indexes: ClassVar = [
            # the desk's list, and coverage
            models.Index(fields=["community", "id"]),
            # my pairs
            models.Index(fields=["helper", "-id"]),
            models.Index(fields=["elder", "-id"]),
        ]

    def __str__(self) -> str:
        return f"pair {self.pk}"

    @property
    def runs(self) -> bool:
        agreed = self.helper_agreed_at is not None and self.elder_agreed_at is not None
        return agreed and self.ended_at is None
