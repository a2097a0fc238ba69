"""Topics as pages show them: cards of a list, and one topic for whoever looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from linli.deliberation import queries_topics, rules_topics
from linli.deliberation.beside import Beside, beside, offers
from linli.deliberation.grounds import Ground
from linli.deliberation.matters import body_title, matters
from linli.deliberation.models import Check, Proposal, Step, Topic
from linli.deliberation.operations.topics import PICTURE_OF
from linli.deliberation.queries import terms_in_force
from linli.deliberation.states import ENDS, LINE, OPEN, State, Verb, Way, allowed_verbs
from linli.identity.queries import display_name
from linli.kernel.actor import Actor, Capacity
from linli.kernel.attachments import Attached, keeper
from linli.kernel.process import Mark
from linli.kernel.words import capacity_word

TONES = {
    State.RAISED: "wait",
    State.RETURNED: "warn",
    State.PARKED: "warn",
    State.DEFERRED: "wait",
    State.REFERRED: "wait",
    State.DONE: "wait",
    State.RESOLVED: "ok",
    State.REJECTED: "stop",
}
BUTTONS = {
    Verb.ACCEPT: gettext_lazy("Take it up"),
    Verb.ASK: gettext_lazy("Ask for more"),
    Verb.SEND: gettext_lazy("Add what was asked"),
    Verb.REJECT: gettext_lazy("Not taken up: say why"),
    Verb.DEFER: gettext_lazy("Defer it to a day"),
    Verb.REFER: gettext_lazy("Refer it to a body"),
    Verb.BACK: gettext_lazy("Look at it anew"),
    Verb.REPORT: gettext_lazy("Say that it is done"),
    Verb.CONFIRM: gettext_lazy("Yes, it is done"),
    Verb.REOPEN: gettext_lazy("No, it is not done"),
    Verb.WITHDRAW: gettext_lazy("Withdraw my topic"),
}
#: The first of these that is open is the primary button.
ONWARD = (Verb.CONFIRM, Verb.SEND, Verb.ACCEPT, Verb.REPORT)
WARN = frozenset({Verb.REJECT, Verb.WITHDRAW})
STEP_TITLES = {
    State.RAISED: gettext_lazy("Looked over"),
    State.ACCEPTED: gettext_lazy("Who has the power"),
    State.PREPARING: gettext_lazy("Proposal"),
    State.READY: gettext_lazy("Meeting"),
    State.IN_WORK: pgettext_lazy("topic", "Carried out"),
    State.DONE: gettext_lazy("Done: does its raiser say so?"),
    State.RESOLVED: gettext_lazy("Resolved"),
}
#: Where on the line something stands that is beside it.
BESIDE = {
    State.RETURNED: State.RAISED,
    State.OWNERS: State.READY,
    State.RESIDENTS: State.READY,
    State.PARKED: State.ACCEPTED,
    State.DEFERRED: State.ACCEPTED,
    State.REFERRED: State.ACCEPTED,
    State.REJECTED: State.RAISED,
    State.WITHDRAWN: State.RAISED,
    State.MERGED: State.RAISED,
}
#: Steps of the line that a way does not take.
LEFT_OUT = {
    Way.DAILY.value: {State.PREPARING, State.READY},
    Way.OUTSIDE.value: {State.PREPARING, State.READY},
    Way.OWNERS.value: {State.PREPARING},
    Way.RESIDENTS.value: {State.PREPARING},
}
#: Who decides it instead of a meeting.
DECIDED_BY = {
    Way.OWNERS.value: pgettext_lazy("step", "Owners’ assembly"),
    Way.RESIDENTS.value: pgettext_lazy("step", "Residents’ poll"),
}
#: Rejected there, not at the desk.
BY_VOTE = {Ground.VOTED.value, Ground.MEETING.value}


@dataclass(frozen=True, slots=True)
class Card:
    """A topic in a list."""

    topic: Topic
    text: str
    where: str
    tone: str
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    step: Step
    who: Any
    capacity: Any
    words: str
    body: str


@dataclass(frozen=True, slots=True)
class Button:
    verb: Verb
    label: Any
    kind: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One topic for one reader; what is not for these eyes is empty."""

    card: Card
    words: str
    who: Any
    mine: bool
    marks: list[Mark]
    pictures: Sequence[Attached]
    history: list[Line]
    buttons: list[Button]
    body: str
    owner: str
    matter: str
    check: Check | None
    power: str
    means: str
    needed: int
    may_support: bool
    supports: bool
    may_check: bool
    may_merge: bool
    may_propose: bool
    alike: list[tuple[Card, int]]
    merged: list[Topic]
    proposal: Proposal | None
    #: What modules above show and offer.
    beside: list[Beside]
    offers: list[tuple[Any, str]]


def where(topic: Topic) -> str:
    if topic.building is not None and topic.estate is not None:
        return f"{topic.estate.name} {topic.building.label}"
    return topic.estate.name if topic.estate else _("the whole community")


