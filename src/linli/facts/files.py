"""Facts about files: ids and kinds, never names or contents."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFact(Fact):
    """`file` is the public id; `person` whose data it is."""

    subject: ClassVar[str] = "file"
    file: str
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded(FileFact):
    """`holder` is the kind of owner that it was brought for."""

    type: ClassVar[str] = "files.uploaded"
    holder: str
    format: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed(FileFact):
    """By its uploader, before anything took it."""

    type: ClassVar[str] = "files.removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateFileSeen(FileFact):
    """Somebody other than the person and the uploader opened a sealed file."""

    type: ClassVar[str] = "files.private_file_seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class UntakenSwept(Fact):
    """The nightly job deleted uploads that nothing took."""

    type: ClassVar[str] = "files.untaken_swept"
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsFilesErased(Fact):
    """After the erasure of a person: how many were deleted, how many stay and why.

    `reasons` are codes, one per kept file's kind of owner.
    """

    type: ClassVar[str] = "files.persons_files_erased"
    subject: ClassVar[str] = "person"
    person: int
    deleted: int
    kept: int
    reasons: list[str]
