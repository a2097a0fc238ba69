"""The project's own Python and template files, for tests that read them."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "linli"


@cache
def modules() -> dict[Path, ast.Module]:
    """Relative path -> syntax tree of everything that runs in production."""
    files = [p for p in sorted(SOURCE.rglob("*.py")) if not {"tests", "migrations"} & set(p.parts)]
    return {file.relative_to(SOURCE): ast.parse(file.read_text()) for file in files}


@cache
def templates() -> dict[Path, str]:
    return {
        file.relative_to(SOURCE): file.read_text()
        for file in sorted(SOURCE.rglob("*"))
        if file.suffix in {".html", ".txt", ".svg"} and "templates" in file.parts
    }


def calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def name_of(call: ast.Call) -> str:
    """The last name of what is called: `c` of `a.b.c()`."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
