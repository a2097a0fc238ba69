"""Ballots: one elector, one ballot, whatever the channel. Sealed until the close, never changed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.ids import public_id
from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager
from linli.places.models import SealedText
from linli.voting.models.assembly import Assembly
from linli.voting.models.matter import Candidate, Matter
from linli.voting.models.roll import RollEntry


class Channel(models.TextChoices):
    WEB = "web", _("on the web")
    KIOSK = "kiosk", _("at the kiosk")
    PAPER = "paper", _("on paper")
    #: Imported from a binding official system; nobody casts by it here.
    OFFICIAL = "official", _("in the official system")


class Proxy(models.Model):
    """A written mandate: `holder` votes for the elector. Limits are the profile's."""

    community = models.BigIntegerField()
    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="proxies")
    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, related_name="proxies")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: What the mandate says beside the vote; the paper itself is a file of this row.
    words = models.ForeignKey(SealedText, on_delete=models.PROTECT, null=True, related_name="+")
    #: The opinion that the holder must follow, where the profile binds them to it: sealed like a
    #: ballot, so that it cannot be read before the close either.
    opinion = models.BinaryField(null=True)
    #: Its commitment, which becomes the ballot's.
    opinion_commit = models.BinaryField(max_length=32, null=True)
    at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(revoked_at__isnull=True),
                name="one_living_proxy_per_elector",
            )
        ]
        indexes: ClassVar = [
            # how many principals somebody stands for
            models.Index(fields=["assembly", "holder"]),
        ]

    def __str__(self) -> str:
        return f"proxy {self.pk}"


class Cast(models.Model):
    """The lock: at most one row per elector, whatever the channel.

    Whoever inserts it has the elector's ballot. `version` counts ballots of the elector; a final
    one (booth, paper) is never followed by another. The ballots themselves are the truth: a
    constraint of theirs forbids a second of the same version and a second final one, and which one
    counts they say. The application takes no row away: it could let an elector in once more.
    """

    app_rights: ClassVar[tuple[str, ...]] = ("SELECT", "INSERT", "UPDATE")

    entry = models.OneToOneField(
        RollEntry, on_delete=models.PROTECT, primary_key=True, related_name="cast"
    )
    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="casts")
    version = models.PositiveSmallIntegerField(default=1)
    final = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            # the turnout board
            models.Index(fields=["assembly"]),
        ]

    def __str__(self) -> str:
        return f"cast of entry {self.entry_id}"


class Ballot(Immutable):
    """One version of an elector's ballot on all matters of the assembly; the last one counts.

    `sealed` holds the choices, sealed to the assembly's key; of paper it holds none, since nobody
    has read the sheet when it comes in. `digest` is the commitment (`sealing.Sealed.commit`) that
    the log's leaf and the receipt bear; what opens it lies in the seal.
    """

    community = models.BigIntegerField()
    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="ballots")
    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, related_name="ballots")
    version = models.PositiveSmallIntegerField()
    #: What a receipt and a printed sheet bear.
    code = models.CharField(max_length=12, default=public_id, unique=True)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    #: Nothing follows it.
    final = models.BooleanField()
    sealed = models.BinaryField()
    digest = models.BinaryField(max_length=32)
    #: Which co-owner, or the proxy's holder; None at the booth for an owner, and for paper.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: Which owner came to the booth, by the roster: they may have no account.
    owner = models.ForeignKey(
        "places.RosterOwner", on_delete=models.PROTECT, null=True, related_name="+"
    )
    #: Whose hands did it for the person, or which official registered or identified.
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    proxy = models.ForeignKey(Proxy, on_delete=models.PROTECT, null=True, related_name="ballots")
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "version"], name="one_ballot_per_version"),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(final=True), name="one_final_ballot_per_elector"
            ),
        ]
        indexes: ClassVar = [
            # all ballots of an assembly in their order, for opening and for bundles
            models.Index(fields=["assembly", "id"]),
        ]

    def __str__(self) -> str:
        return f"ballot {self.code}"


class Quarantine(models.Model):
    """Why a ballot is not counted: what the operators keyed differs, or a sheet is not there.

    Stays as it is written; but two equal readings of the present round lift a mismatch. The
    database lets no other row go.
    """

    class Reason(models.TextChoices):
        MISMATCH = "mismatch", _("two operators keyed different choices")
        CONTRADICTION = "contradiction", _("two sheets of one elector contradict each other")
        MISSING = "missing", _("two tellers could not find the sheet")
        UNREADABLE = "unreadable", _("the seal does not open")

    ballot = models.OneToOneField(
        Ballot, on_delete=models.PROTECT, primary_key=True, related_name="quarantine"
    )
    reason = models.CharField(max_length=14, choices=Reason.choices)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.reason} of ballot {self.ballot_id}"


class OpenedChoice(Immutable):
    """After the close: what a counted ballot says on one matter. One aggregate over it counts.

    In an election one row per candidate that the ballot approves; a ballot that approves none has
    one row with no candidate (`abstain`), a spoilt one has one row (`invalid`).
    """

    class Choice(models.TextChoices):
        AGREE = "agree", _("agree")
        OPPOSE = "oppose", _("oppose")
        ABSTAIN = "abstain", _("abstain")
        INVALID = "invalid", _("invalid")

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="opened")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="opened")
    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, related_name="opened")
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="opened")
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, null=True, related_name="opened"
    )
    choice = models.CharField(max_length=8, choices=Choice.choices)
    #: In which round a sheet of paper was keyed; only the assembly's last round counts.
    round = models.PositiveSmallIntegerField(db_default=1, default=1)
    #: The entry's weights, so that counting reads one table.
    area_centi = models.BigIntegerField()
    persons = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "entry", "candidate", "round"],
                nulls_distinct=False,
                name="one_choice_per_matter_and_elector",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.choice} on matter {self.matter_id}"
