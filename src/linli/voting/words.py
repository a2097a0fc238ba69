"""The computation in words, in the reader's language: what was needed, what was there, what lacked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.kernel.shares import Fraction

CENTI = 100


def area_words(centi: int) -> str:
    whole, part = divmod(centi, CENTI)
    return f"{whole:,}.{part:02} m²"


def persons_words(number: int) -> str:
    return ngettext("%(n)s person", "%(n)s persons", number) % {"n": f"{number:,}"}


def share_words(text: str) -> str:
    """``>=2/3`` as "at least 2/3", ``>1/2`` as "more than 1/2"."""
    fraction = Fraction.parse(text)
    if fraction.numerator == fraction.denominator:
        return _("all")
    share = {"share": f"{fraction.numerator}/{fraction.denominator}"}
    return _("more than %(share)s") % share if fraction.strict else _("at least %(share)s") % share


def on_basis(basis: str, number: int) -> str:
    return area_words(number) if basis == "area" else persons_words(number)


@dataclass(frozen=True, slots=True)
class Line:
    """One of the four tests, ready to be shown as a bar and as a sentence."""

    label: str
    have: int
    of: int
    needed: int
    have_words: str
    of_words: str
    share: str
    met: bool
    missing: str


LABELS = {
    ("participation", "area"): lambda: _("Took part, by floor area"),
    ("participation", "persons"): lambda: _("Took part, by persons"),
    ("agreement", "area"): lambda: _("Agreed, by floor area"),
    ("agreement", "persons"): lambda: _("Agreed, by persons"),
}


def lines(explanation: Mapping[str, Any]) -> list[Line]:
    """The four tests of a packed explanation."""
    return [_line(each) for each in explanation["conditions"]]


def _line(each: Mapping[str, Any]) -> Line:
    basis, of = each["basis"], each["of"]
    return Line(
        label=LABELS[each["name"], basis](),
        have=each["have"],
        of=of,
        needed=Fraction.parse(each["threshold"]).least(of),
        have_words=on_basis(basis, each["have"]),
        of_words=on_basis(basis, of),
        share=share_words(each["threshold"]),
        met=each["met"],
        missing=on_basis(basis, each["missing"]) if each["missing"] else "",
    )


def verdict(explanation: Mapping[str, Any]) -> str:
    """One sentence: adopted, or what was missing on which basis."""
    if explanation["passed"]:
        return _("All four conditions are met.")
    missing: dict[str, list[str]] = {}
    for each in explanation["conditions"]:
        if not each["met"]:
            words = on_basis(each["basis"], each["missing"])
            missing.setdefault(each["name"], []).append(words)
    if "participation" in missing:
        what = _(", ").join(missing["participation"])
        return _("Too few took part; missing were %(what)s.") % {"what": what}
    what = _(", ").join(missing["agreement"])
    return _("Too few agreed; missing were %(what)s.") % {"what": what}
