"""Who is to stand in an election: named by one elector, accepted, signed for by others, checked."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.kernel.scoping import ScopedManager
from linli.places.models import Unit
from linli.places.models.sealed import new_binding
from linli.polls.models.poll import Poll


class Nomination(Sealing):
    """Somebody is named for an election. Neighbours see it once they said that they stand."""

    sealed = ("words",)
    sealed_for = "binding"

    class Answer(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("nomination", "was asked")
        STANDS = "stands", pgettext_lazy("nomination", "stands")
        DECLINED = "declined", pgettext_lazy("nomination", "does not stand")

    class Standing(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("nomination", "not checked yet")
        QUALIFIED = "qualified", _("qualified")
        REJECTED = "rejected", _("not qualified")

    community = models.BigIntegerField()
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="nominations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True)
    standing = models.CharField(max_length=9, choices=Standing.choices, default=Standing.WAITING)
    binding = models.BigIntegerField(default=new_binding)
    #: Why they qualify or not.
    words = models.BinaryField(null=True)
    why = SealedWords("words")
    #: Of the surname, as the desk counts them, for a list in that order.
    strokes = models.PositiveSmallIntegerField(null=True)
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "person"], name="somebody_is_named_once"),
            models.CheckConstraint(
                condition=Q(answer="waiting", answered_at__isnull=True)
                | ~Q(answer="waiting") & Q(answered_at__isnull=False),
                name="a_nominee_answered_or_not",
            ),
            models.CheckConstraint(
                condition=Q(standing="waiting", checked_by__isnull=True, words__isnull=True)
                | ~Q(standing="waiting") & Q(checked_by__isnull=False, words__isnull=False),
                name="a_checked_nomination_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=models.F("person")),
                name="nobody_checks_themself",
            ),
        ]

    def __str__(self) -> str:
        return f"nomination {self.pk}"


class Support(models.Model):
    """An elector nominates jointly with others; a home counts once where homes vote."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="supports")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["nomination", "person"], name="one_support_each"),
        ]

    def __str__(self) -> str:
        return f"support {self.pk}"
