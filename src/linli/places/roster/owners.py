"""The people in a row: names, numbers, telephones; several in a cell; what is wrong with them."""

import re
from dataclasses import dataclass
from datetime import date

from linli.identity import identifiers
from linli.places.roster.cells import plain
from linli.places.roster.sheets import Formula, Lossy, Stamp
from linli.places.roster.types import Owner

_SEPARATOR = re.compile(r"[、,，/／;；\n\r|&＆+]")
_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_JOINT = re.compile(r"(共同共有|按份共有|共有|夫妻)$")
_AND_OTHERS = re.compile(r"等([0-9一二三四五六七八九十两]+)?人?$")
_HAN = re.compile(r"[㐀-鿿豈-﫿·•]+")
_COMPANY = re.compile(
    r"公司|集团|厂|店|中心|银行|学校|医院|合作社|委员会|办公室|管理局|事务所|部$|社$|协会|基金|ltd|inc|co\."
    r"|limited|company|corp|bank",
    re.IGNORECASE,
)
#: Passports and permits: letters first, or few digits; they carry no public check character.
_OTHER_PAPER = re.compile(
    r"(?=.*[A-Z])[A-Z]{1,3}[0-9]{6,10}[A-Z]?|[0-9]{8}[A-Z]|[军武字第0-9号]{6,14}"
)
_LANDLINE = re.compile(r"0[0-9]{2,3}[0-9]{7,8}|[2-8][0-9]{6,7}|400[0-9]{7}|\+[0-9]{8,15}")
_ORDINARY = 18
_OLD_ID = 15
#: What is written where an owner should be, while the developer still holds the unit.
_UNSOLD = re.compile(r"^(未售出?|待售|未出售|尾盘|开发商|unsold|developer)$", re.IGNORECASE)
_NOBODY = re.compile(r"^(无|空|不详|未知|暂无|待定|-+|/+|—+|n/?a|none|nil|unknown)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class People:
    """`problems`: (code, field) pairs."""

    owners: tuple[Owner, ...]
    problems: tuple[tuple[str, str], ...]
    says_unsold: bool = False


def names_in(text: str) -> tuple[list[str], bool]:
    """The names in a cell, and whether it speaks of more people than it names (张三等3人)."""
    bare = _BRACKETS.sub("", text)
    parts = [part.strip() for part in _SEPARATOR.split(bare)]
    names: list[str] = []
    more = False
    for part in filter(None, parts):
        clipped = _JOINT.sub("", part).strip()
        if _AND_OTHERS.search(clipped) and not _COMPANY.search(clipped):
            clipped, more = _AND_OTHERS.sub("", clipped), True
        names.extend(_spaced(clipped))
    return [name for name in names if name and not _NOBODY.match(name)], more


def _spaced(text: str) -> list[str]:
    """王 芳 is one name, 王芳 李强 are two; other scripts keep their spaces."""
    words = text.split()
    if len(words) == 1 or not words or not all(_HAN.fullmatch(word) for word in words):
        return [" ".join(words)]
    if any(len(word) == 1 for word in words) or _COMPANY.search(text):
        return ["".join(words)]
    return words


def numbers_in(text: str) -> list[str]:
    """The numbers in a cell as 18 or so plain characters each."""
    pieces = _SEPARATOR.split(text)
    if len(pieces) == 1:
        words = text.split()
        if len(words) > 1 and all(len(identifiers.cleaned(word)) >= _OLD_ID for word in words):
            pieces = words
    cleaned = (identifiers.cleaned(_BRACKETS.sub("", piece)) for piece in pieces)
    return [piece for piece in cleaned if piece and not _NOBODY.match(piece)]


def judged_number(number: str, name: str, *, today: date) -> tuple[str, str]:  # noqa: PLR0911
    """(kind, problem): the kind of number, and the finding's code or an empty text."""
    company = bool(_COMPANY.search(name))
    if len(number) != _ORDINARY:
        other = bool(_OTHER_PAPER.fullmatch(number)) and not company
        return ("other", "") if other else ("", "id_length")
    if company or not number[:17].isdigit():
        try:
            identifiers.parse_credit_code(number)
        except identifiers.BadIdentifierError:
            if not company and number[:6].isdigit() and sum(c.isdigit() for c in number) > _OLD_ID:
                return "", "id_checksum"
            person = company and _problem_of_id(number, today) == ""
            return ("resident_id", "") if person else ("", "uscc_checksum")
        return "credit_code", ""
    problem = _problem_of_id(number, today)
    if problem:
        try:
            identifiers.parse_credit_code(number)
        except identifiers.BadIdentifierError:
            return "", problem
        return "credit_code", ""
    return "resident_id", ""


def _problem_of_id(number: str, today: date) -> str:
    try:
        identifiers.birth_date_in(number, today=today)
    except identifiers.BadIdentifierError as error:
        return {
            "identity.id_birth_date": "id_birth",
            "identity.id_check_digit": "id_checksum",
        }.get(error.code, "id_checksum")
    return ""


def phone_in(text: str) -> str:
    """The first telephone number of a cell that is one, mobile numbers first; else empty."""
    pieces = [p for p in re.split(r"[、,，/／;；\s|]+", text) if p]
    candidates = [text, *pieces]
    for piece in candidates:
        try:
            return identifiers.parse_mobile(piece)
        except identifiers.BadIdentifierError:
            continue
    for piece in candidates:
        digits = re.sub(r"(转|ext\.?|x)[0-9]+$", "", plain(piece), flags=re.IGNORECASE)
        digits = re.sub(r"[\s\-()]", "", digits)
        if _LANDLINE.fullmatch(digits):
            return digits
    return ""


def people_in(
    names: str | None, numbers: str | None, phones: str | None, *, phone_column: bool, today: date
) -> People:
    """The owners of one row. Problems that concern nobody's content, only that it is wrong."""
    problems: list[tuple[str, str]] = []
    if isinstance(names, Formula | Stamp):
        problems.append(("formula", "owner"))
        names = None
    if isinstance(numbers, Formula | Stamp):
        problems.append(("formula", "id"))
        numbers = None
    lossy = isinstance(numbers, Lossy)
    who, more = names_in(names or "")
    if len(who) == 1 and _UNSOLD.match(who[0]):
        return People((), (), says_unsold=True)
    papers = numbers_in(numbers or "")
    if not who and not problems:
        problems.append(("owner_missing", "owner"))
    elif more or len(papers) > len(who) > 0:
        problems.append(("owner_missing", "owner"))  # more owners than are named
    phone, problem = _phone(phones, column=phone_column and bool(who or papers))
    if problem:
        problems.append(problem)
    owners: list[Owner] = []
    for at in range(max(len(who), len(papers))):
        name = who[at] if at < len(who) else ""
        number = papers[at] if at < len(papers) else ""
        kind, wrong = judged_number(number, name, today=today) if number else ("", "")
        if lossy:
            kind, wrong = "", "id_checksum"
        if wrong and (wrong, "id") not in problems:
            problems.append((wrong, "id"))
        owners.append(Owner(name, number, kind, phone if at == 0 else ""))
    return People(tuple(owners), tuple(problems))


def _phone(text: str | None, *, column: bool) -> tuple[str, tuple[str, str] | None]:
    if not column:
        return "", None
    if isinstance(text, Formula | Stamp):
        return "", ("formula", "phone")
    if text is None or _NOBODY.match(text):
        return "", ("phone_missing", "phone")
    phone = phone_in(text)
    return phone, None if phone else ("phone_invalid", "phone")
