"""The shared timeline: one line for each thing that a party did."""

from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from linli.cases.models.case import Case, Step
from linli.cases.states import Act
from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.organisations.models import Organisation


class Line(Sealing):
    """Who did what, for which organisation. `public`: residents may read it, in a public case."""

    sealed = ("words",)
    sealed_for = "binding"

    ACTS = (
        (Act.OPEN.value, pgettext_lazy("case", "opened the case")),
        (Act.INVITE.value, pgettext_lazy("case", "asked an organisation to join")),
        (Act.JOIN.value, pgettext_lazy("case", "joined")),
        (Act.DECLINE.value, pgettext_lazy("case", "declined")),
        (Act.LEAVE.value, pgettext_lazy("case", "left")),
        (Act.STEP.value, pgettext_lazy("case", "added a step")),
        (Act.ACCEPT.value, pgettext_lazy("case", "accepted a step")),
        (Act.REFUSE.value, pgettext_lazy("case", "refused a step")),
        (Act.HAND_ON.value, pgettext_lazy("case", "gave a step again")),
        (Act.REPORT.value, pgettext_lazy("case", "reported a step done")),
        (Act.CONFIRM.value, pgettext_lazy("case", "confirmed a step")),
        (Act.REOPEN.value, pgettext_lazy("case", "opened a step again")),
        (Act.DROP.value, pgettext_lazy("case", "dropped a step")),
        (Act.NOTE.value, pgettext_lazy("case", "wrote")),
        (Act.CLOSE.value, pgettext_lazy("case", "closed the case")),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="lines")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=8, choices=ACTS)
    #: For which organisation it was done; `about` is the one that was asked.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=20)
    public = models.BooleanField(default=False)
    binding = models.BigIntegerField()
    words = models.BinaryField(null=True)
    text = SealedWords("words")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "-id"])]  # the timeline

    def __str__(self) -> str:
        return f"{self.act} case {self.case_id}"
