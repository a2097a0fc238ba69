"""A rulebook in plain words, parameter by parameter."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from linli.ledger.explained import amount_words
from linli.timebank.models import Rulebook, Standing
from linli.timebank.states import Category
from linli.timebank.terms import GROUNDS, Terms

KIN_WORDS: dict[str, Any] = {
    "parent": gettext_lazy("parents"),
    "grandparent": gettext_lazy("grandparents"),
    "child": gettext_lazy("children"),
    "grandchild": gettext_lazy("grandchildren"),
    "spouse": gettext_lazy("husband or wife"),
}
EXIT_WORDS: dict[str, Any] = {
    "inherit": gettext_lazy("pass to one named direct relative"),
    "donate": gettext_lazy("go to the donation pool"),
    "keep": gettext_lazy("stay until who left moves them"),
}
GROUND_WORDS: dict[str, Any] = dict(Standing.Ground.choices)

#: Parameter -> what a form calls it.
LABELS: dict[str, Any] = {
    "step_minutes": gettext_lazy("Counted in whole steps of this many minutes"),
    "day_minutes": gettext_lazy("Most minutes that count in a day"),
    "cap_minutes": gettext_lazy("Most minutes that one person has"),
    "giver_age": gettext_lazy("Age from which somebody gives service"),
    "minor_age": gettext_lazy("Age from which with a guardian's consent"),
    "categories": gettext_lazy("Kinds of service"),
    "insured": gettext_lazy("Kinds for which the giver is insured first"),
    "free_for": gettext_lazy("Free of minutes, from which age"),
    "redeem_age": gettext_lazy("Age from which saved hours are redeemed"),
    "redeem_after_minutes": gettext_lazy("Or after this many minutes given"),
    "redeem_step_minutes": gettext_lazy("Redeemed in whole steps of this many minutes"),
    "gift_kin": gettext_lazy("Hours may be given to"),
    "gift_month_minutes": gettext_lazy("Most minutes given to kin in a month"),
    "late_days": gettext_lazy("Days within which something is entered afterwards"),
    "decide_days": gettext_lazy("Days within which staff decide what is looked at"),
    "pair_week": gettext_lazy("The same two in seven days: looked at above this"),
    "audit_percent": gettext_lazy("Share of a month's sessions that is called back, in percent"),
    "publicity_days": gettext_lazy("Days for which a certificate is shown first"),
    "reserve_percent": gettext_lazy("Least share of the pool to outstanding hours, in percent"),
    "exits": gettext_lazy("What becomes of hours of who dies or leaves"),
}


def _time(minutes: int) -> str:
    return amount_words("minutes", minutes)


def _list(words: Iterable[Any]) -> str:
    return _(", ").join(str(each) for each in words)


def _kinds(codes: Iterable[str]) -> str:
    return _list(Category(code).label for code in codes)


def _who_gives(t: Terms) -> str:
    text = _("Whoever is %(age)s or older and has proved their name.") % {"age": t.giver_age}
    if t.minor_age is None:
        return text
    more = _("From %(age)s on with a guardian's consent, noted at the desk.")
    return f"{text} {more % {'age': t.minor_age}}"


def _free(t: Terms) -> str:
    if not t.free_for:
        return _("Nobody; saved hours are redeemed.")
    return _list(
        _("%(ground)s, from %(age)s") % {"ground": GROUND_WORDS[code], "age": age}
        if age
        else str(GROUND_WORDS[code])
        for code in GROUNDS
        if (age := t.free_for.get(code)) is not None
    )


def _redeem(t: Terms) -> str:
    ways = []
    if t.redeem_age is not None:
        ways.append(_("from %(age)s years on") % {"age": t.redeem_age})
    if t.redeem_after_minutes is not None:
        ways.append(_("after %(time)s of service given") % {"time": _time(t.redeem_after_minutes)})
    if not ways:
        return _("Nobody may redeem hours.")
    step = _("in whole steps of %(time)s") % {"time": _time(t.redeem_step_minutes)}
    return f"{pgettext('ways to redeem', ' or ').join(ways)}{_('; ')}{step}"


def _gift(t: Terms) -> str:
    if not t.gift_kin:
        return _("Hours are not given to others.")
    text = _list(KIN_WORDS[code] for code in t.gift_kin)
    if t.gift_month_minutes is None:
        return text
    return f"{text}{_('; ')}{_('at most %(time)s a month') % {'time': _time(t.gift_month_minutes)}}"


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of the rulebook, the parameters that it says, and what they rest on."""

    title: Any
    text: str
    source: str


