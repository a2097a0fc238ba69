"""The party's three levels: community organisation, branch of an estate, contact household."""

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint

from linli.grids.models.post import Post
from linli.grids.models.spans import ONE_THING, Part, Span, in_order, once_at_a_time
from linli.kernel.scoping import ScopedManager
from linli.organisations.models import Organisation
from linli.places.models import Estate


class BranchEstate(Span):
    """A party branch serves an estate. One at a time; a branch may serve several estates."""

    community = models.BigIntegerField()
    branch = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            in_order("branch_ends_after_it_begins"),
            once_at_a_time("one_branch_per_estate", "estate"),
        ]

    def __str__(self) -> str:
        return f"branch {self.branch_id} in estate {self.estate_id}"


class ContactPart(Part):
    """Homes that a party contact household looks after. A home has one."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="homes")

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            CheckConstraint(condition=ONE_THING, name="contact_part_is_one_thing"),
            in_order("contact_part_ends_after_it_begins"),
            once_at_a_time("one_contact_per_building", "building"),
            once_at_a_time("one_contact_per_unit", "unit"),
        ]
        indexes: ClassVar = [
            # who is this home's contact
            models.Index(fields=["unit"]),
            models.Index(fields=["building"]),
        ]

    def __str__(self) -> str:
        return f"part {self.pk} of post {self.post_id}"
