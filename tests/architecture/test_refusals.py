"""Every refusal has its text, in both languages."""

import ast

import pytest
from django.utils import translation

from linli.kernel.errors import known_codes, text_of
from tests.architecture.sources import calls, modules, name_of


def codes_in_source() -> dict[str, str]:
    """Code -> where it is used, for every literal given to Refused(…) or denied(…)."""
    found = {}
    for path, tree in modules().items():
        for call in calls(tree):
            if name_of(call) not in {"Refused", "denied"} or not call.args:
                continue
            first = call.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found[first.value] = f"{path}:{call.lineno}"
    return found


def test_every_code_has_a_text():
    missing = {c: where for c, where in codes_in_source().items() if c not in known_codes()}
    assert missing == {}


def test_every_text_is_used():
    used = set(codes_in_source()) | {
        node.value
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert known_codes() - used == set()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_texts_speak_the_language(language):
    with translation.override(language):
        for code in sorted(known_codes()):
            text = f"{text_of(code).title}{text_of(code).remedy}"
            chinese = any("\u4e00" <= letter <= "\u9fff" for letter in text)
            assert chinese == (language == "zh-hans"), f"{code}: {text}"
