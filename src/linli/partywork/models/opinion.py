"""What somebody said about an affair, and what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.kernel.scoping import ScopedManager
from linli.partywork.models.affair import Affair
from linli.places.models.sealed import new_binding


class Opinion(Sealing):
    """The words are read by who said them and by the party organisation alone.

    Everybody reads the gist that the answer gives of it, which names nobody, and the answer.
    """

    sealed = ("words",)
    sealed_for = "binding"

    class Stance(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("opinion", "waits for an answer")
        TAKEN = "taken", pgettext_lazy("opinion", "taken up")
        PARTLY = "partly", pgettext_lazy("opinion", "taken up in part")
        NOT_TAKEN = "not_taken", pgettext_lazy("opinion", "not taken up")

    class Channel(models.TextChoices):
        PHONE = "phone", _("said here")
        MEETING = "meeting", _("said at a hearing")
        DOOR = "door", _("said at the door")
        LETTER = "letter", _("written on paper")

    community = models.BigIntegerField()
    affair = models.ForeignKey(Affair, on_delete=models.PROTECT, related_name="opinions")
    round = models.SmallIntegerField()
    #: While the text hung out, not while people were asked.
    late = models.BooleanField(default=False)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    #: Who said it; null where somebody wrote it down elsewhere.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    #: Who wrote it down.
    taken_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    binding = models.BigIntegerField(default=new_binding)
    words = models.BinaryField(null=True)
    text = SealedWords("words")
    at = models.DateTimeField()
    stance = models.CharField(max_length=10, choices=Stance.choices, default=Stance.WAITING)
    gist = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(channel="phone", person__isnull=False, taken_by__isnull=True)
                | ~Q(channel="phone") & Q(person__isnull=True, taken_by__isnull=False),
                name="somebody_said_or_wrote_an_opinion",
            ),
            models.CheckConstraint(
                condition=Q(stance="waiting", answered_at__isnull=True, gist="", answer="")
                | ~Q(stance="waiting")
                & Q(answered_at__isnull=False, answered_by__isnull=False)
                & ~Q(gist="")
                & ~Q(answer=""),
                name="an_answer_says_what_and_why",
            ),
        ]
        indexes: ClassVar = [
            # those of an affair, and which of them wait
            models.Index(fields=["affair", "stance", "-id"]),
            # what I said
            models.Index(fields=["person", "-id"]),
        ]

    def __str__(self) -> str:
        return f"opinion {self.pk} on affair {self.affair_id}"
