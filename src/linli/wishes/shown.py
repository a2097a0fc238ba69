"""Wishes as pages show them: cards of a list, and one wish for whoever looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from linli.identity.models import Person
from linli.identity.queries import display_name, display_names
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.attachments import Attached, keeper
from linli.kernel.process import Mark
from linli.kernel.words import CAPACITIES
from linli.wishes import queries, rules
from linli.wishes.kinds import ICONS, Ground, Kind
from linli.wishes.models import Claim, Step, Wish
from linli.wishes.operations import PICTURE_OF, PROOF_OF
from linli.wishes.parameters import Rules
from linli.wishes.queries_pool import Fit, asked_of, fits, squads_for
from linli.wishes.states import LINE, TAKEN, State, Verb, allowed_verbs

TONES = {
    State.REVIEW: "wait",
    State.RETURNED: "stop",
    State.OPEN: "plain",
    State.CLAIMED: "wait",
    State.DONE: "wait",
    State.CONFIRMED: "ok",
    State.WITHDRAWN: "plain",
}
BUTTONS = {
    Verb.SEND: gettext_lazy("Change it and send it again"),
    Verb.APPROVE: gettext_lazy("Open it to the neighbours"),
    Verb.RETURN: gettext_lazy("Return it with a reason"),
    Verb.CLAIM: gettext_lazy("I take it on"),
    Verb.JOIN: gettext_lazy("I join in"),
    Verb.LEAVE: gettext_lazy("Step back"),
    Verb.PROVE: gettext_lazy("It is done"),
    Verb.MISSING: gettext_lazy("Something is missing"),
    Verb.CONFIRM: gettext_lazy("Yes, it is done"),
    Verb.THANK: gettext_lazy("Say thank you"),
    Verb.WITHDRAW: gettext_lazy("Withdraw the wish"),
}
#: The first of these that is open is the primary button.
ONWARD = (Verb.CONFIRM, Verb.PROVE, Verb.CLAIM, Verb.JOIN, Verb.APPROVE, Verb.SEND, Verb.THANK)
WARN = frozenset({Verb.RETURN, Verb.WITHDRAW})
STEP_TITLES = {
    State.REVIEW: gettext_lazy("Staff look at it"),
    State.OPEN: gettext_lazy("Neighbours see it"),
    State.CLAIMED: gettext_lazy("Somebody takes it on"),
    State.DONE: gettext_lazy("Done, say the helpers"),
    State.CONFIRMED: pgettext_lazy("wish", "Fulfilled, says the wisher"),
}
LEFT_AT = {State.RETURNED: State.REVIEW, State.WITHDRAWN: State.OPEN}


@dataclass(frozen=True, slots=True)
class Card:
    """A wish in a list."""

    wish: Wish
    who: Any
    text: str
    where: str
    icon: str
    tone: str


@dataclass(frozen=True, slots=True)
class Coming:
    """One of those who are on it, as the wisher sees them before they come."""

    name: str
    number: str
    level: Any
    leads: bool
    me: bool


@dataclass(frozen=True, slots=True)
class Line:
    step: Step
    who: Any
    helper: Any
    capacity: Any
    ground: Any
    words: str


@dataclass(frozen=True, slots=True)
class Button:
    verb: Verb
    label: Any
    kind: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One wish for one reader; what is not for these eyes is empty."""

    card: Card
    number: str
    mine: bool
    inside: bool
    unnamed_to_me: bool
    door: str
    reason: str
    thanks: str
    marks: list[Mark]
    claim: Claim | None
    helpers: list[Coming]
    pictures: Sequence[Attached]
    proofs: Sequence[Attached]
    history: list[Line]
    buttons: list[Button]
    may_verify: bool
    may_mark: bool
    #: The reader posted it for somebody, and another one says that it is done.
    second: bool
    #: For staff, of an open wish: who fits and was not asked, how many were.
    fits: Sequence[Fit]
    squads: Sequence[str]
    asked: int
    rules: Rules


def _nobody() -> str:
    return _("Somebody in the community")


def where(wish: Wish) -> str:
    """Building-level at most; the home itself is for whoever comes."""
    if wish.estate is None:
        return ""
    return f"{wish.estate.name} {wish.building.label if wish.building else ''}".strip()


def cards(wishes: Sequence[Wish]) -> list[Card]:
    """One query more. A wish without a name bears none, not even in its wisher's own list."""
    names = display_names(queries.names_wanted(wishes))
    return [_card(wish, names.get(wish.wisher_id, "")) for wish in wishes]


def _card(wish: Wish, name: str) -> Card:
    return Card(
        wish=wish,
        who=_nobody() if wish.unnamed else name,
        text=wish.text,
        where=where(wish),
        icon=ICONS[Kind(wish.kind)],
        tone=TONES[State(wish.state)],
    )


