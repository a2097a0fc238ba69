"""Migrations in seconds: a step draws anew only the models that point to the one it changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.core.management import call_command
from django.db.migrations.state import ProjectState

Key = tuple[str, str]


def _pointing_to(state: ProjectState, app_label: str, name: str, delay: bool = False) -> set[Key]:  # noqa: FBT001, FBT002 (Django's own signature)
    """The changed model and those with a foreign key to it, to those, and so on.

    Django draws anew whatever hangs together in either direction. With us that is every model, as
    each knows people: a minute for a new district, which is now five seconds. Only a drawn class
    that somebody holds must follow, and a class holds those that it points to. What the classes on the
    other end tell of whom points at them is asked of the app registry, which forgets at each drawing.
    A long test holds the tables that come of it against those of Django's own way.
    """
    if delay:
        state.is_delayed = True
    found = {(app_label, name)}
    waiting = [*found]
    while waiting:
        more = {*state.relations[waiting.pop()]} - found
        found |= more
        waiting += more
    return found


@contextmanager
def few_drawn() -> Iterator[None]:
    with patch.object(ProjectState, "_find_reload_model", _pointing_to):
        yield


def migrate(*apps: str, **options: object) -> None:
    """`manage migrate_schemas` without its words and questions."""
    with few_drawn():
        call_command("migrate_schemas", *apps, interactive=False, verbosity=0, **options)
