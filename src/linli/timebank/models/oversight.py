"""The supervisor's samples, and certificates that are shown to the members before they are issued."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager
from linli.places.models import SealedText
from linli.timebank.models.rulebook import Rulebook
from linli.timebank.models.session import Session


class Sample(Immutable):
    """A month's sessions, of which some were drawn; with the seed anybody draws the same ones."""

    community = models.BigIntegerField()
    month = models.DateField()
    #: Root of the log's newest checkpoint, as hex; where there is none yet, a random number.
    seed = models.CharField(max_length=64)
    #: The checkpoint's size; None when the seed is a random number.
    log_size = models.BigIntegerField(null=True)
    population = models.IntegerField()
    #: SHA-256 of the numbers that it was drawn from.
    digest = models.CharField(max_length=64)
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "month"], name="one_sample_a_month"),
        ]

    def __str__(self) -> str:
        return f"sample {self.pk}"


class Call(models.Model):
    """A drawn session that is called back, and what was found."""

    class Outcome(models.TextChoices):
        OPEN = "", pgettext_lazy("call", "not called yet")
        TRUE = "true", pgettext_lazy("call", "it was so")
        UNREACHED = "unreached", pgettext_lazy("call", "nobody was reached")
        FALSE = "false", pgettext_lazy("call", "it was not so: taken back")

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="calls")
    community = models.BigIntegerField()
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="calls")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default="", blank=True)
    words = models.ForeignKey(SealedText, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sample", "session"], name="drawn_once"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(by__isnull=False, words__isnull=False),
                name="a_finding_has_its_words",
            ),
        ]

    def __str__(self) -> str:
        return f"call {self.pk}"


class Certificate(models.Model):
    """Of voluntary service: asked for by its holder, shown to the members, then issued."""

    class State(models.TextChoices):
        SHOWN = "shown", pgettext_lazy("certificate", "shown to the members")
        ISSUED = "issued", pgettext_lazy("certificate", "issued")
        REFUSED = "refused", pgettext_lazy("certificate", "refused after an objection")
        #: Hours on it were taken back after it was issued; the public log says so too.
        REVOKED = "revoked", pgettext_lazy("certificate", "revoked")

    community = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    minutes = models.BigIntegerField()
    sessions = models.IntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.SHOWN)
    asked_at = models.DateTimeField()
    #: The last day on which it is shown.
    until = models.DateField()
    issued_at = models.DateTimeField(null=True)
    #: The public fact that bears its digest.
    event = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    revoked_at = models.DateTimeField(null=True)
    #: The public fact that says so.
    revoked_event = models.BigIntegerField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="revoked", revoked_event__isnull=False)
                | ~Q(state="revoked") & Q(revoked_event__isnull=True),
                name="what_is_revoked_stands_in_the_log",
            ),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="a_period_has_days"),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(event__isnull=False) & ~Q(digest=""),
                name="what_is_issued_stands_in_the_log",
            ),
        ]
        indexes: ClassVar = [
            # what the members see now
            models.Index(
                fields=["community", "id"],
                name="certificates_shown",
                condition=Q(state="shown"),
            ),
            models.Index(fields=["person", "-id"], name="certificates_of_a_person"),
            # whoever has the paper asks whether it holds
            models.Index(fields=["digest"], name="certificates_by_digest", condition=~Q(digest="")),
        ]

    def __str__(self) -> str:
        return f"certificate {self.pk}"


class Objection(models.Model):
    """A member says that the hours of a certificate are not right; staff answer with a reason."""

    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, related_name="objections"
    )
    community = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.ForeignKey(SealedText, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    upheld = models.BooleanField(null=True)
    answer = models.ForeignKey(SealedText, on_delete=models.PROTECT, null=True, related_name="+")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["certificate", "by"], name="one_objection_to_a_certificate"
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("by")),
                name="who_objects_to_hours_does_not_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"objection {self.pk}"
