"""The answer to "may they?": a refusal always says why, as a code with parameters."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Decision:
    """Truthy when allowed; otherwise `reason` is a refusal code with its parameters."""

    allowed: bool
    reason: str = ""
    params: dict[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Decision(allowed=True)


def denied(reason: str, **params: Any) -> Decision:
    """A refusal with its code, for example ``denied("identity.not_your_community")``."""
    return Decision(allowed=False, reason=reason, params=params)


def first_denial(*decisions: Decision) -> Decision:
    """All must allow; otherwise the first refusal is the answer."""
    return next((each for each in decisions if not each), ALLOWED)
