"""Who gives for points: an organisation that staff approved."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.identity.models import Person
from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager
from linli.mall.parameters import PHONE_MAX, PLACE_MAX
from linli.mall.states import Standing
from linli.places.models import SealedText

_LIVING = [Standing.APPLIED.value, Standing.APPROVED.value, Standing.SUSPENDED.value]


class Merchant(models.Model):
    """An organisation in a community's mall. Its people are those who hold its offices."""

    STANDINGS = (
        (Standing.APPLIED.value, pgettext_lazy("merchant", "applied")),
        (Standing.APPROVED.value, pgettext_lazy("merchant", "approved")),
        (Standing.SUSPENDED.value, pgettext_lazy("merchant", "suspended")),
        (Standing.REFUSED.value, pgettext_lazy("merchant", "refused")),
        (Standing.ENDED.value, pgettext_lazy("merchant", "ended")),
    )

    community = models.BigIntegerField()
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=12, choices=STANDINGS, default=Standing.APPLIED.value)
    #: A public telephone of the shop.
    desk = models.CharField(max_length=PHONE_MAX)
    place = models.CharField(max_length=PLACE_MAX)
    hours = models.CharField(max_length=PLACE_MAX, blank=True)
    #: From when until when it gives for points.
    since = models.DateField()
    until = models.DateField(null=True)
    #: It stands for services of neighbours, who earn points from its account.
    exchange = models.BooleanField(default=False)
    #: Its account in the ledger of points; opened when it is approved.
    account = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "organisation"],
                condition=Q(state__in=_LIVING),
                name="a_body_is_one_merchant",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="a_merchant_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["applied", "refused"]) | Q(account__isnull=False),
                name="an_approved_merchant_has_an_account",
            ),
        ]
        indexes: ClassVar = [
            # the desk's list
            models.Index(fields=["community", "state", "id"]),
            # the merchant of an office
            models.Index(fields=["organisation", "-id"]),
        ]

    def __str__(self) -> str:
        return f"merchant {self.pk}: {self.state}"


class MerchantStep(Immutable):
    """What was decided about a merchant, by whom, with the reason."""

    VERBS = (
        ("apply", pgettext_lazy("merchant", "entered it")),
        ("approve", pgettext_lazy("merchant", "approved it")),
        ("refuse", pgettext_lazy("merchant", "refused it")),
        ("suspend", pgettext_lazy("merchant", "suspended it")),
        ("resume", pgettext_lazy("merchant", "opened it again")),
        ("end", _("ended it")),
    )

    merchant = models.ForeignKey(Merchant, on_delete=models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=12, choices=VERBS)
    words = models.ForeignKey(SealedText, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    capacity = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["merchant", "id"])]  # its history

    def __str__(self) -> str:
        return f"{self.verb} merchant {self.merchant_id}"
