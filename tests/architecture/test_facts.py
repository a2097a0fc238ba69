"""Facts hold codes and ids: the kind of thing that may be kept for ever."""

import dataclasses
import importlib
import pkgutil
import typing

from django.utils import translation

import linli.facts
from linli.facts.base import REGISTRY
from linli.journal.titles import title_of

for _module in pkgutil.iter_modules(linli.facts.__path__):
    importlib.import_module(f"linli.facts.{_module.name}")

PERSONAL = {"name", "full_name", "phone", "mobile", "id_number", "address", "email", "birth_date"}
PLAIN = {str, int, bool, type(None)}


def plain(hint) -> bool:
    """str, int, bool, None, or unions, lists and tuples of them; never a float."""
    parts = [each for each in typing.get_args(hint) if each is not Ellipsis]
    return all(map(plain, parts)) if parts else hint in PLAIN


def test_facts_are_frozen_and_carry_no_personal_data():
    assert REGISTRY
    for name, fact in REGISTRY.items():
        assert fact.__dataclass_params__.frozen, name
        fields = {field.name for field in dataclasses.fields(fact)}
        assert not fields & PERSONAL, name
        assert not fact.subject or fact.subject in fields, f"{name}: the subject is a field"
        hints = typing.get_type_hints(fact)
        assert all(plain(hints[field]) for field in fields), name


def test_names_of_facts_say_module_and_what_happened():
    for name, fact in REGISTRY.items():
        module = fact.__module__.rpartition(".")[2]
        # a module's second file of facts bears its name before an underscore
        assert name.partition(".")[0] == module.partition("_")[0], f"{name} lives in {module}.py"


def test_every_fact_has_a_title_for_histories():
    with translation.override("zh-hans"):
        ours = [n for n, fact in REGISTRY.items() if fact.__module__.startswith("linli.facts.")]
        assert [name for name in ours if title_of(name) == name] == []
