"""An assembly as pages show it: its line, its matters, the buttons of whoever looks."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from linli.identity.queries import display_names
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.language import either
from linli.kernel.process import Mark
from linli.kernel.words import CAPACITIES
from linli.voting import counting, queries, rules, words
from linli.voting.audits import to_read_again
from linli.voting.catalogue import CONDITIONS, Kind, Way, kind_of
from linli.voting.mandate import Mandate, mandate_of
from linli.voting.models import Assembly, Candidate, Matter, Result, Step, Teller
from linli.voting.models.matter import MatterText
from linli.voting.profiles.model import Profile, Rules
from linli.voting.queries_official import Stated, is_there, stated_outcomes
from linli.voting.states import LINE, State, Verb, allowed_verbs

TONES = {
    State.DRAFT: "plain",
    State.NOTICED: "wait",
    State.OPEN: "wait",
    State.CLOSED: "wait",
    State.TALLIED: "wait",
    State.SIGNED: "wait",
    State.PUBLISHED: "ok",
    State.PARKED: "plain",
    State.VOID: "stop",
}
BUTTONS = {
    Verb.NOTICE: gettext_lazy("Announce it to every home"),
    Verb.FREEZE: gettext_lazy("Freeze the roll"),
    Verb.OPEN: gettext_lazy("Open the vote"),
    Verb.CLOSE: gettext_lazy("Close the vote"),
    Verb.TALLY: gettext_lazy("Count"),
    Verb.SIGN: gettext_lazy("Sign the result"),
    Verb.PUBLISH: gettext_lazy("Publish the result"),
    Verb.PARK: gettext_lazy("Park it"),
    Verb.RESUME: gettext_lazy("Take it up again"),
    Verb.VOID: gettext_lazy("Enter that it is void"),
}
STEP_TITLES = {
    State.DRAFT: pgettext_lazy("assembly", "Draft"),
    State.NOTICED: pgettext_lazy("assembly", "Notice to every home"),
    State.OPEN: pgettext_lazy("assembly", "Voting"),
    State.CLOSED: pgettext_lazy("assembly", "Close"),
    State.TALLIED: pgettext_lazy("assembly", "Count"),
    State.SIGNED: pgettext_lazy("assembly", "Signatures of tellers and scrutineers"),
    State.PUBLISHED: pgettext_lazy("assembly", "Publication"),
}


def local(moment: datetime | None) -> str:
    """Day and minute in Shanghai."""
    return clock.minute_of(moment) if moment else ""


def line_of(row: Assembly) -> list[Mark]:
    """The line of progress, from the table of states."""
    state = State(row.state)
    stopped = state in {State.PARKED, State.VOID}
    here = LINE.index(_reached(row)) if stopped else LINE.index(state)
    notes = {
        State.NOTICED: local(row.noticed_at),
        State.OPEN: _between(row),
        State.CLOSED: local(row.closed_at),
        State.TALLIED: local(row.tallied_at),
        State.PUBLISHED: local(row.published_at),
    }
    marks = []
    for position, each in enumerate(LINE):
        if position < here or state == State.PUBLISHED:
            mark = "done"
        elif position == here:
            mark = "stop" if stopped else "done" if each != State.OPEN else "now"
        else:
            now = position == here + 1 and not stopped and state != State.OPEN
            mark = "now" if now else "next"
        note = str(row.get_state_display()) if mark == "stop" else notes.get(each, "")
        marks.append(Mark(STEP_TITLES[each], mark, note))
    return marks


def _between(row: Assembly) -> str:
    if row.opens_at is None or row.closes_at is None:
        return ""
    return f"{local(row.opens_at)} – {local(row.closes_at)}"


def _reached(row: Assembly) -> State:
    """How far an assembly had come that was parked or is void."""
    marks = (
        (row.published_at, State.PUBLISHED),
        (row.tallied_at, State.TALLIED),
        (row.closed_at, State.CLOSED),
        (row.opened_at, State.OPEN),
        (row.noticed_at, State.NOTICED),
    )
    return next((state for moment, state in marks if moment), State.DRAFT)


@dataclass(frozen=True, slots=True)
class ShownCandidate:
    candidate: Candidate
    name: str
    conditions: list[Any]


@dataclass(frozen=True, slots=True)
class ShownVotes:
    """A candidate's votes. `elected`: by the result that binds; `counted`: by what is counted here."""

    shown: ShownCandidate
    lines: list[words.Line]
    elected: bool
    counted: bool


