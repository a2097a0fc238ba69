"""Files that belong to something: what each kind of owner takes, and who may read it.

The owner of a file is named by a kind (``threads.post``) and an id. Whoever has such things
registers a `Holder` in its AppConfig; the module of files registers itself as the keeper. So any
module, however low, can take files in its own transaction without importing the one that stores
them. A file whose kind nobody registered is nobody's to read.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from linli.kernel.actor import Actor
from linli.kernel.decision import Decision

PICTURE, PDF, SHEET, TABLE = "picture", "pdf", "xlsx", "csv"
PICTURES = frozenset({PICTURE})


@dataclass(frozen=True, slots=True)
class Holder:
    """What owners of one kind take.

    may_read   the rule of the owner: (actor, id of the owner) -> Decision
    accepts    formats, told by content
    most       how many files one owner takes
    private    sealed at rest; each reading by somebody else is recorded
    keep       after the erasure of the person whose file it is: empty deletes the file, otherwise
               the code of the reason why it stays (``law``, ``evidence``)
    """

    kind: str
    may_read: Callable[[Actor, int], Decision]
    accepts: frozenset[str] = PICTURES
    most: int = 9
    private: bool = False
    keep: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as its owner shows it. `small` is empty where there is no picture of it."""

    id: str
    format: str
    href: str
    small: str = ""
    width: int = 0
    height: int = 0
    size: int = field(default=0)


class Keeper(Protocol):
    """What the module of files offers to all others."""

    def bind(self, actor: Actor, *, files: Sequence[str], kind: str, owner: int) -> None:
        """Give the actor's uploads to their owner, in the owner's transaction. May raise Refused."""

    def require_at_hand(self, actor: Actor, *, files: Sequence[str], kind: str) -> None:
        """Refuse what `bind` would refuse of the files, before anything else is looked at."""

    def attached(self, kind: str, owners: Iterable[int]) -> Mapping[int, list[Attached]]:
        """Owner -> its files in order. One query; whether to show them, the caller has decided."""

    def drop(self, kind: str, owner: int) -> int:
        """Delete the files of an owner that is gone, in its transaction. Answers how many."""


_holders: dict[str, Holder] = {}
_keepers: list[Keeper] = []


def register_holder(holder: Holder) -> None:
    _holders[holder.kind] = holder


def holder_of(kind: str) -> Holder | None:
    """None for a kind that nobody registered."""
    return _holders.get(kind)


def register_keeper(keeper: Keeper) -> None:
    """Called once, by the module of files."""
    _keepers[:] = [keeper]


def keeper() -> Keeper:
    """Raises LookupError where the module of files is not installed."""
    if not _keepers:
        message = "no module keeps files here"
        raise LookupError(message)
    return _keepers[0]
