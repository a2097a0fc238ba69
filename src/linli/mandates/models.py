"""Mandates: a person lets a helper do named things in their name, until a day."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel import clock
from linli.kernel.scoping import ScopedManager, ScopedQuerySet
from linli.mandates.states import State

SHEET_LENGTH = 10


class Mandate(models.Model):
    """`community` is the principal's, in whose scope staff see it."""

    class Way(models.TextChoices):
        """How it was given."""

        APP = "app", _("in the app")
        DESK = "desk", _("face to face at the desk")
        PAPER = "paper", _("on paper")

    class Bond(models.TextChoices):
        """What the helper is to the principal, as the principal says."""

        FAMILY = "family", pgettext_lazy("bond", "family")
        OTHER = "other", _("neighbour, friend or volunteer")

    class Why(models.TextChoices):
        """Why it ended."""

        NOT_YET = "", _("not ended")
        DECLINED = "declined", _("the helper declined")
        PRINCIPAL = "principal", _("ended by whom it was for")
        HELPER = "helper", _("ended by the helper")
        DESK = "desk", _("ended at the desk")
        REFUSED = "refused", _("the paper was not confirmed")
        EXPIRED = "expired", _("its last day was over")
        ACCOUNT = "account", _("an account was closed or locked")

    STATES = (
        (State.OFFERED.value, _("waits for the helper")),
        (State.ENTERED.value, _("waits for a second member of staff")),
        (State.ACTIVE.value, pgettext_lazy("mandate", "in force")),
        (State.ENDED.value, pgettext_lazy("mandate", "ended")),
    )

    community = models.BigIntegerField()
    principal = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mandates_given"
    )
    #: None as long as nobody took the code.
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="mandates_taken",
    )
    way = models.CharField(max_length=5, choices=Way.choices)
    bond = models.CharField(max_length=6, choices=Bond.choices)
    deeds = ArrayField(models.CharField(max_length=40))
    since = models.DateField()
    #: The last day.
    until = models.DateField()
    state = models.CharField(max_length=7, choices=STATES)
    #: Keyed hash of the code that is handed over at the table, and until when it is good.
    code = models.BinaryField(null=True, unique=True, max_length=32)
    code_until = models.DateTimeField(null=True)
    #: The number printed on the signed sheet.
    sheet = models.CharField(max_length=SHEET_LENGTH, null=True, unique=True)
    #: The member of staff who saw both, or who entered the paper; and who confirmed it.
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=9, choices=Why.choices, blank=True, default="")

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # who helps me; whom do I help
            models.Index(fields=["principal", "-id"]),
            models.Index(fields=["helper", "-id"]),
            # the desk's list: what waits for a second person, then the newest
            models.Index(fields=["community", "state", "-id"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["principal", "helper"],
                condition=Q(state="active"),
                name="one_mandate_between_two",
            ),
            models.CheckConstraint(
                condition=Q(helper__isnull=True) | ~Q(helper=F("principal")),
                name="nobody_helps_themselves",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["offered", "ended"])
                | Q(helper__isnull=False, state="entered", entered_by__isnull=False)
                | Q(helper__isnull=False, state="active", began_at__isnull=False),
                name="a_mandate_in_force_has_its_helper",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
                name="a_second_person_confirms_a_mandate",
            ),
            models.CheckConstraint(
                condition=~Q(way="paper", state="active") | Q(confirmed_by__isnull=False),
                name="a_paper_is_confirmed",
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="a_mandate_has_a_term"),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False) & ~Q(why="")
                | ~Q(state="ended") & Q(ended_at__isnull=True, why=""),
                name="an_end_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"mandate {self.pk}"

    @property
    def is_over(self) -> bool:
        """Whether it ended, or its last day is past."""
        return self.state == State.ENDED or self.until < clock.today()

    @property
    def stands(self) -> bool:
        """Whether the helper may act today, as far as this row tells."""
        return self.state == State.ACTIVE and self.since <= clock.today() <= self.until


def of_person(person: int) -> ScopedQuerySet[Mandate]:
    """Those that a person gave or took; a helper may live in another community."""
    mine = Q(principal=person) | Q(helper=person)
    rows = Mandate.objects.across_communities("both sides see their own mandates")
    return rows.filter(mine)
