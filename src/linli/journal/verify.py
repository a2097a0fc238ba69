"""Check a receipt offline: ``python -m linli.journal.verify RECEIPT --key VKEY [--witness VKEY …]``.

Needs the receipt and the published keys, no database, no network and no Django. Ends with 0 when
the receipt holds, 1 when it does not (one line says why), 2 when it was called wrongly.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

from linli.journal import policy
from linli.journal.checkpoints import Checkpoint, Trust
from linli.journal.merkle import ProofError
from linli.journal.notes import Note, NoteError, VerifierKey
from linli.journal.receipts import Opening, Proof, leaf_values, unpack_extra


def check(
    receipt: str, trusts: list[Trust], entry: bytes | None = None, against: Note | None = None
) -> tuple[Checkpoint, bytes, Opening | None, list[str]]:
    """(checkpoint, entry, opening, names of the witnesses). Raises NoteError or ProofError.

    `against` is a checkpoint that the reader kept: one of the same size must have the same root.
    """
    proof = Proof.parse(receipt)
    origin = Checkpoint.parse(proof.note.text).origin
    trust = next((each for each in trusts if each.log.name == origin), None)
    if trust is None:
        message = f"no key was given for {origin}"
        raise NoteError(message)
    opening = None
    if entry is None:
        entry, opening = unpack_extra(proof.extra)
    checkpoint = proof.verify(entry, trust)
    if opening and not opening.opens(entry):
        message = "the opened content is not what the entry commits to"
        raise NoteError(message)
    if against is not None:
        kept = Trust(trust.log).open(against)
        if kept.size == checkpoint.size and kept.root != checkpoint.root:
            message = f"two different logs of size {kept.size}, both signed: this proves a fork"
            raise ProofError(message)
    return checkpoint, entry, opening, [each.name for each in trust.cosigners(proof.note)]


def _trusts(options: argparse.Namespace) -> list[Trust]:
    if options.keys:
        found = policy.read(Path(options.keys).read_text(encoding="utf-8"))
    else:
        witnesses = tuple(VerifierKey.parse(each) for each in options.witness)
        quorum = len(witnesses) if options.quorum is None else options.quorum
        found = [Trust(VerifierKey.parse(each), witnesses, quorum) for each in options.key]
    if options.quorum is not None:
        found = [Trust(each.log, each.witnesses, options.quorum) for each in found]
    return found


def _say(*parts: Any) -> None:
    sys.stdout.write(" ".join(map(str, parts)) + "\n")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="./linli log verify", description="Check a receipt.")
    parser.add_argument("receipt", help="a .tlog-proof file")
    parser.add_argument("--key", action="append", default=[], help="the log's key, as published")
    parser.add_argument("--witness", action="append", default=[], help="a witness's key")
    parser.add_argument("--quorum", type=int, help="how many witnesses must have signed")
    parser.add_argument("--keys", help="a file with the text of /log/keys instead of the above")
    parser.add_argument("--entry", help="a file with the entry, when the receipt lacks it")
    parser.add_argument("--against", help="a checkpoint that you kept")
    options = parser.parse_args(arguments)
    if not options.key and not options.keys:
        parser.error("give --key or --keys: without a key that you trust nothing can be checked")
    try:
        entry = Path(options.entry).read_bytes() if options.entry else None
        kept = options.against and Note.parse(Path(options.against).read_text(encoding="utf-8"))
        receipt = Path(options.receipt).read_text(encoding="utf-8")
        checkpoint, entry, opening, names = check(receipt, _trusts(options), entry, kept or None)
    except (NoteError, ProofError, OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"refused: {error}\n")
        return 1
    values = leaf_values(entry)
    _say("holds:", checkpoint.origin, "size", checkpoint.size)
    _say("entry:", Proof.parse(receipt).index, values.get("type", "?"), values.get("time", "?"))
    _say("witnesses:", ", ".join(names) or "none: only the log itself vouches for this")
    if opening:
        _say("content:", opening.payload.decode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