@dataclass(frozen=True, slots=True)
class ShownMatter:
    """A matter with its words, its threshold, and its result where that may be seen."""

    matter: Matter
    kind: Kind
    title: str
    text: str
    other: MatterText | None
    needed: list[tuple[str, str]]
    result: Result | None = None
    lines: list[words.Line] = field(default_factory=list)
    verdict: str = ""
    candidates: list[ShownCandidate] = field(default_factory=list)
    election: list[ShownVotes] = field(default_factory=list)
    #: What the official result says, where that one binds.
    stated: Stated | None = None

    @property
    def is_election(self) -> bool:
        return self.kind.way == Way.ELECTION

    @property
    def adopted(self) -> bool:
        """By the result that binds."""
        counted = self.result is not None and self.result.passed
        return counted if self.stated is None else self.stated.passed

    @property
    def elected(self) -> list[ShownVotes]:
        """By the result that binds."""
        return [each for each in self.election if each.elected]

    @property
    def same_outcome(self) -> bool:
        """Whether statement and recount agree, in an election on each candidate."""
        if self.result is None or self.stated is None:
            return True
        counted = set(self.result.explanation.get("elected") or ())
        return self.result.passed == self.stated.passed and counted == set(self.stated.elected)


def needed(found: Rules, kind: str) -> list[tuple[str, str]]:
    """What must be there: (label, share) for participation and agreement."""
    threshold = found.threshold(kind)
    of = _("of those who took part") if threshold.of == "participating" else _("of the whole roll")
    part = found.participation
    return [
        (_("Took part, by floor area"), words.share_words(str(part.area))),
        (_("Took part, by persons"), words.share_words(str(part.persons))),
        (_("Agreed, by floor area"), f"{words.share_words(str(threshold.area))} {of}"),
        (_("Agreed, by persons"), f"{words.share_words(str(threshold.persons))} {of}"),
    ]


def matters(row: Assembly, found: Rules, *, with_results: bool) -> list[ShownMatter]:
    """A constant number of queries."""
    rows = queries.matters_of(row)
    results = {r.matter_id: r for r in row.results.all()} if with_results else {}
    people = list(Candidate.objects.filter(matter__in=rows).order_by("number"))
    names = display_names(c.person_id for c in people)
    standing: dict[int, list[ShownCandidate]] = {}
    for each in people:
        reasons = [CONDITIONS.get(code, code) for code in each.reasons]
        shown = ShownCandidate(each, names.get(each.person_id, ""), reasons)
        standing.setdefault(each.matter_id, []).append(shown)
    stated = stated_outcomes(row) if results else {}
    made = [_matter(m, found, results.get(m.pk), standing.get(m.pk, [])) for m in rows]
    return [_bound(each, stated.get(each.matter.number)) for each in made]


def _bound(each: ShownMatter, stated: Stated | None) -> ShownMatter:
    """By the official statement, where that one binds; who is elected too."""
    if stated is None:
        return each
    votes = [replace(v, elected=v.shown.candidate.number in stated.elected) for v in each.election]
    return replace(each, stated=stated, election=votes)


