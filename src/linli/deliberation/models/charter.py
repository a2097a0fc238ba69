"""Versions of a community's charter of deliberation."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from linli.deliberation.terms import Form, Terms, Track
from linli.identity.models import Person
from linli.kernel.scoping import ScopedManager
from linli.organisations.models import Organisation
from linli.places.models import Estate

DECISION_LENGTH = 80


class Charter(models.Model):
    """The rules that those whom it binds gave themselves, from a day on until a later version's.

    Without an estate it holds for the whole community, but for estates that have their own.
    """

    class State(models.TextChoices):
        DISCUSSED = "discussed", pgettext_lazy("charter", "draft, open to everybody")
        IN_FORCE = "in_force", pgettext_lazy("charter", "ratified")
        REJECTED = "rejected", pgettext_lazy("charter", "not ratified")
        WITHDRAWN = "withdrawn", pgettext_lazy("charter", "withdrawn")

    FORMS = (
        (Form.RULES.value, pgettext_lazy("charter", "motions after Robert's Rules")),
        (Form.XHY.value, pgettext_lazy("charter", "share – report – answer – plan")),
        (Form.EMERGENCY.value, pgettext_lazy("charter", "emergency track")),
    )
    TRACKS = (
        (Track.ORDINARY.value, pgettext_lazy("charter", "for every day")),
        (Track.EMERGENCY.value, pgettext_lazy("charter", "for emergencies")),
    )

    community = models.BigIntegerField()
    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, null=True, related_name="+")
    track = models.CharField(max_length=10, choices=TRACKS)
    number = models.IntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DISCUSSED)
    #: The template that it was made from.
    template = models.CharField(max_length=40)
    terms = models.JSONField()
    #: Parameter -> what it rests on, for those that are as in the template.
    sources = models.JSONField(default=dict)
    initiator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    initiator_body = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    drafted_at = models.DateTimeField()
    #: From this day on it may be put to those whom it binds.
    open_until = models.DateField()
    since = models.DateField(null=True)
    decided_by = models.CharField(max_length=40, blank=True)
    #: The decision's number, as it stands on the document.
    decision = models.CharField(max_length=DECISION_LENGTH, blank=True)
    decided_on = models.DateField(null=True)
    entitled = models.IntegerField(null=True)
    votes_for = models.IntegerField(null=True)
    votes_against = models.IntegerField(null=True)
    votes_abstain = models.IntegerField(null=True)
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "number"], name="one_charter_a_number"),
            models.CheckConstraint(
                condition=~Q(state="in_force") | ~Q(settled_by=F("initiator")),
                name="a_charter_is_put_in_force_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force")
                | Q(
                    since__isnull=False,
                    decided_on__isnull=False,
                    entitled__isnull=False,
                    votes_for__gt=F("votes_against"),
                    votes_abstain__gte=0,
                    votes_against__gte=0,
                    settled_by__isnull=False,
                )
                & ~Q(decision="")
                & ~Q(decided_by=""),
                name="a_charter_in_force_was_ratified",
            ),
        ]
        indexes: ClassVar = [
            # what is in force on a day; the list of a community
            models.Index(fields=["community", "track", "-since"]),
        ]

    def __str__(self) -> str:
        return f"charter {self.number}"

    @property
    def plain(self) -> Terms:
        """Its parameters, checked."""
        return Terms.model_validate(self.terms)

    @property
    def votes_present(self) -> int:
        return (self.votes_for or 0) + (self.votes_against or 0) + (self.votes_abstain or 0)
