"""Selections: the switch, what was announced, who stands, and the list of the cut-off moment."""

from enum import StrEnum
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from linli.identity.models.sealing import Sealing
from linli.kernel.adopting import DECISION_LENGTH, Adoptable, settled_by_another
from linli.kernel.immutable import Immutable
from linli.kernel.language import either
from linli.kernel.scoping import ScopedManager
from linli.places.models import SealedText
from linli.recognition import states


class Purpose(StrEnum):
    MODEL = "model"
    POST = "post"


def _values(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in kind]


class Switch(Adoptable):
    """From a day on a community has selections, or has none any more. No row: none."""

    #: What was decided for today holds at once: whoever calls selections off need not wait.
    earliest = 0

    on = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            settled_by_another("a_switch_is_settled_by_another"),
        ]
        indexes: ClassVar = [models.Index(fields=["community", "since", "id"])]

    def __str__(self) -> str:
        return f"selections {'on' if self.on else 'off'} in {self.community}"


class Selection(models.Model):
    """What is looked at, of which time, until when, and by which body."""

    community = models.BigIntegerField()
    title_zh = models.CharField(max_length=60)
    title_en = models.CharField(max_length=80)
    purpose = models.CharField(max_length=5, choices=_values(Purpose))
    #: `points`, `hours`, or kinds of deeds; in the order in which they are shown.
    figures = ArrayField(models.CharField(max_length=20))
    period_from = models.DateField()
    period_until = models.DateField()
    #: From then on residents put themselves on the list.
    opens_at = models.DateTimeField()
    cutoff_at = models.DateTimeField()
    body = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        max_length=10, choices=_values(states.Selection), default=states.Selection.ANNOUNCED
    )
    announced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    announced_at = models.DateTimeField()
    #: Why it was called off, as staff wrote it.
    ended_words = models.ForeignKey(
        SealedText, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(period_until__gte=F("period_from")), name="a_period_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("cutoff_at"), announced_at__lte=F("opens_at")),
                name="a_selection_is_announced_first",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["community", "-id"], name="selections_here"),
            models.Index(
                fields=["cutoff_at"],
                name="selections_to_freeze",
                condition=Q(state="announced"),
            ),
        ]

    def __str__(self) -> str:
        return f"selection {self.pk}: {self.state}"

    @property
    def title(self) -> str:
        return either(self.title_zh, self.title_en)


class Candidate(Sealing):
    """Somebody put themself on the list; `until`: took themself off. A row tells one time.

    The salt is made with the consent, so that the list is the same whenever the job runs.
    """

    sealed = ("salt",)
    sealed_for = "person_id"

    community = models.BigIntegerField()
    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, related_name="candidates")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    salt = models.BinaryField(null=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["selection", "person"],
                condition=Q(until=None),
                name="one_stands_once_in_a_selection",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-id"], name="where_somebody_stands")]

    def __str__(self) -> str:
        return f"candidate {self.pk}"


class Frozen(Immutable):
    """The list of the cut-off moment: one commitment per row, and the digest of all."""

    community = models.BigIntegerField()
    selection = models.OneToOneField(Selection, on_delete=models.PROTECT, related_name="frozen")
    #: SHA-256 of each row with its salt, in ascending order.
    commitments = ArrayField(models.CharField(max_length=64))
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects = ScopedManager()

    def __str__(self) -> str:
        return f"list of selection {self.selection_id}"


class Choice(Immutable):
    """What the body chose in the end of a frozen list: rows, none may be right as well."""

    community = models.BigIntegerField()
    selection = models.OneToOneField(Selection, on_delete=models.PROTECT, related_name="choice")
    #: Numbers of rows of the list.
    numbers = ArrayField(models.IntegerField())
    decision = models.CharField(max_length=DECISION_LENGTH)
    decided_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScopedManager()

    def __str__(self) -> str:
        return f"choice of selection {self.selection_id}"


class FrozenRow(Sealing):
    """What a commitment was made of. Erased with the person; the commitment stays."""

    sealed = ("content",)
    sealed_for = "person_id"

    community = models.BigIntegerField()
    frozen = models.ForeignKey(Frozen, on_delete=models.PROTECT, related_name="rows")
    #: Its place in `commitments`.
    number = models.IntegerField()
    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="row")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content = models.BinaryField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["frozen", "number"], name="one_row_a_commitment"),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-id"], name="rows_of_a_person")]

    def __str__(self) -> str:
        return f"row {self.number} of list {self.frozen_id}"