def headline(topic: Topic, *, inside: bool = True) -> str:
    """The desk's title unless it was unfit, else the words for those who may read them, else its number."""
    if topic.title and (inside or not topic.hidden):
        return topic.title
    if inside and topic.text:
        return topic.text
    return _("Topic %(number)s") % {"number": topic.pk}


def card(topic: Topic, *, inside: bool = True, mine: bool = False) -> Card:
    tone = TONES.get(State(topic.state), "plain")
    tone = "warn" if topic.is_overdue else tone
    return Card(topic, headline(topic, inside=inside), where(topic), tone, mine)


def cards(topics: Sequence[Topic], actor: Actor) -> list[Card]:
    """Two queries, for what the reader's home stands behind."""
    mine = queries_topics.supported_by(actor.person or 0, [each.pk for each in topics])
    inside = actor.capacity in rules_topics.NEIGHBOURS
    return [card(each, inside=inside, mine=each.pk in mine) for each in topics]


def course(topic: Topic) -> list[Mark]:
    """The line that a topic of its way takes; what leaves it stands where it left."""
    state = State(topic.state)
    at = BESIDE.get(state, state)
    if state is State.REJECTED and topic.ground in BY_VOTE:
        at = State.READY
    left_out = LEFT_OUT.get(topic.way, set()) - {at}
    line = [each for each in LINE if each not in left_out]
    place = line.index(at)
    stopped = state in ENDS and state is not State.RESOLVED
    found = []
    for number, each in enumerate(line):
        mark = "done" if number < place or state is State.RESOLVED else "todo"
        if number == place and state is not State.RESOLVED:
            mark = "stop" if stopped else "now"
        now = mark in {"now", "stop"}
        note = topic.get_state_display() if now else ""
        found.append(
            Mark(
                DECIDED_BY.get(topic.way, STEP_TITLES[each])
                if each is State.READY
                else STEP_TITLES[each],
                mark,
                note,
                until=topic.due_on.isoformat() if now and topic.due_on else "",
            )
        )
    return found


def buttons_of(actor: Actor, topic: Topic) -> list[Button]:
    state = State(topic.state)
    may = [
        verb
        for verb in allowed_verbs(state)
        if verb in BUTTONS and rules_topics.may_do(actor, topic, verb)
    ]
    first = next((verb for verb in ONWARD if verb in may), None)
    kinds = {verb: "warn" if verb in WARN else "default" for verb in may}
    if first:
        kinds[first] = "primary"
    order = sorted(may, key=lambda verb: (verb != first, verb in WARN))
    return [Button(verb, BUTTONS[verb], kinds[verb]) for verb in order]


def _lines(topic: Topic, *, inside: bool) -> list[Line]:
    found = []
    for step in queries_topics.steps_of(topic.pk):
        official = step.capacity in {Capacity.STAFF, Capacity.OFFICER}
        seen = inside or (official and step.verb != "raise")
        who = display_name(step.person) if step.person is not None and seen else ""
        found.append(
            Line(
                step,
                who or capacity_word(step.capacity),
                capacity_word(step.capacity) if who else "",
                step.text if seen and step.verb != "raise" else "",
                body_title(step.body) if step.body else "",
            )
        )
    return found


def shown(actor: Actor, topic: Topic) -> Shown:
    inside = rules_topics.reads_words(actor, topic)
    state = State(topic.state)
    desk = bool(rules_topics.serves(actor, topic))
    resident = actor.capacity is Capacity.RESIDENT and actor.reaches(topic.community)
    check = queries_topics.last_check(topic.pk)
    new = state in {State.RAISED, State.RETURNED, State.ACCEPTED}
    matter = matters().get(topic.matter)
    office = topic.owner_office
    return Shown(
        card=card(topic, inside=inside),
        words=topic.text if inside else "",
        who=_who(topic, inside=inside),
        mine=rules_topics.raised(actor, topic),
        marks=course(topic),
        pictures=keeper().attached(PICTURE_OF, [topic.pk]).get(topic.pk, []) if inside else [],
        history=_lines(topic, inside=inside),
        buttons=buttons_of(actor, topic),
        body=body_title(topic.body) if topic.body else "",
        owner=f"{office.organisation.name} · {office.title}" if office else "",
        matter=matter.title if matter else "",
        check=check,
        power=body_title(check.power) if check else "",
        means=body_title(check.means) if check else "",
        needed=terms_in_force(topic.community, topic.estate_id).support_households,
        may_support=resident and state in OPEN,
        supports=bool(queries_topics.supported_by(actor.person or 0, [topic.pk])),
        may_check=desk and state is State.ACCEPTED,
        may_merge=desk and new,
        may_propose=bool(rules_topics.may_do(actor, topic, Verb.PROPOSE)),
        alike=[(card(each), n) for each, n in queries_topics.alike(topic)] if desk and new else [],
        merged=queries_topics.merged_into(topic.pk),
        proposal=queries_topics.proposal_of(topic.pk),
        beside=beside(topic.pk),
        offers=offers(actor, topic),
    )


def _who(topic: Topic, *, inside: bool) -> str:
    if topic.raiser is None:
        return _("somebody who telephoned or came to the desk")
    return display_name(topic.raiser) if inside else _("a resident")
