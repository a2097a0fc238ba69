"""A charter in plain words, clause by clause, and what differs between two."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from linli.deliberation.models import Charter
from linli.deliberation.patterns import patterns
from linli.deliberation.rhythms import said
from linli.deliberation.terms import Form, Terms
from linli.organisations.kinds import Kind

PICKING_WORDS: dict[str, Any] = {
    "urgent": gettext_lazy("what is urgent"),
    "support": gettext_lazy("what most homes support"),
    "waiting": gettext_lazy("what has waited longest"),
    "turn": gettext_lazy("buildings in turn"),
}
PUBLICATION_WORDS: dict[str, Any] = {
    "agenda": gettext_lazy("the agenda"),
    "floor": gettext_lazy("the meeting while it goes on"),
    "minutes": gettext_lazy("the minutes"),
    "attendance": gettext_lazy("who was there"),
    "votes": gettext_lazy("the votes by seat"),
    "resolutions": gettext_lazy("the resolutions and how they are carried out"),
}
SERIES_WORDS: dict[str, Any] = {
    "internal": gettext_lazy("Internal meeting"),
    "joint": gettext_lazy("Meeting with all parties"),
}
FORM_WORDS: dict[str, Any] = {
    Form.RULES: gettext_lazy("Motions after Robert's Rules, one at a time."),
    Form.XHY: gettext_lazy("Share – report – answer – plan, ending in a list of tasks."),
    Form.EMERGENCY: gettext_lazy("Called at once; decides only what cannot wait."),
}

#: Parameter -> what the form calls it.
LABELS: dict[str, Any] = {
    "triage_by": gettext_lazy("Who looks topics over"),
    "picking": gettext_lazy("By what topics come onto the agenda"),
    "support_households": gettext_lazy("Homes that must support a topic"),
    "seats_building": gettext_lazy("Seats of each building"),
    "seats": gettext_lazy("Seats of each organisation"),
    "quorum_num": gettext_lazy("Quorum: so many"),
    "quorum_den": gettext_lazy("of so many seats"),
    "form": gettext_lazy("Procedure of the meeting"),
    "speech_seconds": gettext_lazy("Longest speech, in seconds"),
    "speeches": gettext_lazy("Speeches of one person to one motion"),
    "special_num": gettext_lazy("Larger majority: so many"),
    "special_den": gettext_lazy("of so many votes"),
    "triage_days": gettext_lazy("Working days to look a topic over"),
    "answer_days": gettext_lazy("Working days for its raiser to add something"),
    "check_days": gettext_lazy("Working days to find who has the power"),
    "proposal_days": gettext_lazy("Working days to make a proposal"),
    "confirm_days": gettext_lazy("Working days to say whether it is done"),
    "notice_days": gettext_lazy("Days of notice before a meeting"),
    "minutes_days": gettext_lazy("Working days until the draft minutes"),
    "publish_days": gettext_lazy("Working days until it is published"),
    "call_hours": gettext_lazy("Hours within which an emergency is called"),
    "review_days": gettext_lazy("Working days until an emergency is looked back at"),
    "meetings": gettext_lazy("Rhythm of meetings"),
    "publication": gettext_lazy("What is published"),
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause, the first parameter that it says, and what it rests on."""

    key: str
    title: Any
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    title: Any
    before: str
    after: str


def _list(words: Iterable[Any]) -> str:
    return _(", ").join(str(each) for each in words)


def body_word(code: str) -> str:
    return str(Kind(code).label) if code in Kind.values else code


def _seats(t: Terms) -> str:
    parts = []
    if t.seats_building:
        parts.append(_("each building: %(n)s") % {"n": t.seats_building})
    parts += [
        _("each %(body)s: %(n)s") % {"body": body_word(kind), "n": n} for kind, n in t.seats.items()
    ]
    return _list(parts)


def _meetings(t: Terms) -> str:
    rows = [f"{SERIES_WORDS[name]}{_(': ')}{said(rule)}" for name, rule in t.meetings.items()]
    return _("; ").join(rows) or _("None by the calendar.")


def _steps(t: Terms) -> str:
    return _(
        "Looked over within %(triage)s working days; who has the power is found within %(check)s;"
        " a proposal is made within %(proposal)s; whether it is done is said within %(confirm)s."
    ) % {
        "triage": t.triage_days,
        "check": t.check_days,
        "proposal": t.proposal_days,
        "confirm": t.confirm_days,
    }


def _meeting_days(t: Terms) -> str:
    return _(
        "Notice %(notice)s days before; draft minutes within %(minutes)s working days;"
        " published within %(publish)s."
    ) % {"notice": t.notice_days, "minutes": t.minutes_days, "publish": t.publish_days}


Words = Callable[[Terms], str]
CLAUSES: tuple[tuple[str, Any, Words], ...] = (
    ("form", gettext_lazy("How a meeting runs"), lambda t: str(FORM_WORDS[t.form])),
    ("meetings", gettext_lazy("When it meets"), _meetings),
    ("seats", gettext_lazy("Who has a seat"), _seats),
    (
        "quorum_num",
        gettext_lazy("When it may decide"),
        lambda t: (
            _("At least %(num)s/%(den)s of the seats are there.")
            % {"num": t.quorum_num, "den": t.quorum_den}
        ),
    ),
    (
        "special_num",
        gettext_lazy("Majorities"),
        lambda t: (
            _("More yes than no; at least %(num)s/%(den)s where rights are limited.")
            % {"num": t.special_num, "den": t.special_den}
        ),
    ),
    (
        "speech_seconds",
        gettext_lazy("Speaking"),
        lambda t: (
            _("At most %(seconds)s seconds at a time, %(times)s times to one motion.")
            % {"seconds": t.speech_seconds, "times": t.speeches}
        ),
    ),
    (
        "picking",
        gettext_lazy("Which topics come first"),
        lambda t: _list(PICKING_WORDS[code] for code in t.picking),
    ),
    (
        "support_households",
        gettext_lazy("Support that a topic needs"),
        lambda t: (
            _("%(n)s homes before it comes to a meeting.") % {"n": t.support_households}
            if t.support_households
            else _("None.")
        ),
    ),
    (
        "triage_by",
        gettext_lazy("Who looks topics over"),
        lambda t: _list(body_word(code) for code in t.triage_by),
    ),
    ("triage_days", gettext_lazy("Days for each step"), _steps),
    (
        "answer_days",
        gettext_lazy("When something is asked back"),
        lambda t: _("Its raiser has %(n)s working days to answer.") % {"n": t.answer_days},
    ),
    ("notice_days", gettext_lazy("Notice and minutes"), _meeting_days),
    (
        "call_hours",
        gettext_lazy("Emergencies"),
        lambda t: (
            _("Called within %(hours)s hours; looked back at after %(days)s working days.")
            % {"hours": t.call_hours, "days": t.review_days}
        ),
    ),
    (
        "publication",
        pgettext_lazy("charter", "What is published"),
        lambda t: _list(PUBLICATION_WORDS[code] for code in t.publication),
    ),
)


def clauses(charter: Charter) -> list[Clause]:
    terms = charter.plain
    whole = patterns()[charter.template].source if charter.template in patterns() else ""
    cited = {key: text for key, text in charter.sources.items() if text != whole}
    return [Clause(key, title, words(terms), cited.get(key, "")) for key, title, words in CLAUSES]


def differences(before: Charter, after: Charter) -> list[Difference]:
    """Clauses that say something else, in the order of the charter."""
    one, other = before.plain, after.plain
    return [
        Difference(title, words(one), words(other))
        for _key, title, words in CLAUSES
        if words(one) != words(other)
    ]
