"""The urn: how a choice is sealed until the count, and the number that its voter takes home. Pure.

The seal is that of owners' ballots (`voting.sealing`), with one difference: the text is bound to the
slip's random number, and nothing in it or beside it names whoever cast it.
"""

import base64
import secrets
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.core import signing
from nacl.public import PrivateKey

from linli.kernel.errors import Refused
from linli.kernel.ids import ALPHABET
from linli.voting.choices import Choice, Question, read_choices
from linli.voting.sealing import Form, open_boxes, seal

LENGTH = 10
_BITS = 5
#: The only question of a poll.
ONE = 1
_SALT = "linli.polls.slip"


def new_key() -> tuple[bytes, str]:
    """The public half, and the private one as the vault keeps it."""
    key = PrivateKey.generate()
    return bytes(key.public_key), base64.b64encode(bytes(key)).decode()


def new_code() -> str:
    """Fifty random bits that a person can read out."""
    return "".join(ALPHABET[byte & 31] for byte in secrets.token_bytes(LENGTH))


def number_of(code: str) -> int:
    """Raises ValueError for what is no such number."""
    found = 0
    for sign in code:
        found = (found << _BITS) | ALPHABET.index(sign)
    return found


def code_of(number: int) -> str:
    return "".join(
        ALPHABET[(number >> (_BITS * place)) & 31] for place in range(LENGTH - 1, -1, -1)
    )


def hand_out(poll: str, line: int, person: int) -> tuple[str, str]:
    """A fresh number with its token: it goes along with this person's ballot of this line alone."""
    code = new_code()
    return code, signing.Signer(salt=_SALT).sign_object([poll, line, person, code])


def take_back(token: str, poll: str, line: int, person: int) -> str:
    """The number of a token; a fresh one when there is none. Raises Refused for somebody else's."""
    if not token:
        return new_code()
    try:
        said = signing.Signer(salt=_SALT).unsign_object(token)
    except signing.BadSignature:
        said = None
    if not isinstance(said, list) or said[:3] != [poll, line, person]:
        raise Refused("polls.not_this_slip", field="slip")
    return str(said[3])


def question(candidates: Sequence[int], seats: int) -> Question:
    return Question(ONE, tuple(candidates), seats)


def read(asked: Question, said: Any, *, paper: bool = False) -> Choice:
    """What a ballot says, checked. Raises Refused on the field `choice`."""
    try:
        return read_choices([asked], {ONE: said}, paper=paper)[ONE]
    except Refused as refusal:
        raise Refused(refusal.code, field="choice", **refusal.params) from refusal


def drop(public: bytes, poll: str, asked: Question, code: str, choice: Choice) -> bytes:
    """A sealed slip; all of a poll have one length."""
    form = Form(poll, {ONE: asked.candidates}, (1 << _BITS * LENGTH) - 1)
    return seal(public, form, number_of(code), {ONE: choice}).box


def empty(key: str, poll: str, boxes: Iterable[bytes]) -> list[tuple[str, Choice]]:
    """Number and choice of every slip, in the boxes' order. Raises SealError."""
    private = PrivateKey(base64.b64decode(key))
    return [
        (code_of(opened.elector), (opened.choices or {})[ONE])
        for opened in open_boxes(private, poll, boxes)
    ]


def line_of(code: str, choice: Choice) -> str:
    """As the published list writes a ballot."""
    said = choice if isinstance(choice, str) else ",".join(str(each) for each in sorted(choice))
    return f"{code} {said}"


def leaf(line: str) -> bytes:
    return sha256(b"\x00" + line.encode()).digest()


def counted(choices: Iterable[Choice], candidates: Sequence[int]) -> Mapping[str, Any]:
    """How many said what; for an election how many named each."""
    words = dict.fromkeys(("agree", "oppose", "abstain", "invalid"), 0)
    votes = dict.fromkeys(candidates, 0)
    for choice in choices:
        if isinstance(choice, str):
            words[choice] += 1
        else:
            for each in choice:
                votes[each] += 1
    return {**words, "votes": votes}
