"""Numbers that name people and bodies: cleaned, checked, explained. Pure.

Resident ID and residence permits: GB 11643-1999, 18 characters: 6 area, 8 birth date, 3 sequence
(odd: male), 1 check character (ISO 7064 MOD 11-2). The permits for people from Hong Kong, Macao
(810000, 820000) and Taiwan (830000) and the foreigners' permanent residence card of 2023 (9, two
digits province, three digits nationality) have the same shape.
Unified social credit code: GB 32100-2015. python-stdnum knows the areas; its gaps (future birth
dates, the permits, letter-first credit codes, full-width digits) are closed here.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from stdnum import exceptions
from stdnum.cn import ric

MAX_AGE = 130
#: The last digits of a phone number by which a clerk finds a person.
PHONE_TAIL = 4
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—―_.·]")
_ID = re.compile(r"[0-9]{17}[0-9X]")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
#: 31 characters, without I, O, S, V, Z.
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC = re.compile(rf"[{USCC_ALPHABET}]{{2}}[0-9]{{6}}[{USCC_ALPHABET}]{{10}}")

RESIDENT_ID = "resident_id"
HK_MACAO_TAIWAN = "hk_macao_taiwan_residence"
FOREIGN = "foreign_residence"


class BadIdentifierError(ValueError):
    """`code` is a refusal code of this module, such as ``identity.id_check_digit``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class IdNumber:
    """A checked number. `area_known` false is a warning for the clerk, never a refusal.

    Tables of areas lag behind, and areas were dissolved while their people live on.
    """

    number: str
    kind: str
    birth_date: date
    male: bool
    area_known: bool

    def age(self, today: date) -> int:
        return age_on(self.birth_date, today)


def age_on(birth_date: date, today: date) -> int:
    """Whole years. Who was born on 29 February completes a year on 1 March."""
    before = (today.month, today.day) < (birth_date.month, birth_date.day)
    return today.year - birth_date.year - before


def cleaned(text: str) -> str:
    """NFKC (full-width digits become ASCII), without spaces and hyphens, in capitals."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()


def check_character(body: str) -> str:
    """The 18th character for 17 digits (ISO 7064 MOD 11-2)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return "10X98765432"[total % 11]


def parse_id(text: str, *, today: date) -> IdNumber:
    """Check a number as somebody typed it. Raises BadIdentifierError with the reason."""
    number = cleaned(text)
    born = birth_date_in(number, today=today)
    kind = _kind(number)
    return IdNumber(
        number=number,
        kind=kind,
        birth_date=born,
        male=int(number[16]) % 2 == 1,
        area_known=kind != RESIDENT_ID or _area_known(number),
    )


def birth_date_in(number: str, *, today: date) -> date:
    """The birth date of a cleaned number whose shape, check character and date are right.

    Without the table of areas, for rosters with many thousand numbers. Raises BadIdentifierError.
    """
    if not _ID.fullmatch(number):
        raise BadIdentifierError("identity.id_shape")
    if check_character(number[:17]) != number[17]:
        raise BadIdentifierError("identity.id_check_digit")
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise BadIdentifierError("identity.id_birth_date") from None
    if born > today or age_on(born, today) > MAX_AGE:
        raise BadIdentifierError("identity.id_birth_date")
    return born


def _kind(number: str) -> str:
    if number[:6] in {"810000", "820000", "830000"}:
        return HK_MACAO_TAIWAN
    return FOREIGN if number.startswith("9") else RESIDENT_ID


def _area_known(number: str) -> bool:
    try:
        ric.get_birth_place(number)
    except (exceptions.ValidationError, KeyError):  # stdnum meets provinces without counties
        return False
    return True


def parse_mobile(text: str) -> str:
    """A mobile number of the mainland as 11 digits; a leading +86 or 0086 is dropped.

    Raises BadIdentifierError.
    """
    number = cleaned(text).replace("(", "").replace(")", "")
    number = re.sub(r"^(\+86|0086|86(?=1[3-9][0-9]{9}$))", "", number)
    if not _MOBILE.fullmatch(number):
        raise BadIdentifierError("identity.phone_shape")
    return number


def uscc_check_character(body: str) -> str:
    """The 18th character for the first 17 of a unified social credit code (weights 3^i mod 31)."""
    total = sum(USCC_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return USCC_ALPHABET[-total % 31]


def parse_credit_code(text: str) -> str:
    """A unified social credit code, letter-first ones too (N2: rural collectives).

    Raises BadIdentifierError.
    """
    code = cleaned(text)
    if not _USCC.fullmatch(code):
        raise BadIdentifierError("identity.credit_code_shape")
    if uscc_check_character(code[:17]) != code[17]:
        raise BadIdentifierError("identity.credit_code_check")
    return code


def masked_id(number: str) -> str:
    """What is shown by default: the province and the last character, nothing between.

    The usual mask (first six, last four) leaves the birth date to be tried out: 130 years are
    47,482 days, less when the age can be seen, and the check character sorts out ten in eleven.
    Two and one leave some 10^9 numbers of living people.
    """
    return f"{number[:2]}{'*' * (len(number) - 3)}{number[-1]}"


def masked_phone(number: str) -> str:
    """138****5678, as the telephone companies print it."""
    return f"{number[:3]}****{number[-4:]}"
