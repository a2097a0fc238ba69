"""Meetings nobody would hold: two hundred random steps, and what must be true after each."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

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
WORDS = ("gate", "roof", "stairs", "lamp")
who = st.sampled_from(MEMBERS)
motion = st.sampled_from([None, "m1", "m2", "m3", "m4", "m5"])
TERMS = {
    Kind.MAIN: st.builds(given.Terms, text=st.sampled_from(WORDS)),
    Kind.AMEND: st.one_of(
        st.builds(given.Terms, insert=st.sampled_from(WORDS)),
        st.builds(given.Terms, strike=st.sampled_from(WORDS), insert=st.sampled_from(WORDS)),
        st.builds(given.Terms, minutes=st.integers(1, 9)),
        st.builds(given.Terms, seconds=st.integers(1, 99)),
        st.builds(given.Terms, body=st.sampled_from(WORDS)),
        st.builds(given.Terms, method=st.sampled_from(Method)),
        st.builds(given.Terms, on=st.dates(TODAY, TODAY + timedelta(days=30))),
    ),
    Kind.RECESS: st.builds(given.Terms, minutes=st.integers(0, 9)),
    Kind.FIX_TIME: st.builds(given.Terms, until=st.just(START + timedelta(days=7))),
    Kind.POSTPONE: st.builds(given.Terms, on=st.dates(TODAY, TODAY + timedelta(days=30))),
    Kind.REFER: st.builds(
        given.Terms, body=st.just("office"), report_on=st.just(TODAY + timedelta(days=9))
    ),
    Kind.LIMIT_DEBATE: st.builds(
        given.Terms, seconds=st.integers(1, 99), scope=st.sampled_from(Scope)
    ),
    Kind.PREVIOUS_QUESTION: st.builds(given.Terms, scope=st.sampled_from(Scope)),
    Kind.SUSPEND_RULES: st.builds(given.Terms, rule=st.sampled_from(HouseRule)),
    Kind.VOTE_METHOD: st.builds(given.Terms, method=st.sampled_from(Method)),
    Kind.POINT_OF_ORDER: st.builds(given.Terms, decorum=st.booleans()),
    Kind.WITHDRAW: st.builds(given.Terms, motion=motion),
    Kind.TAKE_FROM_TABLE: st.builds(given.Terms, motion=motion),
    Kind.RECONSIDER: st.builds(given.Terms, motion=motion),
}


class Walk(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
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
        self.ended = set()

    def begin(self, state):
        self.first, self.state, self.record = state, state, []
        for command in (given.Notice, given.Call):
            self.give(command, "a")
        for member in "abcdef":
            self.give(given.Arrive, member)
        self.give(given.Open, "a")

    def give(self, command, by, seconds=1, **fields):
        order = in_order(self.state)
        command = command(at=self.state.clock + timedelta(seconds=seconds), by=by, **fields)
        answer = apply(self.state, command)
        if isinstance(answer, Refusal):
            assert answer.text("zh")
            return
        if isinstance(command, given.Move) and not self.state.speech and seconds <= 1:
            assert order[command.kind] is None
        self.record.append(command)
        self.state = answer
        for event in answer.happened:
            if event.what in (What.RETURNED, What.UNDONE):
                self.ended -= {each.id for each in answer.stack}
            if event.what is What.MOTION and event.state in set(FINAL):
                assert event.motion not in self.ended
                self.ended.add(event.motion)

    # --- steps ------------------------------------------------------------------------------------
    @rule(by=who, seconds=st.sampled_from([1, 1, 1, 30]), data=st.data())
    def move(self, by, seconds, data):
        allowed = [kind for kind in Kind if against(self.state, kind) is None]
        kind = data.draw(st.sampled_from(allowed or list(Kind)))
        terms = data.draw(TERMS.get(kind, st.just(given.Terms())))
        item = data.draw(st.sampled_from([None, "i1", "i2"])) if kind is Kind.MAIN else None
        self.give(given.Move, by, seconds, kind=kind, terms=terms, item=item)
        self.give(given.Second, data.draw(who))

    @rule(by=who, kind=st.sampled_from(Kind))
    def move_anything(self, by, kind):
        self.give(given.Move, by, kind=kind)

    @rule(by=who, side=st.sampled_from(Side), speaks=st.booleans())
    def ask(self, by, side, speaks):
        self.give(given.Ask, by, side=side)
        self.give(given.Recognise, self.state.presiding)
        if speaks:
            self.give(given.EndSpeech, by)

    @rule(
        choices=st.lists(st.sampled_from(Choice), min_size=7, max_size=7),
        method=st.sampled_from(Method),
    )
    def vote(self, choices, method):
        while self.state.speech or (self.state.pending and self.state.pending.queue):
            before = self.state
            self.give(given.EndSpeech, self.state.presiding)
            self.give(given.Recognise, self.state.presiding)
            if self.state is before:
                break
        self.give(given.Put, self.state.presiding, method=method)
        for member, choice in zip(MEMBERS, choices, strict=True):
            self.give(given.Cast, member, choice=choice)
        self.give(given.Announce, self.state.presiding)

    @rule(yes=st.integers(0, 5), no=st.integers(0, 5))
    def hands(self, yes, no):
        self.give(given.Put, self.state.presiding)
        self.give(given.Count, self.state.presiding, yes=yes, no=no)
        self.give(given.Announce, self.state.presiding)

    @rule(upheld=st.booleans())
    def decide(self, upheld):
        self.give(given.Rule, self.state.presiding, upheld=upheld)

    @rule(
        by=who, command=st.sampled_from([given.Arrive, given.Leave, given.StepBack, given.Object])
    )
    def come_and_go(self, by, command):
        self.give(command, by)

    @rule(member=who)
    def always_somebody_comes(self, member):
        self.give(given.Arrive, member)

    @rule(by=who, item=st.sampled_from(["i1", "i2", "m1", "m3"]), rarely=st.integers(0, 5))
    def recuse(self, by, item, rarely):
        if rarely == 0:
            self.give(given.Recuse, by, item=item)
        self.give(given.SetAside, self.state.presiding)

    @rule(to=who)
    def hand_over(self, to):
        self.give(given.HandOver, self.state.presiding, to=to)

    @rule(seconds=st.sampled_from([1, 61, 121, 600]))
    def wait(self, seconds):
        self.give(given.Tick, "", seconds)
        self.give(given.Resume, self.state.presiding)

    @precondition(lambda self: self.state.meeting == "adjourned")
    @rule()
    def next_meeting(self):
        self.check_replay()
        day = self.state.day + timedelta(days=7)
        at = max(self.state.clock, START) + timedelta(days=7)
        self.begin(carry_over(self.state, day=day, at=at, agenda=(Item("i1"),)))

    # --- always -----------------------------------------------------------------------------------
    @invariant()
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

    @invariant()
    def one_motion_is_immediately_pending(self):
        for each in self.state.stack[:-1]:
            # "made" below the top: a point of order came before the second
            assert each.state in ("made", "stated", "debate")
        assert not self.ended & {each.id for each in self.state.stack}

    @invariant()
    def votes_are_of_those_who_may(self):
        state, top = self.state, self.state.pending
        assert (state.vote is not None) == (top is not None and top.state == "put")
        if state.vote:
            assert state.vote.motion == top.id
            voted = {member for member, _ in state.vote.cast}
            assert voted <= set(state.present)
            assert not voted & recused(state, top)

    @invariant()
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

    @invariant()
    def without_a_quorum_little_is_in_order(self):
        have, need = quorum(self.state)
        if self.state.meeting == "in_session" and have < need:
            order = in_order(self.state)
            allowed = {kind for kind, answer in order.items() if answer is None}
            assert allowed <= {Kind.RECESS, Kind.ADJOURN, Kind.FIX_TIME}

    @invariant()
    def json_loses_nothing(self):
        assert unpack(pack(self.state)) == self.state

    def check_replay(self):
        state = self.first
        for command in self.record:
            state = apply(state, unpack_command(pack_command(command)))
        assert state == self.state

    def teardown(self):
        self.check_replay()


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=25, stateful_step_count=200, deadline=None)
