"""Meetings nobody would hold: two hundred random steps, and what must be true after each."""

from datetime import timedelta

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from linli.deliberation.floor import (
    apply,
    carry_over,
    in_order,
    meeting,
    pack,
    pack_command,
    quorum,
    unpack,
    unpack_command,
)
from linli.deliberation.floor import commands as given
from linli.deliberation.floor.charter import ChairVotes, FloorRules
from linli.deliberation.floor.kinds import FINAL, Choice, HouseRule, Kind, Method, Scope, Side
from linli.deliberation.floor.order import against
from linli.deliberation.floor.people import recused
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.stack import root
from linli.deliberation.floor.state import Item, What
from linli.deliberation.floor.table import TABLE, Family
from linli.deliberation.floor.tests.room import START, TODAY

MEMBERS = tuple("abcdefg")
OFTEN = (Family.MAIN, Family.SUBSIDIARY, Family.RESTORING)
WORDS = ("gate", "roof", "stairs", "lamp")


def any_terms(kind, random):
    """Something that this kind may say; not always something sound."""
    word, day = random.choice(WORDS), TODAY + timedelta(days=random.randint(-1, 30))
    method = random.choice(list(Method))
    number = random.choice([None, "m1", "m2", "m3", "m5", "m8"])
    scope = random.choice(list(Scope))
    said = {
        Kind.MAIN: [{"text": f"{word} {random.randint(1, 99)}"}],
        Kind.AMEND: [
            {"insert": word},
            {"strike": word, "insert": random.choice(WORDS)},
            {"insert": word, "after": random.choice(WORDS)},
            {"text": f"{word} {random.choice(WORDS)}"},
            {"minutes": random.randint(1, 9)},
            {"seconds": random.randint(1, 99)},
            {"body": word},
            {"method": method},
            {"on": day},
            {"until": START + timedelta(days=random.randint(7, 99))},
        ],
        Kind.RECESS: [{"minutes": random.randint(0, 9)}],
        Kind.FIX_TIME: [{"until": START + timedelta(days=random.randint(1, 99))}],
        Kind.POSTPONE: [{"on": day}],
        Kind.REFER: [{"body": word, "report_on": day}],
        Kind.LIMIT_DEBATE: [{"seconds": random.randint(1, 99), "scope": scope}, {"speeches": 1}],
        Kind.PREVIOUS_QUESTION: [{"scope": scope}],
        Kind.SUSPEND_RULES: [{"rule": random.choice(list(HouseRule))}],
        Kind.VOTE_METHOD: [{"method": method}],
        Kind.POINT_OF_ORDER: [{"decorum": random.random() < 0.3}],
        Kind.WITHDRAW: [{"motion": number}, {}],
        Kind.TAKE_FROM_TABLE: [{"motion": number}, {}],
        Kind.RECONSIDER: [{"motion": number}, {}],
    }
    return given.Terms(**random.choice(said.get(kind, [{}])))


