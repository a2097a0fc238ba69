"""An evening of motions, its commands played again: lines as they come, by what they are about."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from linli.deliberation.floor import commands as given
from linli.deliberation.floor.kinds import Choice, Kind, MeetingState, Method, MotionState, Side
from linli.deliberation.floor.machine import apply
from linli.deliberation.floor.people import quorum
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.stack import find, is_privileged
from linli.deliberation.floor.state import Floor, Happened, Motion, What
from linli.deliberation.floor.voting import counting
from linli.meetings.minutes.frame import NOTHING, Diverged, Opening, Presence, Told
from linli.meetings.minutes.record import Body, Clock, Line, Part, Phrase, Seat
from linli.meetings.minutes.saying import what

COURSE = "course"


@dataclass(frozen=True, slots=True)
class Step:
    """A command with the states around it."""

    before: Floor
    command: given.Command
    after: Floor

    @property
    def made(self) -> str | None:
        """The number of the motion that this command made."""
        moved = self.after.next_number > self.before.next_number
        return f"m{self.before.next_number}" if moved else None

    def motion(self, number: str) -> Motion | None:
        waiting = (*self.after.waiting, *self.before.waiting)
        rests = [motion for waits in waiting for motion in waits.stack]
        settled = [each.main for each in (*self.after.settled, *self.before.settled)]
        found = find((*self.after.stack, *self.before.stack, *rests, *settled), number)
        return found or self._granted(number)

    def _granted(self, number: str) -> Motion | None:
        """What was adopted by being moved never stood on the stack."""
        command = self.command
        if number != self.made or not isinstance(command, given.Move):
            return None
        adopted, terms = MotionState.ADOPTED, command.terms
        return Motion(number, command.kind, command.by, adopted, terms, command.at)


@dataclass
class Evening:
    """One meeting, step by step; `lines` by what they are about: the course, an item, a motion."""

    floor: Floor
    presence: Presence = field(default_factory=Presence)
    lines: dict[str, list[Line]] = field(default_factory=dict)
    #: facts of the line with which a motion was made, for who seconds it
    made: dict[str, dict[str, object]] = field(default_factory=dict)
    #: motion -> section
    about: dict[str, str] = field(default_factory=dict)
    #: section -> motion -> speeches of each side
    speeches: dict[str, dict[str, dict[Side, int]]] = field(default_factory=dict)
    opening: Opening | None = None
    adjourned: tuple[datetime, Phrase] | None = None

    # --- steps ------------------------------------------------------------------------------------
    def take(self, command: given.Command, after: Floor) -> None:
        step = Step(self.floor, command, after)
        self.floor = after
        self.presence.look(step.before.present, after.present, command.at)
        self._of_command(step)
        for event in after.happened:
            self._of_event(step, event)
        if step.before.presiding != after.presiding:
            facts = {"from_": Seat(step.before.presiding), "to": Seat(after.presiding)}
            self.say(COURSE, "handed", step, **facts)

    def say(self, section: str, key: str, step: Step, **facts: object) -> None:
        part = Part.VOTES if key in ("voted", "roll") else Part.MINUTES
        line = Line(key, {"at": Clock(step.command.at), **facts}, part)
        self.lines.setdefault(section, []).append(line)

    def _of_command(self, step: Step) -> None:
        command, pending = step.command, step.before.pending
        if isinstance(command, given.Second) and pending and pending.id in self.made:
            self.made[pending.id]["second"] = Phrase("seconded", {"seconder": Seat(command.by)})
        elif isinstance(command, given.Recuse):
            section = self.about.get(command.item, command.item)
            # days before, the hour says nothing
            before = step.before.meeting is MeetingState.NOTICED
            key = "recused_before" if before else "recused"
            self.say(section, key, step, seat=Seat(command.member or command.by))
        elif isinstance(command, given.Object) and pending:
            section = self.section(step.before, pending)
            self.say(section, "objected", step, seat=Seat(command.by))

    def section(self, state: Floor, motion: Motion) -> str:
        """What a motion is about: the item of the main matter, the matter itself, or the evening."""
        if motion.id in self.about:
            return self.about[motion.id]
        bottom = state.stack[0] if state.stack else motion
        if is_privileged(state, motion):
            found = COURSE
        elif bottom.item:
            found = self.about.get(bottom.item, bottom.item)
        else:
            found = bottom.id if bottom.kind is Kind.MAIN else COURSE
        self.about[motion.id] = found
        return found

    # --- what happened ----------------------------------------------------------------------------
    def _of_event(self, step: Step, event: Happened) -> None:
        if event.what is What.MEETING:
            self._meeting(step, MeetingState(event.state or ""))
        elif event.what in (What.QUORUM_LOST, What.QUORUM_BACK):
            have, need = quorum(step.after)
            self.say(COURSE, event.what.value, step, have=have, need=need)
        elif event.motion:
            motion = step.motion(event.motion)
            if motion:
                self._of_motion(step, event, motion)

    def _meeting(self, step: Step, into: MeetingState) -> None:
        before, at, after = step.before, step.command.at, step.after
        if into is MeetingState.RECESS and after.recess_until:
            self.say(COURSE, "recess", step, until=Clock(after.recess_until))
        elif into is MeetingState.IN_SESSION and before.meeting is MeetingState.RECESS:
            self.say(COURSE, "resumed", step)
        elif into is MeetingState.IN_SESSION:
            have, need = quorum(after)
            self.opening = Opening(at, have, need)
            self.presence.opened_at = at
        elif into is MeetingState.ADJOURNED:
            how = Phrase("by_chair")
            if before.pending and not isinstance(step.command, given.Close):
                how = Phrase("by_motion", {"motion": before.pending.id})
            self.adjourned = at, how

    def _of_motion(self, step: Step, event: Happened, motion: Motion) -> None:
        stands = step.after if find(step.after.stack, motion.id) else step.before
        section, facts = self.section(stands, motion), {"motion": motion.id}
        if event.what is What.MOTION:
            self._changed(section, step, motion, MotionState(event.state or ""))
        elif event.what is What.VOTED and event.counted:
            self._voted(section, step, motion, event)
        elif event.what is What.SPEAKS:
            self._speaks(section, step.before, motion, Side(event.state or ""))
        elif event.what is What.RETURNED:
            how = Phrase(f"how_{event.state}")
            self.say(section, "returned", step, **facts, how=how, text=motion.terms.text or "")
            for each in step.after.stack[1:]:
                self.about[each.id] = section
                self.say(section, "with_it", step, motion=each.id, what=what(step.after, each))
        elif event.what is What.RULED:
            self.say(section, f"ruled_{event.state}", step, **facts)
        elif event.what in (What.RULING_CHANGED, What.UNDONE, What.VOTE_VOID):
            self.say(section, event.what.value, step, **facts)

    def _changed(self, section: str, step: Step, motion: Motion, into: MotionState) -> None:
        facts: dict[str, object] = {"motion": motion.id}
        if motion.id == step.made:
            if motion.id not in self.made:
                self._made(section, step, motion)
            if into is MotionState.ADOPTED:  # it is granted by being moved
                self.say(section, "granted", step, **facts)
        elif into is MotionState.DIED:
            self._died(section, step, motion)
        elif into is MotionState.POSTPONED and isinstance(step.command, given.SetAside):
            self.say(section, "set_aside", step, **facts)
        elif into in (MotionState.POSTPONED, MotionState.REFERRED):
            rests = next(each for each in step.after.waiting if each.main.id == motion.id)
            self.say(section, into.value, step, **facts, on=rests.due, body=Body(rests.body or ""))
        elif into in (MotionState.WITHDRAWN, MotionState.KILLED, MotionState.TABLED):
            self.say(section, into.value, step, **facts)

    def _made(self, section: str, step: Step, motion: Motion) -> None:
        facts: dict[str, object] = {
            "at": Clock(step.command.at),
            "mover": Seat(motion.mover),
            "motion": motion.id,
            "what": what(step.after, motion),
            "second": NOTHING,
        }
        self.made[motion.id] = facts
        self.lines.setdefault(section, []).append(Line("moved", facts))

    def _died(self, section: str, step: Step, motion: Motion) -> None:
        stood = find(step.before.stack, motion.id)
        if stood and stood.state is MotionState.MADE and motion.id in self.made:
            self.made[motion.id]["second"] = Phrase("unseconded")
        else:
            self.say(section, "fell" if stood else "lapsed", step, motion=motion.id)

    def _speaks(self, section: str, before: Floor, motion: Motion, side: Side) -> None:
        """A speech that goes on after an interruption is the same speech."""
        stood = find(before.stack, motion.id)
        if stood and sum(n for _, n in stood.spoken) == sum(n for _, n in motion.spoken):
            return
        counts = self.speeches.setdefault(section, {}).setdefault(motion.id, {})
        counts[side] = counts.get(side, 0) + 1

    def _voted(self, section: str, step: Step, motion: Motion, event: Happened) -> None:
        vote, counted = step.before.vote, event.counted
        if vote is None or counted is None:
            return
        self.say(
            section,
            "voted",
            step,
            motion=motion.id,
            method=vote.method,
            threshold=motion.threshold or step.before.rules.majority,
            yes=counted.yes,
            no=counted.no,
            abstain=counted.abstain,
            result=MotionState(event.state or ""),
            now=_now(step.after, motion, event),
        )
        if vote.method is Method.ROLL_CALL:
            cast = counting(step.before, vote, motion).cast
            said = {choice.value: _who(cast, choice) for choice in Choice}
            self.say(section, "roll", step, motion=motion.id, **said)

    # --- the whole --------------------------------------------------------------------------------
    def told(self) -> Told:
        floor = self.floor
        adjourned_at, how = self.adjourned or (None, NOTHING)
        return Told(
            floor.day,
            floor.chair,
            floor.keeper,
            len(floor.members),
            self.opening,
            quorum(floor),
            adjourned_at,
            how,
            floor.continues_at,
        )

    def of(self, section: str) -> list[Line]:
        """The lines of a section, and the speeches in it."""
        found = list(self.lines.get(section, ()))
        spoken = self.speeches.get(section)
        if spoken:
            each = tuple(
                Phrase(
                    "speeches_on",
                    {
                        "motion": number,
                        "for_": sides.get(Side.FOR, 0),
                        "against": sides.get(Side.AGAINST, 0),
                        "neutral": sides.get(Side.NEUTRAL, 0),
                    },
                )
                for number, sides in spoken.items()
            )
            found.append(Line("speeches", {"each": each}))
        return found


def _now(after: Floor, motion: Motion, event: Happened) -> Phrase:
    """How the main motion reads after an amendment of it."""
    target = find(after.stack, motion.target)
    adopted = event.state == MotionState.ADOPTED and motion.kind is Kind.AMEND
    if not adopted or target is None or target.kind is not Kind.MAIN:
        return NOTHING
    return Phrase("now_reads", {"target": target.id, "text": target.terms.text or ""})


def _who(cast: Iterable[tuple[str, Choice]], choice: Choice) -> object:
    return tuple(Seat(member) for member, said in cast if said is choice) or Phrase("none")


def played(start: Floor, commands: Iterable[given.Command]) -> Evening:
    """The commands again, from the meeting in draft. What was once accepted is accepted again."""
    evening = Evening(start)
    for command in commands:
        after = apply(evening.floor, command)
        if isinstance(after, Refusal):
            raise Diverged(after.code)
        evening.take(command, after)
    return evening
