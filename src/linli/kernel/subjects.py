"""What people may talk about: who reads, writes and moderates beside each kind of subject.

A subject is named by a kind (``corner``) and an id; addresses carry a public key of it (a code).
Whoever has such things registers a `SubjectKind` in its AppConfig, however low the module stands.
A kind that nobody registered is open to nobody.
"""

from collections.abc import Callable
from dataclasses import dataclass

from linli.kernel.actor import Actor
from linli.kernel.decision import Decision

Rule = Callable[[Actor, int], Decision]


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """Rules take the actor and the subject's id.

    find       the public key of an address -> id, None when there is no such subject
    community  the id -> the community whose people talk there
    title      the id -> what moderators read as the subject's name, in the reader's language
    href       the id -> where the talk is shown
    """

    kind: str
    find: Callable[[str], int | None]
    community: Callable[[int], int]
    may_read: Rule
    may_write: Rule
    may_moderate: Rule
    title: Callable[[int], str]
    href: Callable[[int], str]


_kinds: dict[str, SubjectKind] = {}


def register_subject(kind: SubjectKind) -> None:
    _kinds[kind.kind] = kind


def subject_kind(kind: str) -> SubjectKind | None:
    """None for a kind that nobody registered."""
    return _kinds.get(kind)
