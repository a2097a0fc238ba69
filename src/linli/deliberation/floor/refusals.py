"""A refusal: nothing changed, and why. `Refusal.text` says it in either language."""

from dataclasses import dataclass

from linli.deliberation.floor.codes import Code
from linli.deliberation.floor.texts import TEXTS

__all__ = ["TEXTS", "Code", "Refusal", "refusal"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing changed, for this reason. `facts` fill the text: names, numbers, dates."""

    code: Code
    facts: tuple[tuple[str, str], ...] = ()

    def text(self, language: str) -> str:
        """`language` begins with "zh" for Chinese; everything else is English."""
        english, chinese = TEXTS[self.code]
        template = chinese if language.startswith("zh") else english
        return template.format(**dict(self.facts))


def refusal(code: Code, **facts: object) -> Refusal:
    return Refusal(code, tuple((name, str(value)) for name, value in facts.items()))
