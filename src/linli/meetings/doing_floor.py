"""A meeting by motions: what a member and the chair may do now."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from linli.deliberation.floor import against_moving, apply, next_speaker
from linli.deliberation.floor import commands as given
from linli.deliberation.floor.content import due_item
from linli.deliberation.floor.kinds import (
    Choice,
    Kind,
    MeetingState,
    Method,
    Outcome,
    Side,
)
from linli.deliberation.floor.order import against
from linli.deliberation.floor.people import matter
from linli.deliberation.floor.refusals import Code
from linli.deliberation.floor.state import Floor
from linli.meetings.candidates import ABOUT, candidates
from linli.meetings.doing import (
    Button,
    KindNow,
    Mine,
    Names,
    Offer,
    hand_raised,
    one_primary,
    taken,
)
from linli.meetings.queueing import line_up
from linli.meetings.words_floor import headline, why, word

SIDES = (
    (Side.FOR, gettext_lazy("Speak for it"), "plus"),
    (Side.AGAINST, gettext_lazy("Speak against it"), "minus"),
    (Side.NEUTRAL, gettext_lazy("Speak without a side"), "message-circle"),
)
CHOICES = (
    (Choice.YES, pgettext_lazy("cast", "Yes"), "circle-check"),
    (Choice.NO, pgettext_lazy("cast", "No"), "circle-x"),
    (Choice.ABSTAIN, pgettext_lazy("cast", "Abstain"), "circle"),
)
METHODS = (Method.PHONE, Method.HANDS, Method.ROLL_CALL)


def mine(state: Floor, seat: str | None, people: Names, *, votes: Mapping[str, str]) -> Mine:
    """`votes`: what was cast by phone and is not taken into the floor yet, by seat."""
    if seat is None:
        return Mine()
    chair = seat == state.presiding
    cast = {who: choice.value for who, choice in state.vote.cast} if state.vote else {}
    choice = votes.get(seat) or cast.get(seat, "")
    queue = [each.member for each in line_up(state)]
    return Mine(
        role="chair" if chair else "keeper" if seat == state.keeper else "member",
        seat=seat,
        present=seat in state.present,
        place=queue.index(seat) + 1 if seat in queue else 0,
        choice=choice,
        choice_word=word(Choice(choice)) if choice else "",
        speaks=state.speech is not None and state.speech.member == seat,
        recused=bool(state.stack) and any((seat, key) in state.recused for key in matter(state)),
        buttons=one_primary(
            taken(state, apply, (*_member(state, seat, choice, people), *_hands(state, seat)))
        ),
        chair=one_primary(taken(state, apply, _chair(state, seat, people))) if chair else (),
        order=kinds_now(state, seat, people) if seat in state.members else (),
    )


def _hands(state: Floor, seat: str) -> Iterable[Offer]:
    if seat not in (state.presiding, state.keeper):
        return ()
    return hand_raised(
        state, apply, lambda member: given.Ask(state.clock, seat, Side.NEUTRAL, member)
    )


def kinds_now(state: Floor, seat: str, people: Names) -> tuple[KindNow, ...]:
    """Every kind by rank, those in order first. For the chair, who moves nothing: for others."""
    found = []
    for kind in Kind:
        answer = against_moving(state, seat, kind)
        if answer and seat == state.presiding and answer.code is Code.CHAIR_IS_NEUTRAL:
            answer = against(state, kind)
        reason = why(answer, people, {}) if answer else ""
        if not reason and kind in ABOUT and not candidates(state, kind, seat):
            reason = _("There is none that it could be about.")
        found.append(KindNow(kind.value, headline(kind), reason))
    return tuple(sorted(found, key=lambda each: bool(each.why)))


# --- a member --------------------------------------------------------------------------------------
def _member(state: Floor, seat: str, choice: str, people: Names) -> Iterator[Offer]:
    at = state.clock
    speaks = state.speech is not None and state.speech.member == seat
    here = _("I am here")
    yield Button("arrive", here, "primary", "user-round-check"), given.Arrive(at, seat)
    if state.vote and state.vote.method is not Method.HANDS:
        for each, label, icon in CHOICES:
            mark = "chosen" if choice == each else "default"
            button = Button("cast", str(label), mark, icon, (("choice", each.value),))
            yield button, given.Cast(at, seat, each)
    second = _("I second it")
    yield Button("second", second, "primary", "user-round-plus"), given.Second(at, seat)
    yield Button("object", _("I object"), "default", "badge-alert"), given.Object(at, seat)
    if speaks:
        done = _("I have finished")
        yield Button("end_speech", done, "primary", "check"), given.EndSpeech(at, seat)
    for side, label, icon in () if speaks else SIDES:
        button = Button("ask", str(label), "default", icon, (("side", side.value),))
        yield button, given.Ask(at, seat, side)
    if state.speech and seat == state.keeper:
        yield _stop(state.speech.member, people), given.EndSpeech(at, seat)
    back = _("Leave the queue")
    yield Button("step_back", back, "default", "undo-2"), given.StepBack(at, seat)


def _stop(member: str, people: Names) -> Button:
    label = _("End the speech of %(name)s") % {"name": people.get(member, "")}
    return Button("end_speech", label, "default", "x")


# --- the chair -------------------------------------------------------------------------------------
def _chair(state: Floor, seat: str, people: Names) -> Iterator[Offer]:
    yield from _session(state, seat)
    yield from _vote(state, seat)
    yield from _speaking(state, seat, people)
    yield from _put(state, seat)
    yield from _rest(state, seat)


def _session(state: Floor, seat: str) -> Iterator[Offer]:
    at = state.clock
    yield Button("call", _("Open the doors"), "primary", "door-open"), given.Call(at, seat)
    yield Button("open", _("Open the meeting"), "primary", "gavel"), given.Open(at, seat)
    go_on = _("Go on with the meeting")
    yield Button("resume", go_on, "primary", "gavel"), given.Resume(at, seat)


def _vote(state: Floor, seat: str) -> Iterator[Offer]:
    at, vote = state.clock, state.vote
    if vote and vote.method is Method.HANDS:
        label = _("Count the hands again") if vote.counted else _("Enter the hands counted")
        kind = "default" if vote.counted or vote.cast else "primary"
        yield Button("count", label, kind, "hash"), given.Count(at, seat, 0, 0)
    announce = _("Announce the result")
    yield Button("announce", announce, "primary", "megaphone"), given.Announce(at, seat)
    for upheld, label in (("yes", _("Uphold it")), ("no", _("Do not uphold it"))):
        button = Button("rule", label, "default", "gavel", (("upheld", upheld),))
        yield button, given.Rule(at, seat, upheld=upheld == "yes")


def _speaking(state: Floor, seat: str, people: Names) -> Iterator[Offer]:
    at, first = state.clock, next_speaker(state)
    if state.speech:
        yield _stop(state.speech.member, people), given.EndSpeech(at, seat)
    if first:
        label = _("Give the floor to %(name)s") % {"name": people.get(first.member, "")}
        button = Button("recognise", label, "primary", "megaphone", (("member", first.member),))
        yield button, given.Recognise(at, seat, first.member)


def _put(state: Floor, seat: str) -> Iterator[Offer]:
    at, top = state.clock, state.pending
    if top is None:
        return
    if top.kind is Kind.WITHDRAW and not top.objected:
        label = _("Nobody objects: it is withdrawn")
        yield Button("put", label, "primary", "check"), given.Put(at, seat)
        return
    usual = top.method or state.rules.method
    for method in METHODS:
        label = pgettext("put", "Vote: %(method)s") % {"method": word(method)}
        kind = "primary" if method is usual else "default"
        button = Button("put", label, kind, "vote", (("method", method.value),))
        yield button, given.Put(at, seat, method)


def _rest(state: Floor, seat: str) -> Iterator[Offer]:
    at = state.clock
    aside = _("Leave it to the next meeting")
    yield Button("set_aside", aside, "default", "history"), given.SetAside(at, seat)
    item = due_item(state)
    if item and state.meeting is MeetingState.IN_SESSION and not state.stack:
        button = Button("dispose", _("Dispose of an item"), "default", "inbox")
        yield button, given.Dispose(at, seat, item, Outcome.WITHDRAWN, "-")
    other = next((each for each in state.present if each != seat), None)
    if other and state.meeting in {MeetingState.IN_SESSION, MeetingState.RECESS}:
        button = Button("hand_over", _("Hand over the chair"), "default", "arrow-left-right")
        yield button, given.HandOver(at, seat, other)
    close = _("Close the meeting")
    yield Button("close", close, "warn", "door-open"), given.Close(at, seat)
