"""Accounts, balances, transfers, holds and lots.

The shape follows TigerBeetle's (one row per debit and credit pair, holds in two steps). Transfers
and the ends of holds are facts: written once. Balances and lots move with them, by the functions
in `sql/` alone, which lock them in the order of their accounts.
"""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager
from linli.places.models import SealedText


class Ledger(models.Model):
    """One per community and unit. No row joins two ledgers."""

    class Unit(models.TextChoices):
        POINTS = "points", _("points")
        MINUTES = "minutes", _("minutes")
        FEN = "fen", _("fen (record only)")

    community = models.BigIntegerField()
    unit = models.CharField(max_length=10, choices=Unit.choices)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "unit"], name="one_ledger_per_unit"),
        ]

    def __str__(self) -> str:
        return f"ledger {self.pk}"


class Account(models.Model):
    """Whose units they are. An issuer has `stripes` of itself, so that awards do not queue."""

    class Kind(models.TextChoices):
        RESIDENT = "resident", _("resident")
        ORGANISATION = "organisation", _("organisation")
        MERCHANT = "merchant", _("merchant")
        ISSUER = "issuer", _("issuer")
        CLEARING = "clearing", _("clearing with another community")
        DISTRICT = "district", _("clearing with another district")
        EXPIRED = "expired", _("expired")
        DONATED = "donated", _("donation pool")
        SETTLED = "settled", _("settled")

    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="accounts")
    #: The ledger's.
    community = models.BigIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: An organisation's id, the other community's of a clearing account, or the other district's number.
    other = models.BigIntegerField(null=True)
    stripe = models.SmallIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["ledger", "kind", "person", "other", "stripe"],
                name="one_account_per_owner",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(kind="resident", person__isnull=False)
                | (~Q(kind="resident") & Q(person__isnull=True)),
                name="a_resident_account_has_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"account {self.pk} ({self.kind})"


class Balance(models.Model):
    """What an account has; made together with it. `held` is promised and cannot be spent."""

    app_rights: ClassVar[tuple[str, ...]] = ("SELECT", "INSERT", "UPDATE")

    account = models.OneToOneField(
        Account, on_delete=models.PROTECT, primary_key=True, related_name="balance"
    )
    posted = models.BigIntegerField(default=0)
    held = models.BigIntegerField(default=0)
    seq = models.BigIntegerField(default=0)
    #: Null: may go below any number (issuers).
    floor = models.BigIntegerField(null=True, default=0)
    cap = models.BigIntegerField(null=True)
    #: Spends and receives nothing while a case is open.
    frozen = models.BooleanField(default=False)
    #: Whether what comes in stands in lots that are spent first in, first out.
    lots = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(floor__isnull=True) | Q(posted__gte=F("floor") + F("held")),
                name="balance_stays_above_its_floor",
            ),
            models.CheckConstraint(
                condition=Q(cap__isnull=True) | Q(posted__lte=F("cap")),
                name="balance_stays_below_its_cap",
            ),
            models.CheckConstraint(condition=Q(held__gte=0), name="held_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"balance {self.account_id}"

    @property
    def available(self) -> int:
        return self.posted - self.held


class Transfer(Immutable):
    """`amount` goes from `debit` to `credit`; both accounts count it gaplessly.

    That both accounts are of this ledger is one foreign key over two columns each, which the
    migration makes: simple ones beside it would be checked for nothing.
    """

    ledger = models.ForeignKey(
        Ledger, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    #: Idempotency: the same key with the same request is the same transfer.
    key = models.CharField(max_length=100)
    request_hash = models.BinaryField()
    debit = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    credit = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    amount = models.BigIntegerField()
    #: award, spend, refund, gift, donate, expire, settle, clear …
    kind = models.CharField(max_length=20)
    debit_seq = models.BigIntegerField()
    credit_seq = models.BigIntegerField()
    debit_after = models.BigIntegerField()
    credit_after = models.BigIntegerField()
    #: The hold that it posts.
    hold = models.BigIntegerField(null=True)
    reverses = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    #: Several transfers of one fact share it.
    journal = models.BigIntegerField(null=True)
    rule_version = models.BigIntegerField(null=True)
    event = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ledger", "key"], name="one_transfer_per_key"),
            # a statement of an account reads both of these
            models.UniqueConstraint(fields=["debit", "debit_seq"], name="debits_are_counted"),
            models.UniqueConstraint(fields=["credit", "credit_seq"], name="credits_are_counted"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_transfer_moves_something"),
            models.CheckConstraint(
                condition=~Q(debit=F("credit")), name="a_transfer_has_two_accounts"
            ),
        ]
        indexes: ClassVar = [
            # how much of a transfer was taken back already
            models.Index(
                fields=["reverses"], condition=Q(reverses__isnull=False), name="reversals"
            ),
            # the days of the digest; rows come in the order of time, so this costs next to nothing
            BrinIndex(fields=["at"], name="transfers_by_time"),
        ]

    def __str__(self) -> str:
        return f"transfer {self.pk}"


class Hold(Immutable):
    """Units of an account that are promised to another: an order, a tranche, a deposit."""

    ledger = models.ForeignKey(
        Ledger, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    key = models.CharField(max_length=100)
    request_hash = models.BinaryField()
    debit = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    credit = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    amount = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    expires_at = models.DateTimeField(null=True)
    event = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ledger", "key"], name="one_hold_per_key"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_hold_holds_something"),
        ]
        indexes: ClassVar = [
            # the job that ends what nobody took
            models.Index(fields=["expires_at"], name="holds_that_expire"),
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"


class HoldEnd(Immutable):
    """A hold ends once: posted (with its transfer), void or expired."""

    class Outcome(models.TextChoices):
        POSTED = "posted", _("posted")
        VOID = "void", _("void")
        EXPIRED = "expired", _("expired")

    hold = models.OneToOneField(
        Hold, on_delete=models.PROTECT, primary_key=True, related_name="end"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    transfer = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="posted", transfer__isnull=False)
                | (~Q(outcome="posted") & Q(transfer__isnull=True)),
                name="a_posted_hold_names_its_transfer",
            ),
        ]

    def __str__(self) -> str:
        return f"hold {self.hold_id}: {self.outcome}"


