"""Facts about signing in: who, by which means; never from where."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.identity import PersonFact


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneProved(PersonFact):
    type: ClassVar[str] = "signin.phone_proved"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(PersonFact):
    """`means` in order: `code`, `webauthn`, `totp`, `recovery_codes`, `socialaccount`, `demo`."""

    type: ClassVar[str] = "signin.signed_in"
    means: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsEnded(PersonFact):
    type: ClassVar[str] = "signin.sessions_ended"
    sessions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorAdded(PersonFact):
    """`kind`: `webauthn` (a passkey) or `totp` (an authenticator app)."""

    type: ClassVar[str] = "signin.factor_added"
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorRemoved(PersonFact):
    type: ClassVar[str] = "signin.factor_removed"
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodesMade(PersonFact):
    type: ClassVar[str] = "signin.recovery_codes_made"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTied(PersonFact):
    """An account at a provider opens this record from now on."""

    type: ClassVar[str] = "signin.account_tied"
    provider: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountUntied(PersonFact):
    type: ClassVar[str] = "signin.account_untied"
    provider: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorsTaken(PersonFact):
    """Two members of staff saw papers: a lost second factor is gone, and every session with it."""

    type: ClassVar[str] = "signin.factors_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorWindowOpened(PersonFact):
    """A colleague gave a code by which they answer for this person's second factor."""

    type: ClassVar[str] = "signin.factor_window_opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorsVouched(PersonFact):
    """The code was entered: offices open from now on."""

    type: ClassVar[str] = "signin.factors_vouched"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneChanged(PersonFact):
    """`how`: `code` (the person read a code at the new number) or `papers` (two of the staff)."""

    type: ClassVar[str] = "signin.phone_changed"
    how: str
