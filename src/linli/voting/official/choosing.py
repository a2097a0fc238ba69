"""What an export's words for a matter and for a choice mean. It knows few words and guesses none."""

import re

from linli.places.roster.cells import han_number, plain
from linli.voting.official.types import SILENT, Ask, Choice

_WORDS = {
    "agree": "同意 同意票 赞成 赞成票 赞同 支持 agree agreed for approve approved infavour infavor",
    "oppose": "反对 反对票 不同意 不赞成 不赞同 不支持 oppose opposed against disagree disagreed",
    "abstain": "弃权 弃权票 abstain abstained abstention",
    "invalid": "无效 无效票 废票 废 作废 invalid spoilt spoiled",
    SILENT: "未投票 未投 没投票 未表决 未参与 未参与表决 未参加 未参加表决 未参与投票 未参加投票"
    " notvoted didnotvote novote",
}
KNOWN = {word: choice for choice, words in _WORDS.items() for word in words.split()}
#: What staff may answer about a word that is not known.
MEANINGS = tuple(_WORDS)
#: A longer text is no choice: somebody wrote a remark.
LONGEST = 20
#: A column with more different unknown words is something else.
MOST_WORDS = 12
_MATTER = re.compile(
    r"第?(?:表决|投票)?(?:事项|议题|议案|提案|项目|matter|motion|item|proposal|question|no\.?|#)?第?"
    r"(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:项|号|题)?(?:表决)?(?:事项|议题|议案|提案)?"
    r"(?:[.、:)\]】-](?P<title>.*))?"
)
_BETWEEN = re.compile(r"[、,;/|\s和]+")


def lower(text: str) -> str:
    """As titles and words are compared: half-width, without spaces, in lower case."""
    return plain(text).lower()


def matter_of(text: str, asks: list[Ask], *, heading: bool = False) -> int | None:
    """The matter that a text names by title or number; None where it may be another.

    A bare number is a matter in a column of matters, and nothing in a heading.
    """
    bare = lower(text)
    for ask in asks:
        if bare in ask.titles:
            return ask.number
    found = _MATTER.fullmatch(bare.lstrip("(["))
    if not found or (heading and bare.isdigit()):
        return None
    digits, title = found["number"], found["title"] or ""
    number = int(digits) if digits.isdigit() else han_number(digits)
    named = next((each for each in asks if each.number == number), None)
    fits = named is not None and (not title or title in named.titles)
    return number if fits else None


def choice_of(text: str, ask: Ask, given: str | None = None) -> Choice | None:
    """A word, `silent`, or the candidates; None for what is not known. `given`: staff's answer."""
    bare = lower(text)
    word = given or KNOWN.get(bare)
    if not ask.candidates:
        return word
    if word in {"abstain", "invalid", SILENT}:
        return word
    whole = ask.candidates.get(bare)
    if whole is not None:
        return (whole,)
    parts = [lower(part) for part in _BETWEEN.split(text.strip()) if part]
    names = [ask.candidates.get(part) for part in parts]
    numbers = sorted({number for number in names if number is not None})
    known = bool(names) and None not in names and len(numbers) == len(names)
    return tuple(numbers) if known and len(numbers) <= ask.seats else None
