"""The floor in the reader's language: names of the machine's words, and why something is not in order."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from linli.deliberation.floor.kinds import names
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.staged.state import STAGE_NAMES, Stage

#: Fields of what a motion says, as refusals and forms name them.
FIELDS = {
    "text": gettext_lazy("what it says"),
    "insert": gettext_lazy("the words that come in"),
    "strike": gettext_lazy("the words that go out"),
    "after": gettext_lazy("after which words"),
    "minutes": gettext_lazy("minutes"),
    "until": gettext_lazy("until when"),
    "on": gettext_lazy("to which day"),
    "body": gettext_lazy("to whom"),
    "report_on": gettext_lazy("day of the report"),
    "seconds": gettext_lazy("seconds for a speech"),
    "speeches": gettext_lazy("speeches of each"),
    "scope": gettext_lazy("for which motions"),
    "method": gettext_lazy("method of voting"),
    "rule": gettext_lazy("which rule"),
    "motion": pgettext_lazy("floor", "which motion"),
    "item": gettext_lazy("item of the agenda"),
    "decorum": gettext_lazy("about somebody's conduct"),
}
#: Facts of a refusal that name a seat, and those that name an item of the agenda.
SEATS, ITEMS = frozenset({"member", "next"}), frozenset({"item", "due"})


def english() -> bool:
    return (get_language() or "").startswith("en")


def word(member: StrEnum) -> str:
    """The name of a kind, a state, a choice, a side or a method; English ones begin small."""
    chinese, said, _others = names(member)
    return said if english() else chinese


def headline(member: StrEnum) -> str:
    """The same, where it stands alone."""
    said = word(member)
    return said[:1].upper() + said[1:]


def stage_word(stage: Stage) -> str:
    chinese, said = STAGE_NAMES[stage]
    return said.capitalize() if english() else chinese


def number(motion: str) -> str:
    """“m12” is motion 12."""
    return motion.removeprefix("m")


def why(refusal: Refusal, people: Mapping[str, str], items: Mapping[str, str]) -> str:
    """What a refusal says, with names for seats, titles for items and words for fields."""
    facts = []
    for name, value in refusal.facts:
        said = value
        if name in SEATS:
            said = people.get(value, value)
        elif name in ITEMS:
            said = items.get(value, value)
        elif name == "field":
            said = ", ".join(str(FIELDS.get(each, each)) for each in value.split(", "))
        facts.append((name, said))
    return Refusal(refusal.code, tuple(facts)).text("en" if english() else "zh")
