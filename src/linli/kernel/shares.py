"""Shares of a whole as the law writes them, and the strict records that hold them. Pure."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer


@dataclass(frozen=True, slots=True)
class Fraction:
    """``>=2/3`` or ``>1/2``: 以上 holds the number itself, 过半数 does not (Civil Code §1259)."""

    numerator: int
    denominator: int
    strict: bool

    @classmethod
    def parse(cls, text: Any) -> "Fraction":
        """Raises ValueError when it is not written like ``>=2/3``, ``>1/2`` or ``>=1``."""
        if isinstance(text, cls):
            return text
        found = re.fullmatch(r"(>=|>|≥)\s*(\d+)(?:\s*/\s*(\d+))?", str(text).strip())
        if found is None or int(found[3] or 1) == 0:
            message = f"a threshold is written like >=2/3 or >1/2, not {text!r}"
            raise ValueError(message)
        return cls(int(found[2]), int(found[3] or 1), found[1] == ">")

    def met(self, have: int, of: int) -> bool:
        """By cross-multiplication. Nothing of nothing meets nothing."""
        left, right = have * self.denominator, self.numerator * of
        return of > 0 and (left > right if self.strict else left >= right)

    def least(self, of: int) -> int:
        """The smallest whole number that meets it."""
        exact = self.numerator * of
        if self.strict:
            return exact // self.denominator + 1
        return -(-exact // self.denominator)

    def __str__(self) -> str:
        sign = ">" if self.strict else ">="
        return f"{sign}{self.numerator}/{self.denominator}"


Share = Annotated[Fraction, BeforeValidator(Fraction.parse), PlainSerializer(str)]


class Part(BaseModel):
    """Unknown names are errors: a misspelt parameter must not silently leave the old one."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
