"""A matter of several organisations: its parties, and the steps that each of them owes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from linli.cases.states import Belonging, State
from linli.deliberation.models import Topic
from linli.duties.models import Duty
from linli.identity.models import Person
from linli.identity.models.sealing import SealedWords, Sealing
from linli.kernel.scoping import ScopedManager
from linli.meetings.models import Meeting
from linli.organisations.models import Office, Organisation
from linli.places.models import Estate
from linli.places.models.sealed import new_binding

TITLE_LENGTH = 80


class Case(Sealing):
    """Opened by one organisation, which leads it. The words are for its parties alone.

    `public`: residents of the community see its title, its parties, its steps and the lines that
    are meant for them.
    """

    sealed = ("words", "end")
    sealed_for = "binding"

    STATES = (
        (State.OPEN.value, pgettext_lazy("case", "under way")),
        (State.CLOSED.value, pgettext_lazy("case", "closed")),
    )

    community = models.BigIntegerField()
    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.IntegerField()
    #: Names nobody.
    title = models.CharField(max_length=TITLE_LENGTH)
    binding = models.BigIntegerField(default=new_binding)
    words = models.BinaryField(null=True)
    text = SealedWords("words")
    public = models.BooleanField(default=False)
    #: Out of which it came.
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, related_name="+")
    #: It leads: asks others, closes.
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=STATES, default=State.OPEN.value)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    end = models.BinaryField(null=True)
    outcome = SealedWords("end")

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "number"], name="one_case_a_number"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True, closed_by__isnull=True)
                | Q(state="closed", closed_at__isnull=False, closed_by__isnull=False),
                name="a_closed_case_says_when_and_by_whom",
            ),
        ]
        indexes: ClassVar = [
            # what residents of a community see, the newest first
            models.Index(fields=["community", "public", "-id"]),
        ]

    def __str__(self) -> str:
        return f"case {self.number}"


class Party(models.Model):
    """An organisation that is asked, and joins by its own officer."""

    STATES = (
        (Belonging.INVITED.value, pgettext_lazy("party", "asked to join")),
        (Belonging.JOINED.value, pgettext_lazy("party", "takes part")),
        (Belonging.DECLINED.value, pgettext_lazy("party", "declined")),
        (Belonging.LEFT.value, pgettext_lazy("party", "left")),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=STATES)
    joined_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    joined_at = models.DateTimeField(null=True)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "organisation"], name="an_organisation_once_in_a_case"
            ),
            models.CheckConstraint(
                condition=~Q(state="joined") | Q(joined_by__isnull=False, joined_at__isnull=False),
                name="an_officer_joins_for_an_organisation",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "state"])]  # our cases

    def __str__(self) -> str:
        return f"party {self.organisation_id} of case {self.case_id}"


class Step(models.Model):
    """What one party owes until a day: a duty that its officer accepts. It may be a meeting.

    Where it stands, the duty says.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    position = models.SmallIntegerField()
    #: Names nobody.
    title = models.CharField(max_length=TITLE_LENGTH)
    #: Whose officer owes it.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    duty = models.OneToOneField(Duty, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="+")
    added_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "position"], name="one_step_a_position"),
        ]
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return f"step {self.position} of case {self.case_id}"
