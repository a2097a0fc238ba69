"""The Chinese is complete: no text of a page or of the code is without its translation."""

import ast
import re
from collections import defaultdict

from babel.messages.pofile import read_po

from linli.web.messages import SOURCE, catalogue
from tests.architecture.sources import calls, modules, name_of, templates

FUNCTIONS = {"_", "gettext", "gettext_lazy", "gettext_noop", "pgettext", "pgettext_lazy"}
PLURAL = {"ngettext", "ngettext_lazy"}
#: {% translate "…" %} and _("…") in tags and component attributes
INLINE = re.compile(
    r"""(?:{%\s*(?:translate|trans)\s+|_\()(?P<quote>["'])(?P<text>.+?)(?P=quote)(?P<rest>[^%}]*)"""
)
CONTEXT = re.compile(r"""context\s+["'](.+?)["']""")
BLOCK = re.compile(
    r"{%\s*blocktrans(?:late)?(?P<head>[^%]*)%}(?P<text>.*?)"
    r"(?:{%\s*plural\s*%}(?P<plural>.*?))?{%\s*endblocktrans(?:late)?\s*%}",
    re.DOTALL,
)
VARIABLE = re.compile(r"{{\s*([\w.]+)[^}]*}}")


#: (context, text): the same text in another context is another message
Message = tuple[str | None, str]


def messages_in_code() -> set[Message]:
    found = set()
    for tree in modules().values():
        for call in calls(tree):
            name = name_of(call)
            if name in FUNCTIONS | PLURAL and call.args:
                context, text = (
                    call.args[:2] if name.startswith("pgettext") else (None, call.args[0])
                )
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    found.add((getattr(context, "value", None), text.value))
    return found


def _context(words: str) -> str | None:
    found = CONTEXT.search(words)
    return found[1] if found else None


def messages_in_templates() -> set[Message]:
    found = set()
    for text in templates().values():
        found |= {(_context(match["rest"]), match["text"]) for match in INLINE.finditer(text)}
        for match in BLOCK.finditer(text):
            body = VARIABLE.sub(r"%(\1)s", match["text"])
            if "trimmed" in match["head"]:
                body = " ".join(line.strip() for line in body.strip().splitlines() if line.strip())
            found.add((_context(match["head"]), body))
    return found


def ids(message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def test_every_text_has_its_chinese():
    known = {
        (message.context, each)
        for message in catalogue("zh_Hans")
        if message.id
        for each in ids(message)
    }
    assert sorted((messages_in_code() | messages_in_templates()) - known, key=str) == []


def test_no_translation_is_fuzzy_empty_or_english():
    bad = []
    for po in sorted(SOURCE.glob("*/locale/zh_Hans/LC_MESSAGES/django.po")):
        for message in read_po(po.open("rb"), locale="zh_Hans"):
            strings = [message.string] if isinstance(message.string, str) else message.string
            if message.id and (message.fuzzy or not all(strings)):
                bad.append((po.parts[-5], message.id))
    assert bad == []


def test_placeholders_survive_translation():
    placeholder = re.compile(r"%\(\w+\)[sd]|{\w*}")
    bad = []
    for message in catalogue("zh_Hans"):
        if not message.id:
            continue
        wanted = set(placeholder.findall(ids(message)[-1]))
        strings = [message.string] if isinstance(message.string, str) else message.string
        bad += [(message.id, s) for s in strings if set(placeholder.findall(s)) != wanted]
    assert bad == []


def test_modules_agree_on_the_translation_of_a_text():
    """All catalogues are joined: a text that needs two translations needs a context."""
    found = defaultdict(set)
    for po in SOURCE.glob("*/locale/zh_Hans/LC_MESSAGES/django.po"):
        for message in read_po(po.open("rb"), locale="zh_Hans"):
            if message.id:
                found[message.context, str(message.id)].add(str(message.string))
    assert {key: texts for key, texts in found.items() if len(texts) > 1} == {}
