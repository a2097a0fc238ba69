"""Who may vote in a poll: posted, objected to, then frozen."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.kernel.scoping import ScopedManager
from linli.places.models import Building, Unit
from linli.places.models.sealed import new_binding
from linli.polls.models.poll import Poll


class RollEntry(models.Model):
    """One line: a person, or a home. Until the roll is frozen a line may be struck with a reason."""

    community = models.BigIntegerField()
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="roll")
    number = models.PositiveIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    #: Where the person lives, for the turnout of buildings; the home's own.
    building = models.ForeignKey(Building, on_delete=models.PROTECT, null=True, related_name="+")
    #: Came on by an objection.
    added = models.BooleanField(default=False)
    struck_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "number"], name="a_line_per_number"),
            models.UniqueConstraint(
                fields=["poll", "person"],
                condition=Q(person__isnull=False),
                name="a_person_once_on_a_roll",
            ),
            models.UniqueConstraint(
                fields=["poll", "unit"],
                condition=Q(unit__isnull=False),
                name="a_home_once_on_a_roll",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, unit__isnull=True)
                | Q(person__isnull=True, unit__isnull=False),
                name="a_line_is_a_person_or_a_home",
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.number} of poll {self.poll_id}"


class Objection(Sealing):
    """Somebody says that the posted roll is wrong. Answered before it is frozen."""

    sealed = ("words", "answer")
    sealed_for = "binding"

    class About(models.TextChoices):
        MISSING = "missing", _("I or my home should be on it")
        WRONG = "wrong", _("a line should not be on it")

    class Ruling(models.TextChoices):
        WAITING = "waiting", _("waits for an answer")
        UPHELD = "upheld", _("upheld: the roll is corrected")
        REJECTED = "rejected", _("rejected")

    community = models.BigIntegerField()
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="objections")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=10, choices=About.choices)
    #: The line that should go; the home that should come.
    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    binding = models.BigIntegerField(default=new_binding)
    words = models.BinaryField(null=True)
    text = SealedWords("words")
    at = models.DateTimeField()
    due_on = models.DateField()
    ruling = models.CharField(max_length=10, choices=Ruling.choices, default=Ruling.WAITING)
    answer = models.BinaryField(null=True)
    answer_text = SealedWords("answer")
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(about="missing", entry__isnull=True)
                | Q(about="wrong", entry__isnull=False),
                name="an_objection_says_about_what",
            ),
            models.CheckConstraint(
                condition=Q(ruling="waiting", answered_at__isnull=True)
                | ~Q(ruling="waiting")
                & Q(answered_at__isnull=False, answered_by__isnull=False, answer__isnull=False),
                name="an_answered_poll_objection_has_its_answer",
            ),
            models.UniqueConstraint(
                fields=["poll", "person", "about"],
                condition=Q(ruling="waiting"),
                name="one_waiting_objection_each",
            ),
        ]
        indexes: ClassVar = [
            # the objections to a roll, the oldest first
            models.Index(fields=["poll", "id"]),
        ]

    def __str__(self) -> str:
        return f"objection {self.pk} to poll {self.poll_id}"
