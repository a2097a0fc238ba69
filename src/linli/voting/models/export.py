"""The export of an official voting system: on its way, and once it was taken over for good."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager
from linli.places.models import SealedText
from linli.voting.models.assembly import HASH_LENGTH, Assembly
from linli.voting.models.roll import RollEntry

SHEET_LENGTH = 80
CODE_LENGTH = 16


class ExportDraft(models.Model):
    """An uploaded export. Its content is erased once it was applied or withdrawn."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("export", "being worked on")
        APPLIED = "applied", pgettext_lazy("export", "applied")
        WITHDRAWN = "withdrawn", pgettext_lazy("export", "withdrawn")

    community = models.BigIntegerField()
    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="exports")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    content = models.ForeignKey(SealedText, on_delete=models.SET_NULL, null=True, related_name="+")
    sha256 = models.CharField(max_length=HASH_LENGTH)
    size = models.PositiveIntegerField()
    #: Which column is what, and what words mean.
    answers = models.JSONField(default=dict)
    #: The official totals that were typed in, by matter.
    totals = models.JSONField(default=dict)
    #: Persons who answered, and who typed totals in: none of them applies it.
    answered_by = models.JSONField(default=list)
    stated_by = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assembly"], condition=Q(state="open"), name="one_open_export_per_assembly"
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(content__isnull=True, ended_at__isnull=False),
                name="an_ended_export_has_no_content",
            ),
        ]

    def __str__(self) -> str:
        return f"export {self.pk} of assembly {self.assembly_id}"


class OfficialImport(Immutable):
    """The one export that counts. Its choices are ballots of the channel `official`.

    `totals`: matter -> the official statement; `rows`, `effects`: matter -> what the export's rows
    add up to, and every step from there to the recount. Areas in 0.01 m².
    """

    assembly = models.OneToOneField(
        Assembly, on_delete=models.PROTECT, primary_key=True, related_name="official"
    )
    sha256 = models.CharField(max_length=HASH_LENGTH)
    size = models.PositiveIntegerField()
    #: RFC 6962 root over ``elector digest`` of its ballots, which the log bears.
    ballots_root = models.CharField(max_length=HASH_LENGTH)
    figures = models.JSONField()
    totals = models.JSONField()
    rows = models.JSONField()
    effects = models.JSONField()
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(brought_by=models.F("applied_by")),
                name="an_export_is_applied_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"official export of assembly {self.assembly_id}"


class ExportFinding(Immutable):
    """One thing about one row of the export that counts. No content of the cell."""

    official = models.ForeignKey(OfficialImport, on_delete=models.PROTECT, related_name="findings")
    sheet = models.CharField(max_length=SHEET_LENGTH)
    row = models.PositiveIntegerField()
    code = models.CharField(max_length=CODE_LENGTH)
    matter = models.PositiveSmallIntegerField(null=True)
    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, null=True, related_name="+")
    #: Areas: as the export says, and as the roll does.
    said_centi = models.BigIntegerField(null=True)
    roll_centi = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.code} in row {self.row}"
