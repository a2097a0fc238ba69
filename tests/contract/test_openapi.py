"""The committed description of the API is the one that is served."""

import difflib
from collections import defaultdict
from collections.abc import Iterator

from django.conf import settings
from ninja import Schema

from linli.web.api import api
from linli.web.management.commands.openapi import described
from linli.web.problems import MEDIA_TYPE


def test_the_committed_description_is_current():
    """After a change of the API: ./linli manage openapi, and look at the difference."""
    committed = (settings.ROOT / "docs" / "openapi.json").read_text()
    lines = difflib.unified_diff(committed.splitlines(), described().splitlines(), lineterm="")
    assert list(lines) == []


def schemas(of: type[Schema] = Schema) -> Iterator[type[Schema]]:
    for each in of.__subclasses__():
        yield each
        yield from schemas(each)


def test_no_two_schemas_share_the_name_of_a_component():
    """Of two with one name, one would be published with the other's fields."""
    places = defaultdict(set)
    for each in schemas():
        if each.__module__.startswith("linli."):
            places[each.__name__].add(each.__module__)
    assert len(places) > 50
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def operations():
    return [
        (method, path, operation)
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method, operation in methods.items()
    ]


def test_every_operation_describes_its_problems():
    for method, path, operation in operations():
        for status in ("404", "405", "422"):
            content = operation["responses"][status]["content"]
            assert list(content) == [MEDIA_TYPE], (method, path, status)


def test_what_changes_something_needs_to_know_who_calls():
    assert [
        (method, path)
        for method, path, operation in operations()
        if method != "get" and not operation.get("security")
    ] == []


def test_every_operation_has_a_summary_and_a_tag():
    for method, path, operation in operations():
        assert operation["summary"], (method, path)
        assert operation["tags"], (method, path)
