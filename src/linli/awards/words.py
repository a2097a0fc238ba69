"""Rules and outcomes in plain words, for residents and staff."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from linli.awards.breaches import BREACHES
from linli.awards.deeds import KINDS
from linli.awards.reckoning import Book, Reason, Rule
from linli.awards.states import State, Verb

STATES: dict[State, Any] = {
    State.AWARDED: pgettext_lazy("deed", "awarded"),
    State.NOTHING: pgettext_lazy("deed", "earned nothing"),
    State.QUARANTINED: pgettext_lazy("deed", "is looked at"),
    State.REFUSED: pgettext_lazy("deed", "refused"),
    State.APPEALED: pgettext_lazy("deed", "appealed"),
    State.ASKED: pgettext_lazy("deed", "a check is asked for"),
    State.UPHELD: pgettext_lazy("deed", "refused for good"),
    State.TAKEN_BACK: pgettext_lazy("deed", "taken back"),
}
TONES = {
    State.AWARDED: "ok",
    State.NOTHING: "plain",
    State.QUARANTINED: "wait",
    State.REFUSED: "stop",
    State.APPEALED: "wait",
    State.ASKED: "wait",
    State.UPHELD: "stop",
    State.TAKEN_BACK: "stop",
}
REASONS: dict[str, Any] = {
    Reason.NO_RULE: gettext_lazy("No rule of the community rewards this on that day."),
    Reason.ONCE: gettext_lazy("This was counted before: it earns once."),
    Reason.CAPPED: gettext_lazy("A limit of the day or the month was reached."),
    Reason.SELF: gettext_lazy("Whoever did it also arranged or confirmed it."),
    Reason.OVERLAP: gettext_lazy("It overlaps with another record of the same person."),
    Reason.PAIR: gettext_lazy("The same two people, unusually often in one week."),
    Reason.CYCLE: gettext_lazy("People who lately confirmed for each other in a circle."),
    Reason.LATE: gettext_lazy("It was entered long after it happened."),
    Reason.FROZEN: gettext_lazy("The account was frozen at that time."),
    Reason.ALONE: gettext_lazy("One person alone entered it, marked it and confirmed it."),
    Reason.REOPENED: gettext_lazy("It was opened again; it counts when it is confirmed anew."),
}
VERBS: dict[Verb, Any] = {
    Verb.RELEASE: pgettext_lazy("deed", "Release"),
    Verb.REFUSE: pgettext_lazy("deed", "Refuse"),
    Verb.APPEAL: pgettext_lazy("deed", "Appeal"),
    Verb.GRANT: pgettext_lazy("deed", "Grant the appeal"),
    Verb.UPHOLD: pgettext_lazy("deed", "Turn the appeal down"),
    Verb.TAKE_BACK: pgettext_lazy("deed", "Take the award back"),
    Verb.ASK: pgettext_lazy("deed", "Ask for a check"),
    Verb.CORRECT: pgettext_lazy("deed", "Award the points after all"),
    Verb.EXPLAIN: pgettext_lazy("deed", "It stays at nothing"),
}


def rule_words(rule: Rule) -> list[str]:
    """One kind of deed, a short sentence for each part."""
    found = [_("%(n)s points") % {"n": rule.base}] if rule.base else []
    if rule.per_hour:
        words = (
            _("%(n)s more for each hour begun")
            if rule.started
            else _("%(n)s more for each full hour")
        )
        found.append(words % {"n": rule.per_hour})
    if rule.hard_extra:
        found.append(_("%(n)s more where it was hard") % {"n": rule.hard_extra})
    for limit, words in (
        (rule.most, _("at most %(n)s at a time")),
        (rule.cap_day, _("at most %(n)s a day")),
        (rule.cap_month, _("at most %(n)s a month")),
    ):
        if limit is not None:
            found.append(words % {"n": limit})
    found.append(_("confirmed by %(who)s") % {"who": KINDS[rule.kind].verified})
    found.append(_("good for %(n)s months") % {"n": rule.months})
    return found


def book_words(book: Book) -> list[dict[str, Any]]:
    """Each rule with its title and its words."""
    rules: Mapping[str, Rule] = book.rules
    return [
        {"title": KINDS[kind].title, "words": rule_words(rules[kind])}
        for kind in KINDS
        if kind in rules
    ]


def limit_words(book: Book) -> list[str]:
    found = []
    for limit, words in (
        (book.person_month, _("One person earns at most %(n)s points a month.")),
        (book.pair_week, _("The same two people more than %(n)s times a week: staff look at it.")),
        (book.cycle_days, _("Favours in a circle within %(n)s days: staff look at it.")),
        (book.late_days, _("Entered more than %(n)s days afterwards: staff look at it.")),
    ):
        if limit is not None:
            found.append(words % {"n": limit})
    return found


def breach_words(book: Book) -> list[dict[str, Any]]:
    """What each kind of breach costs, with the days that are left for speaking."""
    return [
        {
            "title": BREACHES[kind],
            "words": _("costs %(n)s points · %(answer)s days to answer, %(appeal)s days to appeal")
            % {"n": book.breaches[kind], "answer": book.answer_days, "appeal": book.appeal_days},
        }
        for kind in BREACHES
        if kind in book.breaches
    ]
