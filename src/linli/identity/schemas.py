"""What the API says of people."""

from datetime import datetime

from ninja import Schema
from pydantic import Field

from linli.identity.parameters import TEXT_MAX


class MeOut(Schema):
    """`shown` is the name that others see; `level` 0 visitor, 10 phone, 20 real name."""

    number: str
    shown: str
    level: int
    community: int | None
    capacity: str
    language: str


class PreferencesIn(Schema):
    """What is left out stays."""

    language: str | None = None
    mode: str | None = None
    theme: str | None = None
    shown: str | None = None


class ConsentOut(Schema):
    """One purpose in the version in force; `at` is when it was last given or withdrawn."""

    purpose: str
    version: int
    basis: str
    necessary: bool
    text_zh: str
    text_en: str
    given: bool
    at: datetime | None


class LookOut(Schema):
    """One look by staff; `by` is the name that they show."""

    by: str
    capacity: str
    field: str
    reason: str
    at: datetime


class LookPage(Schema):
    items: list[LookOut]
    next: str | None


class BlockIn(Schema):
    number: str


class BlockOut(Schema):
    id: int
    shown: str
    at: datetime


class SearchIn(Schema):
    """`by`: `name` in full, `phone` (last four digits or all), `id_number`."""

    by: str
    text: str


class PersonOut(Schema):
    """Masked; `locked` is empty for an open account."""

    number: str
    shown: str
    phone: str
    level: int
    locked: str


class FoundOut(Schema):
    items: list[PersonOut]
    more: bool


class VerifyIn(Schema):
    name: str
    id_number: str


class ProposalOut(Schema):
    """`kind`: merge, guardian, guard_end, factor, phone. `phone` is the new number, masked.

    `rests_until`: before it the proposal cannot be confirmed; the person may stop it.
    """

    id: int
    kind: str
    state: str
    number: str
    other: str | None
    reason: str
    phone: str
    by: str
    at: datetime
    rests_until: datetime


class ProposalPage(Schema):
    items: list[ProposalOut]
    next: str | None


class DecisionIn(Schema):
    """`confirm` false refuses."""

    confirm: bool


class LostFactorIn(Schema):
    reason: str


class LostPhoneIn(Schema):
    phone: str
    reason: str


class PhoneIn(Schema):
    phone: str = Field(max_length=20)


class PhoneCodeIn(Schema):
    """The code that was sent to the new number."""

    code: str = Field(max_length=20)


class ClaimPhoneIn(Schema):
    reason: str = Field(max_length=TEXT_MAX)


class MyPhoneOut(Schema):
    """Masked, as everywhere."""

    phone: str
