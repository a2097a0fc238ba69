"""The line of steps that a page shows, as the component `process` takes it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Mark:
    """One step. `state`: done, current, todo …; words may be lazy; `who` is at turn, `until` a day."""

    title: Any
    state: str
    note: Any = ""
    who: Any = ""
    until: Any = ""
