"""Whether what was counted is what the log holds: commitments, leaves, tree, checkpoint, keys."""

import base64
import binascii
import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from .ed25519 import verifies
from .reading import Bundle, Row, name_of

BALLOT = b"linli/ballot@v1\n"
#: Role of a leaf -> (field of its payload, field of the header that it must equal).
SAYS = {
    "roll": ("root", "roll_hash"),
    "result": ("result_hash", "result_hash"),
}


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def root_over(hashes: list[bytes]) -> bytes:
    """RFC 6962: pairs from the left; the odd one out moves up as it is."""
    if not hashes:
        return sha256(b"").digest()
    while len(hashes) > 1:
        rest = hashes[-1:] if len(hashes) % 2 else []
        pairs = zip(hashes[::2], hashes[1::2], strict=False)
        hashes = [node(left, right) for left, right in pairs] + rest
    return hashes[0]


def leaf(text: bytes) -> bytes:
    return sha256(b"\x00" + text).digest()


def bytes_of(text: Any) -> bytes:
    """Standard base64; empty when it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except (TypeError, ValueError, binascii.Error):
        return b""


# --- the body -------------------------------------------------------------------------------
def check_body(bundle: Bundle) -> None:
    """The root over the body, the roll's hash, and each ballot's commitment."""
    head, body = bundle.one("assembly"), bundle.one("body")
    root = root_over([leaf(line) for line in bundle.body]).hex()
    if body and (body.get("root") != root or body.get("lines") != len(bundle.body)):
        bundle.blame("body_root", "body", more=root)
    lines = [
        "{number} {area_centi} {persons} {:d} {commit}".format(bool(row["developer"]), **row)
        for row in bundle.rows["elector"]
    ]
    roll = root_over([leaf(line.encode()) for line in lines]).hex()
    if head.get("roll_hash") != roll:
        bundle.blame("roll_hash", "assembly", more=roll)
    result = result_hash(head, bundle.rows["result"])
    if head.get("result_hash") != result:
        bundle.blame("result_hash", "assembly", more=result)
    for kind in ("matter", "elector", "ballot"):
        if head.get(f"{kind}s") != len(bundle.rows[kind]):
            bundle.blame("count", kind, more=f"{len(bundle.rows[kind])} ≠ {head.get(f'{kind}s')}")
    electors = {row["number"] for row in bundle.rows["elector"]}
    for row in bundle.rows["ballot"]:
        if row["elector"] not in electors:
            bundle.blame("stranger", name_of(row))
        if row["nonce"] and row["digest"] != commitment(head, row):
            bundle.blame("commitment", name_of(row))


def result_hash(head: Row, results: list[Row]) -> str:
    """Over the roll's hash and each matter's number and the hash of its computation."""
    lines = [str(head.get("roll_hash"))]
    for row in results:
        values = {name: value for name, value in row.items() if name not in ("kind", "matter")}
        lines.append(f"{row['matter']} {sha256(canonical(values)).hexdigest()}")
    return sha256("\n".join(lines).encode()).hexdigest()


def canonical(values: Row) -> bytes:
    """RFC 8785, of what a bundle holds: integers, texts, and keys in ASCII."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def commitment(head: Row, ballot: Row) -> str:
    """SHA-256 over the fixed word, the nonce and the canonical text; paper commits to no choice."""
    said = None if ballot["channel"] == "paper" else ballot["choices"]
    values = {"assembly": head.get("assembly"), "choices": said, "elector": ballot["elector"]}
    try:
        nonce = bytes.fromhex(ballot["nonce"])
    except ValueError:
        return ""
    return sha256(BALLOT + nonce + canonical(values)).hexdigest()


def check_homes(bundle: Bundle) -> None:
    """Owners' edition: the homes are those that the roll committed to before the vote."""
    commits = {row["number"]: row["commit"] for row in bundle.rows["elector"]}
    owners = bundle.one("body").get("edition") == "owners"
    if owners and len(bundle.rows["homes"]) != len(commits):
        bundle.blame("count", "homes", more=f"{len(bundle.rows['homes'])} ≠ {len(commits)}")
    for row in bundle.rows["homes"]:
        text = "\n".join(sorted(row["homes"])).encode()
        if sha256(bytes.fromhex(row["salt"]) + text).hexdigest() != commits.get(row["number"]):
            bundle.blame("homes", name_of(row))


# --- the log --------------------------------------------------------------------------------
def check_leaves(bundle: Bundle) -> dict[str, int]:
    """Each leaf opens to what the body says, and none is missing. Counts by role."""
    digests = {row["elector"]: row["digest"] for row in bundle.rows["ballot"]}
    found: dict[str, int] = {}
    proved = set()
    for row in bundle.rows["leaf"]:
        role, payload = str(row.get("role")), _opened(row)
        found[role] = found.get(role, 0) + 1
        if payload is None:
            bundle.blame("opening", name_of(row))
        elif role == "ballot":
            proved.add(row["elector"])
            _check_ballot(bundle, row, payload, digests)
        else:
            _check_act(bundle, row, payload)
    imported = _check_import(bundle)
    for elector in digests:
        if elector not in proved and elector not in imported:
            bundle.blame("no_leaf", f"ballot elector={elector}")
    roles = (*SAYS, "publication", *(["import"] if "export" in bundle.one("assembly") else []))
    for role in roles:
        if role not in found:
            bundle.blame("no_leaf", role)
    return found


