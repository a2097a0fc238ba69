"""Tables of events and of the transparency log.

Facts, checkpoints and cosignatures are written once. Tiles and bundles are written once too,
but for the rightmost of each level, which only grows. Openings may be erased, and nothing in
the log depends on them.
"""

from typing import ClassVar

from django.db import models

from linli.kernel.immutable import Immutable


class Event(Immutable):
    """The audit trail and the outbox. `payload` holds codes and ids, no personal data."""

    type = models.CharField(max_length=80)
    actor = models.BigIntegerField(null=True)
    capacity = models.CharField(max_length=20)
    #: The office in which the actor acted, if any.
    office = models.BigIntegerField(null=True)
    #: Whose hands did it, under a mandate of the actor.
    helper = models.BigIntegerField(null=True)
    #: The place in which the actor acted; None for the district as a whole.
    place = models.BigIntegerField(null=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    payload = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            # "what was done to this thing", shown as its history
            models.Index(fields=["subject_kind", "subject_id", "id"]),
            # "what did I do", shown in my data
            models.Index(fields=["actor", "id"]),
            # "what did I do for somebody else"
            models.Index(
                fields=["helper", "id"],
                name="done_for_others",
                condition=models.Q(helper__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} #{self.pk}"


class ConsumerRun(Immutable):
    """A consumer dealt with an event: the row that makes it happen once."""

    consumer = models.CharField(max_length=120)
    event = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["consumer", "event"], name="consumer_once_per_event")
        ]

    def __str__(self) -> str:
        return f"{self.consumer} #{self.event}"


class LaterRun(models.Model):
    """A consumer of a frequent fact that has no job yet; it leaves in the transaction that gives it one."""

    app_rights: ClassVar[tuple[str, ...]] = ("SELECT", "INSERT", "DELETE")

    event = models.BigIntegerField()
    consumer = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.consumer} #{self.event} later"


class Opening(models.Model):
    """What a leaf's commitment stands for. Erasing the row erases the link, not the leaf."""

    app_rights: ClassVar[tuple[str, ...]] = ("SELECT", "INSERT", "DELETE")

    event = models.BigIntegerField(primary_key=True)
    salt = models.BinaryField()
    #: The canonical payload (RFC 8785), byte for byte as it was hashed.
    payload = models.BinaryField()

    def __str__(self) -> str:
        return f"opening #{self.pk}"


class LogPending(models.Model):
    """A leaf that waits for the sequencer; it leaves in the transaction that integrates it."""

    app_rights: ClassVar[tuple[str, ...]] = ("SELECT", "INSERT", "DELETE")

    event = models.BigIntegerField(unique=True)
    leaf = models.BinaryField()

    def __str__(self) -> str:
        return f"pending #{self.event}"


class Log(Immutable):
    """One log of the district. The one with the highest number grows; the others are history."""

    number = models.SmallIntegerField(primary_key=True)
    origin = models.CharField(max_length=220, unique=True)
    vkey = models.CharField(max_length=320)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.origin


class LogHalt(Immutable):
    """After a restore the log stands still; the newest row says whether it does."""

    log = models.SmallIntegerField()
    halted = models.BooleanField()
    #: `restored`, `resumed`, `operator`.
    reason = models.CharField(max_length=20)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"log {self.log} {'halted' if self.halted else 'runs'}"


class LogEntry(Immutable):
    """Where in which log an event's leaf stands: one row per logged event."""

    event = models.BigIntegerField(primary_key=True)
    log = models.SmallIntegerField()
    index = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["log", "index"], name="one_event_per_log_index")
        ]

    def __str__(self) -> str:
        return f"entry {self.log}/{self.index}"


class Tile(models.Model):
    """Up to 256 hashes. A partial tile ``.p/W`` is a prefix of the row."""

    app_rights: ClassVar[tuple[str, ...]] = ("SELECT", "INSERT", "UPDATE")

    pk = models.CompositePrimaryKey("log", "level", "number")
    log = models.SmallIntegerField()
    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()

    def __str__(self) -> str:
        return f"tile {self.log}/{self.level}/{self.number}"


class Bundle(models.Model):
    """Up to 256 entries, each behind its length; `width` counts them."""

    app_rights: ClassVar[tuple[str, ...]] = ("SELECT", "INSERT", "UPDATE")

    pk = models.CompositePrimaryKey("log", "number")
    log = models.SmallIntegerField()
    number = models.BigIntegerField()
    width = models.SmallIntegerField()
    entries = models.BinaryField()

    def __str__(self) -> str:
        return f"bundle {self.log}/{self.number}"


class Checkpoint(Immutable):
    """Every checkpoint that was published, as the log signed it."""

    pk = models.CompositePrimaryKey("log", "size")
    log = models.SmallIntegerField()
    size = models.BigIntegerField()
    root = models.BinaryField()
    note = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"checkpoint {self.log}/{self.size}"


class Witness(models.Model):
    """A witness that the district asks for cosignatures."""

    vkey = models.CharField(max_length=320, unique=True)
    #: Where POST /add-checkpoint is answered, without that last part.
    url = models.URLField(max_length=300)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.vkey.partition("+")[0]


class WitnessQuorum(Immutable):
    """How many witnesses must have cosigned what receipts show; the newest row counts."""

    required = models.SmallIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.required} witnesses"


class Cosignature(Immutable):
    """A witness's signature line on a checkpoint, verified before it is kept."""

    pk = models.CompositePrimaryKey("log", "size", "vkey")
    log = models.SmallIntegerField()
    size = models.BigIntegerField()
    vkey = models.CharField(max_length=320)
    #: The signature line with its newline.
    line = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"cosignature {self.log}/{self.size}"
