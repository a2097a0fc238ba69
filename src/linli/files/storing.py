"""The folder of files: outside the web root, one folder per district, random names.

A name is 32 hexadecimal digits; the folder under the district is its first two. Nothing that a
user typed ever becomes part of a path.
"""

import os
import re
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from linli.districts.context import current_schema

NAME = re.compile(r"[0-9a-f]{32}")
SMALL = ".small"


def new_name() -> str:
    return secrets.token_hex(16)


def folder() -> Path:
    """The district's folder."""
    return Path(settings.MEDIA_ROOT) / current_schema()


def path_of(name: str, *, small: bool = False) -> Path:
    """Where a file lies. Raises ValueError for a name that we did not make."""
    if not NAME.fullmatch(name):
        raise ValueError("not the name of a stored file")
    return folder() / name[:2] / (name + (SMALL if small else ""))


def put(name: str, content: bytes, *, small: bool = False) -> None:
    """Write whole and durably, or not at all; readable by this user only."""
    path = path_of(name, small=small)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def read(name: str, *, small: bool = False) -> bytes | None:
    """The bytes on the disk; None when they are gone."""
    try:
        return path_of(name, small=small).read_bytes()
    except FileNotFoundError:
        return None


def remove(name: str) -> None:
    """Both parts; what is gone already is no trouble."""
    for small in (False, True):
        path_of(name, small=small).unlink(missing_ok=True)


def lying() -> Iterator[tuple[str, datetime]]:
    """Names of everything in the district's folder with the time of writing; drafts too."""
    for path in folder().glob("??/*"):
        name = path.name[:32]
        if NAME.fullmatch(name):
            yield name, datetime.fromtimestamp(path.stat().st_mtime, UTC)


def remove_drafts(name: str) -> None:
    """What a write that was killed left behind."""
    for path in (path_of(name).parent).glob(f"{name}*.new"):
        path.unlink(missing_ok=True)
