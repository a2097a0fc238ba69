"""What belongs to a resolution: its milestones, evidence, the supervisors' marks, each step."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.organisations.models import Organisation
from linli.places.models.sealed import new_binding
from linli.resolutions.models.resolution import Resolution
from linli.resolutions.states import Verb


class Milestone(Sealing):
    """A part with a day of its own, and what shows that it was reached."""

    sealed = ("words",)
    sealed_for = "binding"

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="milestones")
    binding = models.BigIntegerField(default=new_binding)
    words = models.BinaryField()
    text = SealedWords("words")
    due_on = models.DateField()
    reached_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"milestone {self.pk} of resolution {self.resolution_id}"


class Evidence(Sealing):
    """What shows it, in words that everybody reads; pictures are files of it."""

    sealed = ("words",)
    sealed_for = "binding"

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="evidence")
    milestone = models.ForeignKey(
        Milestone, on_delete=models.PROTECT, null=True, related_name="evidence"
    )
    round = models.SmallIntegerField()
    binding = models.BigIntegerField(default=new_binding)
    words = models.BinaryField(null=True)
    text = SealedWords("words")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["resolution", "id"])]  # all of a resolution

    def __str__(self) -> str:
        return f"evidence {self.pk} of resolution {self.resolution_id}"


class Mark(Sealing):
    """A supervising body signs off on the effect, or sends it back. Public."""

    sealed = ("words",)
    sealed_for = "binding"

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="marks")
    round = models.SmallIntegerField()
    verdict = models.CharField(max_length=12, choices=Resolution.Verdict.choices)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    binding = models.BigIntegerField(default=new_binding)
    words = models.BinaryField(null=True)
    text = SealedWords("words")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["resolution", "round", "body"], name="one_mark_of_a_body_a_round"
            )
        ]

    def __str__(self) -> str:
        return f"mark {self.pk} of resolution {self.resolution_id}"


class Step(Sealing):
    """One step in a resolution's history."""

    sealed = ("words",)
    sealed_for = "binding"

    VERBS = (
        ("make", _("decided it")),
        (Verb.GIVE.value, _("asked somebody to carry it out")),
        (Verb.ACCEPT.value, pgettext_lazy("resolution", "accepted it")),
        (Verb.REFUSE.value, pgettext_lazy("resolution", "refused it")),
        (Verb.TAKE_BACK.value, _("took it back from its owner")),
        (Verb.REACH.value, pgettext_lazy("resolution", "reached a milestone")),
        (Verb.REPORT.value, _("says that it is carried out")),
        (Verb.CONFIRM.value, _("confirmed for another organisation")),
        (Verb.AFFIRM.value, _("confirmed as who raised it")),
        (Verb.REOPEN.value, pgettext_lazy("resolution", "opened it again")),
        (Verb.COME_BACK.value, _("came back for its review")),
        (Verb.HOLD.value, _("found that it holds")),
        (Verb.PRAISE.value, _("signed off on its effect")),
        (Verb.SEND_BACK.value, _("found the effect insufficient")),
        (Verb.VOID.value, _("lost its effect")),
        ("overdue", _("its day is over")),
        ("link", _("joined it to the demand that it answers")),
    )

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="steps")
    binding = models.BigIntegerField()
    verb = models.CharField(max_length=12, choices=VERBS)
    #: Where it stood afterwards, and until when.
    state = models.CharField(max_length=10, choices=Resolution.STATES)
    due_on = models.DateField(null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    capacity = models.CharField(max_length=20)
    words = models.BinaryField(null=True)
    text = SealedWords("words")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["resolution", "id"])]  # a history

    def __str__(self) -> str:
        return f"{self.verb} resolution {self.resolution_id}"