Words = Callable[[Terms], str]
CLAUSES: tuple[tuple[Any, tuple[str, ...], Words], ...] = (
    (
        gettext_lazy("How time is counted"),
        ("step_minutes", "day_minutes"),
        lambda t: (
            _(
                "The time between sign-in and sign-out as far as it was arranged, rounded down to"
                " %(step)s; at most %(day)s a day."
            )
            % {"step": _time(t.step_minutes), "day": _time(t.day_minutes)}
        ),
    ),
    (
        gettext_lazy("The most that one person has"),
        ("cap_minutes",),
        lambda t: (
            _("No limit.")
            if t.cap_minutes is None
            else _("%(time)s; what is above goes to the donation pool.")
            % {"time": _time(t.cap_minutes)}
        ),
    ),
    (gettext_lazy("Who gives service"), ("giver_age", "minor_age"), _who_gives),
    (gettext_lazy("Kinds of service"), ("categories",), lambda t: _kinds(t.categories)),
    (
        gettext_lazy("Insurance first"),
        ("insured",),
        lambda t: _kinds(t.insured) or _("For no kind of service."),
    ),
    (gettext_lazy("Who receives free of minutes"), ("free_for",), _free),
    (
        gettext_lazy("Who redeems saved hours"),
        ("redeem_age", "redeem_after_minutes", "redeem_step_minutes"),
        _redeem,
    ),
    (gettext_lazy("Giving hours to kin"), ("gift_kin", "gift_month_minutes"), _gift),
    (
        gettext_lazy("When somebody dies or leaves"),
        ("exits",),
        lambda t: _list(EXIT_WORDS[code] for code in t.exits) or _("The hours end."),
    ),
    (
        gettext_lazy("No cash"),
        (),
        lambda _t: _(
            "Hours are never paid out, sold or bought. Nobody pays for voluntary service."
        ),
    ),
    (
        gettext_lazy("What is looked at first"),
        ("late_days", "pair_week", "decide_days"),
        lambda t: " ".join(
            [
                _(
                    "What is entered afterwards, within %(days)s days; what one of the two disputes;"
                    " sessions of a frozen account."
                )
                % {"days": t.late_days},
                ""
                if t.pair_week is None
                else _("The same two people more than %(n)s times in seven days.")
                % {"n": t.pair_week},
                _("Staff decide within %(days)s days.") % {"days": t.decide_days},
            ]
        ).strip(),
    ),
    (
        gettext_lazy("Supervision"),
        ("audit_percent", "reserve_percent"),
        lambda t: (
            _(
                "%(audit)s %% of each month's sessions, drawn by lot, are called back. The report warns"
                " when the pool is below %(reserve)s %% of the outstanding hours."
            )
            % {"audit": t.audit_percent, "reserve": t.reserve_percent}
        ),
    ),
    (
        gettext_lazy("Certificates"),
        ("publicity_days",),
        lambda t: (
            _(
                "Free of charge, for voluntary service only; shown to the members for %(days)s days first."
            )
            % {"days": t.publicity_days}
        ),
    ),
)


def clauses(book: Rulebook) -> list[Clause]:
    """The whole rulebook; what the community decided itself rests on its decision."""
    terms = book.plain
    found = []
    for title, names, words in CLAUSES:
        rests = dict.fromkeys(book.sources.get(name) or book.decision for name in names)
        found.append(Clause(title, words(terms), _("; ").join(rests)))
    return found
