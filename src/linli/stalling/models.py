"""A stall, the rungs that were told, what the other side answered."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.deliberation.models import Topic
from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.kernel import clock
from linli.kernel.scoping import ScopedManager
from linli.places.models import Estate
from linli.places.models.sealed import new_binding
from linli.stalling.course import Course, Phase
from linli.stalling.ladders import DESK, RAISER, STREET, Ladder, ladders

PHASES = (
    (Phase.READY.value, _("the next rung follows")),
    (Phase.ACTING.value, _("somebody must act")),
    (Phase.WAITING.value, _("the other side has its days")),
    (Phase.PROMISED.value, _("the other side promised a day")),
    (Phase.CLIMBED.value, _("all rungs are climbed")),
    (Phase.OVER.value, pgettext_lazy("stall", "over")),
)


class Stall(Sealing):
    """Somebody had to act by a day and did not. Until the matter moves on, a ladder is climbed."""

    class Cause(models.TextChoices):
        OVERDUE = "overdue", _("its day has passed")
        RESOLUTION = "resolution", _("a resolution is overdue")
        HAND = "hand", _("somebody asked for it")

    class End(models.TextChoices):
        MOVED = "moved", _("the matter moved on")
        SETTLED = "settled", _("the matter is disposed of")

    sealed = ("words",)
    sealed_for = "binding"

    community = models.BigIntegerField()
    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, null=True, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, related_name="+")
    #: A resolution that is about no topic.
    resolution = models.BigIntegerField(null=True)
    matter = models.CharField(max_length=40)
    #: The body that stalls.
    against = models.CharField(max_length=40)
    #: Key of the ladder by which it began.
    ladder = models.CharField(max_length=60)
    cause = models.CharField(max_length=10, choices=Cause.choices)
    #: The day that passed.
    missed_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    binding = models.BigIntegerField(default=new_binding)
    #: Why somebody asked for it.
    words = models.BinaryField(null=True)
    text = SealedWords("words")
    #: Where an earlier stall of the same matter had come: letters once delivered stay delivered.
    first_level = models.SmallIntegerField(default=0)
    phase = models.CharField(max_length=10, choices=PHASES, default=Phase.READY.value)
    level = models.SmallIntegerField()
    next_on = models.DateField(null=True)
    asleep = models.BooleanField(default=False)
    #: Answers that stopped or restarted the clock.
    promises = models.SmallIntegerField(default=0)
    end = models.CharField(max_length=10, choices=End.choices, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(topic__isnull=False, resolution__isnull=True)
                | Q(topic__isnull=True, resolution__isnull=False),
                name="a_stall_is_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["topic"], condition=Q(ended_at__isnull=True), name="one_stall_of_a_topic"
            ),
            models.UniqueConstraint(
                fields=["resolution"],
                condition=Q(ended_at__isnull=True),
                name="one_stall_of_a_resolution",
            ),
            models.CheckConstraint(
                condition=Q(phase="over", ended_at__isnull=False, next_on__isnull=True) & ~Q(end="")
                | ~Q(phase="over") & Q(ended_at__isnull=True, end=""),
                name="a_stall_that_is_over_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(cause="hand") | Q(opened_by__isnull=False),
                name="somebody_opened_a_stall_by_hand",
            ),
        ]
        indexes: ClassVar = [
            # the desk's list, the nearest day first; what is over, the newest first
            models.Index(fields=["community", "phase", "-id"]),
            # the daily look
            models.Index(
                fields=["next_on", "id"],
                condition=Q(next_on__isnull=False),
                name="stalls_to_look_at",
            ),
            # what stands on a topic's page
            models.Index(fields=["topic", "-id"]),
            models.Index(fields=["resolution", "-id"]),
        ]

    def __str__(self) -> str:
        return f"stall {self.pk}: {self.phase}"

    @property
    def opened_on(self) -> date:
        return clock.day_of(self.opened_at)

    @property
    def rungs_of_ladder(self) -> Ladder:
        return ladders()[self.ladder]

    @property
    def course(self) -> Course:
        return Course(Phase(self.phase), self.level, self.next_on, asleep=self.asleep)


class Rung(Sealing):
    """One rung that was told, once; what was done on it, or why two people passed it over."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("rung", "to be done")
        DONE = "done", pgettext_lazy("rung", "done")
        SKIPPED = "skipped", pgettext_lazy("rung", "passed over")
        MOOT = "moot", pgettext_lazy("rung", "no longer needed")

    class How(models.TextChoices):
        POST = "post", _("by registered post")
        HANDED = "handed", _("handed over and signed for")
        ONLINE = "online", _("by a public service, with a number")
        MEETING = "meeting", _("spoken about, written down")

    BY = (
        (RAISER, _("whoever raised it")),
        (DESK, _("the residents' committee")),
        (STREET, _("the street office")),
    )

    sealed = ("proof", "reason")
    sealed_for = "binding"

    stall = models.ForeignKey(Stall, on_delete=models.PROTECT, related_name="rungs")
    binding = models.BigIntegerField(default=new_binding)
    level = models.SmallIntegerField()
    step = models.CharField(max_length=10)
    by = models.CharField(max_length=8, choices=BY)
    #: The working day on which it had to be told, and the moment at which it was.
    planned_on = models.DateField()
    told_at = models.DateTimeField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    #: Since when it is the desk's, because whoever raised it stayed silent.
    fell_on = models.DateField(null=True)
    duty = models.BigIntegerField(null=True)
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=8, choices=How.choices, blank=True)
    #: What was at hand, of what the ladder asks.
    at_hand = models.JSONField(default=list)
    #: Number of the post office, of the ticket, or what was written down.
    proof = models.BinaryField(null=True)
    evidence = SealedWords("proof")
    #: Until when the other side has its days.
    answer_by = models.DateField(null=True)
    skip_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.BinaryField(null=True)
    why = SealedWords("reason")
    skipped_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stall", "level"], name="a_rung_is_told_once"),
            models.CheckConstraint(
                condition=~Q(state="done")
                | Q(done_on__isnull=False, done_by__isnull=False) & ~Q(how=""),
                name="a_rung_is_done_by_somebody_somehow",
            ),
            models.CheckConstraint(
                condition=~Q(state="skipped")
                | Q(skip_by__isnull=False, skipped_by__isnull=False) & ~Q(skip_by=F("skipped_by")),
                name="two_people_pass_a_rung_over",
            ),
            models.CheckConstraint(
                condition=Q(skip_by__isnull=True) | Q(reason__isnull=False) | Q(state="moot"),
                name="a_rung_passed_over_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True)
                | ~Q(state="open") & Q(closed_at__isnull=False),
                name="a_rung_is_open_or_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"rung {self.level} of stall {self.stall_id}: {self.state}"


class Answer(Sealing):
    """What the other side said, on which rung."""

    class Kind(models.TextChoices):
        PROMISE = "promise", _("does it by a day")
        ASK = "ask", _("needs something first")
        REFUSE = "refuse", _("does not do it")

    sealed = ("words",)
    sealed_for = "binding"

    stall = models.ForeignKey(Stall, on_delete=models.PROTECT, related_name="answers")
    binding = models.BigIntegerField(default=new_binding)
    level = models.SmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    until = models.DateField(null=True)
    words = models.BinaryField(null=True)
    text = SealedWords("words")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind="promise") | Q(until__isnull=False),
                name="a_promise_names_its_day",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["stall", "id"])]  # what a stall was answered

    def __str__(self) -> str:
        return f"answer {self.pk} to stall {self.stall_id}"