class Walk:
    def __init__(self, random):
        self.random = random
        self.ended = set()
        self.begin(
            meeting(
                FloorRules(chair_votes=ChairVotes.WHEN_IT_MATTERS, table_lives_meetings=1),
                number=1,
                day=TODAY,
                members=MEMBERS,
                chair="a",
                at=START,
                agenda=(Item("i1"), Item("i2")),
            )
        )

    def begin(self, state):
        self.first, self.state, self.record = state, state, []
        for command in (given.Notice, given.Call):
            self.give(command, "a")
        for member in "abcdef":
            self.give(given.Arrive, member)
        self.give(given.Open, "a")

    def give(self, command, by, seconds=1, **fields):
        order = in_order(self.state) if command is given.Move else {}
        command = command(at=self.state.clock + timedelta(seconds=seconds), by=by, **fields)
        answer = apply(self.state, command)
        if isinstance(answer, Refusal):
            assert answer.text("zh")
            return
        if isinstance(command, given.Move) and not self.state.speech and seconds <= 1:
            assert order[command.kind] is None
        self.record.append(command)
        lay = {each.main.id for each in self.state.waiting}
        self.state = answer
        assert unpack(pack(answer)) == answer
        for event in answer.happened:
            if event.what in (What.RETURNED, What.UNDONE):
                self.ended -= {each.id for each in answer.stack}
            if event.what is What.MOTION and event.state in set(FINAL):
                # what lay on the table until its meetings are over dies there: its second end
                died = event.motion in lay and event.state == "died"
                assert event.motion not in self.ended or died
                self.ended.add(event.motion)

    # --- steps ------------------------------------------------------------------------------------
    def step(self):
        acts = {
            self.move: 14,
            self.move_anything: 2,
            self.ask: 6,
            self.vote: 5,
            self.hands: 5,
            self.decide: 4,
            self.come_and_go: 2,
            self.leave: 0.4,
            self.recuse: 0.5,
            self.hand_over: 0.7,
            self.wait: 1,
        }
        if self.state.meeting == "adjourned":
            self.next_meeting()
        elif self.state.meeting == "recess" and self.random.random() < 0.7:
            self.give(given.Tick, "", 600)
            self.give(given.Resume, self.state.presiding)
        elif self.state.vote and self.random.random() < 0.7:
            self.vote()
        elif self.state.speech and self.random.random() < 0.5:
            self.give(given.EndSpeech, self.state.presiding)
        else:
            self.random.choices(list(acts), list(acts.values()))[0]()

    @property
    def anybody(self):
        return self.random.choice(MEMBERS)

    def move(self):
        """What is in order; main matters and what is applied to them most of all."""
        allowed = [kind for kind in Kind if against(self.state, kind) is None] or list(Kind)
        often = [kind for kind in allowed if TABLE[kind].family in OFTEN]
        weights = [{Kind.MAIN: 6, Kind.AMEND: 4}.get(kind, 1) for kind in often]
        kind = self.random.choice(allowed)
        if often and self.random.random() < 0.8:
            kind = self.random.choices(often, weights)[0]
        if kind is Kind.ADJOURN and self.random.random() < 0.7:
            return
        item = self.random.choice([None, "i1", "i2"]) if kind is Kind.MAIN else None
        seconds = self.random.choice([1, 1, 1, 30])
        top = self.state.pending
        by = top.mover if kind is Kind.WITHDRAW and top else self.anybody
        terms = any_terms(kind, self.random)
        self.give(given.Move, by, seconds, kind=kind, terms=terms, item=item)
        if self.random.random() < 0.9:
            for member in self.random.sample(MEMBERS, 4):
                self.give(given.Second, member)
        if self.random.random() < 0.3:
            self.give(given.Object, self.anybody)

    def move_anything(self):
        kind = self.random.choice(list(Kind))
        self.give(given.Move, self.anybody, kind=kind, terms=any_terms(kind, self.random))

    def ask(self):
        for _ in range(self.random.randint(0, 3)):
            self.give(given.Ask, self.anybody, side=self.random.choice(list(Side)))
        self.give(given.Recognise, self.state.presiding)
        if self.random.random() < 0.5:
            self.give(given.EndSpeech, self.state.presiding)

    def talked_out(self):
        for _ in range(2 * len(MEMBERS) if self.random.random() < 0.7 else 0):
            self.give(given.EndSpeech, self.state.presiding)
            self.give(given.Recognise, self.state.presiding)

    def vote(self):
        self.talked_out()
        self.give(given.Put, self.state.presiding, method=self.random.choice(list(Method)))
        yes = self.random.random()
        for member in MEMBERS:
            choices = self.random.choices(list(Choice), [yes, 1 - yes, 0.1])
            self.give(given.Cast, member, choice=choices[0])
        if self.random.random() < 0.8:
            self.give(given.Announce, self.state.presiding)

    def hands(self):
        self.talked_out()
        self.give(given.Put, self.state.presiding)
        yes, no = self.random.randint(0, 5), self.random.randint(0, 3)
        self.give(given.Count, self.state.presiding, yes=yes, no=no)
        self.give(given.Announce, self.state.presiding)

    def decide(self):
        self.give(given.Rule, self.state.presiding, upheld=self.random.random() < 0.5)

    def come_and_go(self):
        command = self.random.choice([given.Leave, given.StepBack, given.Object])
        self.give(command, self.anybody)
        for member in MEMBERS[:6]:
            self.give(given.Arrive, member)

    def leave(self):
        self.give(given.Leave, self.anybody)

    def recuse(self):
        item = self.random.choice(["i1", "i2", "m1", "m3"])
        if self.random.random() < 0.3:
            self.give(given.Recuse, self.anybody, item=item)
        self.give(given.SetAside, self.state.presiding)

    def hand_over(self):
        self.give(given.HandOver, self.state.presiding, to=self.anybody)

    def wait(self):
        self.give(given.Tick, "", self.random.choice([1, 61, 121, 600]))
        self.give(given.Resume, self.state.presiding)

    def next_meeting(self):
        self.check_replay()
        day = self.state.day + timedelta(days=7)
        at = self.state.clock + timedelta(days=7)
        self.begin(carry_over(self.state, day=day, at=at, agenda=(Item("i1"),)))

    # --- always -----------------------------------------------------------------------------------
    def ranks_rise(self):
        stack = self.state.stack
        ranks = [TABLE[m.kind].rank for m in stack if m.kind is not Kind.AMEND]
        ranks = [rank for rank in ranks if rank is not None]
        assert ranks == sorted(set(ranks))
        for at, each in enumerate(stack):
            family = TABLE[each.kind].family
            assert at == 0 or family not in (Family.MAIN, Family.RESTORING)
            if each.kind is Kind.AMEND:
                assert each.degree <= 2
                assert root(stack[:at], each) is not each

    def one_motion_is_immediately_pending(self):
        for each in self.state.stack[:-1]:
            # "made" below the top: a point of order came before the second
            assert each.state in ("made", "stated", "debate")
        assert not self.ended & {each.id for each in self.state.stack}

    def votes_are_of_those_who_may(self):
        state, top = self.state, self.state.pending
        assert (state.vote is not None) == (top is not None and top.state == "put")
        if state.vote:
            assert state.vote.motion == top.id
            voted = {member for member, _ in state.vote.cast}
            assert voted <= set(state.present)
            assert not voted & recused(state, top)

    def who_speaks_may(self):
        state = self.state
        if state.speech:
            assert state.vote is None
            assert state.speech.motion == state.pending.id
            assert state.speech.member in state.present
            assert state.speech.member != state.presiding
            assert state.speech.member not in recused(state, state.pending)
        for each in state.stack:
            assert state.presiding not in {asked.member for asked in each.queue}

    def without_a_quorum_little_is_in_order(self):
        have, need = quorum(self.state)
        if self.state.meeting == "in_session" and have < need:
            order = in_order(self.state)
            allowed = {kind for kind, answer in order.items() if answer is None}
            assert allowed <= {Kind.RECESS, Kind.ADJOURN, Kind.FIX_TIME}

    def check_replay(self):
        state = self.first
        for command in self.record:
            state = apply(state, unpack_command(pack_command(command)))
        assert state == self.state


def walked(random):
    walk = Walk(random)
    for _ in range(200):
        walk.step()
        walk.ranks_rise()
        walk.one_motion_is_immediately_pending()
        walk.votes_are_of_those_who_may()
        walk.who_speaks_may()
        walk.without_a_quorum_little_is_in_order()
    walk.check_replay()


@settings(max_examples=12, deadline=None)
@drawn(random=st.randoms(use_true_random=True))
def test_two_hundred_steps_at_random(random):
    walked(random)


@pytest.mark.long
@settings(max_examples=300, deadline=None)
@drawn(random=st.randoms(use_true_random=True))
def test_three_hundred_times_two_hundred_steps(random):
    walked(random)
