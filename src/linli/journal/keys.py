"""The log's private key: a file in the keys folder, read by the sequencer and nobody else."""

import base64
import os
import secrets
from pathlib import Path

from django.conf import settings

from linli.journal.notes import KEY, SigningKey


class KeyTrouble(RuntimeError):
    """The log's key is missing, unreadable or not the one that the log was opened with."""


def key_path(schema: str) -> Path:
    return Path(settings.ENV.keys) / "log" / f"{schema}.key"


def make_key(schema: str) -> bool:
    """Make the key of a district's log; False when there is one. Never overwrites."""
    path = key_path(schema)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.b64encode(secrets.token_bytes(KEY)) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return True


def signing_key(schema: str, origin: str) -> SigningKey:
    """The key under the log's name. Raises KeyTrouble."""
    path = key_path(schema)
    try:
        seed = base64.b64decode(path.read_text().strip(), validate=True)
        return SigningKey.from_seed(origin, seed)
    except (OSError, ValueError) as error:
        message = f"the log's key {path.name} cannot be read: {type(error).__name__}"
        raise KeyTrouble(message) from error


def key_of(schema: str, origin: str, vkey: str) -> SigningKey:
    """The same, and it must be the published one. Raises KeyTrouble."""
    key = signing_key(schema, origin)
    if str(key.verifier) != vkey:
        message = (
            f"the key in {key_path(schema).name} is not the one of {origin}: "
            "put the right one back, or end this log with ./linli log succeed"
        )
        raise KeyTrouble(message)
    return key
