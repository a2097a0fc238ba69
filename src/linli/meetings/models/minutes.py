"""Minutes: written by themselves, amended by those who were there, approved, published."""

import json
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.kernel import clock
from linli.kernel.scoping import ScopedManager
from linli.meetings.minutes.rendering import Paragraph
from linli.meetings.models.meeting import Meeting
from linli.meetings.models.seat import Seat
from linli.places.models.sealed import new_binding

Rows = dict[str, tuple[Paragraph, ...]]


class Minutes(Sealing):
    """What they say in both languages, paragraph by paragraph.

    Motions are free words: all of it is sealed. `edition` is what the charter publishes of it; its
    hashes stand in the log.
    """

    sealed = ("words", "edition")
    sealed_for = "binding"

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("minutes", "draft")
        APPROVED = "approved", pgettext_lazy("minutes", "approved")
        PUBLISHED = "published", pgettext_lazy("minutes", "published")

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    community = models.BigIntegerField()
    binding = models.BigIntegerField(default=new_binding)
    words = models.BinaryField(null=True)
    packed = SealedWords("words")
    edition = models.BinaryField(null=True)
    packed_edition = SealedWords("edition")
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    #: Grows with each amendment that is taken.
    number = models.IntegerField(default=1)
    drafted_at = models.DateTimeField()
    #: Until then they are approved, until then published; by the charter, in working days.
    approve_by = models.DateField()
    publish_by = models.DateField()
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    #: The meeting that approved them as an item of its agenda; none: the chair did.
    approved_in = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    #: SHA-256 of the published text in each language, hexadecimal.
    digest_zh = models.CharField(max_length=64, blank=True)
    digest_en = models.CharField(max_length=64, blank=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="draft", approved_at__isnull=True)
                | ~Q(state="draft") & Q(approved_at__isnull=False),
                name="minutes_are_approved_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="published",
                    published_at__isnull=False,
                    edition__isnull=False,
                    digest_zh__regex=r"^[0-9a-f]{64}$",
                    digest_en__regex=r"^[0-9a-f]{64}$",
                )
                | ~Q(state="published")
                & Q(published_at__isnull=True, edition__isnull=True, digest_zh="", digest_en=""),
                name="published_minutes_bear_their_hashes",
            ),
        ]
        # what waits to be approved or published, the nearest first
        indexes: ClassVar = [models.Index(fields=["community", "state", "publish_by"])]

    def __str__(self) -> str:
        return f"minutes of meeting {self.meeting_id}: {self.state}"

    @property
    def rows(self) -> Rows:
        return unpacked(self.packed)

    @property
    def published_rows(self) -> Rows:
        return unpacked(self.packed_edition) if self.packed_edition else {}

    @property
    def is_late(self) -> bool:
        today = clock.today()
        if self.state == self.State.DRAFT:
            return self.approve_by < today
        return self.state == self.State.APPROVED and self.publish_by < today


def packed(rows: Rows) -> str:
    found: dict[str, list[dict[str, Any]]] = {
        language: [
            {"key": row.key, "style": row.style, "part": row.part, "text": row.text}
            for row in paragraphs
        ]
        for language, paragraphs in rows.items()
    }
    return json.dumps(found, ensure_ascii=False)


def unpacked(text: str) -> Rows:
    found: dict[str, list[dict[str, str]]] = json.loads(text)
    return {language: tuple(Paragraph(**row) for row in rows) for language, rows in found.items()}


class MinutesAmendment(Sealing):
    """One paragraph otherwise, with the reason. The chair or whoever keeps order takes it, or says why not.

    The Chinese text is the one that holds; without an English one the paragraph says so.
    """

    sealed = ("before", "zh", "en", "reason", "answer")
    sealed_for = "binding"

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("amendment", "offered")
        TAKEN = "taken", pgettext_lazy("amendment", "taken over")
        REFUSED = "refused", pgettext_lazy("amendment", "not taken over")

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="amendments")
    binding = models.BigIntegerField(default=new_binding)
    paragraph = models.CharField(max_length=8)
    before = models.BinaryField(null=True)
    was = SealedWords("before")
    zh = models.BinaryField(null=True)
    chinese = SealedWords("zh")
    en = models.BinaryField(null=True)
    english = SealedWords("en")
    reason = models.BinaryField(null=True)
    why = SealedWords("reason")
    answer = models.BinaryField(null=True)
    why_not = SealedWords("answer")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True)
                | ~Q(state="open") & Q(answered_at__isnull=False),
                name="an_amendment_of_minutes_is_answered_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | Q(answer__isnull=False),
                name="who_refuses_an_amendment_says_why",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["minutes", "id"])]  # those of the minutes

    def __str__(self) -> str:
        return f"amendment {self.pk} of minutes {self.minutes_id}: {self.state}"
