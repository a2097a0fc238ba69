"""What all tables with sealed fields share: how a field is sealed, read, and found for rotation."""

from typing import ClassVar

from django.db import models

from linli.identity.vault import vault


class Sealing(models.Model):
    """A row with sealed fields. They open only in the name of the person that they belong to."""

    #: Names of the sealed columns.
    sealed: ClassVar[tuple[str, ...]] = ()
    #: The attribute that holds the id of the person whose fields these are.
    sealed_for: ClassVar[str] = "person_id"

    class Meta:
        abstract = True

    @classmethod
    def sealing_label(cls, field: str) -> str:
        """Table and column: a sealed field does not open in another column."""
        return f"{cls._meta.db_table}.{field}"

    def put(self, field: str, text: str | None) -> None:
        """Seal a text into a field; None and the empty text empty it."""
        owner = getattr(self, self.sealed_for)
        sealed = vault().seal(text, field=self.sealing_label(field), person=owner) if text else None
        setattr(self, field, sealed)

    def read(self, field: str) -> str | None:
        """The text of a field, None when it is empty. Raises VaultError."""
        value = getattr(self, field)
        if value is None:
            return None
        owner = getattr(self, self.sealed_for)
        return vault().open(bytes(value), field=self.sealing_label(field), person=owner)
