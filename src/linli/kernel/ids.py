"""Identifiers that may be shown: random, so that they say nothing about order or number."""

import secrets

#: Crockford's alphabet: no I, L, O, U, so that a person can read it out on the phone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def public_id(length: int = 12) -> str:
    """`length` characters of five random bits each; 12 give 60 bits."""
    return "".join([ALPHABET[byte & 31] for byte in secrets.token_bytes(length)])
