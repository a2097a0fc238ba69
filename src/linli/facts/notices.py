"""Facts on notices. Whom one reached stands in the evidence, not here."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeIssued(Fact):
    """`audience` is the kind of audience; `people` how many it had at that moment."""

    type: ClassVar[str] = "notices.issued"
    subject: ClassVar[str] = "notice"

    notice: int
    community: int
    kind: str
    audience: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePosted(Fact):
    """Somebody put it up on a notice board or a screen."""

    type: ClassVar[str] = "notices.posted"
    subject: ClassVar[str] = "notice"

    notice: int
    community: int
    medium: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeReadByHelper(Fact):
    """A helper opened it for the person to whom it was addressed."""

    type: ClassVar[str] = "notices.read_by_helper"
    subject: ClassVar[str] = "addressed"

    addressed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferencesSet(Fact):
    """How a person wants to be told."""

    type: ClassVar[str] = "notices.preferences_set"
    personal: ClassVar[bool] = True
    subject: ClassVar[str] = "person"

    person: int
    pace: str
    wechat: bool
    sms: bool
    quiet_from: int
    quiet_to: int
    points: str = "daily"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceAdded(Fact):
    """A person lets us wake one of their browsers."""

    type: ClassVar[str] = "notices.device_added"
    personal: ClassVar[bool] = True
    subject: ClassVar[str] = "person"

    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRemoved(Fact):
    """And not any more."""

    type: ClassVar[str] = "notices.device_removed"
    personal: ClassVar[bool] = True
    subject: ClassVar[str] = "person"

    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextsReported(Fact):
    """The gateway told what became of text messages; which ones stands in the evidence."""

    type: ClassVar[str] = "notices.texts_reported"

    delivered: int
    failed: int
