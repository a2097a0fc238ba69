"""A poll of residents: one question or one election, from the first word to the archive."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.kernel.ids import public_id
from linli.kernel.scoping import ScopedManager
from linli.places.models import Building, Estate, Unit
from linli.places.models.sealed import new_binding
from linli.polls.counting import Outcome
from linli.polls.states import SHOWN, STANDS, Order, State
from linli.polls.terms import Kind, Mode, Rules

TITLE_LENGTH = 80


class Poll(Sealing):
    """What residents decide, or whom they elect. Its rules are those of the day it was proposed.

    `estate` and `building` narrow whose poll it is. `topic` is the demand that it came of, in
    `linli.deliberation`; nothing here writes there.
    """

    sealed = ("words", "studied", "reason", "key", "few")
    sealed_for = "binding"

    KINDS = (
        (Kind.DECISION.value, pgettext_lazy("poll", "decision")),
        (Kind.ELECTION.value, pgettext_lazy("poll", "election")),
    )
    MODES = (
        (Mode.PERSONS.value, _("every resident of age")),
        (Mode.HOUSEHOLDS.value, _("a ballot per home")),
        (Mode.GROUPS.value, _("representatives of the groups")),
    )
    STATES = (
        (State.COLLECTING.value, pgettext_lazy("poll", "signatures are gathered")),
        (State.PROPOSED.value, pgettext_lazy("poll", "in preparation")),
        (State.POSTED.value, pgettext_lazy("poll", "the roll hangs out")),
        (State.FROZEN.value, pgettext_lazy("poll", "the roll stands")),
        (State.OPEN.value, pgettext_lazy("poll", "open")),
        (State.CLOSED.value, pgettext_lazy("poll", "closed")),
        (State.COUNTED.value, pgettext_lazy("poll", "counted")),
        (State.PUBLISHED.value, pgettext_lazy("poll", "published")),
        (State.ARCHIVED.value, pgettext_lazy("poll", "archived")),
        (State.WITHDRAWN.value, pgettext_lazy("poll", "withdrawn")),
    )
    OUTCOMES = (
        (Outcome.INVALID.value, _("not valid: too few took part")),
        (Outcome.PASSED.value, pgettext_lazy("poll", "passed")),
        (Outcome.REJECTED.value, pgettext_lazy("poll", "not passed")),
        (Outcome.ELECTED.value, _("every seat is filled")),
        (Outcome.PARTLY.value, _("not every seat is filled")),
        (Outcome.NOBODY.value, _("nobody is elected")),
    )

    ORDERS = (
        (Order.DRAWN.value, _("by lot")),
        (Order.STROKES.value, _("by the strokes of the surname")),
    )

    class Origin(models.TextChoices):
        COMMITTEE = "committee", _("called by the residents' committee")
        TOPIC = "topic", _("out of a topic")
        SIGNATURES = "signatures", _("asked for by signatures")
        AGAIN = "again", _("run-off")

    code = models.CharField(max_length=12, default=public_id, unique=True)
    community = models.BigIntegerField()
    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, null=True, related_name="+")
    building = models.ForeignKey(Building, on_delete=models.PROTECT, null=True, related_name="+")
    topic = models.BigIntegerField(null=True)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    kind = models.CharField(max_length=10, choices=KINDS)
    mode = models.CharField(max_length=10, choices=MODES)
    #: Nobody can tell who chose what.
    secret = models.BooleanField(default=True)
    title = models.CharField(max_length=TITLE_LENGTH)
    binding = models.BigIntegerField(default=new_binding)
    words = models.BinaryField(null=True)
    text = SealedWords("words")
    state = models.CharField(max_length=10, choices=STATES)
    profile = models.CharField(max_length=40)
    rules = models.JSONField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    #: Of signatures: how many were entitled on the first day, and until when they are gathered.
    base = models.PositiveIntegerField(null=True)
    collect_until = models.DateField(null=True)
    #: When the party organisation studied it, and what it said.
    studied_on = models.DateField(null=True)
    studied = models.BinaryField(null=True)
    study = SealedWords("studied")
    posted_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)
    roll_size = models.PositiveIntegerField(null=True)
    #: RFC 6962 root over the roll's lines.
    roll_root = models.CharField(max_length=64, blank=True)
    public_key = models.BinaryField(null=True, max_length=32)
    #: The private half, sealed in the vault; emptied with the count.
    key = models.BinaryField(null=True)
    opened_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    counted_at = models.DateTimeField(null=True)
    figures = models.JSONField(default=dict)
    outcome = models.CharField(max_length=10, choices=OUTCOMES, blank=True)
    #: RFC 6962 root over the published ballots.
    list_root = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    #: Why it was withdrawn.
    reason = models.BinaryField(null=True)
    why = SealedWords("reason")
    #: Of an election. The list of candidates, in which order, and why it has no more than seats.
    listed_at = models.DateTimeField(null=True)
    list_order = models.CharField(max_length=8, choices=ORDERS, blank=True)
    few = models.BinaryField(null=True)
    few_words = SealedWords("few")
    seats = models.PositiveSmallIntegerField(default=0)
    again_of = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="again"
    )

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="decision", seats=0) | Q(kind="election", seats__gt=0),
                name="an_election_has_seats",
            ),
            models.CheckConstraint(
                condition=~Q(kind="election") | Q(secret=True), name="an_election_is_secret"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(STANDS))
                | Q(roll_size__isnull=False) & ~Q(roll_root=""),
                name="a_poll_goes_on_with_a_frozen_roll",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["counted", *sorted(SHOWN)])
                | Q(counted_at__isnull=False, key__isnull=True) & ~Q(outcome=""),
                name="a_counted_poll_has_an_outcome_and_no_key",
            ),
            models.UniqueConstraint(
                fields=["topic"],
                condition=Q(topic__isnull=False) & ~Q(state="withdrawn") & Q(again_of=None),
                name="one_poll_of_a_topic",
            ),
        ]
        indexes: ClassVar = [
            # the list of a community, the newest first
            models.Index(fields=["community", "state", "-id"]),
            # the same of all states that everybody reads
            models.Index(fields=["community", "-id"]),
            # the daily look at what closes
            models.Index(
                fields=["closes_at"], condition=Q(state="open"), name="polls_that_are_open"
            ),
        ]

    def __str__(self) -> str:
        return f"poll {self.pk}: {self.state}"

    @property
    def law(self) -> Rules:
        return Rules.model_validate(self.rules)


class Candidate(models.Model):
    """Somebody who stands in an election."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="candidates")
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "number"], name="a_candidate_per_number"),
            models.UniqueConstraint(fields=["poll", "person"], name="somebody_stands_once"),
        ]

    def __str__(self) -> str:
        return f"candidate {self.number} of poll {self.poll_id}"


class Signature(models.Model):
    """A resident asks that this be put to all. A home counts once where homes are counted."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "person"], name="one_signature_each"),
        ]

    def __str__(self) -> str:
        return f"signature {self.pk}"
