"""Phone numbers on their way through sign-in: handles in, numbers out at the very end."""

from linli.identity.identifiers import parse_mobile
from linli.identity.vault import vault


def handle_of(text: str) -> str:
    """The handle of a number as somebody typed it. Raises BadIdentifierError."""
    return vault().handle(parse_mobile(text), kind="phone")


def phone_of_handle(handle: str) -> str:
    """The 11 digits, for looking up, storing and sending. Raises VaultError."""
    return vault().from_handle(handle, kind="phone")


def masked(phone: str) -> str:
    """138****1234: what pages and the console show."""
    return f"{phone[:3]}****{phone[-4:]}"


def masked_handle(handle: str) -> str:
    return masked(phone_of_handle(handle))
