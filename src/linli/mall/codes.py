"""The code by which an order is collected: eight digits, found by their keyed hash alone."""

import secrets
import unicodedata

from linli.identity.vault import vault
from linli.mall.parameters import CODE_DIGITS


def fresh() -> str:
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def hashed(code: str) -> bytes:
    return vault().blind(code, kind="mall.order")


def typed(text: str) -> str:
    """What somebody typed or scanned, without spaces; the address around scanned digits goes."""
    plain = unicodedata.normalize("NFKC", text).rpartition("#")[2]
    return "".join(each for each in plain if each.isdigit())


def spoken(code: str) -> str:
    """In two groups, as it is read out."""
    return f"{code[:4]} {code[4:]}"
