"""Asking witnesses for cosignatures (C2SP tlog-witness, the client's side)."""

import logging
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Literal

from linli.journal import merkle, queries, tiles
from linli.journal.models import Checkpoint, Cosignature, Witness
from linli.journal.notes import NoteError
from linli.journal.operations_log import keep_cosignature
from linli.journal.receipts import path_lines

log = logging.getLogger(__name__)

TIMEOUT = 5
#: A witness may be a few steps behind or ahead of what we think.
TRIES = 3

Outcome = Literal["signed", "unreachable", "refused", "ahead"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a witness answered; `size` is the one it knows, when it said so."""

    outcome: Outcome
    size: int | None = None
    detail: str = ""


def submit(checkpoint: Checkpoint, witness: Witness) -> Reply:
    """Offer a checkpoint to a witness and keep its cosignature."""
    newest = (
        Cosignature.objects.filter(log=checkpoint.log, vkey=witness.vkey, size__lte=checkpoint.size)
        .order_by("-size")
        .first()
    )
    old = newest.size if newest else 0
    for _ in range(TRIES):
        status, answer = _post(witness.url, _request(checkpoint, old))
        if status == 200:  # noqa: PLR2004
            return _keep(checkpoint, witness, answer)
        if status != 409:  # noqa: PLR2004
            outcome: Outcome = "refused" if status else "unreachable"
            return Reply(outcome, None, f"{status or ''} {answer.strip()}".strip())
        known = int(answer) if answer.strip().isdecimal() else -1
        if known > checkpoint.size:
            return Reply("ahead", known, f"it knows a checkpoint of size {known}")
        if known in (old, -1):  # the same size, another root: two histories
            return Reply("refused", known, "it knows another root at this size")
        old = known
    return Reply("unreachable", None, "it changes faster than we can ask")


def _request(checkpoint: Checkpoint, old: int) -> str:
    fetch = queries.tile_fetcher(checkpoint.log)
    proof = tiles.consistency_proof(old, checkpoint.size, fetch)
    return f"old {old}\n{path_lines(proof)}\n{checkpoint.note}"


def _post(url: str, body: str) -> tuple[int, str]:
    """(status, body); status 0 when nobody answers."""
    request = urllib.request.Request(  # noqa: S310 (the operator's own address)
        f"{url}/add-checkpoint", data=body.encode(), method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
            return int(answer.status), answer.read(65_536).decode(errors="replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read(65_536).decode(errors="replace")
    except (OSError, ValueError) as error:
        return 0, type(error).__name__


def _keep(checkpoint: Checkpoint, witness: Witness, answer: str) -> Reply:
    try:
        kept = keep_cosignature(checkpoint, witness.vkey, answer)
    except NoteError as error:
        return Reply("refused", None, f"its signature does not hold: {error}")
    return Reply("signed", checkpoint.size) if kept else Reply("refused", None, "not its signature")


def cosign() -> dict[str, Reply]:
    """Offer the newest checkpoint to every witness that did not sign it; witness → reply."""
    present = queries.log_numbered(None)
    newest = queries.checkpoint_of(present.number) if present else None
    if newest is None or newest.size == 0:
        return {}
    signed = set(
        Cosignature.objects.filter(log=newest.log, size=newest.size).values_list("vkey", flat=True)
    )
    replies = {}
    for witness in queries.witnesses():
        if witness.vkey in signed:
            continue
        try:
            reply = submit(newest, witness)
        except merkle.ProofError as error:
            reply = Reply("refused", None, str(error))
        replies[str(witness)] = reply
        if reply.outcome != "signed":
            log.warning("witness %s: %s %s", witness, reply.outcome, reply.detail)
    return replies


def may_resume(*, without_witnesses: bool = False) -> str:
    """Why the halted log may not simply go on; empty when it may.

    Every witness is asked, with the newest checkpoint that we hold: one that knows a larger one,
    or another root, saw entries that the restored database lost.
    """
    present = queries.log_numbered(None)
    newest = queries.checkpoint_of(present.number) if present else None
    known = queries.witnesses()
    if newest is None:
        return "there is no log"
    if not known and not without_witnesses:
        return "there is no witness to ask: say --without-witnesses if nobody saw more than this"
    for witness in known:
        reply = submit(newest, witness)
        if reply.outcome == "ahead":
            return (
                f"witness {witness} knows a checkpoint of size {reply.size}, this log ends at "
                f"{newest.size}: ./linli log succeed"
            )
        if reply.outcome != "signed":
            return f"witness {witness}: {reply.outcome} {reply.detail}".rstrip()
    return ""
