"""Clearing between communities of the district (通存通兑): agreements, and what moved by them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from linli.kernel.adopting import DECISION_LENGTH
from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager


class Agreement(models.Model):
    """Two communities take each other's hours, up to a limit in either direction.

    `community` proposed it, `other` accepted it; each by its own staff. The limit is kept by the
    balances of the two clearing accounts themselves.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("agreement", "waits for the other community")
        IN_FORCE = "in_force", pgettext_lazy("agreement", "in force")
        #: Nothing more moves; what stands between the two stays until it is settled.
        ENDED = "ended", pgettext_lazy("agreement", "ended")

    community = models.BigIntegerField()
    other = models.BigIntegerField()
    limit_minutes = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    decision = models.CharField(max_length=DECISION_LENGTH)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(community=F("other")), name="an_agreement_has_two_communities"
            ),
            models.CheckConstraint(
                condition=Q(limit_minutes__gt=0), name="an_agreement_lets_something_through"
            ),
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True) | ~Q(accepted_by=F("proposed_by")),
                name="an_agreement_is_accepted_by_another",
            ),
            # whichever of the two proposed it
            models.UniqueConstraint(
                models.functions.Least("community", "other"),
                models.functions.Greatest("community", "other"),
                condition=~Q(state="ended"),
                name="one_agreement_between_two",
            ),
        ]

    def __str__(self) -> str:
        return f"agreement {self.pk}"

    def partner_of(self, community: int) -> int:
        return self.other if community == self.community else self.community


class Passage(Immutable):
    """Hours of one person that went to another community; both transfers bear its key."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="passages")
    #: Where they left, and where they arrived.
    community = models.BigIntegerField()
    other = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    minutes = models.BigIntegerField()
    key = models.UUIDField(unique=True)
    out = models.BigIntegerField()
    into = models.BigIntegerField()
    event = models.BigIntegerField()
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-id"], name="passages_of_a_person")]

    def __str__(self) -> str:
        return f"passage {self.pk}"
