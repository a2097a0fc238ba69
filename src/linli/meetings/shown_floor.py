"""The floor as people see it: what is pending, who speaks, who waits, how it stands. No database.

`scene` is the same for everybody who reads one language, so a process makes it once a version.
What is for one reader alone (their place, their buttons) is in `doing.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from linli.deliberation.floor import quorum
from linli.deliberation.floor.kinds import MeetingState, Method, MotionState
from linli.deliberation.floor.speaking import most_times, seconds
from linli.deliberation.floor.state import Floor, How, Settled, Vote, Waiting
from linli.deliberation.floor.voting import not_called, tally, voters
from linli.meetings.queueing import line_up
from linli.meetings.shown_motion import ShownMotion, shown_motion
from linli.meetings.words_floor import headline, number, word

TONES = {
    MeetingState.IN_SESSION: "ok",
    MeetingState.RECESS: "wait",
    MeetingState.CALLED: "wait",
}
RESULT_TONES = {
    MotionState.ADOPTED: "ok",
    MotionState.LOST: "stop",
    MotionState.KILLED: "stop",
    MotionState.DIED: "stop",
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """`until`: when the time is over; none: no limit. `limit`: all of it, in seconds."""

    member: str
    name: str
    side: str
    side_word: str
    since: datetime
    until: datetime | None
    limit: int


@dataclass(frozen=True, slots=True)
class Queued:
    place: int
    member: str
    name: str
    side: str
    side_word: str
    note: str


@dataclass(frozen=True, slots=True)
class Answered:
    """In a roll call: who has said what."""

    name: str
    choice: str
    choice_word: str


@dataclass(frozen=True, slots=True)
class ShownVote:
    """How far a vote is.

    `figures`: yes, no, abstain, once hands were counted or while a roll is called; not in
    a vote by phone: those are told when it is announced, so that nobody follows the crowd.
    """

    motion: str
    method: str
    method_word: str
    cast: int
    may: int
    figures: tuple[tuple[str, str, int], ...] = ()
    roll: tuple[Answered, ...] = ()
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Rested:
    """Decided, or waiting for another time."""

    number: str
    text: str
    word: str
    tone: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    state: str
    state_word: str
    tone: str
    presiding: str
    keeper: str
    have: int
    need: int
    members: int
    present: int
    pending: tuple[ShownMotion, ...]
    speaker: Speaker | None
    queue: tuple[Queued, ...]
    vote: ShownVote | None
    decided: tuple[Rested, ...]
    waiting: tuple[Rested, ...]
    suspended: tuple[str, ...]
    recess_until: datetime | None
    continues_at: datetime | None
    speaking_rule: str = ""
    #: item -> its title, for what nobody has moved yet
    due: tuple[str, ...] = ()
    #: when something ends by itself: pages ask again then
    ends: datetime | None = None

    @property
    def quorate(self) -> bool:
        return self.have >= self.need


Names = Mapping[str, str]


def scene(state: Floor, people: Names, items: Names) -> Scene:
    """`people`: seat -> the name that its holder shows; `items`: item -> title."""
    have, need = quorum(state)
    return Scene(
        state=state.meeting.value,
        state_word=headline(state.meeting),
        tone=TONES.get(state.meeting, "plain"),
        presiding=people.get(state.presiding, ""),
        keeper=people.get(state.keeper or "", ""),
        have=have,
        need=need,
        members=len(state.members),
        present=len(state.present),
        pending=tuple(shown_motion(state, each, people, items) for each in reversed(state.stack)),
        speaker=_speaker(state, people),
        queue=_queue(state, people),
        vote=_vote(state, state.vote, people) if state.vote else None,
        decided=tuple(_decided(each) for each in state.settled),
        waiting=tuple(_waiting(each) for each in state.waiting),
        suspended=tuple(word(rule) for rule in state.suspended),
        recess_until=state.recess_until,
        continues_at=state.continues_at,
        speaking_rule=_speaking_rule(state),
        due=_due(state, items),
        ends=ends(state),
    )


def ends(state: Floor) -> datetime | None:
    """When time alone changes what is shown: a speech is over, a motion dies without a second."""
    top = state.pending
    waits = top.second_until if top and top.state is MotionState.MADE else None
    speech = state.speech.until if state.speech else None
    recess = state.recess_until if state.meeting is MeetingState.RECESS else None
    later = [each for each in (waits, speech, recess) if each and each >= state.clock]
    return min(later, default=None)


def _speaker(state: Floor, people: Names) -> Speaker | None:
    speech = state.speech
    if speech is None:
        return None
    limit = int((speech.until - speech.since).total_seconds()) if speech.until else 0
    return Speaker(
        speech.member,
        people.get(speech.member, ""),
        speech.side.value,
        word(speech.side),
        speech.since,
        speech.until,
        limit,
    )


def _queue(state: Floor, people: Names) -> tuple[Queued, ...]:
    found = []
    for place, each in enumerate(line_up(state), start=1):
        note = _("goes on after the interruption") if each.goes_on else ""
        if each.spoken and not note:
            note = _("has spoken on this")
        name = people.get(each.member, "")
        found.append(Queued(place, each.member, name, each.side.value, word(each.side), note))
    return tuple(found)


def _speaking_rule(state: Floor) -> str:
    motion = state.pending
    if motion is None or not motion.debatable or motion.closed:
        return ""
    time, times = seconds(state, motion), most_times(state, motion)
    parts = []
    if time:
        parts.append(ngettext("at most %(n)s second", "at most %(n)s seconds", time) % {"n": time})
    if times:
        parts.append(ngettext("%(n)s time each", "%(n)s times each", times) % {"n": times})
    return _(", ").join(parts)


def _vote(state: Floor, vote: Vote, people: Names) -> ShownVote:
    may = [m for m in voters(state) if m != state.presiding or _chair_always(state)]
    counted = tally(vote)
    open_figures = vote.counted is not None or vote.method is Method.ROLL_CALL
    figures = (
        ("yes", pgettext("cast", "Yes"), counted.yes),
        ("no", pgettext("cast", "No"), counted.no),
        ("abstain", pgettext("cast", "Abstain"), counted.abstain),
    )
    roll: tuple[Answered, ...] = ()
    missing = ""
    if vote.method is Method.ROLL_CALL:
        said = dict(vote.cast)
        called = [*may, *(m for m in said if m not in may)]
        roll = tuple(
            Answered(
                people.get(m, ""),
                said[m].value if m in said else "",
                word(said[m]) if m in said else "",
            )
            for m in called
        )
        missing = people.get(not_called(state, vote) or "", "")
    cast = counted.yes + counted.no + counted.abstain
    return ShownVote(
        vote.motion,
        vote.method.value,
        word(vote.method),
        cast,
        len(may),
        figures if open_figures else (),
        roll,
        missing,
    )


def _chair_always(state: Floor) -> bool:
    return state.rules.chair_votes.value == "always"


def _decided(settled: Settled) -> Rested:
    main = settled.main
    votes = settled.counted
    if settled.cast and votes is None:
        votes = tally(Vote(main.id, Method.ROLL_CALL, settled.cast))
    note = figures_word(votes.yes, votes.no, votes.abstain) if votes else ""
    return Rested(
        number(main.id),
        main.terms.text or "",
        headline(main.state),
        RESULT_TONES.get(main.state, "wait"),
        note,
    )


def figures_word(yes: int, no: int, abstain: int) -> str:
    return _("%(yes)s for, %(no)s against, %(abstain)s abstained") % {
        "yes": yes,
        "no": no,
        "abstain": abstain,
    }


def _waiting(waits: Waiting) -> Rested:
    day = date_format(waits.due, "Y-m-d") if waits.due else ""
    said = {
        How.PENDING: _("comes back in the next meeting"),
        How.TABLED: _("on the table until it is taken up"),
        How.POSTPONED: _("comes back on %(day)s") % {"day": day},
        How.REFERRED: _("with %(body)s, report on %(day)s") % {"body": waits.body, "day": day},
    }
    main = waits.main
    return Rested(number(main.id), main.terms.text or "", said[waits.how], "wait")


def _due(state: Floor, items: Names) -> tuple[str, ...]:
    """Items that nothing was decided on and that are not on the floor."""
    done = {each.main.item for each in state.settled} | {each.item for each in state.stack}
    done |= {each.main.item for each in state.waiting}
    return tuple(items.get(each.id, each.id) for each in state.agenda if each.id not in done)
