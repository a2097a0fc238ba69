"""What can be had for points."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.identity.models import Person
from linli.kernel.scoping import ScopedManager
from linli.mall.kinds import Kind
from linli.mall.models.merchant import Merchant
from linli.mall.models.money import Budget
from linli.mall.parameters import ABOUT_MAX, PLACE_MAX, TITLE_MAX
from linli.mall.states import Shelf
from linli.places.models import SealedText


class Offer(models.Model):
    """A thing, a service, a room or a course. Its words are told to the whole community.

    `stock` is None where it never ends. The price never changes: another price is another offer.
    """

    SHELVES = (
        (Shelf.REVIEW.value, _("staff look at it")),
        (Shelf.RETURNED.value, pgettext_lazy("offer", "returned")),
        (Shelf.OPEN.value, pgettext_lazy("offer", "on offer")),
        (Shelf.PAUSED.value, pgettext_lazy("offer", "paused")),
        (Shelf.ENDED.value, pgettext_lazy("offer", "ended")),
    )

    community = models.BigIntegerField()
    merchant = models.ForeignKey(Merchant, on_delete=models.PROTECT, related_name="+")
    #: The neighbour who gives it; the merchant is the body that stands for it.
    provider = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=TITLE_MAX)
    about = models.CharField(max_length=ABOUT_MAX, blank=True)
    price = models.IntegerField()
    stock = models.IntegerField(null=True)
    #: How often one person may have it in a month; 0 is as often as they like.
    monthly = models.SmallIntegerField(default=0)
    since = models.DateField()
    until = models.DateField(null=True)
    place = models.CharField(max_length=PLACE_MAX)
    hours = models.CharField(max_length=PLACE_MAX, blank=True)
    #: Days of the week on which it is handed over, Monday is 1.
    days = ArrayField(models.SmallIntegerField())
    state = models.CharField(max_length=12, choices=SHELVES, default=Shelf.REVIEW.value)
    #: Why it was returned.
    note = models.ForeignKey(SealedText, on_delete=models.PROTECT, null=True, related_name="+")
    #: The sponsor that pays the merchant for it, while its budget lasts.
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    #: When somebody ordered it last.
    taken_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(price__gt=0), name="an_offer_has_a_price"),
            # the last one is sold once
            models.CheckConstraint(
                condition=Q(stock__isnull=True) | Q(stock__gte=0), name="stock_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="an_offer_ends_after_it_begins",
            ),
        ]
        indexes: ClassVar = [
            # the mall, cheapest first; what a balance covers
            models.Index(
                fields=["community", "price", "id"],
                condition=Q(state="open"),
                name="offers_open",
            ),
            # a merchant's own; the desk's lists
            models.Index(fields=["merchant", "state", "id"]),
            models.Index(fields=["community", "state", "id"]),
            # my services
            models.Index(
                fields=["provider", "-id"],
                condition=Q(provider__isnull=False),
                name="offers_of_neighbours",
            ),
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}: {self.state}"
