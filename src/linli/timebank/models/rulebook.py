"""Versions of a community's rulebook: 储蓄制度实施方案 with 监督与管理办法."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from linli.kernel.adopting import Adoptable, settled_by_another
from linli.timebank.terms import Terms


class Rulebook(Adoptable):
    """What was decided, from a day on until the day of a later version."""

    class Decided(models.TextChoices):
        RESIDENTS = "residents", _("residents' assembly")
        REPRESENTATIVES = "representatives", _("residents' representatives' assembly")
        AUTHORITY = "authority", _("the civil affairs authority")

    number = models.IntegerField()
    #: The scheme that it was made from, and what each parameter rests on there.
    profile = models.CharField(max_length=40)
    source = models.TextField()
    sources = models.JSONField(default=dict)
    terms = models.JSONField()
    decided_by = models.CharField(max_length=16, choices=Decided.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "number"], name="one_rulebook_a_number"),
            settled_by_another("a_rulebook_is_adopted_by_another"),
        ]

    def __str__(self) -> str:
        return f"rulebook {self.number}"

    @property
    def plain(self) -> Terms:
        """Its parameters, checked."""
        return Terms.model_validate(self.terms)
