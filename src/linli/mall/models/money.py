"""What a point is worth to a merchant, who pays for it, and what was settled. Records; no money moves."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.identity.models import Person
from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager
from linli.mall.models.merchant import Merchant
from linli.mall.parameters import DECISION_MAX, WORDS_MAX


class Rate(Immutable):
    """So many fen for each point that a merchant took, from a day on, as the community decided."""

    community = models.BigIntegerField()
    since = models.DateField()
    fen = models.IntegerField()
    decision = models.CharField(max_length=DECISION_MAX)
    #: Where the number comes from.
    source = models.CharField(max_length=WORDS_MAX)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "since"], name="one_rate_per_day"),
            models.CheckConstraint(condition=Q(fen__gte=0), name="a_rate_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"rate of {self.community} since {self.since}"


class Budget(models.Model):
    """What a sponsor pledged to a community's mall: an account in its ledger of fen."""

    community = models.BigIntegerField()
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    account = models.BigIntegerField(unique=True)
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "organisation"], name="one_budget_per_sponsor"
            ),
        ]

    def __str__(self) -> str:
        return f"budget {self.pk}"


class Pledge(Immutable):
    """One sum that a sponsor promised in writing."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="pledges")
    fen = models.BigIntegerField()
    #: The number of the agreement or decision.
    decision = models.CharField(max_length=DECISION_MAX)
    transfer = models.BigIntegerField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(fen__gt=0), name="a_pledge_is_above_nothing"),
        ]

    def __str__(self) -> str:
        return f"pledge {self.pk}"


class Settlement(models.Model):
    """What a merchant is paid for a period, outside of the platform; its orders name it."""

    STATES = (
        ("made", pgettext_lazy("settlement", "to be paid")),
        ("paid", pgettext_lazy("settlement", "paid")),
        ("dropped", _("dropped, made anew")),
    )

    community = models.BigIntegerField()
    merchant = models.ForeignKey(Merchant, on_delete=models.PROTECT, related_name="settlements")
    #: The last day of the period; it begins after the one before.
    last = models.DateField()
    orders = models.IntegerField()
    points = models.BigIntegerField()
    fen = models.BigIntegerField()
    #: Of the fen, what sponsors pay; the rest the community pays.
    sponsored = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=STATES, default="made")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    paid_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    paid_at = models.DateTimeField(null=True)
    #: The number of the payment, as the bank or the treasurer gave it.
    reference = models.CharField(max_length=DECISION_MAX, blank=True)
    transfer = models.BigIntegerField(null=True, unique=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["merchant"], condition=Q(state="made"), name="one_settlement_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="paid", transfer__isnull=False, paid_by__isnull=False)
                | (~Q(state="paid") & Q(transfer__isnull=True)),
                name="a_paid_settlement_names_its_movement",
            ),
            models.CheckConstraint(
                condition=Q(paid_by__isnull=True) | ~Q(paid_by=models.F("person")),
                name="who_makes_a_settlement_does_not_pay_it",
            ),
            models.CheckConstraint(
                condition=Q(points__gt=0, fen__gte=0, sponsored__gte=0),
                name="a_settlement_settles_something",
            ),
        ]
        indexes: ClassVar = [
            # a merchant's settlements
            models.Index(fields=["merchant", "-id"]),
        ]

    def __str__(self) -> str:
        return f"settlement {self.pk}: {self.state}"
