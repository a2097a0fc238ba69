"""Versions of a community's rulebook: 储蓄制度实施方案 with 监督与管理办法."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.scoping import ScopedManager
from linli.timebank.terms import Terms

DECISION_LENGTH = 80


class Rulebook(models.Model):
    """What was decided, from a day on until the day of a later version."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("rulebook", "proposed")
        IN_FORCE = "in_force", pgettext_lazy("rulebook", "adopted")
        REJECTED = "rejected", pgettext_lazy("rulebook", "rejected")

    class Decided(models.TextChoices):
        RESIDENTS = "residents", _("residents' assembly")
        REPRESENTATIVES = "representatives", _("residents' representatives' assembly")
        AUTHORITY = "authority", _("the civil affairs authority")

    community = models.BigIntegerField()
    number = models.IntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    since = models.DateField()
    #: The scheme that it was made from, and what each parameter rests on there.
    profile = models.CharField(max_length=40)
    source = models.TextField()
    sources = models.JSONField(default=dict)
    terms = models.JSONField()
    decided_by = models.CharField(max_length=16, choices=Decided.choices)
    #: Of the decision, as it stands on the document.
    decision = models.CharField(max_length=DECISION_LENGTH)
    decided_on = models.DateField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "number"], name="one_rulebook_a_number"),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True) | ~Q(settled_by=F("proposed_by")),
                name="a_rulebook_is_adopted_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"rulebook {self.number}"

    @property
    def plain(self) -> Terms:
        """Its parameters, checked."""
        return Terms.model_validate(self.terms)
