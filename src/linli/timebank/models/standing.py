"""What staff noted of a person, on a ground: who receives free of minutes, who is insured."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.scoping import ScopedManager
from linli.places.models import SealedText


class Standing(models.Model):
    """From a day until a day that still counts; ended by staff, never deleted."""

    class Kind(models.TextChoices):
        RECEIVES = "receives", _("receives service free of minutes")
        INSURED = "insured", _("is insured for service with a risk")
        GUARDIAN = "guardian", _("a guardian consents to their service")
        OF_AGE = "of_age", _("is of age, papers were seen")

    class Ground(models.TextChoices):
        EMPTY_NEST = "empty_nest", _("children live elsewhere")
        ALONE = "alone", _("lives alone")
        LOW_INCOME = "low_income", _("low income or minimum allowance")
        DISABLED = "disabled", _("disabled, or cannot care for themselves")
        BEREAVED = "bereaved", _("lost the only child")
        OTHER = "other", _("another ground, in the words")
        PAPERS = "papers", _("papers were seen")

    community = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    ground = models.CharField(max_length=12, choices=Ground.choices)
    words = models.ForeignKey(SealedText, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(by=F("person")), name="nobody_notes_their_own_standing"
            ),
        ]
        indexes: ClassVar = [
            # what holds of the two people of a session
            models.Index(
                fields=["person", "kind"],
                name="live_standings",
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"
