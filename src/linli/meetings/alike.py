"""Which members the floor cannot tell apart. Pure.

What a member may do depends on what the state says of them: in the queue, mover, recused, voted. Of
nearly all of five hundred it says no more than that they are members and present. Two of whom it says
the same may do the same, so it is found out once for all of them.
"""

import json
from collections.abc import Iterator
from typing import Any

from linli.deliberation.floor import pack
from linli.deliberation.floor.staged import pack as pack_course
from linli.deliberation.floor.staged.state import Course
from linli.deliberation.floor.state import Floor

Path = tuple[str, ...]
#: Whatever a state says of somebody, in no order.
Said = frozenset[Path]
#: Lists in which the place says nothing: who is there, and pairs of somebody and something.
_UNORDERED = frozenset({"members", "present", "cast", "recused", "spoken"})
NOTHING: Said = frozenset()


def said_of_each(state: Floor | Course) -> dict[str, Said]:
    """By member. Who is not in it is not spoken of."""
    packed = pack_course(state) if isinstance(state, Course) else pack(state)
    found: dict[str, set[Path]] = {}
    for path, words in _words(json.loads(packed), ()):
        found.setdefault(words, set()).add(path)
    keys = {*state.members, state.keeper, state.presiding, state.chair}
    return {key: frozenset(found[key]) for key in keys if key in found}


def _words(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every string of a packed state, and where it stands."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _words(each, (*path, name))
    elif isinstance(value, list):
        free = bool(path) and path[-1] in _UNORDERED
        for place, each in enumerate(value):
            if free and isinstance(each, list):  # (who, what)
                yield (*path, *map(str, each[1:])), str(each[0])
            else:
                yield from _words(each, path if free else (*path, str(place)))
