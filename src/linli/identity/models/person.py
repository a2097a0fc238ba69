"""A person, without anything that names them."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from linli.kernel import ids


class PersonManager(BaseUserManager["Person"]):
    """People are made by `operations.enrol` alone: there are no passwords and no user names."""


class Person(AbstractBaseUser):
    """Somebody who has an account. `community` is the scope in which others may see them."""

    class Level(models.IntegerChoices):
        """Levels of proof. The higher ones (owner, tenant, family) come from residence claims."""

        VISITOR = 0, _("visitor")
        PHONE = 10, _("phone proved")
        REAL_NAME = 20, _("real name proved")

    class Shown(models.TextChoices):
        """How the name appears to others, by the person's own choice."""

        MASKED = "masked", _("Wang**")
        TITLE = "title", _("Mr / Ms Wang")
        NUMBER = "number", _("Resident 3F8K")

    class Mode(models.TextChoices):
        NORMAL = "normal", _("normal")
        CARE = "care", _("large letters")

    class Theme(models.TextChoices):
        AUTO = "auto", _("as the device")
        LIGHT = "light", _("light")
        DARK = "dark", _("dark")

    class Locked(models.TextChoices):
        """Why a record cannot act."""

        NO = "", _("open")
        GUARDIAN = "guardian", _("waits for a guardian's consent")
        MERGED = "merged", _("merged into another record")
        ERASED = "erased", _("erased")

    public_id = models.CharField(max_length=12, unique=True, default=ids.public_id)
    community = models.BigIntegerField(null=True, db_index=True)
    level = models.SmallIntegerField(choices=Level.choices, default=Level.VISITOR)
    shown = models.CharField(max_length=10, choices=Shown.choices, default=Shown.MASKED)
    language = models.CharField(max_length=10, default="zh-hans")
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.NORMAL)
    theme = models.CharField(max_length=10, choices=Theme.choices, default=Theme.AUTO)
    is_active = models.BooleanField(default=True)
    locked = models.CharField(max_length=10, choices=Locked.choices, default=Locked.NO, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True)
    #: Since when a colleague's code stands behind this person's second proof; without it no office
    #: opens. Ends with the last factor.
    vouched_at = models.DateTimeField(null=True)
    #: The record that this one was merged into; it can be parted again.
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True)

    USERNAME_FIELD = "public_id"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(is_active=True, locked="")
                | (models.Q(is_active=False) & ~models.Q(locked="")),
                name="a_locked_person_is_not_active",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | models.Q(locked="merged"),
                name="a_merged_person_is_locked",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
