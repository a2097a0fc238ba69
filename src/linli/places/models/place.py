"""The tree of places."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from linli.kernel.language import either


class Place(MP_Node):
    """A node of the tree district > street > community; deeper kinds join it as they are built."""

    class Kind(models.TextChoices):
        DISTRICT = "district", _("district")
        STREET = "street", _("street")
        COMMUNITY = "community", _("community")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    #: GB/T 2260 and its continuation to street and community; a retired one is given to nobody.
    code = models.CharField(max_length=20, unique=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    #: The first day; null for what was there before the register.
    since = models.DateField(null=True)
    #: The first day on which it is no more: it was merged or split. It stays readable.
    until = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [
            # the public list of communities, page by page in the order of the tree
            models.Index(fields=["kind", "path"]),
        ]

    def __str__(self) -> str:
        return self.name_zh

    @property
    def name(self) -> str:
        """In the reader's language."""
        return either(self.name_zh, self.name_en)
