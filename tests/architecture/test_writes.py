"""Writes to the database live in operations and actions only."""

import ast
import re

from tests.architecture.sources import calls, modules, name_of

#: Methods of managers, querysets and models that write.
ALWAYS = {
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "add_root",
    "create_person",
}
#: The same when called without positional arguments (else they belong to files, hashes, caches).
WITHOUT_ARGUMENTS = {"save", "delete", "create"}
#: What has such methods and is no table: a request's session, allauth's record of a sign-in.
NO_TABLES = ("request.session", "self.state")
RAW = re.compile(
    r"^\s*(insert|update|delete|copy|truncate|with .* (insert|update|delete))\b", re.IGNORECASE
)

#: Files that may write though they are neither, each with its reason.
EXCEPTIONS: dict[str, str] = {}


def may_write(path) -> bool:
    return (
        {"management", "demo"} & set(path.parts)
        or any(part.startswith(("operations", "actions")) for part in path.parts)
        or path.as_posix() in EXCEPTIONS
    )


def writes(tree: ast.AST) -> list[int]:
    lines = []
    for call in calls(tree):
        name = name_of(call)
        if not isinstance(call.func, ast.Attribute):
            continue
        receiver = ast.unparse(call.func.value)
        if receiver == "super()" or receiver in NO_TABLES:
            continue
        first = call.args[0] if call.args else None
        raw = (
            name in {"execute", "executemany", "copy"}
            and isinstance(first, ast.Constant)
            and isinstance(first.value, str)
            and RAW.match(first.value)
        )
        if (
            name in ALWAYS
            or (name == "add_child" and "objects" in receiver)
            or (name in WITHOUT_ARGUMENTS and not call.args)
            or (name == "update" and call.keywords and not call.args)
            or raw
        ):
            lines.append(call.lineno)
    return lines


def test_orm_writes_live_in_operations_and_actions():
    found = [
        f"{path}:{line}"
        for path, tree in modules().items()
        if not may_write(path)
        for line in writes(tree)
    ]
    assert found == []


def test_a_planted_write_is_found():
    for source in (
        "Person.objects.create(level=1)",
        "person.save()",
        "Person.objects.filter(pk=1).update(level=2)",
        "rows.delete()",
        "cursor.execute('UPDATE identity_person SET level = 2')",
    ):
        assert writes(ast.parse(source)), source
    for source in ("ring.save(path)", "digest.update(data)", "cursor.execute('SELECT 1')"):
        assert not writes(ast.parse(source)), source


def test_nobody_touches_the_search_path():
    """A stray SET would send the next query to another district (see docs/architecture.md)."""
    pattern = re.compile(r"set\s+(local\s+|session\s+)?search_path", re.IGNORECASE)
    found = [
        f"{path}:{node.lineno}"
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and pattern.search(node.value)
    ]
    assert found == []


def test_every_exception_is_still_needed():
    trees = {path.as_posix(): tree for path, tree in modules().items()}
    assert [name for name in EXCEPTIONS if not (name in trees and writes(trees[name]))] == []
