"""What whoever gives a resolution asks of its owner. Plain values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Asked:
    """`office` that is asked, `until` when, the means, and parts with a day of their own."""

    office: int
    until: date
    needs: str = ""
    budget_fen: int = 0
    payer: str = ""
    milestones: tuple[tuple[str, date], ...] = ()
