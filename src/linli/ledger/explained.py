"""What the lines of a statement are about: each module that moves units says so of its own.

The ledger knows kinds; which deed, which order, which rule stands behind a line, the module above
knows and registers from its AppConfig.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.ledger.models import Transfer


@dataclass(frozen=True, slots=True)
class Explained:
    """Lazily translated; `href` is where more of it stands."""

    title: Any
    note: Any = ""
    href: str = ""


#: From transfers to those that the module knows, by id; a constant number of queries.
Explainer = Callable[[Iterable[Transfer]], Mapping[int, Explained]]

_kinds: dict[str, Any] = {
    "award": pgettext_lazy("ledger", "Awarded"),
    "take_back": pgettext_lazy("ledger", "Taken back"),
    "spend": pgettext_lazy("ledger", "Spent"),
    "refund": pgettext_lazy("ledger", "Given back"),
    "gift": pgettext_lazy("ledger", "Given to somebody"),
    "donate": pgettext_lazy("ledger", "Donated"),
    "expire": pgettext_lazy("ledger", "Expired"),
    "settle": pgettext_lazy("ledger", "Settled"),
    "clear": pgettext_lazy("ledger", "Moved to another community"),
}
_explainers: list[Explainer] = []


def register_kind(kind: str, title: Any) -> None:
    """Called from an AppConfig."""
    _kinds[kind] = title


def register_explainer(explainer: Explainer) -> None:
    """Called from an AppConfig; asked for every page of a statement."""
    if explainer not in _explainers:
        _explainers.append(explainer)


def kind_title(kind: str) -> Any:
    return _kinds.get(kind, kind)


def explain(transfers: Iterable[Transfer]) -> dict[int, Explained]:
    """What each is about, by id."""
    rows = list(transfers)
    found = {row.pk: Explained(kind_title(row.kind)) for row in rows}
    for explainer in _explainers:
        found |= explainer(rows)
    return found


def amount_words(unit: str, amount: int) -> str:
    """An amount with its unit, as a page says it."""
    if unit == "points":
        return str(_("%(n)s points") % {"n": f"{amount:,}"})
    if unit == "minutes":
        sign, minutes = ("−" if amount < 0 else ""), abs(amount)
        hours, rest = divmod(minutes, 60)
        if not rest:
            return str(_("%(n)s h") % {"n": f"{sign}{hours:,}"})
        if not hours:
            return str(_("%(n)s min") % {"n": f"{sign}{rest}"})
        return str(_("%(h)s h %(m)s min") % {"h": f"{sign}{hours:,}", "m": rest})
    sign, fen = ("−" if amount < 0 else ""), abs(amount)
    return f"{sign}¥{fen // 100:,}.{fen % 100:02d}"


def change_words(unit: str, change: int) -> str:
    """The same with a sign for what came in."""
    words = amount_words(unit, abs(change))
    return f"+{words}" if change > 0 else f"−{words}"
