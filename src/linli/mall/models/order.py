"""Orders and their history."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.identity.models import Person
from linli.identity.models.sealing import Sealing
from linli.kernel.scoping import ScopedManager
from linli.mall.kinds import Channel
from linli.mall.models.merchant import Merchant
from linli.mall.models.money import Settlement
from linli.mall.models.offer import Offer
from linli.mall.models.slot import Slot
from linli.mall.states import LIVE, State, Verb

_LIVE = sorted(state.value for state in LIVE)
_HANDED = ["collected", "disputed", "refunded", "upheld"]


class Order(Sealing):
    """One piece of an offer for one person: points are promised, then settled once, or let go.

    The code rests sealed in the buyer's name; found by its keyed hash alone, and gone when the
    order is over.
    """

    sealed = ("code",)
    sealed_for = "person_id"

    STATES = (
        (State.ORDERED.value, pgettext_lazy("order", "ordered")),
        (State.READY.value, pgettext_lazy("order", "ready for you")),
        (State.COLLECTED.value, pgettext_lazy("order", "handed over")),
        (State.CANCELLED.value, pgettext_lazy("order", "cancelled")),
        (State.WITHDRAWN.value, pgettext_lazy("order", "cancelled by the merchant")),
        (State.EXPIRED.value, pgettext_lazy("order", "not collected in time")),
        (State.DISPUTED.value, pgettext_lazy("order", "somebody objects")),
        (State.REFUNDED.value, pgettext_lazy("order", "points given back")),
        (State.UPHELD.value, pgettext_lazy("order", "looked at: stays as it is")),
    )

    community = models.BigIntegerField()
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="orders")
    merchant = models.ForeignKey(Merchant, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, null=True, related_name="+")
    #: What the neighbour who gave it earned.
    earned = models.IntegerField(default=0)
    earned_transfer = models.BigIntegerField(null=True, unique=True)
    #: Of the form that was sent: the same form orders once.
    key = models.UUIDField(unique=True)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    price = models.IntegerField()
    state = models.CharField(max_length=12, choices=STATES, default=State.ORDERED.value)
    code = models.BinaryField(null=True)
    code_hash = models.BinaryField(null=True)
    #: Until when it is kept.
    until = models.DateTimeField()
    #: Where the points come from and go, and the ledger's promise, movement and reversal.
    ledger = models.BigIntegerField()
    debit = models.BigIntegerField()
    credit = models.BigIntegerField()
    hold = models.BigIntegerField(unique=True)
    transfer = models.BigIntegerField(null=True, unique=True)
    back = models.BigIntegerField(null=True, unique=True)
    #: What the merchant is owed for it, by the rate of the day; promised and moved in the ledger of
    #: fen where a sponsor pays.
    fen = models.BigIntegerField(default=0)
    fen_hold = models.BigIntegerField(null=True, unique=True)
    fen_transfer = models.BigIntegerField(null=True, unique=True)
    #: In which settlement it was paid for; and in which it was taken off again.
    settlement = models.ForeignKey(
        Settlement, on_delete=models.PROTECT, null=True, related_name="+"
    )
    deducted = models.ForeignKey(Settlement, on_delete=models.PROTECT, null=True, related_name="+")
    #: Two members of staff let the community give the points back for a merchant that ended.
    cover_asked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )
    covered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    collected_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    #: The buyer was told that it ends tomorrow.
    reminded = models.BooleanField(default=False)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "code_hash"],
                condition=Q(state__in=_LIVE),
                name="one_live_order_per_code",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_HANDED, transfer__isnull=False)
                | (~Q(state__in=_HANDED) & Q(transfer__isnull=True)),
                name="what_was_handed_over_was_settled",
            ),
            models.CheckConstraint(
                condition=Q(state="refunded", back__isnull=False)
                | (~Q(state="refunded") & Q(back__isnull=True)),
                name="a_refund_names_its_movement",
            ),
            models.CheckConstraint(
                condition=Q(covered_by__isnull=True)
                | (
                    Q(state="refunded", cover_asked_by__isnull=False)
                    & ~Q(covered_by=models.F("cover_asked_by"))
                ),
                name="the_community_pays_by_two",
            ),
            models.CheckConstraint(
                condition=Q(fen_transfer__isnull=True) | Q(fen_hold__isnull=False),
                name="what_a_sponsor_pays_was_promised",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_LIVE) | Q(code__isnull=True, code_hash__isnull=True),
                name="a_code_is_used_once",
            ),
        ]
        indexes: ClassVar = [
            # my orders; how many this month
            models.Index(fields=["person", "-id"]),
            # what waits at a merchant; its statement
            models.Index(fields=["merchant", "state", "id"]),
            # the desk
            models.Index(fields=["community", "state", "id"]),
            # the half-hourly look
            models.Index(fields=["until"], condition=Q(state__in=_LIVE), name="orders_that_end"),
        ]

    def __str__(self) -> str:
        return f"order {self.pk}: {self.state}"


class OrderStep(Sealing):
    """One step of an order. Its words are sealed in the buyer's name."""

    sealed = ("words",)
    sealed_for = "buyer"

    VERBS = (
        ("order", pgettext_lazy("order", "ordered it")),
        (Verb.READY.value, _("put it ready")),
        (Verb.COLLECT.value, pgettext_lazy("order", "handed it over")),
        (Verb.CANCEL.value, pgettext_lazy("order", "cancelled it")),
        (Verb.WITHDRAW.value, _("cannot give it")),
        (Verb.EXPIRE.value, _("let go: nobody came for it")),
        (Verb.DISPUTE.value, pgettext_lazy("order", "objects")),
        (Verb.REFUND.value, _("gave the points back")),
        (Verb.UPHOLD.value, _("leaves it as it is")),
        (Verb.ASK_COVER.value, _("asks that the community gives the points back")),
        (Verb.COVER.value, _("gave the points back, out of what was settled")),
        (Verb.LEAVE.value, _("left as it is: the account was closed")),
    )

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="steps")
    buyer = models.BigIntegerField()
    verb = models.CharField(max_length=12, choices=VERBS)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    helper = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    capacity = models.CharField(max_length=20)
    words = models.BinaryField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["order", "id"])]  # its history

    def __str__(self) -> str:
        return f"{self.verb} order {self.order_id}"
