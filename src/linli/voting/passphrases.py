"""Passphrases of key holders: whether one is strong enough, and one made up for whoever has none.

Pure. Whoever has the database can try passphrases at their own desk, so a short one is no lock.
"""

import secrets
from collections.abc import Iterable
from unicodedata import east_asian_width, normalize

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from linli.kernel.ids import ALPHABET

#: Letters and digits count one each, a Chinese character two: it is one of many more.
LENGTH = 16
DIFFERENT = 8
#: Five groups of four of 32 signs: a hundred random bits.
GROUPS, GROUP = 5, 4
#: A longer one would only keep the computer busy.
LONGEST = 200


def cleaned(passphrase: str) -> str:
    """As it is derived: full-width letters are the plain ones, no spaces at its ends."""
    return normalize("NFKC", passphrase).strip()


def weakness(passphrase: str, known: Iterable[str] = ()) -> str:
    """Why it is too weak, as a word; "" when it is strong enough.

    `known`: what everybody knows of the holder and of the assembly.
    """
    text = cleaned(passphrase)
    length = sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
    if length < LENGTH:
        return "short"
    if len(set(text.casefold())) < DIFFERENT:
        return "monotonous"
    if text.replace(" ", "").isdecimal():
        return "digits"
    folded = text.casefold()
    if any(each and each.casefold() in folded for each in known):
        return "known"
    try:
        CommonPasswordValidator().validate(text)
    except ValidationError:
        return "common"
    return ""


def suggestion() -> str:
    """``7Q4K-MX2D-…``: easy to write down, and to read out."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)
