"""What is to be decided, in which words, and who stands for election."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.immutable import Immutable
from linli.places.models import SealedText
from linli.voting.models.assembly import Assembly

TITLE_LENGTH = 120
TEXT_LENGTH = 20_000


class Matter(models.Model):
    """One question of an assembly. Its kind decides the threshold; see `catalogue.py`."""

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="matters")
    #: Its place on the ballot, from 1.
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)
    #: How many are to be elected; null where nobody is.
    seats = models.PositiveSmallIntegerField(null=True)
    #: Changing the use of a home (住改商): the home in question.
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    #: Who carries it out when it is adopted, and until when.
    owner_organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    due_on = models.DateField(null=True)
    #: Set with the notice: only then may it be voted on.
    noticed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assembly", "number"], name="a_matter_has_its_number"),
            models.CheckConstraint(condition=Q(number__gt=0), name="matters_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"matter {self.number} of assembly {self.assembly_id}"


class MatterText(Immutable):
    """A version of a matter's words in one language; the last one before the notice counts."""

    LANGUAGES = (("zh-hans", "简体中文"), ("en", "English"))

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=10, choices=LANGUAGES)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField(max_length=TEXT_LENGTH)
    #: SHA-256 of title, a line feed and text.
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "language", "version"], name="a_text_once_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language} text {self.version} of matter {self.matter_id}"


class Candidate(models.Model):
    """Somebody who stands for the owners' committee; whether they may, and why."""

    class Standing(models.TextChoices):
        PROPOSED = "proposed", _("to be examined")
        QUALIFIED = "qualified", _("qualified")
        REJECTED = "rejected", _("not qualified")
        WITHDRAWN = "withdrawn", _("withdrew")

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="candidates")
    #: Its place on the ballot, from 1.
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.PROPOSED)
    #: The profile's conditions that are not met, by code; empty when qualified.
    reasons = ArrayField(models.CharField(max_length=40), default=list)
    #: Why, in words.
    words = models.ForeignKey(SealedText, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "number"], name="a_candidate_has_a_number"),
            models.UniqueConstraint(fields=["matter", "person"], name="a_candidate_stands_once"),
        ]

    def __str__(self) -> str:
        return f"candidate {self.number} of matter {self.matter_id}"
