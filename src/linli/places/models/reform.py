"""Merge and split of communities: a decision with its day, what became of what, and who moved."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from linli.identity.models import Person
from linli.kernel.immutable import Immutable
from linli.places.models.homes import Estate
from linli.places.models.place import Place


class Reform(Immutable):
    """The government's decision on communities, as an administrator entered it. Never changed."""

    class Kind(models.TextChoices):
        MERGE = "merge", _("merge of communities")
        SPLIT = "split", _("split of a community")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    #: The first day on which it holds.
    on = models.DateField()
    #: The document. It is public.
    ground = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Descent(Immutable):
    """A community, or a part of it, became another one."""

    reform = models.ForeignKey(Reform, on_delete=models.PROTECT, related_name="descents")
    before = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    #: How many residents went this way.
    people = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reform", "before", "after"], name="one_descent_per_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} became {self.after_id}"


class EstateMove(Immutable):
    """An estate changed its community; before that day it lay in `before`."""

    reform = models.ForeignKey(Reform, on_delete=models.PROTECT, related_name="moves")
    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="moves")
    before = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reform", "estate"], name="an_estate_moves_once_in_a_reform"
            ),
        ]

    def __str__(self) -> str:
        return f"estate {self.estate_id} left {self.before_id}"
