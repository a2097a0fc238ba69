"""The files of a published result, byte for byte as they were made."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from linli.kernel.immutable import Immutable
from linli.voting.models.assembly import HASH_LENGTH, Assembly


class Edition(Immutable):
    """Kept because what they are made of may go: openings of leaves may be erased one day."""

    class Kind(models.TextChoices):
        #: The lines whose root the log took with the publication; every bundle begins with them.
        CONTENT = "content", _("lines of the bundle")
        BUNDLE = "bundle", _("bundle, public edition")
        OWNERS_BUNDLE = "owners-bundle", _("bundle, owners' edition")
        WORKBOOK = "workbook", _("workbook with formulas, public edition")
        OWNERS_WORKBOOK = "owners-workbook", _("workbook with formulas, owners' edition")
        SHEET = "sheet", _("sheet for the notice board, to print")
        POSTER = "poster", _("sheet for the notice board, PDF")

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="editions")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    #: Empty where the file has no words, or both languages in it.
    language = models.CharField(max_length=10, blank=True)
    content = models.BinaryField()
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=HASH_LENGTH)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assembly", "kind", "language"], name="an_edition_is_made_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of assembly {self.assembly_id}"
