"""Awards with frozen criteria: criteria, computed shortlist, publicity with objections, result."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.identity.models.sealing import Sealing
from linli.kernel.scoping import ScopedManager

TITLE_LENGTH = 60
WORDS_LENGTH = 500


class Cycle(models.Model):
    """One round of an award. From `frozen` on its criteria stand: `criteria_hash` is in the log."""

    class Kind(models.TextChoices):
        DAY = "day", _("Sharing Day honours")
        PERSON = "person", _("model of sharing")
        ESTATE = "estate", _("model sharing estate")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("award", "being drafted")
        FROZEN = "frozen", pgettext_lazy("award", "criteria stand")
        PUBLIC = "public", pgettext_lazy("award", "shortlist is public")
        RESULT = "result", pgettext_lazy("award", "decided")

    community = models.BigIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(max_length=TITLE_LENGTH)
    #: What is looked at: both days in it.
    since = models.DateField()
    until = models.DateField()
    #: How many are honoured; with the same score as the last of them, more.
    size = models.PositiveSmallIntegerField()
    #: Weight of each measure, and the least that is needed of it.
    criteria = models.JSONField()
    criteria_hash = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    #: The last day for objections.
    public_until = models.DateField(null=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # the list of a community, newest first
            models.Index(fields=["community", "-id"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="an_award_looks_at_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(criteria_hash=""), name="criteria_are_frozen_first"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "frozen"]) | Q(public_until__isnull=False),
                name="a_shortlist_is_public_until_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"award {self.pk}: {self.state}"


class Candidate(models.Model):
    """On the shortlist, with the numbers that it was computed from."""

    community = models.BigIntegerField()
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="candidates")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    estate = models.ForeignKey(
        "places.Estate", on_delete=models.PROTECT, null=True, related_name="+"
    )
    score = models.PositiveBigIntegerField()
    values = models.JSONField()
    #: By their own wish, or because an objection was right.
    out = models.BooleanField(default=False)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, estate__isnull=True)
                | Q(person__isnull=True, estate__isnull=False),
                name="a_candidate_is_a_person_or_an_estate",
            ),
            models.UniqueConstraint(fields=["cycle", "person"], name="a_person_stands_once"),
            models.UniqueConstraint(fields=["cycle", "estate"], name="an_estate_stands_once"),
        ]

    def __str__(self) -> str:
        return f"candidate {self.pk} of award {self.cycle_id}"


class Objection(Sealing):
    """Why somebody should not be honoured, and the answer. Both may name people: sealed."""

    sealed = ("words", "answer")

    community = models.BigIntegerField()
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="objections")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.BinaryField(null=True)
    answer = models.BinaryField(null=True)
    upheld = models.BooleanField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["candidate", "person"], name="one_objection_each"),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("person")),
                name="nobody_answers_their_own_objection",
            ),
        ]

    def __str__(self) -> str:
        return f"objection {self.pk}"
