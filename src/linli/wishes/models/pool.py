"""The pool: what people can and when they are free, and whom a wish was offered to."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from linli.identity.models import Person
from linli.kernel.scoping import ScopedManager
from linli.wishes.kinds import Kind


class Skills(models.Model):
    """By a person's own word, withdrawn whenever they like; others see it only as a match.

    `slots`: weekday (0 is Monday) times three, plus 0 morning, 1 afternoon, 2 evening.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    community = models.BigIntegerField()
    kinds = ArrayField(models.CharField(max_length=12, choices=Kind.choices))
    slots = ArrayField(models.SmallIntegerField(), default=list)
    #: Whether they would go to somebody's home.
    visits = models.BooleanField(default=True)
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # who can do it
            GinIndex(fields=["kinds"], name="wishes_who_can"),
            # who offered anything here
            models.Index(fields=["community", "person"]),
        ]

    def __str__(self) -> str:
        return f"skills of {self.person_id}"


class Asked(models.Model):
    """A wish was offered to somebody, with the reasons that made them fit."""

    wish = models.ForeignKey("wishes.Wish", on_delete=models.PROTECT, related_name="asked")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    #: Codes of `matching.REASONS`.
    reasons = ArrayField(models.CharField(max_length=12), default=list)
    score = models.SmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["wish", "person"], name="asked_once_for_a_wish")
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-id"])]  # what fits me

    def __str__(self) -> str:
        return f"wish {self.wish_id} offered to {self.person_id}"