def _matter(
    matter: Matter, found: Rules, result: Result | None, candidates: Sequence[ShownCandidate]
) -> ShownMatter:
    kind = kind_of(matter.kind)
    if kind is None:
        message = f"matter {matter.pk} is of no kind"
        raise LookupError(message)
    texts = queries.words_of(matter)
    chinese, english = texts.get("zh-hans"), texts.get("en")
    best = chinese if either("zh", "en") == "zh" or english is None else english
    shown = ShownMatter(
        matter,
        kind,
        best.title if best else "",
        best.text if best else "",
        english if best is chinese else chinese,
        needed(found, matter.kind),
        result,
        candidates=list(candidates),
    )
    if result is None:
        return shown
    if kind.way == Way.ELECTION:
        elected = set(result.explanation["elected"])
        for each in candidates:
            packed = result.explanation["candidates"].get(str(each.candidate.number))
            if packed:
                won = each.candidate.number in elected
                shown.election.append(ShownVotes(each, words.lines(packed), won, won))
        return shown
    shown.lines.extend(words.lines(result.explanation))
    return ShownMatter(
        shown.matter,
        kind,
        shown.title,
        shown.text,
        shown.other,
        shown.needed,
        result,
        shown.lines,
        words.verdict(result.explanation),
        shown.candidates,
    )


@dataclass(frozen=True, slots=True)
class Button:
    verb: Verb
    label: Any
    kind: str


#: What each state leads on to.
FORWARD = (Verb.OPEN, Verb.FREEZE, Verb.NOTICE, Verb.CLOSE, Verb.TALLY, Verb.SIGN, Verb.PUBLISH)


def _is_unread(row: Assembly) -> bool:
    """Whether something is still to be opened, read again or brought before the count."""
    return counting.unopened(row) > 0 or to_read_again(row).exists() or not is_there(row)


def buttons(actor: Actor, row: Assembly) -> list[Button]:
    """What this actor may do now; the step that leads on is the primary button."""
    may = [v for v in allowed_verbs(State(row.state)) if rules.may_take(actor, row, v)]
    if row.frozen_at and Verb.FREEZE in may:
        may.remove(Verb.FREEZE)
    now = clock.now()
    too_early = {
        Verb.OPEN: not row.frozen_at or (row.opens_at is not None and now < row.opens_at),
        Verb.CLOSE: row.closes_at is not None and now < row.closes_at,
        Verb.TALLY: Verb.TALLY in may and _is_unread(row),
    }
    may = [v for v in may if not too_early.get(v, False)]
    first = next((v for v in FORWARD if v in may), None)
    order = ([first] if first else []) + [v for v in may if v != first]
    warn = {Verb.VOID, Verb.PARK}
    return [
        Button(v, BUTTONS[v], "primary" if v == first else "warn" if v in warn else "default")
        for v in order
    ]


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which a counted result must be published, with its article."""

    day: date
    over: bool
    article: str


def publication_due(row: Assembly, profile: Profile) -> Deadline | None:
    """None before the count and after the publication."""
    if row.tallied_at is None or State(row.state) not in {State.TALLIED, State.SIGNED}:
        return None
    days = profile.rules.publication.days
    day = clock.day_of(row.tallied_at) + timedelta(days=days)
    return Deadline(day, clock.today() > day, profile.article("publication.days"))


@dataclass(frozen=True, slots=True)
class Past:
    step: Step
    who: str
    capacity: Any
    body: str


def history(row: Assembly) -> list[Past]:
    """Who did what, the newest first. Two queries."""
    steps = list(row.steps.select_related("organisation").order_by("-pk"))
    names = display_names(s.person_id for s in steps if s.person_id)
    return [
        Past(
            s,
            names.get(s.person_id or 0, ""),
            CAPACITIES.get(Capacity(s.capacity), ""),
            s.organisation.name if s.organisation else "",
        )
        for s in steps
    ]


@dataclass(frozen=True, slots=True)
class ShownTeller:
    teller: Teller
    name: str
    signed: bool


def tellers(row: Assembly) -> list[ShownTeller]:
    """Two queries."""
    people = list(row.tellers.filter(ended_at=None).select_related("signature").order_by("pk"))
    names = display_names(t.person_id for t in people)
    return [ShownTeller(t, names.get(t.person_id, ""), hasattr(t, "signature")) for t in people]


def mandate(row: Assembly) -> Mandate:
    return mandate_of(row.convener.kind)
