"""Topics: what somebody demands, who supports it, and each step until it is disposed of."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.deliberation.models.charter import Charter
from linli.deliberation.states import ENDS, WAITING, State, Verb, Way
from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.kernel import clock
from linli.kernel.scoping import ScopedManager
from linli.organisations.models import Office, Organisation
from linli.places.models import Unit
from linli.places.models.sealed import new_binding

TITLE_LENGTH = 80
_ENDS = [state.value for state in sorted(ENDS)]
_WAITING = [state.value for state in sorted(WAITING)]


class Topic(Sealing):
    """A demand. Its words are sealed; the title, worded by the desk, is what everybody reads.

    `due_on` is when whoever is at turn must have acted: every topic that is not over has one.
    """

    sealed = ("words", "reason", "path")
    sealed_for = "binding"

    STATES = (
        (State.RAISED.value, _("to be looked over")),
        (State.RETURNED.value, _("something is asked back")),
        (State.ACCEPTED.value, _("taken up")),
        (State.IN_WORK.value, pgettext_lazy("topic", "in work")),
        (State.PREPARING.value, _("waits for a proposal")),
        (State.READY.value, _("waits for the meeting")),
        (State.OWNERS.value, _("with the owners' assembly")),
        (State.RESIDENTS.value, _("with the residents' assembly")),
        (State.PARKED.value, _("waits for an outside body")),
        (State.DEFERRED.value, _("deferred to a day")),
        (State.REFERRED.value, _("referred, a report is due")),
        (State.DONE.value, _("said to be done")),
        (State.RESOLVED.value, _("resolved")),
        (State.REJECTED.value, pgettext_lazy("topic", "rejected")),
        (State.WITHDRAWN.value, pgettext_lazy("topic", "withdrawn")),
        (State.MERGED.value, _("merged with another")),
    )

    class Channel(models.TextChoices):
        SELF = "self", pgettext_lazy("channel", "raised by oneself")
        HELPER = "helper", pgettext_lazy("channel", "by a helper")
        DESK = "desk", pgettext_lazy("channel", "by telephone or at the desk")
        TALK = "talk", pgettext_lazy("channel", "out of a talk")

    WAYS = (
        (Way.DAILY.value, _("done at once: a duty")),
        (Way.MEETING.value, _("to a meeting")),
        (Way.OWNERS.value, _("to the owners' assembly")),
        (Way.RESIDENTS.value, _("to the residents' assembly")),
        (Way.OUTSIDE.value, _("to an outside body, by a path with a day")),
    )

    community = models.BigIntegerField()
    estate = models.ForeignKey(
        "places.Estate", on_delete=models.PROTECT, null=True, related_name="+"
    )
    building = models.ForeignKey(
        "places.Building", on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: None: somebody who telephoned and has no record here.
    raiser = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    #: Who entered it at the desk.
    clerk = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    #: The post out of which it came; its public number.
    post = models.CharField(max_length=16, blank=True, default="")
    binding = models.BigIntegerField(default=new_binding)
    words = models.BinaryField(null=True)
    text = SealedWords("words")
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    #: Unfit for neighbours' eyes: whoever raised it and the desk alone read the words.
    hidden = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=STATES, default=State.RAISED.value)
    due_on = models.DateField(null=True)
    support = models.IntegerField(default=0)
    raised_at = models.DateTimeField()
    #: By whose deadlines it was taken up; None: there was no charter yet.
    charter = models.ForeignKey(Charter, on_delete=models.PROTECT, null=True, related_name="+")
    #: Kind of matter; whom the power is with, and what the check led to.
    matter = models.CharField(max_length=40, blank=True)
    way = models.CharField(max_length=10, choices=WAYS, blank=True)
    #: With whom it is: the outside body, the assembly, the body it was referred to.
    body = models.CharField(max_length=40, blank=True)
    #: Why it stands as it does, and the path to the body: everybody reads them.
    reason = models.BinaryField(null=True)
    why = SealedWords("reason")
    path = models.BinaryField(null=True)
    way_there = SealedWords("path")
    ground = models.CharField(max_length=12, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged"
    )
    #: Who owes it, in which office; and the duty that came of it.
    owner_office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    owner_body = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    duty = models.BigIntegerField(null=True)
    #: When a meeting, the owners or the residents adopted it: a resolution carries it out.
    adopted_on = models.DateField(null=True)
    #: For which day the desk was reminded.
    reminded_for = models.DateField(null=True)
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(raiser__isnull=False) | Q(clerk__isnull=False),
                name="somebody_raised_a_topic",
            ),
            # no demand without a next day or an end
            models.CheckConstraint(
                condition=Q(state__in=_ENDS, closed_at__isnull=False, due_on__isnull=True)
                | ~Q(state__in=_ENDS) & Q(closed_at__isnull=True, due_on__isnull=False),
                name="a_topic_is_due_or_disposed_of",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*_WAITING, "rejected"]) | Q(reason__isnull=False),
                name="what_waits_or_is_rejected_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="parked") | Q(path__isnull=False) & ~Q(body=""),
                name="a_parked_topic_has_a_path",
            ),
            models.CheckConstraint(
                condition=~Q(state="referred") | ~Q(body=""),
                name="a_referred_topic_is_with_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | ~Q(state="merged") & Q(merged_into__isnull=True),
                name="a_merged_topic_lives_on_in_another",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="no_topic_is_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn")
                | Q(raiser__isnull=False, closed_by__isnull=False, closed_by=F("raiser"))
                | Q(ground="meeting"),
                name="a_topic_is_withdrawn_by_its_raiser",
            ),
            models.CheckConstraint(
                condition=~Q(state="resolved")
                | Q(confirmed_by__isnull=False, reported_by__isnull=False)
                & ~Q(confirmed_by=F("reported_by")),
                name="nobody_confirms_what_they_reported",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_work")
                | Q(owner_office__isnull=False)
                | Q(adopted_on__isnull=False),
                name="what_is_in_work_has_an_owner",
            ),
            models.CheckConstraint(
                condition=Q(support__gte=0), name="support_is_counted_from_nothing"
            ),
        ]
        indexes: ClassVar = [
            # the list of a community, the newest first; the board's counts
            models.Index(fields=["community", "state", "-id"]),
            # the desk's queue, the nearest day first; what is overdue
            models.Index(
                fields=["community", "due_on", "id"],
                condition=Q(due_on__isnull=False),
                name="topics_due",
            ),
            # what most homes support
            models.Index(fields=["community", "-support", "-id"]),
            # my topics
            models.Index(fields=["raiser", "-id"]),
            # which topic a duty came of
            models.Index(fields=["duty"], condition=Q(duty__isnull=False), name="topics_by_duty"),
        ]

    def __str__(self) -> str:
        return f"topic {self.pk}: {self.state}"

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.due_on < clock.today()


class Support(models.Model):
    """A home stands behind a topic: one at a time, whoever of it says so."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="supports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    #: It came with a topic that was merged into this one.
    through = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["topic", "unit"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_support_per_home",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["person", "topic"])]  # what I support

    def __str__(self) -> str:
        return f"support {self.pk} of topic {self.topic_id}"


class Step(Sealing):
    """One step in a topic's history, from the first voice on."""

    sealed = ("words",)
    sealed_for = "binding"

    VERBS = (
        ("raise", _("raised it")),
        (Verb.ACCEPT.value, _("took it up")),
        (Verb.ASK.value, _("asked for more")),
        (Verb.SEND.value, _("added something")),
        (Verb.REJECT.value, pgettext_lazy("topic", "rejected it")),
        (Verb.MERGE.value, _("merged it with another")),
        (Verb.DO.value, _("gave it as a duty")),
        (Verb.TO_MEETING.value, _("sent it to a meeting")),
        (Verb.TO_OWNERS.value, _("sent it to the owners' assembly")),
        (Verb.TO_RESIDENTS.value, _("sent it to the residents' assembly")),
        (Verb.PARK.value, _("found that an outside body has the power")),
        (Verb.PROPOSE.value, _("made a proposal")),
        (Verb.DEFER.value, _("deferred it")),
        (Verb.REFER.value, _("referred it")),
        (Verb.BACK.value, _("looked at it anew")),
        (Verb.COME_BACK.value, _("came back on its day")),
        (Verb.RETURN.value, _("is before the meeting again")),
        ("day", _("has another day")),
        (Verb.REPORT.value, _("says that it is done")),
        (Verb.CONFIRM.value, pgettext_lazy("topic", "confirmed that it is done")),
        (Verb.REOPEN.value, pgettext_lazy("topic", "says that it is not done")),
        (Verb.WITHDRAW.value, pgettext_lazy("topic", "withdrew it")),
        (Verb.ADOPT.value, pgettext_lazy("topic", "adopted it")),
        (Verb.RESUME.value, _("goes on with it")),
        ("remind", _("its day has come")),
    )

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="steps")
    binding = models.BigIntegerField()
    verb = models.CharField(max_length=12, choices=VERBS)
    #: Where it stood afterwards, and until when.
    state = models.CharField(max_length=12, choices=Topic.STATES)
    due_on = models.DateField(null=True)
    body = models.CharField(max_length=40, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    helper = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    capacity = models.CharField(max_length=20)
    words = models.BinaryField(null=True)
    text = SealedWords("words")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["topic", "id"])]  # a topic's history

    def __str__(self) -> str:
        return f"{self.verb} topic {self.topic_id}"
