"""Figures of sealing, opening, bundles and recounts; each as a ratio to bare SHA-256 work."""

import json
import time
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from nacl.public import PrivateKey

from linli.voting import sealing
from linli.voting.recount.counting import recount

BALLOTS = 20_000
FORM = sealing.Form("bench", dict.fromkeys(range(1, 6), ()), BALLOTS)
CHOICES: dict[int, str] = {n: ("agree", "oppose", "abstain")[n % 3] for n in range(1, 6)}


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    done = work()
    return done, time.perf_counter() - start


def run() -> list[tuple[str, str]]:
    """Rows of name and figure."""
    key = PrivateKey.generate()
    public = bytes(key.public_key)
    plain = bytes(FORM.size())
    _, bare = _timed(lambda: [sha256(plain).digest() for _ in range(BALLOTS)])
    boxes, sealed = _timed(
        lambda: [sealing.seal(public, FORM, n, CHOICES).box for n in range(1, BALLOTS + 1)]
    )
    opened, took = _timed(lambda: list(sealing.open_boxes(key, "bench", boxes)))
    electors: list[dict[str, Any]] = [
        {"number": n, "area_centi": 9_000 + n, "persons": 1, "told": True}
        for n in range(1, BALLOTS + 1)
    ]
    ballots: list[dict[str, Any]] = [
        {"elector": each.elector, "choices": json.loads(json.dumps(each.choices))}
        for each in opened
    ]
    counting: dict[str, Any] = {
        "silence": "ACTUAL",
        "silence_needs_delivery": True,
        "invalid_participates": False,
        "participation": {"of": "roll", "area": ">=2/3", "persons": ">=2/3"},
    }
    threshold = {"of": "participating", "area": ">1/2", "persons": ">1/2"}
    matters: list[dict[str, Any]] = [
        {"number": n, "electors": None, "candidates": [], "threshold": threshold} for n in CHOICES
    ]
    _, counted = _timed(lambda: [recount(m, electors, ballots, counting) for m in matters])
    return [
        ("ballots sealed, five matters each", f"{_rate(sealed)} ({sealed / bare:,.0f}× SHA-256)"),
        ("ballots opened at the close", f"{_rate(took)} ({took / bare:,.0f}× SHA-256)"),
        (
            "ballots recounted from a bundle, five matters each",
            f"{_rate(counted)} ({counted / bare:,.0f}× SHA-256)",
        ),
    ]


def _rate(seconds: float) -> str:
    return f"{BALLOTS / seconds:,.0f}/s"
