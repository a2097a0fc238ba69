"""The keys of a log and its witnesses as a text (C2SP tlog-policy): what /log/keys publishes. Pure.

log <vkey> [url]
witness <name> <vkey> [url]
group <name> <k|any|all> <member> …
quorum <name|none>
"""

from collections.abc import Iterable, Sequence

from linli.journal.checkpoints import Trust
from linli.journal.notes import NoteError, VerifierKey


def write(logs: Sequence[str], witnesses: Iterable[tuple[str, str]], quorum: int) -> str:
    """`logs` are vkeys, the present log first; `witnesses` pairs of vkey and address."""
    lines = [f"log {vkey}" for vkey in logs]
    names = []
    for number, (vkey, url) in enumerate(witnesses, 1):
        names.append(f"w{number}")
        lines.append(f"witness w{number} {vkey} {url}".rstrip())
    if quorum and quorum <= len(names):
        lines.append(f"group witnesses {quorum} {' '.join(names)}")
    lines.append(f"quorum {'witnesses' if quorum and quorum <= len(names) else 'none'}")
    return "\n".join(lines) + "\n"


def read(text: str) -> list[Trust]:
    """One Trust per log named. Knows one flat group, as `write` makes it. Raises NoteError."""
    logs, witnesses, groups, quorum = [], {}, {}, "none"
    for line in text.splitlines():
        words = line.partition("#")[0].split()
        match words:
            case []:
                continue
            case ["log", vkey, *_]:
                logs.append(VerifierKey.parse(vkey))
            case ["witness", name, vkey, *_]:
                witnesses[name] = VerifierKey.parse(vkey)
            case ["group", name, count, *members]:
                groups[name] = (_count(count, len(members)), members)
            case ["quorum", name]:
                quorum = name
            case _:
                message = f"not understood: {line}"
                raise NoteError(message)
    need, members = _quorum(quorum, groups, witnesses)
    unknown = [each for each in members if each not in witnesses]
    if unknown:
        message = f"no witness is called {unknown[0]}"
        raise NoteError(message)
    chosen = tuple(witnesses[each] for each in members)
    return [Trust(each, chosen, need) for each in logs]


def _count(text: str, members: int) -> int:
    if text in ("any", "all"):
        return 1 if text == "any" else members
    if not text.isdecimal() or not 1 <= int(text) <= members:
        message = f"a group cannot ask for {text} of {members}"
        raise NoteError(message)
    return int(text)


def _quorum(
    name: str, groups: dict[str, tuple[int, list[str]]], witnesses: dict[str, VerifierKey]
) -> tuple[int, list[str]]:
    if name == "none":
        return 0, list(witnesses)
    if name in groups:
        return groups[name]
    if name in witnesses:
        return 1, [name]
    message = f"the quorum {name} is not defined"
    raise NoteError(message)
