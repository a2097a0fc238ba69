"""Service sessions: who gives what to whom, when; who signed, who confirmed, what was decided."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager
from linli.places.models import Building, SealedText
from linli.timebank.models.rulebook import Rulebook
from linli.timebank.states import Category, Kind, Pay, Reason, Side, State, Verb, Where

TEXT_LENGTH = 300


class Member(models.Model):
    """A person in the time bank of a community; locked while something of theirs is entered."""

    community = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "person"], name="a_member_once"),
        ]

    def __str__(self) -> str:
        return f"member {self.pk}"


class Session(models.Model):
    """One service of one person to another.

    `by` is whoever asked; `clerk` the member of staff who arranged it for the two on paper. `came_at`,
    `went_at` and `minutes` follow from the marks; `credit`, `over`, `paid` from the rulebook of its
    day; `owed` is what was to be taken back and had been spent.
    """

    community = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    pay = models.CharField(max_length=10, choices=Pay.choices)
    category = models.CharField(max_length=10, choices=Category.choices)
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    where = models.CharField(max_length=10, choices=Where.choices)
    building = models.ForeignKey(Building, on_delete=models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    #: Of the day on which it begins, in Shanghai.
    day = models.DateField()
    words = models.ForeignKey(SealedText, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    clerk = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: Entered after it had happened.
    afterwards = models.BooleanField(default=False)
    #: Since when somebody at the desk has to decide; the last time that it began.
    held_at = models.DateTimeField(null=True)
    came_at = models.DateTimeField(null=True)
    went_at = models.DateTimeField(null=True)
    minutes = models.IntegerField(null=True)
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="+")
    credit = models.BigIntegerField(default=0)
    over = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)
    owed = models.BigIntegerField(default=0)
    #: What the receiver's account promises, in the ledger; and the transfers that followed.
    hold = models.BigIntegerField(null=True)
    transfers = models.JSONField(default=list)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")), name="nobody_serves_themselves"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_session_takes_time"
            ),
            models.CheckConstraint(
                condition=Q(kind="exchange", pay="exchange")
                | Q(kind="voluntary", pay__in=["free", "redeem"]),
                name="who_receives_voluntary_service_pays_nobody",
            ),
            models.CheckConstraint(
                condition=Q(credit__gte=0, over__gte=0, paid__gte=0, owed__gte=0),
                name="a_session_moves_no_less_than_nothing",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | Q(minutes__isnull=False, settled_at__isnull=False),
                name="what_is_entered_was_counted",
            ),
        ]
        indexes: ClassVar = [
            # mine, newest first: as giver, as receiver
            models.Index(fields=["giver", "-id"], name="sessions_given"),
            models.Index(fields=["receiver", "-id"], name="sessions_received"),
            # what waits for the staff, and a month of a community
            models.Index(
                fields=["community", "id"],
                name="sessions_in_doubt",
                condition=Q(state__in=["quarantined", "appealed"]),
            ),
            models.Index(fields=["community", "day", "id"], name="sessions_by_day"),
        ]

    def __str__(self) -> str:
        return f"session {self.pk}: {self.state}"

    def person_of(self, side: str) -> int:
        return self.giver_id if side == Side.GIVER else self.receiver_id


class Busy(models.Model):
    """The time of one of the two: no two live rows of a person overlap."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="busy")
    community = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    during = DateTimeRangeField()
    live = models.BooleanField(default=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "person"], name="busy_once_a_session"),
            # the embedded PostgreSQL has no btree_gist: an id is the range of itself alone
            ExclusionConstraint(
                name="nobody_is_in_two_sessions",
                expressions=[
                    (
                        Func(F("person"), F("person"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(live=True),
            ),
        ]

    def __str__(self) -> str:
        return f"busy {self.session_id}"


class Mark(Immutable):
    """Sign-in or sign-out, each once: by the other's code, or by staff who were there."""

    class What(models.TextChoices):
        IN = "in", _("sign-in")
        OUT = "out", _("sign-out")

    class How(models.TextChoices):
        CODE = "code", _("by the other one's code")
        STAFF = "staff", _("by staff")
        AFTERWARDS = "afterwards", _("entered afterwards")

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="marks")
    what = models.CharField(max_length=3, choices=What.choices)
    how = models.CharField(max_length=10, choices=How.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "what"], name="signed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.session_id}"


class Confirmation(models.Model):
    """One of the two says that it was so.

    `by` is whose hands did it: the person's own, their helper's, or a clerk's who saw it signed on
    paper; what a clerk enters counts when a second one, `second`, has compared it.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="confirmations")
    side = models.CharField(max_length=10, choices=Side.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    paper = models.BooleanField(default=False)
    at = models.DateTimeField()
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    second_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "side"], name="a_side_confirms_once"),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=F("by")) & Q(paper=True),
                name="paper_is_compared_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} of {self.session_id}"

    @property
    def counts(self) -> bool:
        return not self.paper or self.second_id is not None


class Decision(Immutable):
    """Who decided about a session, disputed it, or appealed, with words that are sealed."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="decisions")
    verb = models.CharField(max_length=10, choices=[(v.value, v.value) for v in Verb])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.ForeignKey(SealedText, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.verb} of {self.session_id}"
