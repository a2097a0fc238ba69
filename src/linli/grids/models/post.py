"""Posts close to the homes: who answers for a grid, a building, or a circle of homes."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from linli.grids.models.grid import Grid
from linli.grids.models.spans import Span, in_order, once_at_a_time
from linli.kernel.scoping import ScopedManager
from linli.places.models import Building, Estate

GROUND_LENGTH = 200


class Post(Span):
    """A person serves, with a scope, from a day on, on a ground.

    The scope is a grid (head, worker), a building (head, volunteer), or an estate: a party contact
    household, whose homes are its parts. `stands_in_for` makes it a substitute's: same scope, a
    time of its own.
    """

    class Kind(models.TextChoices):
        HEAD = "grid_head", _("grid head")
        WORKER = "grid_worker", _("full-time grid worker")
        BUILDING = "building_head", _("building head")
        VOLUNTEER = "volunteer", _("volunteer of a building")
        CONTACT = "contact", _("party contact household")

    community = models.BigIntegerField()
    kind = models.CharField(max_length=14, choices=Kind.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, null=True, related_name="posts")
    building = models.ForeignKey(Building, on_delete=models.PROTECT, null=True, related_name="+")
    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, null=True, related_name="+")
    stands_in_for = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="substitutes"
    )
    #: The decision that the appointment rests on.
    ground = models.CharField(max_length=GROUND_LENGTH)
    end_ground = models.CharField(max_length=GROUND_LENGTH, blank=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            in_order("post_ends_after_it_begins"),
            CheckConstraint(
                condition=Q(
                    kind__in=["grid_head", "grid_worker"],
                    grid__isnull=False,
                    building__isnull=True,
                    estate__isnull=True,
                )
                | Q(
                    kind__in=["building_head", "volunteer"],
                    grid__isnull=True,
                    building__isnull=False,
                    estate__isnull=True,
                )
                | Q(kind="contact", grid__isnull=True, building__isnull=True, estate__isnull=False),
                name="a_post_has_the_scope_of_its_kind",
            ),
            CheckConstraint(
                condition=Q(stands_in_for__isnull=True) | ~Q(stands_in_for=F("id")),
                name="nobody_stands_in_for_themselves",
            ),
            once_at_a_time(
                "one_head_per_grid",
                "grid",
                condition=Q(kind="grid_head", stands_in_for__isnull=True),
            ),
            once_at_a_time(
                "one_head_per_building",
                "building",
                condition=Q(kind="building_head", stands_in_for__isnull=True),
            ),
            once_at_a_time("one_substitute_per_post", "stands_in_for"),
        ]
        indexes: ClassVar = [
            # what somebody serves as, asked on every page of theirs
            models.Index(fields=["person", "since"]),
            # the posts of a community
            models.Index(fields=["community", "kind", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def scope(self) -> str:
        """The name of what it answers for; needs grid, building and estate."""
        if self.grid is not None:
            return self.grid.name
        if self.building is not None:
            return f"{self.building.estate.name} {self.building.label}"
        return self.estate.name if self.estate is not None else ""
