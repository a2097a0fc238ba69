"""A stall as pages show it: the ladder for everybody, and what this reader may do on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from linli.deliberation.beside import Beside, Group
from linli.deliberation.matters import matters
from linli.deliberation.models import Topic
from linli.kernel.actor import Actor, Capacity
from linli.kernel.attachments import Attached, keeper
from linli.kernel.process import Mark
from linli.kernel.words import capacity_word
from linli.stalling import queries, rules
from linli.stalling.course import Phase
from linli.stalling.ladders import Spec, title_of_body
from linli.stalling.models import Answer, Rung, Stall
from linli.stalling.operations import PROOF_OF
from linli.stalling.words import headline, need_title, step_title

TONES = {
    Phase.READY: "wait",
    Phase.ACTING: "warn",
    Phase.WAITING: "wait",
    Phase.PROMISED: "wait",
    Phase.CLIMBED: "stop",
    Phase.OVER: "ok",
}
BY_WORDS = dict(Rung.BY)
BOARD_MOST = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A stall in a list."""

    stall: Stall
    title: str
    against: str
    step: str
    tone: str
    day: Any


@dataclass(frozen=True, slots=True)
class Step:
    """A rung of the ladder, told or to come. `number` counts from 1."""

    number: int
    spec: Spec
    title: str
    to: str
    rung: Rung | None
    proof: str
    why: str
    files: Sequence[Attached]
    needs: list[str]
    may_act: bool
    may_answer_skip: bool
    letter: bool

    @property
    def name(self) -> str:
        """The step and whom it turns to, unless they are called the same."""
        return self.title if self.title == self.to else f"{self.title} → {self.to}"


@dataclass(frozen=True, slots=True)
class Shown:
    line: Line
    matter: str
    steps: list[Step]
    marks: list[Mark]
    answers: list[tuple[Answer, str]]
    inside: bool
    may_answer: bool
    now: Step | None


def line(stall: Stall) -> Line:
    rungs = stall.rungs_of_ladder.rungs
    at = stall.level - 1 if stall.phase == Phase.WAITING else stall.level
    at = max(0, min(at, len(rungs) - 1))
    return Line(
        stall,
        headline(stall),
        title_of_body(stall.against),
        step_title(rungs[at].step),
        TONES[Phase(stall.phase)],
        stall.next_on,
    )


def _steps(actor: Actor, stall: Stall, *, inside: bool) -> list[Step]:
    told = {rung.level: rung for rung in queries.rungs_of(stall.pk)}
    for rung in told.values():
        rung.stall = stall
    files = keeper().attached(PROOF_OF, [r.pk for r in told.values()]) if inside and told else {}
    found = []
    for level, spec in enumerate(stall.rungs_of_ladder.rungs):
        at = told.get(level)
        acts = at is not None and bool(rules.may_act_on(actor, at))
        found.append(
            Step(
                number=level + 1,
                spec=spec,
                title=step_title(spec.step),
                to=title_of_body(spec.to or stall.against),
                rung=at,
                proof=at.evidence if at and inside else "",
                why=at.why if at and inside else "",
                files=files.get(at.pk, []) if at else [],
                needs=[need_title(code) for code in spec.needs],
                may_act=acts,
                may_answer_skip=acts and at is not None and bool(rules.may_answer_skip(actor, at)),
                letter=at is not None and bool(rules.sees_letter(actor, rung=at)),
            )
        )
    return found


def _marks(stall: Stall, steps: Sequence[Step]) -> list[Mark]:
    """For the component `process`: which rung, since when, until when."""
    found = []
    for step in steps:
        rung = step.rung
        state, note, who, until = "todo", "", "", ""
        if rung is None:
            if step.number - 1 < stall.first_level:
                state, note = "done", _("in an earlier stall of the same matter")
        elif rung.state == Rung.State.DONE:
            state = "done"
            note = f"{rung.done_on:%Y-%m-%d} · {rung.get_how_display()}"
            if stall.phase == Phase.WAITING and stall.level == step.number:
                state, who = "now", step.to
                until = f"{rung.answer_by:%Y-%m-%d}"
        elif rung.state == Rung.State.SKIPPED:
            state, note = "done", _("passed over by two people, with a reason")
        elif rung.state == Rung.State.MOOT:
            state, note = "stop", _("no longer needed")
        else:
            state, who = "now", str(BY_WORDS[rung.by])
            until = f"{rung.due_on:%Y-%m-%d}"
        found.append(Mark(step.name, state, note, who=who, until=until))
    return found


def shown(actor: Actor, stall: Stall) -> Shown:
    inside = rules.reads_all(actor, stall)
    steps = _steps(actor, stall, inside=inside)
    matter = matters().get(stall.matter)
    running = stall.ended_at is None
    now = next((each for each in steps if each.rung and each.rung.state == Rung.State.OPEN), None)
    return Shown(
        line=line(stall),
        matter=matter.title if matter else stall.matter,
        steps=steps,
        marks=_marks(stall, steps),
        answers=[(each, each.text if inside else "") for each in queries.answers_of(stall.pk)],
        inside=inside,
        may_answer=running and bool(rules.may_answer(actor, stall=stall.pk)),
        now=now,
    )


def said_by(answer: Answer) -> str:
    return capacity_word(answer.capacity)


# --- beside topics ------------------------------------------------------------------------------
def _beside(stall: Stall, title: Any) -> Beside:
    it = line(stall)
    over = stall.phase == Phase.OVER
    note = f"{it.against} · {it.step}" if not over else str(stall.get_end_display())
    if it.day and not over:
        note += " · " + _("next day %(day)s") % {"day": it.day.isoformat()}
    return Beside(
        title,
        reverse("stall", args=[stall.pk]),
        note,
        "gavel",
        stall.get_phase_display(),
        it.tone,
    )


def beside_topics(topics: Iterable[int]) -> list[tuple[int, Beside]]:
    """On a topic's page and trace. One query."""
    title = gettext_lazy("What is done because it stalls")
    return [(row.topic_id or 0, _beside(row, title)) for row in queries.of_topics(topics)]


def on_board(community: int) -> Group:
    """What is stalled now, on the public board. One query."""
    rows = queries.of_community(community, BOARD_MOST)
    return Group(
        gettext_lazy("Stalled: who does not act, and which rung is climbed"),
        [_beside(row, headline(row)) for row in rows],
    )


def offer(actor: Actor, topic: Topic) -> tuple[Any, str] | None:
    """Beside a topic that waits for others: do not only wait."""
    if topic.state not in queries.BY_HAND or actor.capacity not in {
        Capacity.RESIDENT,
        Capacity.STAFF,
    }:
        return None
    if queries.open_of_topic(topic.pk) or not rules.may_open(actor, topic=topic.pk):
        return None
    words = pgettext_lazy("stall", "Nothing happens: climb the ladder")
    return words, reverse("open_stall", args=[topic.pk])


# --- my own ---------------------------------------------------------------------------------------
def mine(actor: Actor) -> list[tuple[Line, Rung | None, Spec]]:
    """What somebody raised that is stalled, the rung that waits for them first."""
    person = actor.person or 0
    rungs = {rung.stall_id: rung for rung in queries.open_rungs_of(person)}
    found = []
    for stall in queries.of_raiser(person).order_by("pk"):
        specs = stall.rungs_of_ladder.rungs
        at = max(0, min(stall.level, len(specs) - 1))
        found.append((line(stall), rungs.get(stall.pk), specs[at]))
    return sorted(found, key=lambda each: each[1] is None)
