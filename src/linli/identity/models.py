"""People, and the vault's rows beside them.

`Person` holds nothing that names anybody; `PrivateRecord` holds only sealed bytes and keyed
hashes. Every other module knows people by `Person.id`.
"""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from linli.kernel import ids


class PersonManager(BaseUserManager["Person"]):
    """Makes people; there are no passwords and no user names here."""

    def create_person(self, **fields: Any) -> "Person":
        person = self.model(**fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person


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

    public_id = models.CharField(max_length=12, unique=True, default=ids.public_id)
    community = models.BigIntegerField(null=True, db_index=True)
    level = models.SmallIntegerField(choices=Level.choices, default=Level.VISITOR)
    shown = models.CharField(max_length=10, choices=Shown.choices, default=Shown.MASKED)
    language = models.CharField(max_length=10, default="zh-hans")
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.NORMAL)
    theme = models.CharField(max_length=10, choices=Theme.choices, default=Theme.AUTO)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True)
    #: The record that this one was merged into; it can be parted again.
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True)

    USERNAME_FIELD = "public_id"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[PersonManager] = PersonManager()

    def __str__(self) -> str:
        return self.public_id


class PrivateRecord(models.Model):
    """The sealed fields of one person (see `vault.py`) and the hashes to find them by."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="private"
    )
    name = models.BinaryField(null=True)
    name_hash = models.BinaryField(null=True)
    phone = models.BinaryField(null=True)
    phone_hash = models.BinaryField(null=True)
    #: Of the last four digits, for the clerk at the desk.
    phone_tail_hash = models.BinaryField(null=True)
    phone_proved_at = models.DateTimeField(null=True)
    #: The kind of paper: `resident_id`, `hk_macao_taiwan_residence`, `foreign_residence` …
    id_kind = models.CharField(max_length=40, blank=True)
    id_number = models.BinaryField(null=True)
    id_hash = models.BinaryField(null=True)
    birth_date = models.BinaryField(null=True)

    class Meta:
        constraints: ClassVar = [
            # one phone and one ID belong to one person: the database says so, whoever races
            models.UniqueConstraint(fields=["phone_hash"], name="one_person_per_phone"),
            models.UniqueConstraint(fields=["id_hash"], name="one_person_per_id"),
        ]
        indexes: ClassVar = [
            # the clerk's search by full name and by last four digits
            models.Index(fields=["name_hash"]),
            models.Index(fields=["phone_tail_hash"]),
        ]

    def __str__(self) -> str:
        return f"private record {self.pk}"
