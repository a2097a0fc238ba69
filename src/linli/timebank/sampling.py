"""Which sessions are called back: drawn by a seed that everybody may know, repeatable. Pure."""

import hashlib
from collections.abc import Iterable


def digest_of(sessions: Iterable[int]) -> str:
    """SHA-256 over the numbers in order: what the lot was drawn from."""
    return hashlib.sha256(",".join(map(str, sorted(set(sessions)))).encode()).hexdigest()


def drawn(sessions: Iterable[int], *, seed: str, percent: int) -> list[int]:
    """The first by SHA-256 of “seed:number”; so many percent of them, rounded up."""
    found = sorted(
        set(sessions), key=lambda number: hashlib.sha256(f"{seed}:{number}".encode()).digest()
    )
    return sorted(found[: -(-len(found) * percent // 100)])
