"""Who is on a wish: one claim at a time, by one person or by a team that one leads."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.identity.models import Person
from linli.kernel.scoping import ScopedManager
from linli.wishes.kinds import Source


class Claim(models.Model):
    """Somebody takes a wish on. Ended, never deleted."""

    class End(models.TextChoices):
        """Empty while it is active."""

        FULFILLED = "fulfilled", _("fulfilled")
        LEFT = "left", _("stepped back")
        LAPSED = "lapsed", _("the time was over")
        WITHDRAWN = "withdrawn", _("the wish was withdrawn")

    wish = models.ForeignKey("wishes.Wish", on_delete=models.PROTECT, related_name="claims")
    community = models.BigIntegerField()
    leader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    #: Others may join.
    team = models.BooleanField(default=False)
    source = models.CharField(max_length=12, choices=Source.choices)
    #: The branch or the organisation that the leader named.
    body = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    minutes = models.IntegerField(default=0)
    #: When the helpers were done, by their own word.
    done_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=12, choices=End.choices, default="", blank=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            # two who claim at once: one
            models.UniqueConstraint(
                fields=["wish"], condition=Q(end=""), name="one_active_claim_per_wish"
            ),
            models.CheckConstraint(
                condition=Q(end="", ended_at__isnull=True) | Q(ended_at__isnull=False) & ~Q(end=""),
                name="an_ended_claim_says_how",
            ),
            models.CheckConstraint(
                condition=Q(source__in=["party", "organisation"]) | Q(body__isnull=True),
                name="neighbours_name_no_body",
            ),
        ]
        indexes: ClassVar = [
            # who claims, by branch
            models.Index(fields=["community", "source", "body"]),
        ]

    def __str__(self) -> str:
        return f"claim {self.pk} of wish {self.wish_id}"


class Helper(models.Model):
    """One of those who are on a wish, the leader too."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="helpers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["claim", "person"],
                condition=Q(left_at__isnull=True),
                name="helps_once_in_a_claim",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-id"])]  # where I help

    def __str__(self) -> str:
        return f"{self.person_id} in claim {self.claim_id}"