def _check_import(bundle: Bundle) -> set[int]:
    """Electors whose ballots an official export brought: one entry of the log stands for them all.

    It bears the root over their commitments and the hash of the file.
    """
    said = bundle.one("assembly").get("export")
    if said is None:
        return set()
    rows = [row for row in bundle.rows["ballot"] if row["channel"] == "official"]
    root = root_over([leaf(f"{row['elector']} {row['digest']}".encode()) for row in rows]).hex()
    if root != said["ballots_root"]:
        bundle.blame("ballots_root", "assembly", more=root)
    for row in bundle.rows["leaf"]:
        payload = _opened(row) if row["role"] == "import" else None
        wrong = payload is not None and any(
            payload.get(name) != said[name] for name in ("sha256", "size", "ballots_root")
        )
        if wrong:
            bundle.blame("not_this_value", name_of(row), more="import")
    return {row["elector"] for row in rows}


def _check_ballot(bundle: Bundle, row: Row, payload: Row, digests: dict[int, str]) -> None:
    head, day = bundle.one("assembly"), str(json.loads(row["entry"]).get("time"))[:10]
    if payload.get("digest") != digests.get(row["elector"]):
        bundle.blame("not_this_ballot", name_of(row), more=f"elector={row['elector']}")
    if not str(head.get("opened")) <= day <= str(head.get("closed")):
        bundle.blame("day", name_of(row), more=day)


def _check_act(bundle: Bundle, row: Row, payload: Row) -> None:
    role = row["role"]
    if role == "publication" and payload.get("content_root") != bundle.one("body").get("root"):
        bundle.blame("not_this_bundle", name_of(row))
    if role in SAYS and payload.get(SAYS[role][0]) != bundle.one("assembly").get(SAYS[role][1]):
        bundle.blame("not_this_value", name_of(row), more=role)


def _opened(row: Row) -> Row | None:
    """The payload, when the entry commits to it."""
    try:
        entry, payload = json.loads(row["entry"]), json.loads(row["payload"])
        commit = sha256(bytes_of(row["salt"]) + row["payload"].encode()).digest()
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    if not isinstance(entry, dict) or not isinstance(payload, dict):
        return None
    return payload if entry.get("commit") == base64.b64encode(commit).decode() else None


def check_tree(bundle: Bundle, log: Row) -> None:
    """The root from the leaves and the hashes of what lies between them."""
    leaves = {
        row["index"]: leaf(str(row["entry"]).encode())
        for row in bundle.rows["leaf"]
        if row["log"] == log["log"]
    }
    nodes = {
        (row["start"], row["end"]): bytes_of(row["hash"])
        for row in bundle.rows["node"]
        if row["log"] == log["log"]
    }
    text = str(log.get("note")).split("\n")
    if len(text) < 3 or text[1] != str(log.get("size")):  # noqa: PLR2004 (origin, size, root)
        bundle.blame("checkpoint", name_of(log))
        return
    root = _root(leaves, nodes, 0, int(log["size"]))
    if root is None or root != bytes_of(text[2]):
        bundle.blame("tree", name_of(log))


def _root(
    leaves: dict[int, bytes], nodes: dict[tuple[int, int], bytes], start: int, end: int
) -> bytes | None:
    if (start, end) in nodes:
        return nodes[start, end]
    if end - start <= 1:
        return leaves.get(start) if end > start else sha256(b"").digest()
    middle = start + (1 << (end - start - 1).bit_length() - 1)
    left = _root(leaves, nodes, start, middle)
    right = _root(leaves, nodes, middle, end)
    return node(left, right) if left and right else None


# --- signatures -----------------------------------------------------------------------------
def signers(note: str, vkeys: list[str]) -> Iterator[str]:
    """The keys of `vkeys` that signed a checkpoint (C2SP signed-note, tlog-cosignature)."""
    text, _, tail = note.rpartition("\n\n")
    message = (text + "\n").encode()
    for vkey in vkeys:
        name, _, rest = vkey.partition("+")
        raw = bytes_of(rest.partition("+")[2])
        identity = sha256(name.encode() + b"\n" + raw).digest()[:4]
        for line in tail.split("\n"):
            words = line.split(" ")
            if len(words) != 3 or words[:2] != ["—", name]:  # noqa: PLR2004
                continue
            signature = bytes_of(words[2])
            if signature[:4] == identity and _signed(raw, message, signature[4:]):
                yield vkey
                break


def _signed(raw: bytes, message: bytes, signature: bytes) -> bool:
    kind, public = raw[:1], raw[1:]
    if kind == b"\x04":  # a witness: eight bytes of time first
        time = int.from_bytes(signature[:8], "big")
        message = b"cosignature/v1\ntime %d\n" % time + message
        signature = signature[8:]
    elif kind != b"\x01":
        return False
    return verifies(public, message, signature)


def keys_in(text: str) -> list[str]:
    """The keys of logs and witnesses in a file as /log/keys gives it, or bare keys, one a line."""
    found = []
    for line in text.splitlines():
        words = line.partition("#")[0].split()
        if words[:1] == ["log"] and len(words) > 1:
            found.append(words[1])
        elif words[:1] == ["witness"] and len(words) > 2:  # noqa: PLR2004
            found.append(words[2])
        elif len(words) == 1 and words[0].count("+") >= 2:  # noqa: PLR2004
            found.append(words[0])
    return found
