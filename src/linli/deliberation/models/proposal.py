"""Proposals: who will do what, with which means, who benefits; amendments as differences."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from linli.deliberation.models.topic import Topic
from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.kernel.scoping import ScopedManager
from linli.organisations.models import Organisation
from linli.places.models.sealed import new_binding

#: What a proposal says, in its order.
PARTS = ("what", "who", "means", "benefits")


class Proposal(models.Model):
    """I propose it, I take part in it, I benefit from it. One for each topic, amended openly."""

    topic = models.OneToOneField(Topic, on_delete=models.PROTECT, related_name="proposal")
    community = models.BigIntegerField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    author_body = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    number = models.IntegerField(default=1)
    at = models.DateTimeField()

    objects = ScopedManager()

    def __str__(self) -> str:
        return f"proposal {self.pk}"


class Worded(Sealing):
    """The four parts of a proposal, sealed: they name people."""

    sealed: ClassVar[tuple[str, ...]] = PARTS
    sealed_for = "binding"

    binding = models.BigIntegerField(default=new_binding)
    what = models.BinaryField(null=True)
    who = models.BinaryField(null=True)
    means = models.BinaryField(null=True)
    benefits = models.BinaryField(null=True)

    class Meta:
        abstract = True

    @property
    def parts(self) -> dict[str, str]:
        return {name: self.read(name) or "" for name in PARTS}

    def say(self, parts: dict[str, str]) -> None:
        for name in PARTS:
            self.put(name, parts[name])


class Version(Worded):
    """What a proposal said from one moment to the next."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="versions")
    number = models.IntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal", "number"], name="one_version_of_a_proposal_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"version {self.number} of proposal {self.proposal_id}"


class Amendment(Worded):
    """What somebody would have otherwise, against one version; its author answers."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("amendment", "offered")
        TAKEN = "taken", pgettext_lazy("amendment", "taken over")
        REFUSED = "refused", pgettext_lazy("amendment", "not taken over")

    sealed: ClassVar[tuple[str, ...]] = (*PARTS, "reason")

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="amendments")
    base = models.IntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.BinaryField(null=True)
    why = SealedWords("reason")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["proposal", "id"])]  # those of a proposal

    def __str__(self) -> str:
        return f"amendment {self.pk}"


class Pledge(Sealing):
    """Somebody takes part, and says with what. The proposer is the first."""

    sealed = ("doing",)
    sealed_for = "person_id"

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="pledges")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    doing = models.BinaryField(null=True)
    text = SealedWords("doing")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal", "person"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_pledge_of_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"pledge {self.pk}"
