"""Items of an agenda, and what became of each."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from linli.deliberation.floor.charter import Base, Threshold
from linli.deliberation.models import Topic
from linli.identity.models.sealing import SealedWords, Sealing
from linli.meetings.models.meeting import Meeting
from linli.meetings.outcomes import Source
from linli.meetings.parameters import DEFERRALS_FREE
from linli.meetings.states import Outcome
from linli.places.models.sealed import new_binding

ITEM_LENGTH = 80


class Item(Sealing):
    """`key` is the item's name on the floor; `title` names nobody, everybody reads it.

    A matter that comes back from an earlier meeting keeps its key, for the motion names it.
    """

    sealed = ("reason", "decision")
    sealed_for = "binding"

    class Kind(models.TextChoices):
        TOPIC = "topic", pgettext_lazy("item", "topic")
        MINUTES = "minutes", pgettext_lazy("item", "minutes of the last meeting")
        OVERDUE = "overdue", pgettext_lazy("item", "overdue matters")
        OTHER = "other", pgettext_lazy("item", "other business")

    OUTCOMES = (
        (Outcome.ADOPTED.value, pgettext_lazy("outcome", "adopted")),
        (Outcome.REJECTED.value, pgettext_lazy("outcome", "rejected")),
        (Outcome.DEFERRED.value, pgettext_lazy("outcome", "deferred to a day")),
        (Outcome.REFERRED.value, pgettext_lazy("outcome", "referred to a body")),
        (Outcome.WITHDRAWN.value, pgettext_lazy("outcome", "withdrawn")),
    )

    SOURCES = (
        (Source.FLOOR.value, pgettext_lazy("disposition", "by the meeting")),
        (Source.CHAIR.value, pgettext_lazy("disposition", "by the chair")),
        (Source.ADJOURNED.value, pgettext_lazy("disposition", "the meeting ended before")),
    )

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    binding = models.BigIntegerField(default=new_binding)
    key = models.CharField(max_length=20)
    position = models.IntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=ITEM_LENGTH)
    #: {num, den, strict, base} of a `Threshold`; none: the charter's usual majority.
    threshold = models.JSONField(null=True)
    outcome = models.CharField(max_length=10, choices=OUTCOMES, blank=True)
    on = models.DateField(null=True)
    body = models.CharField(max_length=40, blank=True)
    reason = models.BinaryField(null=True)
    why = SealedWords("reason")
    #: The motion's words as they were adopted.
    decision = models.BinaryField(null=True)
    decided = SealedWords("decision")
    yes = models.IntegerField(null=True)
    no = models.IntegerField(null=True)
    abstain = models.IntegerField(null=True)
    disposed_at = models.DateTimeField(null=True)
    #: Who said so: the floor by a vote, the chair with a reason, or the meeting's end.
    source = models.CharField(max_length=9, choices=SOURCES, blank=True)
    #: How often it has been deferred by now, this time included.
    deferrals = models.IntegerField(default=0)
    #: No next meeting was planned: the chair names the day, until `on` at the latest.
    to_name = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "key"], name="one_item_a_key"),
            models.UniqueConstraint(
                fields=["meeting", "topic"],
                condition=Q(topic__isnull=False),
                name="a_topic_stands_once_on_an_agenda",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", disposed_at__isnull=True)
                | ~Q(outcome="") & Q(disposed_at__isnull=False),
                name="an_item_is_open_or_disposed_of",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["deferred", "referred"]) | Q(on__isnull=False),
                name="what_is_deferred_or_referred_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="referred") | ~Q(body=""),
                name="what_is_referred_is_with_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="deferred", deferrals__gte=DEFERRALS_FREE)
                | Q(reason__isnull=False),
                name="what_is_deferred_again_and_again_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="adopted") | Q(decision__isnull=False),
                name="what_is_adopted_has_its_words",
            ),
            models.CheckConstraint(
                condition=Q(to_name=False) | Q(outcome="deferred"),
                name="a_day_is_named_for_what_is_deferred",
            ),
            models.CheckConstraint(
                condition=~Q(kind="topic") | Q(topic__isnull=False),
                name="an_item_of_a_topic_names_it",
            ),
        ]
        # which meetings took a topic up
        indexes: ClassVar = [
            models.Index(fields=["topic"], condition=Q(topic__isnull=False), name="items_by_topic")
        ]

    def __str__(self) -> str:
        return f"item {self.key} of meeting {self.meeting_id}"

    @property
    def stands(self) -> bool:
        """On every agenda by itself; its kind is all there is to say."""
        return self.kind in {self.Kind.MINUTES, self.Kind.OVERDUE}

    @property
    def heading(self) -> str:
        """What it is called: standing items in the reader's language."""
        words = str(self.get_kind_display())
        return words[:1].upper() + words[1:] if self.stands else self.title

    @property
    def needed(self) -> Threshold | None:
        """What charter or law ask of motions on it."""
        values: dict[str, Any] | None = self.threshold
        if values is None:
            return None
        return Threshold(
            num=values["num"],
            den=values["den"],
            strict=values["strict"],
            base=Base(values["base"]),
        )

    @property
    def is_open(self) -> bool:
        return self.outcome == Outcome.OPEN
