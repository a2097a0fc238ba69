"""Notices, whom they are for, and the evidence of what became of them."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.identity.models.sealing import Sealing
from linli.kernel.immutable import Immutable
from linli.kernel.scoping import ScopedManager
from linli.notices.evidence import Channel, Outcome

TITLE_LENGTH = 60
TEXT_LENGTH = 2000
QUIET_FROM, QUIET_TO = 21, 8


class Notice(Immutable):
    """Written by staff (`title`, `text`), or made of a kind and codes and read in any language."""

    WRITTEN = "written"

    community = models.BigIntegerField()
    kind = models.CharField(max_length=40, default=WRITTEN)
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    text = models.CharField(max_length=TEXT_LENGTH, blank=True)
    #: Codes, numbers and ISO days of a kind's text; no personal data.
    params = models.JSONField(default=dict)
    #: Path of the page that it is about.
    link = models.CharField(max_length=200, blank=True)
    #: Leaves at once and not in the digest; quiet hours hold all the same.
    urgent = models.BooleanField(default=False)
    audience = models.CharField(max_length=40)
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            # what staff wrote in my communities, newest first
            models.Index(fields=["community", "-id"]),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"


class Addressed(models.Model):
    """A notice in somebody's inbox; `units` are the homes for which they got it."""

    app_rights: ClassVar[tuple[str, ...]] = ("SELECT", "INSERT", "UPDATE")

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="addressed")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    units = ArrayField(models.BigIntegerField(), default=list)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            # my inbox, newest first
            models.Index(fields=["person", "-id"]),
            # how many I have not read
            models.Index(fields=["person"], condition=Q(read_at=None), name="notices_unread"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "person"], name="a_notice_once_per_person")
        ]

    def __str__(self) -> str:
        return f"notice {self.notice_id} for {self.person_id}"


class Claim(Immutable):
    """Taken before something is sent: whoever takes it sends, and nobody else."""

    key = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Evidence(Immutable):
    """What became of a notice on a channel, for one recipient."""

    CHANNELS = (
        (Channel.INBOX.value, _("inbox")),
        (Channel.PUSH.value, _("push message")),
        (Channel.WECHAT.value, _("WeChat")),
        (Channel.SMS.value, _("text message")),
    )

    addressed = models.ForeignKey(Addressed, on_delete=models.PROTECT, related_name="evidence")
    channel = models.CharField(max_length=10, choices=CHANNELS)
    #: Number of the try, from 1.
    attempt = models.SmallIntegerField(default=1)
    outcome = models.CharField(max_length=12, choices=[(o.value, o.value) for o in Outcome])
    #: The gateway's own number of the message, or its error code.
    reference = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["addressed", "channel", "attempt", "outcome"], name="an_outcome_is_one_row"
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.outcome} of {self.addressed_id}"


class Posting(Immutable):
    """Staff put it up where people pass."""

    class Medium(models.TextChoices):
        BOARD = "board", _("notice board")
        SCREEN = "screen", _("screen")

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="postings")
    medium = models.CharField(max_length=10, choices=Medium.choices)
    #: Which board or screen, in words.
    spot = models.CharField(max_length=80)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.medium} of notice {self.notice_id}"


class Preferences(models.Model):
    """How a person wants to be told. Who has no row gets what the fields' defaults say."""

    class Pace(models.TextChoices):
        NOW = "now", pgettext_lazy("pace", "at once")
        DAILY = "daily", pgettext_lazy("pace", "once a day, at six in the evening")

    class Points(models.TextChoices):
        DAILY = "daily", pgettext_lazy("points", "once a day, all together")
        NOW = "now", pgettext_lazy("points", "each time")
        NEVER = "never", pgettext_lazy("points", "not at all: I look myself")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    #: How to be told of many small good things, such as points.
    points = models.CharField(max_length=5, choices=Points.choices, default=Points.DAILY)
    pace = models.CharField(max_length=10, choices=Pace.choices, default=Pace.NOW)
    wechat = models.BooleanField(default=True)
    sms = models.BooleanField(default=True)
    #: Hours in Shanghai in which nothing is sent; the inbox fills all the same.
    quiet_from = models.SmallIntegerField(default=QUIET_FROM)
    quiet_to = models.SmallIntegerField(default=QUIET_TO)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quiet_from__range=(0, 23), quiet_to__range=(0, 23)),
                name="quiet_hours_are_hours",
            )
        ]

    def __str__(self) -> str:
        return f"preferences of {self.person_id}"


class Bundle(models.Model):
    """Small things of a day that become one notice in the evening."""

    community = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    count = models.IntegerField()
    units = models.BigIntegerField()
    link = models.CharField(max_length=200)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "person", "kind"], name="a_bundle_a_person_and_kind"
            )
        ]

    def __str__(self) -> str:
        return f"bundle for {self.person_id}"


class PushDevice(Sealing):
    """A browser that its owner let us wake. Whoever knows the address could tell them apart: sealed."""

    sealed = ("subscription",)

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    #: What the browser gave: `endpoint` and the keys to encrypt for it, as JSON.
    subscription = models.BinaryField(null=True)
    #: Keyed hash of the endpoint: one browser is one row, whoever uses it now.
    mark = models.BinaryField(unique=True)
    #: As in ``Chrome/Android``.
    device = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            # whom to wake, and the person's own list
            models.Index(fields=["person", "id"])
        ]

    def __str__(self) -> str:
        return f"push device {self.pk}"
