"""What all tables with sealed fields share: how a field is sealed, read, and found for rotation."""

from typing import ClassVar, Self, overload

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


class SealedWords:
    """A sealed field as plain text: `text = SealedWords("words")`. An empty field reads as ""."""

    def __init__(self, field: str) -> None:
        self.field = field

    @overload
    def __get__(self, row: None, owner: type) -> Self: ...
    @overload
    def __get__(self, row: Sealing, owner: type) -> str: ...
    def __get__(self, row: Sealing | None, owner: type) -> Self | str:
        return self if row is None else row.read(self.field) or ""

    def __set__(self, row: Sealing, text: str) -> None:
        row.put(self.field, text)