class Lot(models.Model):
    """What came in at once and expires on one day; `left` of it is not spent yet."""

    app_rights: ClassVar[tuple[str, ...]] = ("SELECT", "INSERT", "UPDATE")

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    transfer = models.ForeignKey(
        Transfer, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    amount = models.BigIntegerField()
    left = models.BigIntegerField()
    expires_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(left__gte=0) & Q(left__lte=F("amount")), name="a_lot_is_spent_once"
            ),
        ]
        indexes: ClassVar = [
            # spending: first in, first out
            models.Index(
                fields=["account", "expires_on", "id"],
                name="live_lots",
                condition=Q(left__gt=0),
            ),
            # the nightly run
            models.Index(fields=["expires_on"], name="lots_that_expire", condition=Q(left__gt=0)),
        ]

    def __str__(self) -> str:
        return f"lot {self.pk}"


class LotUse(Immutable):
    """Which lots a transfer was paid from; a refund gives them back with their day."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="+", db_index=False)
    amount = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_lot_use_takes_something"),
        ]

    def __str__(self) -> str:
        return f"use of lot {self.lot_id}"


class Freeze(models.Model):
    """Why an account neither spends nor receives, from when until when; the words are sealed."""

    class Reason(models.TextChoices):
        DISPUTE = "dispute", _("somebody disputes an entry")
        FALSE_RECORD = "false_record", _("a record looks false")
        AUTHORITY = "authority", _("an authority asks for it")
        OWN_WISH = "own_wish", _("the holder asked for it")
        ESTATE = "estate", _("the holder has died")

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="freezes")
    community = models.BigIntegerField()
    reason = models.CharField(max_length=16, choices=Reason.choices)
    words = models.ForeignKey(SealedText, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    end_words = models.ForeignKey(SealedText, on_delete=models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(ended_at__isnull=True), name="one_freeze_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"freeze {self.pk}"


class Digest(Immutable):
    """All transfers of a ledger on one day (in Shanghai), chained to the day before that had some."""

    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, related_name="digests")
    community = models.BigIntegerField()
    day = models.DateField()
    transfers = models.BigIntegerField()
    moved = models.BigIntegerField()
    digest = models.BinaryField()
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ledger", "day"], name="one_digest_a_day"),
        ]

    def __str__(self) -> str:
        return f"digest {self.day}"
