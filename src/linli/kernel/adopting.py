"""What was decided elsewhere: one person writes it down, another puts it in force.

Rules of awards, a rulebook of the time bank and the switch of selections are such rows. None holds
by being written down, none is put in force by its writer, and none for days that are over.
"""

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.errors import Refused
from linli.kernel.scoping import ScopedManager

DECISION_LENGTH = 80


class Adopted(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("version", "proposed")
    IN_FORCE = "in_force", pgettext_lazy("version", "adopted")
    REJECTED = "rejected", pgettext_lazy("version", "rejected")


class Adoptable(models.Model):
    """Columns of a decision of a community that two people bring in force from a day on."""

    State = Adopted
    #: Days after the present one on which it may begin at the earliest.
    earliest: ClassVar[int] = 1

    community = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=Adopted.choices, default=Adopted.PROPOSED)
    since = models.DateField()
    #: Of the decision, as it stands on the document.
    decision = models.CharField(max_length=DECISION_LENGTH)
    decided_on = models.DateField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        abstract = True

    @property
    def decision_digest(self) -> str:
        """What an event tells of the decision's number: whoever has the document can compare."""
        return hashlib.sha256(self.decision.encode()).hexdigest()


def settled_by_another(name: str) -> models.CheckConstraint:
    """For the constraints of each such table: the database knows it too."""
    condition = Q(settled_by__isnull=True) | ~Q(settled_by=F("proposed_by"))
    return models.CheckConstraint(condition=condition, name=name)


def first_day(kind: type[Adoptable]) -> date:
    return clock.today() + timedelta(days=kind.earliest)


def require_ahead(kind: type[Adoptable], since: date) -> None:
    """Raises Refused("adopting.back_dated")."""
    if since < first_day(kind):
        raise Refused("adopting.back_dated", field="since", day=first_day(kind).isoformat())


def written_down(kind: type[Adoptable], actor: Actor, head: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a proposal: `head` with a day ahead and a decision that was taken."""
    require_ahead(kind, head["since"])
    if head["decided_on"] > clock.today():
        raise Refused("adopting.not_decided_yet", field="decided_on")
    decision = head["decision"].strip()
    if not decision:
        raise Refused("adopting.no_decision", field="decision")
    by = {"proposed_by_id": actor.person or 0, "proposed_at": clock.now()}
    return {**head, "decision": decision, **by}


def may_settle(actor: Actor, kind: type[Adoptable], row: int, *, own: frozenset[int]) -> Decision:
    """A second person in reach; `own` are all records of the actor's."""
    found = kind.objects.reached_by(actor).filter(pk=row).first()
    if found is None:
        return denied("kernel.not_found")
    return denied("adopting.own_proposal") if found.proposed_by_id in own else ALLOWED
