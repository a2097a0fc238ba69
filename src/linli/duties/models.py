"""Duties, their milestones, their history and their escalations."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.duties.ladder import Course, To
from linli.duties.states import OWED, State, Verb
from linli.kernel import clock
from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager

TITLE_LENGTH = 80
TEXT_LENGTH = 1000
PROGRESS_LENGTH = 120


class Duty(models.Model):
    """What one owner owes until a day. The owner is a person, or whoever holds a post.

    A post is an organisation, a place and the office's title: who leaves it takes no duty along.
    """

    class Confirm(models.TextChoices):
        """Who may say that it is done; the owner never."""

        PERSON = "other_person", _("somebody else")
        ORGANISATION = "other_organisation", _("somebody of another organisation")

    STATES = (
        (State.GIVEN.value, _("waits for acceptance")),
        (State.ACCEPTED.value, _("in work")),
        (State.REFUSED.value, pgettext_lazy("duty", "refused")),
        (State.DONE.value, _("waits for confirmation")),
        (State.CONFIRMED.value, _("confirmed")),
        (State.WITHDRAWN.value, _("withdrawn")),
    )

    community = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.CharField(max_length=TEXT_LENGTH, blank=True)
    owner_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    owner_organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    owner_place = models.ForeignKey(
        "places.Place", on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: Chinese title of the office; empty: any office of the organisation there.
    owner_title = models.CharField(max_length=40, blank=True)
    #: None: the system.
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: Set when it was given in an office: then the organisation is the giver, not the person.
    giver_organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: The home that it is about: then its ladder climbs the party's grid first.
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    confirm = models.CharField(max_length=20, choices=Confirm.choices, default=Confirm.PERSON)
    state = models.CharField(max_length=12, choices=STATES, default=State.GIVEN.value)
    #: 1, and one more each time it is handed on or opened again: the ladder starts anew.
    round = models.SmallIntegerField(default=1)
    began_on = models.DateField()
    due_on = models.DateField()
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reported_on = models.DateField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    progress = models.CharField(max_length=PROGRESS_LENGTH, blank=True)
    #: The kind's ladder on the day of giving; see `ladder.packed`.
    ladder = models.JSONField()
    given_at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # the office's queue: what is open in my communities, nearest deadline first
            models.Index(fields=["community", "due_on", "id"]),
            # my duties, nearest deadline first
            models.Index(fields=["owner_person", "due_on", "id"]),
            # the daily look at what stalls
            models.Index(
                fields=["id"],
                condition=Q(state__in=["given", "accepted", "refused", "done"]),
                name="duties_open",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    owner_person__isnull=False,
                    owner_organisation__isnull=True,
                    owner_place__isnull=True,
                )
                | Q(
                    owner_person__isnull=True,
                    owner_organisation__isnull=False,
                    owner_place__isnull=False,
                ),
                name="a_duty_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | ~Q(confirmed_by=F("reported_by"))
                & (Q(owner_person__isnull=True) | ~Q(confirmed_by=F("owner_person"))),
                name="nobody_confirms_their_own_duty",
            ),
        ]

    def __str__(self) -> str:
        return f"duty {self.pk}: {self.state}"

    @property
    def course(self) -> Course:
        return Course(State(self.state), self.began_on, self.due_on, self.reported_on)

    @property
    def is_overdue(self) -> bool:
        """Whether it is still owed after its last day."""
        return self.state in OWED and self.due_on < clock.today()


class Milestone(models.Model):
    """A part of a duty with a day of its own."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField(max_length=TITLE_LENGTH)
    due_on = models.DateField()
    reached_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"milestone {self.pk} of duty {self.duty_id}"


class Entry(Immutable):
    """One step in a duty's history: who, in which capacity, did what, with which words.

    The words of `report` are the evidence, of `refuse`, `reopen` and `withdraw` the reason.
    """

    VERBS = (
        ("give", _("gave it")),
        (Verb.ACCEPT.value, _("accepted it")),
        (Verb.REFUSE.value, _("refused it")),
        (Verb.HAND_ON.value, _("gave it again")),
        (Verb.NOTE.value, _("wrote about progress")),
        (Verb.REACH.value, _("reached a milestone")),
        (Verb.REPORT.value, _("reported it done")),
        (Verb.CONFIRM.value, _("confirmed it")),
        (Verb.REOPEN.value, _("opened it again")),
        (Verb.WITHDRAW.value, _("withdrew it")),
    )

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="entries")
    round = models.SmallIntegerField()
    verb = models.CharField(max_length=12, choices=VERBS)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    capacity = models.CharField(max_length=20)
    words = models.CharField(max_length=TEXT_LENGTH, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.verb} duty {self.duty_id}"


class Escalation(Immutable):
    """A rung was climbed. One row per duty, round and level, whoever runs the job how often."""

    TO = (
        (To.OWNER.value, _("reminder to the owner")),
        (To.GIVER.value, _("to the giver")),
        (To.CONTACT.value, _("to the home's contact household or grid head")),
        (To.BRANCH.value, _("to the party branch of the estate")),
        (To.COMMUNITY.value, _("to the community")),
        (To.STREET.value, _("to the street office")),
        (To.DISTRICT.value, _("to the district")),
    )

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="escalations")
    round = models.SmallIntegerField()
    level = models.SmallIntegerField()
    #: Whom the ladder names; `found` is who was there: a level further up when nobody served.
    to = models.CharField(max_length=12, choices=TO)
    found = models.CharField(max_length=12, choices=TO)
    #: The rung's working day; `at` is when the job ran.
    planned_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["duty", "round", "level"], name="a_rung_is_climbed_once"
            )
        ]

    def __str__(self) -> str:
        return f"duty {self.duty_id} level {self.level}"


class EscalatedTo(Immutable):
    """Who heard of it."""

    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="recipients")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "escalation"], name="told_once_per_rung")
        ]

    def __str__(self) -> str:
        return f"escalation {self.escalation_id} to {self.person_id}"
