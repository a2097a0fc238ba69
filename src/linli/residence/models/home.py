"""Who belongs to a home, by what right, from when to when; and whom the household speaks through."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.identity.models import Person
from linli.kernel import clock
from linli.kernel.scoping import ScopedManager
from linli.places.models import RosterOwner, Unit


class Relation(models.TextChoices):
    """How a person belongs to a home. Nobody is asked for a household registration."""

    OWNER = "owner", _("owner")
    CO_OWNER = "co_owner", _("co-owner")
    TENANT = "tenant", _("tenant")
    FAMILY = "family", _("family")


OWNERS = (Relation.OWNER.value, Relation.CO_OWNER.value)


class Ground(models.TextChoices):
    """What a claim or a residence rests on."""

    ROSTER = "roster", _("agrees with the owner roster")
    PAPERS = "papers", _("papers that staff look at")
    OWNER = "owner", _("confirmed by an owner of the home")
    INVITED = "invited", _("invited by who lives there")
    SLIP = "slip", _("the slip that was handed over at the door")
    GUARDIAN = "guardian", _("brought by the guardian")


class Ending(models.TextChoices):
    """Why a residence ended; empty while it lasts."""

    LIVES = "", _("lasts")
    MOVED_OUT = "moved_out", _("moved out")
    TITLE = "title", _("the home has other owners now")
    TRANSFER = "transfer", _("moved to another person by decision")
    OVER = "over", _("the agreed time is over")
    THROUGH = "through", _("whoever brought the person there no longer belongs to the home")
    SENT_AWAY = "sent_away", _("ended by an owner, or by who brought the person there")
    DECIDED = "decided", _("found wrong by two members of staff")
    ERASED = "erased", _("the account was closed")


def live(on: date | None = None) -> Q:
    """Residences that last today, or lasted on a day.

    The agreed last day still counts; the day on which something ended otherwise does not.
    """
    if on is None:
        return Q(ended_at=None) & (Q(until=None) | Q(until__gte=clock.today()))
    lasted = Q(until=None) | Q(until__gt=on) | Q(until=on, ended_at=None)
    return Q(since__lte=on) & lasted


class Residence(models.Model):
    """A person belongs to a home. Ended, never deleted.

    `lives` tells apart who lives there: an owner may own a home and live elsewhere. For owners,
    `roster_owner` is who of the roster they are; as long as the home's title names that owner,
    they cast or share its ballot. `through` is whose invitation or word brought them there.
    """

    community = models.BigIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="residences")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="residences")
    relation = models.CharField(max_length=10, choices=Relation.choices)
    ground = models.CharField(max_length=10, choices=Ground.choices)
    roster_owner = models.ForeignKey(
        RosterOwner, on_delete=models.PROTECT, null=True, related_name="residences"
    )
    through = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="brought")
    lives = models.BooleanField(default=True)
    since = models.DateField()
    #: The last day: agreed beforehand for tenants, else the day on which it ended.
    until = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, default="", blank=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "unit", "relation"],
                condition=Q(ended_at__isnull=True),
                name="one_live_residence_per_relation",
            ),
            # two people are never the same owner of a home
            models.UniqueConstraint(
                fields=["unit", "roster_owner"],
                condition=Q(ended_at__isnull=True, roster_owner__isnull=False),
                name="one_person_per_roster_owner",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False)
                | Q(relation__in=OWNERS, roster_owner__isnull=False)
                | Q(relation__in=["tenant", "family"], roster_owner__isnull=True),
                name="owners_stand_on_the_roster",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="")
                | Q(ended_at__isnull=False, until__isnull=False) & ~Q(ending=""),
                name="an_end_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(through=F("pk")), name="nobody_is_there_through_themselves"
            ),
        ]
        indexes: ClassVar = [
            # my homes
            models.Index(fields=["person", "unit"]),
            # who belongs to these homes: notices, households, collectors
            models.Index(
                fields=["unit", "person"],
                condition=Q(ended_at__isnull=True),
                name="residents_of_a_unit",
            ),
            # the daily look at what is over
            models.Index(
                fields=["until"],
                condition=Q(ended_at__isnull=True, until__isnull=False),
                name="residences_with_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"residence {self.pk}"

    @property
    def owns(self) -> bool:
        return self.relation in OWNERS


class Household(models.Model):
    """The people who live in a home together; here is only whom they chose to speak to."""

    unit = models.OneToOneField(
        Unit, on_delete=models.PROTECT, primary_key=True, related_name="household"
    )
    community = models.BigIntegerField()
    contact = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ScopedManager()

    class Meta:
        verbose_name = pgettext_lazy("model", "household")

    def __str__(self) -> str:
        return f"household {self.pk}"
