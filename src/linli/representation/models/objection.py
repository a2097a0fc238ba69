"""A home says that a representative was not chosen as it is written, and what was answered."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.kernel.scoping import ScopedManager
from linli.places.models.sealed import new_binding
from linli.representation.models.mandate import Mandate


class Objection(Sealing):
    """One a home to a mandate. While one is open the mandate is not recognised."""

    sealed = ("words", "answer")
    sealed_for = "binding"

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("objection", "to be answered")
        DISMISSED = "dismissed", pgettext_lazy("objection", "looked into: the mandate stands")
        UPHELD = "upheld", pgettext_lazy("objection", "right: the mandate does not stand")

    community = models.BigIntegerField()
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="objections")
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    binding = models.BigIntegerField(default=new_binding)
    words = models.BinaryField(null=True)
    text = SealedWords("words")
    at = models.DateTimeField()
    #: Until when it must be answered.
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.BinaryField(null=True)
    reply = SealedWords("answer")

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mandate", "unit"], name="one_objection_a_home"),
            models.CheckConstraint(
                condition=Q(state="open", answered_by__isnull=True)
                | ~Q(state="open") & Q(answered_by__isnull=False) & ~Q(answered_by=F("person")),
                name="another_person_answers_an_objection",
            ),
        ]
        indexes: ClassVar = [
            # what the desk must answer
            models.Index(
                fields=["community", "due_on"],
                condition=Q(state="open"),
                name="objections_to_answer",
            )
        ]

    def __str__(self) -> str:
        return f"objection {self.pk} to mandate {self.mandate_id}"
