"""A district's private keys: a file per use in the keys folder.

The log's is read by the sequencer and nobody else; that of clearing by whoever writes to another
district.
"""

import base64
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from linli.journal.notes import KEY, SigningKey


class KeyTrouble(RuntimeError):
    """The log's key is missing, unreadable or not the one that the log was opened with."""


LOG = "log"


def key_path(schema: str, use: str = LOG) -> Path:
    return Path(settings.ENV.keys) / use / f"{schema}.key"


def make_key(schema: str, use: str = LOG) -> bool:
    """Make the key of a district, of its log if nothing else is said; False when there is one.

    Never overwrites.
    """
    path = key_path(schema, use)
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


def private_key(schema: str, use: str = LOG) -> Ed25519PrivateKey:
    """Raises KeyTrouble."""
    path = key_path(schema, use)
    try:
        seed = base64.b64decode(path.read_text().strip(), validate=True)
        return Ed25519PrivateKey.from_private_bytes(seed)
    except (OSError, ValueError) as error:
        message = f"the {use}'s key {path.name} cannot be read: {type(error).__name__}"
        raise KeyTrouble(message) from error


def signing_key(schema: str, origin: str) -> SigningKey:
    """The log's key under the log's name. Raises KeyTrouble."""
    key = private_key(schema)
    try:
        return SigningKey.from_seed(origin, key.private_bytes_raw())
    except ValueError as error:
        message = f"{origin} is no name of a log"
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
