"""A day or an instant is asked for when it is needed, never when a module is read.

A process lives through midnight in Shanghai; what was “today” when it began is yesterday then.
"""

import ast

from tests.architecture.sources import ROOT

CLOCKS = {
    ("clock", "today"),
    ("clock", "now"),
    ("timezone", "now"),
    ("timezone", "localdate"),
    ("date", "today"),
    ("datetime", "now"),
}


class AtImport(ast.NodeVisitor):
    """Lines of calls of a clock that run while the module is read."""

    def __init__(self) -> None:
        self.lines: list[int] = []

    def visit(self, node: ast.AST) -> None:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                # the body waits for its call; decorators and default values do not
                decorators = getattr(node, "decorator_list", [])
                for early in (*decorators, *node.args.defaults, *node.args.kw_defaults):
                    if early is not None:
                        self.visit(early)
                return
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=name)):
                if (owner, name) in CLOCKS:
                    self.lines.append(node.lineno)
        self.generic_visit(node)


def asked_at_import(source: str) -> list[int]:
    visitor = AtImport()
    visitor.visit(ast.parse(source))
    return visitor.lines


def test_the_visitor_sees_what_runs_early_and_nothing_else():
    early = "X = clock.today()\nclass A:\n    y = timezone.now()\ndef f(a=date.today()): ...\n"
    assert asked_at_import(early) == [1, 3, 4]
    assert asked_at_import("def f():\n    return clock.today()\ng = lambda: clock.now()\n") == []


def test_no_module_asks_the_clock_while_it_is_read():
    files = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    found = {str(f.relative_to(ROOT)): asked_at_import(f.read_text()) for f in files}
    assert len(files) > 1000
    assert {path: lines for path, lines in found.items() if lines} == {}
