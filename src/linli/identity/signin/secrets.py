"""Seeds of authenticator apps and of recovery codes, sealed for their column."""

import base64

from linli.identity.vault import vault

#: Which entries of an authenticator's data are sealed, by its type.
KEYS_OF = {"totp": ("secret",), "recovery_codes": ("seed",)}
_FIELD = "mfa_authenticator.data"


def seal_secret(text: str) -> str:
    """Allauth's hook is not told whose secret it is, so the seal is bound to the column alone."""
    return base64.b64encode(vault().seal(text, field=_FIELD, person=0)).decode()


def open_secret(sealed: str) -> str:
    """Raises VaultError."""
    return vault().open(base64.b64decode(sealed), field=_FIELD, person=0)


def is_current(sealed: str) -> bool:
    """Whether the present key sealed this; of anything in base64 that the vault has sealed."""
    keeper = vault()
    return keeper.key_number(base64.b64decode(sealed)) == keeper.ring.current
