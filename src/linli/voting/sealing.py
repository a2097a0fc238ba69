"""Choices rest sealed until the close; two of three holders open them together. Pure.

A ballot is sealed to the public key of its assembly (libsodium's sealed box: X25519, XSalsa20,
Poly1305, a fresh sender key each time). The private key is never stored: when it is made it is
parted for every *pair* of the three holders (two officers, and the street in reserve) by XOR with
a random pad, and each half is sealed to its holder's own key, which argon2id makes from the
holder's passphrase. One holder alone, and whoever has the database, has random bytes.

The plain text is ``nonce (32) ‖ canonical JSON ‖ 0x80 ‖ zeroes`` up to a length that is the same
for every ballot of the assembly, so that the length tells nothing. What the log and the receipt
bear is ``SHA-256("linli/ballot@v1" LF ‖ nonce ‖ JSON)``: published with the nonce after the count,
it shows that the choice counted is the choice cast. See docs/voting/secrecy.md.
"""

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from unicodedata import normalize

import rfc8785
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id

NONCE = KEY = 32
BLOCK = 256
DOMAIN = b"linli/ballot@v1\n"
#: The longest word of a choice, for the length that all ballots of an assembly share.
LONGEST = "abstain"

#: Matter → a word, or in an election the numbers of the candidates that are approved.
Choices = Mapping[int, str | Sequence[int]]


class SealError(RuntimeError):
    """A seal does not open: another key, another passphrase, or changed bytes."""


