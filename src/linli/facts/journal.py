"""Facts about the log itself."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSucceeded(Fact):
    """A log ended and this one goes on; sizes and roots are of the old one's last checkpoint."""

    type: ClassVar[str] = "journal.log_succeeded"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "log"
    #: The number of the new log.
    log: int
    origin: str
    old_origin: str
    old_size: int
    #: base64
    old_root: str
    #: How many entries of the old log the database still holds; less than `old_size` after a loss.
    held: int
