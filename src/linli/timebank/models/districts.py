"""Clearing between districts: whom we agreed with, what was said, what became of each transfer.

The other district is a schema somewhere else: nothing here refers to a row of it.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.adopting import DECISION_LENGTH
from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager
from linli.timebank.models.giving import Kinship

KEY_LENGTH = 44
HASH_LENGTH = 64
#: States of a crossing after the sender's decision.
DECIDED = ("committed", "arrived", "due", "credited")


class Peer(models.Model):
    """Another district, known by its key. How far the chain of either direction has come.

    Whoever writes or takes a message locks this row: numbers have no gaps. One that was met once stays.
    """

    app_rights: ClassVar[tuple[str, ...]] = ("SELECT", "INSERT", "UPDATE")

    name = models.CharField(max_length=60)
    url = models.CharField(max_length=200)
    #: Theirs and ours (Ed25519, base64): both chains begin from the two.
    key = models.CharField(max_length=KEY_LENGTH, unique=True)
    own_key = models.CharField(max_length=KEY_LENGTH)
    sent_number = models.BigIntegerField(default=0)
    sent_hash = models.CharField(max_length=HASH_LENGTH)
    taken_number = models.BigIntegerField(default=0)
    taken_hash = models.CharField(max_length=HASH_LENGTH)
    #: What they have acknowledged of what was sent.
    known_number = models.BigIntegerField(default=0)
    #: Attempts since the last one that was answered well, what went wrong, when the next one is.
    tries = models.IntegerField(default=0)
    trouble = models.CharField(max_length=40, blank=True)
    next_try_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(key=models.F("own_key")), name="a_peer_is_another_district"
            ),
            models.CheckConstraint(
                condition=Q(known_number__gte=0) & Q(known_number__lte=models.F("sent_number")),
                name="nobody_knows_what_was_not_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"peer {self.pk}"


class DistrictAgreement(models.Model):
    """Our side of an agreement: written down by one, compared and put in force by another.

    The other district enters its own. The limit is kept by the balance of the peer's account.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("district agreement", "waits for a second person")
        IN_FORCE = "in_force", pgettext_lazy("district agreement", "in force")
        #: Nothing new begins; what is under way is finished.
        ENDED = "ended", pgettext_lazy("district agreement", "ended")

    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="agreements")
    #: The peer's, from the day on which a second person has compared them.
    name = models.CharField(max_length=60)
    url = models.CharField(max_length=200)
    limit_minutes = models.BigIntegerField()
    #: How long we keep room for what we accepted, and wait for an answer to what we announced.
    hours = models.IntegerField()
    since = models.DateField()
    decision = models.CharField(max_length=DECISION_LENGTH)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(limit_minutes__gt=0) & Q(hours__gt=0),
                name="a_district_agreement_lets_something_through",
            ),
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True) | ~Q(accepted_by=models.F("proposed_by")),
                name="a_district_agreement_is_accepted_by_another",
            ),
            models.UniqueConstraint(
                fields=["peer"],
                condition=~Q(state="ended"),
                name="one_district_agreement_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"district agreement {self.pk}"


class DistrictMessage(Immutable):
    """As it was signed: `body` is canonical JSON. Numbered and chained in either direction."""

    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="messages")
    incoming = models.BooleanField()
    number = models.BigIntegerField()
    hash = models.CharField(max_length=HASH_LENGTH)
    kind = models.CharField(max_length=8)
    transfer = models.UUIDField()
    body = models.TextField()
    signature = models.CharField(max_length=88)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["peer", "incoming", "number"], name="messages_are_numbered"
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.number}"


class Crossing(models.Model):
    """A transfer between districts, as this side has it. Its state only moves forward.

    `community` and `person` are ours: who sent it, or who gets it. Of what was refused because we
    know nobody by that number, nothing of it is there.
    """

    app_rights: ClassVar[tuple[str, ...]] = ("SELECT", "INSERT", "UPDATE")

    class State(models.TextChoices):
        HELD = "held", pgettext_lazy("crossing", "promised, waits for the other district")
        COMMITTED = "committed", pgettext_lazy("crossing", "accepted there, on its way")
        ARRIVED = "arrived", pgettext_lazy("crossing", "arrived")
        RETURNED = "returned", pgettext_lazy("crossing", "came back")
        ACCEPTED = "accepted", pgettext_lazy("crossing", "expected")
        DUE = "due", pgettext_lazy("crossing", "here, not entered yet")
        CREDITED = "credited", pgettext_lazy("crossing", "entered")
        DROPPED = "dropped", pgettext_lazy("crossing", "called off by the other district")
        REFUSED = "refused", pgettext_lazy("crossing", "refused here")

    #: To whom it goes: an account of one's own there, or kin.
    RELATIONS: ClassVar = [
        ("own", _("myself, my account there")),
        *Kinship.Relation.choices,
    ]

    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="crossings")
    uuid = models.UUIDField()
    outgoing = models.BooleanField()
    community = models.BigIntegerField(null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    minutes = models.BigIntegerField()
    #: The number by which the receiving district knows the person.
    recipient = models.CharField(max_length=12)
    relation = models.CharField(max_length=12, choices=RELATIONS, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    code = models.CharField(max_length=16, blank=True)
    #: Set by the receiving side: until then the sender decides.
    until = models.DateTimeField(null=True)
    #: When the sender decided, as its message says: the same on both sides.
    committed_at = models.DateTimeField(null=True)
    #: The member's minutes, or the room on the peer's account.
    hold = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["peer", "uuid"], name="one_crossing_per_uuid"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="a_crossing_moves_something"),
            models.CheckConstraint(
                condition=Q(community__isnull=False, person__isnull=False)
                | Q(outgoing=False, state="refused"),
                name="a_crossing_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(outgoing=True, state__in=["held", "committed", "arrived", "returned"])
                | Q(
                    outgoing=False,
                    state__in=["accepted", "due", "credited", "dropped", "refused"],
                ),
                name="a_crossing_goes_one_way",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, committed_at__isnull=False)
                | ~Q(state__in=DECIDED) & Q(committed_at__isnull=True),
                name="what_was_decided_has_its_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-id"], name="crossings_of_a_person"),
            # the month's report
            models.Index(
                fields=["peer", "committed_at"],
                condition=Q(committed_at__isnull=False),
                name="crossings_by_month",
            ),
            # what the jobs look at, what the desk shows as under way
            models.Index(
                fields=["peer", "state"],
                condition=Q(state__in=["held", "committed", "accepted", "due"]),
                name="crossings_under_way",
            ),
        ]

    def __str__(self) -> str:
        return f"crossing {self.pk}"
