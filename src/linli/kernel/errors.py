"""Refusals. Code and parameters travel; the text is made at the edge, in the reader's language.

Each module that refuses keeps `refusals.py` with ``REFUSALS = {code: Text(title, what_to_do)}``
and registers it in its AppConfig; a test proves that every code in the source has its text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from linli.kernel.decision import Decision


class Refused(Exception):
    """An action was refused; nothing changed.

    `code` is ``module.reason``. `field` names the form field that the refusal is about, if any.
    """

    def __init__(self, code: str, *, field: str | None = None, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.params = params


def require(decision: Decision) -> None:
    """Raise the decision's reason when it is a refusal."""
    if not decision:
        raise Refused(decision.reason, **decision.params)


@dataclass(frozen=True, slots=True)
class Text:
    """What a person reads for a refusal code; both parts are lazily translated.

    `status` is the HTTP status of pages and of RFC 9457 problem details.
    """

    title: Any
    remedy: Any = ""
    status: int = 409


_texts: dict[str, Text] = {}


def register_texts(texts: dict[str, Text]) -> None:
    """Called once per module from its AppConfig.ready()."""
    _texts.update(texts)


def text_of(code: str, params: Mapping[str, Any] | None = None) -> Text:
    """The text for a code; an unknown one answers with the code itself, never with a crash.

    A text may hold ``%(name)s`` of the refusal's parameters: it is filled in the active language.
    """
    text = _texts.get(code, Text(title=code))
    if not params:
        return text
    return Text(_filled(text.title, params), _filled(text.remedy, params), text.status)


def _filled(words: Any, params: Mapping[str, Any]) -> Any:
    plain = str(words)
    return plain % params if "%(" in plain else words


def known_codes() -> frozenset[str]:
    return frozenset(_texts)
