"""Kin to whom hours may be given, and what staff gave out of the donation pool."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager
from linli.places.models import SealedText


class Kinship(models.Model):
    """`kin` is the person's parent, child …: declared by the one, confirmed by the other."""

    class Relation(models.TextChoices):
        PARENT = "parent", _("my parent")
        GRANDPARENT = "grandparent", _("my grandparent")
        CHILD = "child", _("my child")
        GRANDCHILD = "grandchild", _("my grandchild")
        SPOUSE = "spouse", _("my husband or wife")

    community = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kin = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=12, choices=Relation.choices)
    at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "kin"],
                condition=Q(ended_at__isnull=True),
                name="declared_once",
            ),
            models.CheckConstraint(condition=~Q(person=F("kin")), name="nobody_is_their_own_kin"),
        ]

    def __str__(self) -> str:
        return f"kinship {self.pk}"


class Gift(Immutable):
    """Hours that somebody gave to kin; counted against the month's limit."""

    community = models.BigIntegerField()
    kinship = models.ForeignKey(Kinship, on_delete=models.PROTECT, related_name="gifts")
    minutes = models.BigIntegerField()
    day = models.DateField()
    transfer = models.BigIntegerField()
    #: Where they arrived, and by which transfer there, when the kin lives in another community.
    other = models.BigIntegerField(null=True)
    into = models.BigIntegerField(null=True)
    event = models.BigIntegerField()

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(other__isnull=True, into__isnull=True)
                | Q(other__isnull=False, into__isnull=False),
                name="a_gift_that_leaves_arrives",
            ),
        ]

    def __str__(self) -> str:
        return f"gift {self.pk}"


class Grant(Immutable):
    """Hours out of the donation pool for somebody in need, with the reason."""

    community = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    minutes = models.BigIntegerField()
    words = models.ForeignKey(SealedText, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    transfer = models.BigIntegerField()
    event = models.BigIntegerField()
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(by=F("person")), name="nobody_grants_themselves"),
        ]

    def __str__(self) -> str:
        return f"grant {self.pk}"