# --- ballots --------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Form:
    """What the ballots of an assembly may say: its code, and matter → numbers of candidates."""

    assembly: str
    matters: Mapping[int, Sequence[int]]
    electors: int

    def size(self) -> int:
        """The length of every plain text of this assembly: the longest ballot, in whole blocks."""
        longest = {number: list(names) or LONGEST for number, names in self.matters.items()}
        text = canonical(self.assembly, max(self.electors, 1), longest)
        return -(-(NONCE + len(text) + 1) // BLOCK) * BLOCK


@dataclass(frozen=True, slots=True)
class Sealed:
    """`box` goes to the ballot's row, `commit` to the log and the receipt."""

    box: bytes
    commit: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """`choices` is None for a sheet of paper, which is registered before anybody reads it."""

    elector: int
    choices: dict[int, str | list[int]] | None
    nonce: bytes
    commit: bytes


def canonical(assembly: str, elector: int, choices: Choices | None) -> bytes:
    """The text that is committed to: assembly, elector and choices cannot be told apart later."""
    said = None
    if choices is not None:
        said = {
            str(matter): choice if isinstance(choice, str) else sorted(choice)
            for matter, choice in choices.items()
        }
    return rfc8785.dumps({"assembly": assembly, "choices": said, "elector": elector})


def commitment(nonce: bytes, text: bytes) -> bytes:
    return sha256(DOMAIN + nonce + text).digest()


def seal(public: bytes, form: Form, elector: int, choices: Choices | None) -> Sealed:
    """Seal the choices of an elector, or None for paper. Raises ValueError for what does not fit."""
    text = canonical(form.assembly, elector, choices)
    nonce = secrets.token_bytes(NONCE)
    size = form.size()
    if NONCE + len(text) + 1 > size:
        message = "the choices are longer than a ballot of this assembly can be"
        raise ValueError(message)
    plain = (nonce + text + b"\x80").ljust(size, b"\0")
    return Sealed(SealedBox(PublicKey(public)).encrypt(plain), commitment(nonce, text))


def open_box(key: PrivateKey, assembly: str, box: bytes) -> Opened:
    """Raises SealError when it does not open, or was sealed for another assembly."""
    return next(open_boxes(key, assembly, [box]))


def open_boxes(key: PrivateKey, assembly: str, boxes: Iterable[bytes]) -> Iterator[Opened]:
    """Open many, in their order. Raises SealError at the first that does not open."""
    sealed = SealedBox(key)
    for box in boxes:
        try:
            plain = sealed.decrypt(bytes(box)).rstrip(b"\0")
            nonce, text = plain[:NONCE], plain[NONCE:-1]
            said = json.loads(text)
            choices = said["choices"]
            if choices is not None:
                choices = {int(matter): choice for matter, choice in choices.items()}
            opened = Opened(said["elector"], choices, nonce, commitment(nonce, text))
            right = said["assembly"] == assembly
        except (CryptoError, ValueError, TypeError, KeyError, AttributeError) as error:
            message = "a ballot does not open"
            raise SealError(message) from error
        if plain[-1:] != b"\x80" or not right:
            message = "a ballot was sealed for something else"
            raise SealError(message)
        yield opened


# --- holders --------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Cost:
    """What argon2id spends on a passphrase; kept beside each holder so that it can grow."""

    operations: int
    memory: int


STRONG = Cost(argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who keeps a share: nothing here is secret."""

    name: str
    salt: bytes
    cost: Cost
    public: bytes

    def key(self, passphrase: str) -> PrivateKey:
        """The holder's own key. Raises SealError for another passphrase."""
        key = _derive(passphrase, self.salt, self.cost)
        if bytes(key.public_key) != self.public:
            message = f"this is not the passphrase of {self.name}"
            raise SealError(message)
        return key


def _derive(passphrase: str, salt: bytes, cost: Cost) -> PrivateKey:

    typed = normalize("NFKC", passphrase).strip().encode()
    return PrivateKey(argon2id.kdf(KEY, typed, salt, cost.operations, cost.memory))


def enrol(name: str, passphrase: str, cost: Cost = STRONG) -> Holder:
    """A holder from a passphrase, each in a session of their own."""
    salt = secrets.token_bytes(argon2id.SALTBYTES)
    return Holder(name, salt, cost, bytes(_derive(passphrase, salt, cost).public_key))


@dataclass(frozen=True, slots=True)
class Share:
    """What `holder` keeps for opening together with `other`: sealed to the holder's key."""

    holder: str
    other: str
    box: bytes


@dataclass(frozen=True, slots=True)
class AssemblyKey:
    """The public key and the six shares of its private half: two for each of three holders."""

    public: bytes
    shares: tuple[Share, ...]

    def share(self, holder: str, other: str) -> Share:
        """Raises SealError when these two do not open together."""
        for each in self.shares:
            if (each.holder, each.other) == (holder, other):
                return each
        message = f"{holder} and {other} hold no shares of this key together"
        raise SealError(message)


def make_key(holders: Sequence[Holder]) -> AssemblyKey:
    """A fresh key, parted for every pair of holders. The private half is forgotten here."""
    if len({each.name for each in holders}) != len(holders) or len(holders) < 2:  # noqa: PLR2004
        message = "a key is parted among two or more different holders"
        raise ValueError(message)
    key = PrivateKey.generate()
    shares = []
    for one, two in combinations(holders, 2):
        pad = secrets.token_bytes(KEY)
        halves = ((one, two, pad), (two, one, _xor(pad, bytes(key))))
        for holder, other, half in halves:
            box = SealedBox(PublicKey(holder.public)).encrypt(half)
            shares.append(Share(holder.name, other.name, box))
    return AssemblyKey(bytes(key.public_key), tuple(shares))


def hand_over(key: AssemblyKey, giver: Holder, passphrase: str, receiver: Holder) -> bytes:
    """The giver's half, sealed to the receiver: it may rest until the receiver comes.

    So the two need not sit at one desk, and no half ever rests in the clear.
    """
    half = _open(giver.key(passphrase), key.share(giver.name, receiver.name).box)
    return SealedBox(PublicKey(receiver.public)).encrypt(half)


def take_together(
    key: AssemblyKey, giver: str, handed: bytes, receiver: Holder, passphrase: str
) -> PrivateKey:
    """The private key, from what was handed over and the receiver's own half. Raises SealError."""
    own = receiver.key(passphrase)
    mine = _open(own, key.share(receiver.name, giver).box)
    joined = PrivateKey(_xor(_open(own, handed), mine))
    if bytes(joined.public_key) != key.public:
        message = "these halves do not make the assembly's key"
        raise SealError(message)
    return joined


def _open(key: PrivateKey, box: bytes) -> bytes:
    try:
        return SealedBox(key).decrypt(bytes(box))
    except CryptoError as error:
        message = "a share does not open"
        raise SealError(message) from error


def _xor(one: bytes, two: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, two, strict=True))
