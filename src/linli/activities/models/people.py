"""Who comes, who came, for how long, and what they thought of it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from linli.activities.models.planning import Occasion
from linli.activities.states import Mark as Marks
from linli.activities.states import Place, Source
from linli.identity.models.sealing import Sealing
from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager

RATING_LENGTH = 300


class SignUp(models.Model):
    """One person at one occasion. `number` orders the waitlist; who comes back stands at its end.

    `came_at`, `went_at` and `minutes` follow from the marks until somebody else confirms them.
    """

    community = models.BigIntegerField()
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="signups")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=Place.choices)
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=10, choices=Source.choices)
    #: Who signed them up, when it was not they themselves: a team's leader, the staff, their helper.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: The number of the leader's own sign-up; None for who comes alone.
    team = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    came_at = models.DateTimeField(null=True)
    went_at = models.DateTimeField(null=True)
    minutes = models.PositiveIntegerField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # mine, newest first
            models.Index(fields=["person", "-id"]),
            # whether anybody waits
            models.Index(
                fields=["occasion"], condition=Q(state="waiting"), name="activities_waiting"
            ),
            # hours that were confirmed in a community, by time
            models.Index(
                fields=["community", "confirmed_at"],
                condition=Q(confirmed_at__isnull=False),
                name="activities_confirmed",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["occasion", "person"], name="a_person_signs_up_once"),
            # also serves: who is next on the waitlist, and the list of people in order
            models.UniqueConstraint(fields=["occasion", "number"], name="one_number_per_sign_up"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | ~Q(confirmed_by=F("person")) & Q(minutes__isnull=False, state="seated"),
                name="nobody_confirms_their_own_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"sign-up {self.pk}: {self.state}"


class Mark(Immutable):
    """Somebody came or went, as a desk or the person's own phone noted it, each once.

    `noted` is made by the device. `at` is the device's time, corrected by how far its clock was off
    when it sent (`skew_ms`: the server's time minus the device's).
    """

    community = models.BigIntegerField()
    signup = models.ForeignKey(SignUp, on_delete=models.PROTECT, related_name="marks")
    what = models.CharField(max_length=3, choices=Marks.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    #: By the code at the door; else at the desk.
    by_code = models.BooleanField(default=False)
    noted = models.UUIDField(default=uuid.uuid4)
    at = models.DateTimeField()
    device_at = models.DateTimeField()
    received_at = models.DateTimeField()
    skew_ms = models.BigIntegerField(default=0)
    late = models.BooleanField(default=False)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["by", "noted"], name="a_mark_is_noted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.signup_id}"


class Rating(Sealing):
    """What somebody who was there thought of it. The words may name people, so they are sealed."""

    sealed = ("words",)

    community = models.BigIntegerField()
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="ratings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stars = models.PositiveSmallIntegerField()
    words = models.BinaryField(null=True)
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["occasion", "person"], name="rated_once"),
            models.CheckConstraint(
                condition=Q(stars__gte=1, stars__lte=5), name="one_to_five_stars"
            ),
        ]

    def __str__(self) -> str:
        return f"rating {self.pk}"
