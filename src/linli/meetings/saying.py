"""What a refusal of the floor says here: seats and items by their names, not by their keys."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language

from linli.deliberation.floor.refusals import TEXTS, Refusal
from linli.kernel.errors import Text
from linli.kernel.language import either

#: Facts of a refusal that are keys of seats or items.
KEYS = ("member", "next", "item", "due")


def _said(english: str, chinese: str) -> str:
    return either(chinese, english)


_lazily = lazy(_said, str)


def _template(text: str) -> str:
    """`{name}` as the texts of refusals have it: `%(name)s`."""
    return text.replace("%", "%%").replace("{", "%(").replace("}", ")s")


def texts_of_the_floor() -> dict[str, Text]:
    return {
        code.value: Text(_lazily(_template(english), _template(chinese)))
        for code, (english, chinese) in TEXTS.items()
    }


def facts_of(refusal: Refusal, names: Mapping[str, str]) -> dict[str, Any]:
    """Its facts, with names instead of keys."""
    return {
        fact: names.get(value, value) if fact in KEYS else value for fact, value in refusal.facts
    }


def why(refusal: Refusal, names: Mapping[str, str]) -> str:
    """In the reader's language."""
    named = tuple((fact, str(value)) for fact, value in facts_of(refusal, names).items())
    return Refusal(refusal.code, named).text(get_language() or "zh")
