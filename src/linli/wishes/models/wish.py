"""A wish and its history."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.kernel.scoping import ScopedManager
from linli.wishes.kinds import Kind, Rating, Urgency
from linli.wishes.states import State, Verb

#: How much more "first" weighs in the order than any urgency.
FIRST = 4


class Wish(Sealing):
    """What somebody would like a neighbour to do. Its words rest sealed in the wisher's name.

    `unnamed`: nobody learns whose it is but the member of staff who answers for it (`verifier`).
    `unit` and `door` say where to go; they are shown to whoever claimed it, and to nobody else.
    """

    sealed = ("words", "door", "reason", "thanks")
    sealed_for = "wisher_id"

    STATES = (
        (State.REVIEW.value, _("staff look at it")),
        (State.RETURNED.value, _("to be changed")),
        (State.OPEN.value, pgettext_lazy("wish", "open")),
        (State.CLAIMED.value, _("somebody is on it")),
        (State.DONE.value, pgettext_lazy("wish", "waits for the wisher")),
        (State.CONFIRMED.value, pgettext_lazy("wish", "fulfilled")),
        (State.WITHDRAWN.value, pgettext_lazy("wish", "withdrawn")),
    )

    community = models.BigIntegerField()
    wisher = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    words = models.BinaryField(null=True)
    text = SealedWords("words")
    unnamed = models.BooleanField(default=False)
    #: Staff posted it for the wisher.
    proxy = models.BooleanField(default=False)
    #: The member of staff who posted it by proxy, or who answers for a wish without a name.
    verifier = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    estate = models.ForeignKey(
        "places.Estate", on_delete=models.PROTECT, null=True, related_name="+"
    )
    building = models.ForeignKey(
        "places.Building", on_delete=models.PROTECT, null=True, related_name="+"
    )
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    door = models.BinaryField(null=True)
    #: Somebody comes to the wisher's home.
    visit = models.BooleanField(default=False)
    wanted_on = models.DateField(null=True)
    urgency = models.SmallIntegerField(choices=Urgency.choices, default=Urgency.WHENEVER)
    first = models.BooleanField(default=False)
    reason = models.BinaryField(null=True)
    #: The order of the list: put first, then by urgency.
    rank = models.SmallIntegerField(default=0)
    state = models.CharField(max_length=12, choices=STATES, default=State.REVIEW.value)
    posted_at = models.DateTimeField()
    #: Since when neighbours see it; its age counts from here.
    opened_at = models.DateTimeField(null=True)
    #: When the active claim lapses unless something is heard of it.
    due_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    minutes = models.IntegerField(default=0)
    thanks = models.BinaryField(null=True)
    #: How glad the wisher is; null while not said.
    rating = models.SmallIntegerField(choices=Rating.choices, null=True)
    #: Since when enough people were asked to take it on.
    offered_at = models.DateTimeField(null=True)
    #: Since when it is the staff's to settle, for nobody took it.
    escalated_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(rank=models.F("urgency"), first=False)
                | Q(rank=models.F("urgency") + FIRST, first=True),
                name="a_wish_stands_where_it_belongs",
            ),
            models.CheckConstraint(
                condition=Q(due_at__isnull=True) | Q(state=State.CLAIMED.value),
                name="only_a_claimed_wish_lapses",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CONFIRMED.value) | Q(confirmed_by__isnull=True),
                name="only_a_fulfilled_wish_is_confirmed",
            ),
            # without a name it has no door: staff hand over
            models.CheckConstraint(
                condition=Q(unnamed=False) | Q(unit__isnull=True, door__isnull=True, visit=False),
                name="without_a_name_without_a_door",
            ),
        ]
        indexes: ClassVar = [
            # the list of open wishes, put first before urgent before older ones
            models.Index(
                fields=["community", "-rank", "id"],
                condition=Q(state="open"),
                name="wishes_open",
            ),
            # the same of one kind; matching
            models.Index(
                fields=["community", "kind", "-rank", "id"],
                condition=Q(state="open"),
                name="wishes_open_by_kind",
            ),
            # the desk's tabs; figures
            models.Index(fields=["community", "state", "id"]),
            # what the pool has not offered yet; what stalls
            models.Index(
                fields=["opened_at"], condition=Q(state="open"), name="wishes_open_by_age"
            ),
            # my wishes
            models.Index(fields=["wisher", "-id"]),
            # the hourly look at what lapses
            models.Index(
                fields=["due_at"], condition=Q(due_at__isnull=False), name="wishes_lapsing"
            ),
        ]

    def __str__(self) -> str:
        return f"wish {self.pk}: {self.state}"


class Step(Sealing):
    """One step in a wish's history. Its words are sealed in the wisher's name, as the wish is.

    `person` is empty where the wisher of a wish without a name did it. The words of `prove` are
    the evidence, of `return`, `missing` and `leave` the reason.
    """

    sealed = ("words",)
    sealed_for = "wisher"

    VERBS = (
        ("post", _("wished for it")),
        (Verb.SEND.value, _("changed it and sent it again")),
        (Verb.APPROVE.value, _("found it good")),
        (Verb.RETURN.value, _("returned it")),
        (Verb.CLAIM.value, _("takes it on")),
        (Verb.JOIN.value, _("joins in")),
        (Verb.LEAVE.value, _("stepped back")),
        (Verb.RELEASE.value, _("open again: the time was over")),
        (Verb.PROVE.value, _("did it")),
        (Verb.MISSING.value, _("says what is missing")),
        (Verb.CONFIRM.value, pgettext_lazy("wish", "confirmed it")),
        (Verb.THANK.value, _("says thank you")),
        (Verb.WITHDRAW.value, pgettext_lazy("wish", "withdrew it")),
    )

    wish = models.ForeignKey(Wish, on_delete=models.PROTECT, related_name="steps")
    #: In whose name the words are sealed; the id alone, so that a wish's row need not be read.
    wisher = models.BigIntegerField()
    verb = models.CharField(max_length=12, choices=VERBS)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    helper = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    capacity = models.CharField(max_length=20)
    words = models.BinaryField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["wish", "id"])]  # a wish's history

    def __str__(self) -> str:
        return f"{self.verb} wish {self.wish_id}"
