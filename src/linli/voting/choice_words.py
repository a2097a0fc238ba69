"""Choices and conditions in the reader's words: one list for pages, sheets and printed matter."""

from django.utils.translation import pgettext


def choice_word(choice: str) -> str:
    """Of a ballot; `silent` for none, `outside` for who does not decide on this matter."""
    words = {
        "agree": pgettext("choice", "agree"),
        "oppose": pgettext("choice", "oppose"),
        "abstain": pgettext("choice", "abstain"),
        "invalid": pgettext("choice", "invalid"),
        "silent": pgettext("choice", "did not vote"),
        "outside": pgettext("choice", "not concerned"),
        "quarantine": pgettext("choice", "in quarantine"),
    }
    return words[choice]


def condition_word(name: str, basis: str) -> str:
    """One of the four conditions of a decision."""
    words = {
        ("participation", "area"): pgettext("condition", "area that took part"),
        ("participation", "persons"): pgettext("condition", "persons who took part"),
        ("agreement", "area"): pgettext("condition", "area that agrees"),
        ("agreement", "persons"): pgettext("condition", "persons who agree"),
    }
    return words[name, basis]