def buttons(actor: Actor, wish: Wish) -> list[Button]:
    """What this actor may do now; the first that leads on is the primary one."""
    verbs = [v for v in allowed_verbs(State(wish.state)) if rules.may_do(actor, wish, v)]
    if actor.helper is not None:
        verbs = [v for v in verbs if v not in {Verb.CLAIM, Verb.JOIN, Verb.LEAVE, Verb.PROVE}]
    if Verb.THANK in verbs and wish.thanks is not None:
        verbs.remove(Verb.THANK)
    first = next((v for v in ONWARD if v in verbs), None)
    order = ([first] if first else []) + [v for v in verbs if v != first]
    return [
        Button(v, BUTTONS[v], "primary" if v == first else "warn" if v in WARN else "default")
        for v in order
    ]


def marks(wish: Wish, reviewed: bool) -> list[Mark]:  # noqa: FBT001
    """The line of the table of states; without a look of staff where none is asked."""
    state = State(wish.state)
    stopped = state in LEFT_AT
    line = [each for each in LINE if reviewed or each != State.REVIEW]
    here = LEFT_AT.get(state, state)
    at = line.index(here) if here in line else 0
    over = state == State.CONFIRMED
    found = []
    for position, each in enumerate(line):
        if position < at or over:
            mark = "done"
        elif position > at:
            mark = "next"
        else:
            mark = "stop" if stopped else "now"
        note = wish.get_state_display() if mark == "stop" else ""
        until = ""
        if mark == "now" and wish.due_at:
            until = clock.minute_of(wish.due_at)
        found.append(Mark(STEP_TITLES[each], mark, note=note, until=until))
    return found


def _coming(actor: Actor, claim: Claim | None) -> list[Coming]:
    people: list[Person] = queries.helpers_of(claim) if claim else []
    return [
        Coming(
            name=display_name(person),
            number=person.public_id,
            level=Person.Level(person.level).label,
            leads=claim is not None and claim.leader_id == person.pk,
            me=person.pk == actor.person,
        )
        for person in people
    ]


def _history(wish: Wish, *, known: bool) -> list[Line]:
    steps = list(Step.objects.filter(wish=wish).order_by("-pk"))
    people = {p for step in steps for p in (step.person_id, step.helper_id) if p is not None}
    names = display_names(people)
    lines = []
    for step in steps:
        words = step.read("words") or ""
        ground: Any = ""
        if step.verb == Verb.RETURN.value:
            code, _sep, words = words.partition("\n")
            ground = Ground(code).label if code in Ground.values else ""
        somebody = CAPACITIES[Capacity.SYSTEM] if step.capacity == Capacity.SYSTEM else _nobody()
        hidden = wish.unnamed and step.person_id == wish.wisher_id and not known
        lines.append(
            Line(
                step=step,
                who=somebody if hidden else names.get(step.person_id or 0, somebody),
                helper=names.get(step.helper_id or 0, ""),
                capacity=CAPACITIES.get(Capacity(step.capacity), ""),
                ground=ground,
                words="" if step.verb == Verb.SEND.value else words,
            )
        )
    return lines


def shown(actor: Actor, wish: Wish) -> Shown:
    """A constant number of queries."""
    mine = rules.own(actor, wish)
    helps = rules.helps(actor, wish)
    serves = rules.serves(actor, wish.community)
    inside = mine or helps or serves
    known = rules.knows_wisher(actor, wish)
    name = display_name(wish.wisher) if known else _nobody()
    card = _card(wish, name)
    if wish.unnamed and known:
        card = Card(wish, name, card.text, card.where, card.icon, card.tone)
    claim = queries.active_claim(wish) if State(wish.state) in {*TAKEN, State.CONFIRMED} else None
    goes = mine or (serves and wish.proxy) or (helps and State(wish.state) in TAKEN)
    home = wish.unit.label if goes and wish.unit is not None else ""
    door = " ".join(filter(None, (home, wish.read("door") if goes else "")))
    proofs = keeper().attached(PROOF_OF, [claim.pk]) if claim and inside else {}
    history = _history(wish, known=known) if inside else []
    parameters = queries.rules_on(wish.community)
    waits = serves and wish.state == State.OPEN
    return Shown(
        card=card,
        number=wish.wisher.public_id if known and not mine else "",
        mine=mine,
        inside=inside,
        unnamed_to_me=wish.unnamed and not known,
        door=door,
        reason=(wish.read("reason") or "") if serves else "",
        thanks=(wish.read("thanks") or "") if inside else "",
        marks=marks(wish, any(line.step.verb in {"approve", "return"} for line in history))
        if inside and wish.state != State.REVIEW
        else marks(wish, wish.state == State.REVIEW),
        claim=claim if inside else None,
        helpers=_coming(actor, claim) if inside else [],
        pictures=keeper().attached(PICTURE_OF, [wish.pk]).get(wish.pk, []),
        proofs=proofs.get(claim.pk, []) if claim else [],
        history=history,
        buttons=buttons(actor, wish),
        may_verify=serves and wish.unnamed and not known and wish.closed_at is None,
        may_mark=serves and wish.closed_at is None and not mine and not helps,
        second=State(wish.state) in TAKEN and rules.posted_for(actor, wish),
        fits=fits(wish, parameters) if waits else [],
        squads=squads_for(wish) if waits else [],
        asked=asked_of(wish.pk) if waits else 0,
        rules=parameters,
    )
