"""The key by which push services know this site (RFC 8292). It lies beside the vault's, in no database."""

import base64
import os
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

FILE = "vapid.pem"


def make(folder: Path) -> None:
    """A new key unless there is one; readable by this user alone."""
    path = folder / FILE
    if path.exists():
        return
    key = ec.generate_private_key(ec.SECP256R1())
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(text)


@cache
def _load(path: Path) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        message = f"{path.name} holds no key of an elliptic curve"
        raise TypeError(message)
    return key


def private_key() -> ec.EllipticCurvePrivateKey:
    return _load(settings.ENV.keys / FILE)


def public_key() -> str:
    """As browsers want it: the point, in base64url."""
    point = private_key().public_key()
    raw = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
