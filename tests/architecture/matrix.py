"""Every URL × every role: the rules' shape, the people who knock, and what is found at the door.

Each module writes its rules in ``src/linli/<module>/tests/url_rules.py``:

>>> RULES = {"GET web:home": Rule(allowed=EVERYONE)}

A key is the method and the URL's name (with its namespaces, as `reverse` takes it).
"""

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.views.generic import RedirectView
from django.views.generic.edit import ProcessFormView

from tests.architecture.sources import SOURCE
from tests.architecture.world import World

#: `officer` chairs the owners' committee in the resident's community, and acts in that office.
ROLES = (
    "anonymous",
    "resident",
    "neighbour",
    "helper",
    "staff",
    "auditor",
    "officer",
    "district_admin",
    "stranger",
)
EVERYONE = frozenset(ROLES)
#: Whoever is signed in to the first district for themselves, in whatever capacity. Not `helper`:
#: somebody who acts for the resident under a mandate with two deeds (`world.DEEDS`) gets in where
#: a rule names them, and where everybody does.
SIGNED_IN = frozenset({"resident", "neighbour", "staff", "auditor", "officer", "district_admin"})
#: The administration; an officer of another body is none of it.
OFFICIALS = frozenset({"staff", "auditor", "district_admin"})
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

#: Ninja's own root answers nothing and is never linked; its schema view declares no methods.
IGNORED = frozenset({"api:api-root"})
#: Views of libraries that take any method; these are the ones that mean something.
DECLARED = {
    "api:openapi-json": frozenset({"GET"}),
    "weixin_login": frozenset({"GET"}),
    "weixin_callback": frozenset({"GET"}),
    "openid_connect_login": frozenset({"GET"}),
    "openid_connect_callback": frozenset({"GET"}),
}

Data = dict[str, Any] | str


@dataclass(frozen=True)
class Rule:
    """Who may open a URL, and how the others are turned away.

    allowed  the roles that get in. `stranger` is a person of a second district: on the first
             district's host they are nobody, whatever stands here; here it says that on their own
             host they get in although the URL has arguments.
    args     the URL's arguments; may make what it needs, all is undone after each request.
    data     the body: a dict is a form (JSON under /api/), a str is sent as it is.
    status   what the allowed get; None is anything below 400 that does not lead to sign-in.
    denied   what the others get; None is sign-in (pages) or 401 (API) for visitors, 403 or 404
             for everybody else.
    query    appended to the address after a question mark.
    """

    allowed: frozenset[str] | set[str]
    args: Callable[[World], dict[str, Any]] = field(default=lambda _world: {})
    data: Callable[[World], Data] | Data | None = None
    status: int | None = None
    denied: int | None = None
    query: str = ""
    content_type: str | None = None

    def __post_init__(self) -> None:
        unknown = set(self.allowed) - EVERYONE
        if unknown:
            message = f"unknown roles: {sorted(unknown)}"
            raise ValueError(message)

    def admits(self, role: str) -> bool:
        """Whether the role gets in. What a visitor may open, a helper may."""
        return role in self.allowed or (role == "helper" and "anonymous" in self.allowed)

    def body(self, world: World) -> Data:
        return (self.data(world) if callable(self.data) else self.data) or {}


@dataclass(frozen=True)
class Address:
    """A URL of the site: its name as `reverse` takes it, and the methods that it answers."""

    name: str
    methods: frozenset[str]
    #: Whether other methods must be answered 405.
    strict: bool = True
    #: What the path answers under any name: an API path has a name per operation.
    beside: frozenset[str] = frozenset()

    @property
    def keys(self) -> list[str]:
        return [f"{method} {self.name}" for method in METHODS if method in self.methods]


def rules() -> dict[str, Rule]:
    """The rules of all modules; a rule that stands twice is a fault."""
    found: dict[str, Rule] = {}
    for file in sorted(SOURCE.glob("*/tests/url_rules.py")):
        module = importlib.import_module(f"linli.{Path(file).parents[1].name}.tests.url_rules")
        for key, rule in module.RULES.items():
            assert key not in found, f"{key} stands twice"
            found[key] = rule
    return found


def addresses() -> list[Address]:
    """Every URL of the site. A URL with two patterns (an API path's operations) comes once each."""
    found: dict[str, Address] = {}
    for names, pattern in _patterns(get_resolver().url_patterns, ()):
        assert pattern.name, f"{pattern.pattern} has no name"
        name = ":".join([*names, pattern.name])
        if name in IGNORED:
            continue
        kind = getattr(pattern.callback, "view_class", object)
        strict = name not in DECLARED and not issubclass(kind, RedirectView)
        methods = DECLARED.get(name) or _methods(pattern)
        known = found.get(name)
        beside = _operation_methods(pattern.callback)
        if known:
            methods |= known.methods
        found[name] = Address(name, methods, strict, beside)
    return sorted(found.values(), key=lambda address: address.name)


def _patterns(
    level: list[Any], names: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], URLPattern]]:
    for each in level:
        if isinstance(each, URLResolver):
            inner = (*names, each.namespace) if each.namespace else names
            yield from _patterns(each.url_patterns, inner)
        else:
            yield names, each


def _methods(pattern: URLPattern) -> frozenset[str]:
    """The methods of a class, of an API operation, or of `require_http_methods` around a view."""
    view = pattern.callback
    operations = _operations(view)
    if operations:
        mine = [
            o
            for o in operations
            if pattern.name in {getattr(o, "url_name", ""), o.view_func.__name__}
        ]
        return frozenset(method for operation in mine for method in operation.methods)
    kind = getattr(view, "view_class", None)
    if kind is not None:
        if issubclass(kind, RedirectView):
            return frozenset({"GET"})
        methods = {m for m in METHODS if m.lower() in kind.http_method_names and _has(kind, m)}
        return frozenset(methods - {"PUT"} if issubclass(kind, ProcessFormView) else methods)
    function: Any = view
    while function is not None:
        cells = dict(
            zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
            if hasattr(function, "__code__")
            else ()
        )
        if "request_method_list" in cells:
            return frozenset(cells["request_method_list"].cell_contents) & set(METHODS)
        function = getattr(function, "__wrapped__", None)
    return frozenset()


def _operations(view: Any) -> list[Any]:
    """The operations of an API path: ninja's view closes over its PathView."""
    cells = getattr(view, "__closure__", None) or ()
    held = [cell.cell_contents for cell in cells]
    return [operation for each in held for operation in getattr(each, "operations", [])]


def _operation_methods(view: Any) -> frozenset[str]:
    return frozenset(method for operation in _operations(view) for method in operation.methods)


def _has(kind: type, method: str) -> bool:
    return hasattr(kind, method.lower())
