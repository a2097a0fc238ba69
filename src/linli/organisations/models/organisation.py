"""The register of organisations."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from linli.kernel.language import either
from linli.organisations import kinds


class Organisation(models.Model):
    """A body that acts here: a street office, an owners' committee, a property company.

    The register is public: names, place, class and grounds, and nothing of persons. What a body
    does lies in community tables of other modules, read through their scoped managers.
    """

    Kind = kinds.Kind
    Sector = kinds.Sector

    kind = models.CharField(max_length=30, choices=kinds.Kind.choices)
    #: The four-way class of F008; see `kinds.Sector`.
    sector = models.CharField(max_length=12, choices=kinds.Sector.choices, default="")
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    #: The estate that it belongs to now; `None` when it is bound to none.
    estate = models.ForeignKey(
        "places.Estate", on_delete=models.PROTECT, null=True, related_name="+"
    )
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    #: GB 32100; empty for a body that has none.
    credit_code = models.CharField(max_length=18, blank=True, default="")
    #: Null for bodies that were entered without their founding day.
    since = models.DateField(null=True)
    #: The last day; null while it lives, as `ended` says.
    until = models.DateField(null=True)
    ended = models.BooleanField(default=False)
    #: The document or decision that it rests on, and the one that ended it.
    ground = models.CharField(max_length=200, blank=True, default="")
    end_ground = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        indexes: ClassVar = [
            # the bodies of an estate: who convenes, who manages
            models.Index(fields=["estate", "kind"]),
            # the public register of one class, page by page
            models.Index(fields=["sector", "id"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place", "name_zh"],
                condition=Q(ended=False),
                name="one_living_name_per_place",
            ),
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~Q(credit_code="") & Q(ended=False),
                name="one_organisation_per_credit_code",
            ),
            models.UniqueConstraint(
                fields=["estate", "kind"],
                condition=Q(kind__in=kinds.one_per_estate(), ended=False, estate__isnull=False),
                name="one_committee_per_estate",
            ),
        ]

    def __str__(self) -> str:
        return self.name_zh

    @property
    def name(self) -> str:
        """In the reader's language."""
        return either(self.name_zh, self.name_en)

    @property
    def row(self) -> kinds.KindRow:
        """What the catalogue says of its kind."""
        return kinds.KINDS[self.kind]
