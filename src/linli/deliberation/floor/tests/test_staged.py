"""Share, report, answer, plan: ordered stages, speakers, times, and a list of tasks at the end."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from linli.deliberation.floor import commands as given
from linli.deliberation.floor.kinds import Outcome
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.staged import (
    apply,
    in_order,
    meeting,
    pack,
    pack_step,
    steps,
    unpack,
    unpack_step,
)
from linli.deliberation.floor.staged.order import next_speaker
from linli.deliberation.floor.staged.state import CourseRules
from linli.deliberation.floor.tests.room import START, TODAY

LATER = TODAY + timedelta(days=14)


class Circle:
    def __init__(self, opened="abcdef", **fields):
        self.state = meeting(
            CourseRules(),
            number=1,
            day=TODAY,
            members=tuple("abcdefgh"),
            chair="a",
            at=START,
            reporters=("d", "e"),
        )
        self.state = replace(self.state, **fields)
        self.ok(given.Notice, "a")
        self.ok(given.Call, "a")
        for member in opened:
            self.ok(given.Arrive, member)
        if opened:
            self.ok(given.Open, "a")

    def give(self, step, by, after=1, **fields):
        return apply(self.state, step(self.state.clock + timedelta(seconds=after), by, **fields))

    def ok(self, step, by, after=1, **fields):
        answer = self.give(step, by, after, **fields)
        assert not isinstance(answer, Refusal), answer
        self.state = answer

    def no(self, step, by, after=1, **fields):
        answer = self.give(step, by, after, **fields)
        assert isinstance(answer, Refusal), answer
        assert "{" not in answer.text("zh") + answer.text("en")
        return answer.code.removeprefix("floor.")

    def speak(self, member):
        if member not in self.state.reporters or self.state.stage != "report":
            self.ok(given.Ask, member)
        self.ok(given.Recognise, "a")
        assert self.state.speech.member == member
        self.ok(given.EndSpeech, member)

    def until(self, stage):
        while self.state.stage != stage:
            for member in self.state.reporters if self.state.stage == "report" else ():
                self.ok(steps.Excuse, "a", member=member)
            self.ok(steps.NextStage, "a")


def test_f099_an_evening_without_motions_ends_in_tasks():
    circle = Circle()
    circle.speak("b")
    circle.ok(steps.NextStage, "a")
    assert circle.no(steps.NextStage, "a") == "report_missing"
    circle.speak("d")
    circle.ok(steps.Question, "b", text="Who cleans the bins?", to="d")
    circle.ok(steps.Excuse, "a", member="e")
    circle.ok(steps.NextStage, "a")
    circle.ok(steps.Question, "c", text="When is the lamp mended?", to="e")
    circle.speak("d")
    assert circle.no(steps.Answer, "d", question="q1") == "not_the_chair"
    circle.ok(steps.Answer, "b", question="q1")
    assert circle.no(given.Close, "a") == "wrong_stage"
    circle.ok(steps.NextStage, "a")
    assert circle.no(given.Close, "a") == "question_open"
    assert circle.no(steps.AddTask, "c", text="mend", who="e", due=TODAY) == "date_not_later"
    circle.ok(steps.AddTask, "c", text="mend the lamp", who="e", due=LATER, question="q2")
    assert circle.no(given.Close, "a") == "task_not_accepted"
    assert circle.no(steps.AcceptTask, "c", task="t3") == "not_your_task"
    circle.ok(steps.DropTask, "e", task="t3")
    assert circle.no(given.Close, "a") == "question_open"  # a question does not vanish
    circle.ok(steps.AddTask, "f", text="call the electrician", who="f", due=LATER, question="q2")
    circle.ok(given.Close, "a")
    assert [(t.text, t.who, t.accepted) for t in circle.state.tasks] == [
        ("call the electrician", "f", True)
    ]
    circle.ok(given.ApproveMinutes, "a")
    assert circle.state.meeting == "minutes_approved"


def test_it_does_not_end_without_tasks():
    circle = Circle()
    circle.until("plan")
    assert circle.no(given.Close, "a") == "no_tasks"
    assert circle.no(steps.NextStage, "a") == "wrong_stage"


def test_opening_and_who_may_what():
    circle = Circle(opened="")
    assert circle.no(given.Open, "a") == "not_present"
    circle.ok(given.Arrive, "a")
    assert circle.no(given.Open, "a") == "no_quorum"
    circle.ok(given.Close, "a")  # nobody came
    circle = Circle()
    assert circle.no(steps.NextStage, "b") == "not_the_chair"
    assert circle.no(given.Ask, "a") == "chair_is_neutral"
    assert circle.no(given.Ask, "h") == "not_present"
    assert circle.no(steps.Question, "b", text="x", to="d") == "wrong_stage"
    assert circle.no(given.Leave, "a") == "chair_must_hand_over"
    circle.ok(given.HandOver, "a", to="b")
    circle.ok(given.Ask, "a")


def test_speeches_have_their_time_and_number():
    circle = Circle()
    circle.speak("b")
    assert circle.no(given.Ask, "b") == "spoken_enough"
    circle.ok(given.Ask, "c")
    circle.ok(given.Ask, "f")
    assert circle.no(given.Recognise, "a", member="f") == "not_next"
    circle.ok(given.Recognise, "a")
    assert circle.no(steps.NextStage, "a") == "speech_under_way"
    circle.ok(given.Tick, "", after=180)
    assert circle.state.speech is None
    circle.ok(given.StepBack, "f")
    assert circle.no(given.Recognise, "a") == "nobody_waits"


def test_in_answers_new_voices_come_first():
    circle = Circle()
    circle.until("answer")
    circle.speak("b")
    circle.ok(given.Ask, "b")
    circle.ok(given.Ask, "c")
    assert next_speaker(circle.state) == "c"


def test_a_stage_has_its_time_and_the_chair_a_little_more():
    circle = Circle()
    assert circle.no(given.Ask, "b", after=20 * 60) == "stage_time_over"
    assert circle.no(steps.Extend, "a", after=20 * 60, minutes=16) == "terms_wrong"
    circle.ok(steps.Extend, "a", after=20 * 60, minutes=10)
    circle.ok(given.Ask, "b")
    assert circle.no(steps.Extend, "a", minutes=6) == "terms_wrong"
    assert {act.value for act, no in in_order(circle.state).items() if no is None} == {
        "ask",
        "recognise",
        "next_stage",
        "extend",
    }


def test_reports_are_given_by_reporters_in_their_order():
    circle = Circle()
    circle.ok(steps.NextStage, "a")
    assert circle.no(given.Ask, "b") == "not_a_reporter"
    assert circle.no(steps.Excuse, "a", member="b") == "not_a_reporter"
    circle.ok(given.Leave, "d")
    assert next_speaker(circle.state) == "e"
    circle.speak("e")
    circle.ok(given.Arrive, "d")
    circle.speak("d")
    circle.ok(steps.NextStage, "a")


def test_who_raises_a_hand_in_the_room_is_put_into_the_queue_by_chair_or_keeper():
    circle = Circle(keeper="k")
    assert circle.no(given.Ask, "b", member="c") == "not_the_chair"
    circle.ok(given.Ask, "k", member="c")
    assert circle.no(given.Ask, "a", member="c") == "already_asked"
    assert circle.no(given.Ask, "a", member="h") == "not_present"
    assert circle.no(given.Ask, "a", member="z") == "not_a_member"
    assert circle.no(given.Ask, "k", member="a") == "chair_is_neutral"
    assert circle.no(given.StepBack, "b", member="c") == "not_the_chair"
    circle.ok(given.StepBack, "a", member="c")
    circle.ok(given.Ask, "a", member="c")
    circle.ok(given.Recognise, "a")
    assert circle.state.speech.member == "c"
    circle.ok(given.EndSpeech, "k")
    assert circle.no(given.Ask, "k", member="c") == "spoken_enough"


# --- who is recused ---------------------------------------------------------------------------
ADOPT = {"outcome": Outcome.ADOPTED, "reason": "-"}
PUT_OFF = {"outcome": Outcome.DEFERRED, "reason": "-", "on": LATER}


def recused(member, item="roof", opened="abcdef", agenda=("roof", "stairs"), **fields):
    circle = Circle(opened=opened, agenda=agenda, **fields)
    circle.ok(given.Recuse, member, item=item)
    circle.until("plan")
    return circle


def task(item, who="c", text="ask for prices"):
    return {"text": text, "who": who, "due": LATER, "item": item}


def test_recusing_is_said_by_oneself_or_who_keeps_the_meeting_of_an_item_until_the_end():
    circle = Circle(agenda=("roof",), keeper="b")
    assert circle.no(given.Recuse, "c", item="bins") == "unknown_item"
    assert circle.no(given.Recuse, "c", item="roof", member="d") == "not_the_chair"
    assert circle.no(given.Recuse, "c", item="roof", member="z") == "not_the_chair"
    circle.ok(given.Recuse, "b", item="roof", member="d")
    assert circle.no(given.Recuse, "d", item="roof") == "already_recused"
    circle.ok(given.Recuse, "h", item="roof")  # who is not there yet
    assert circle.state.recused == (("d", "roof"), ("h", "roof"))
    circle.until("plan")
    circle.ok(steps.AddTask, "c", **task("roof"))
    circle.ok(steps.AcceptTask, "c", task="t1")
    circle.ok(given.Dispose, "a", item="roof", **ADOPT)
    circle.ok(given.Close, "a")
    assert circle.no(given.Recuse, "e", item="roof") == "wrong_meeting_state"


def test_who_is_recused_plans_nothing_for_that_item_and_all_for_the_others():
    circle = recused("b")
    assert circle.no(steps.AddTask, "b", **task("roof")) == "recused"
    assert circle.no(steps.AddTask, "b", **task("roof", who="b")) == "recused"
    circle.ok(steps.AddTask, "b", **task("stairs"))
    circle.ok(steps.AddTask, "b", **task(None))  # of no item: with it none is adopted
    # speaking is of the stage, not of an item; and others may give them work
    circle.ok(given.Ask, "b")
    circle.ok(steps.AddTask, "c", **task("roof", who="b"))
    circle.ok(steps.AcceptTask, "b", task="t3")
    circle.ok(steps.DropTask, "b", task="t3")
    # where there is one item alone, every task is of it
    alone = recused("b", agenda=("roof",))
    assert alone.no(steps.AddTask, "b", **task(None)) == "recused"
    alone.ok(steps.AddTask, "c", **task(None))


def test_a_chair_who_is_recused_hands_over_for_that_item():
    circle = recused("a")
    circle.ok(steps.AddTask, "c", **task("roof", who="d"))
    circle.ok(steps.AcceptTask, "d", task="t1")
    for how in (ADOPT, PUT_OFF, {"outcome": Outcome.WITHDRAWN, "reason": "-"}):
        assert circle.no(given.Dispose, "a", item="roof", **how) == "chair_recused"
    assert circle.no(steps.AddTask, "a", **task("roof")) == "chair_recused"
    assert circle.no(steps.DropTask, "a", task="t1") == "chair_recused"
    circle.ok(given.Dispose, "a", item="stairs", **PUT_OFF)
    assert circle.no(given.Close, "a") == "item_open"
    circle.ok(given.HandOver, "a", to="b")
    circle.ok(given.Dispose, "b", item="roof", **ADOPT)
    circle.ok(given.HandOver, "b", to="a")
    circle.ok(given.Close, "a")  # ending the meeting decides nothing
    assert [(each.item, each.outcome) for each in circle.state.disposed] == [
        ("stairs", "deferred"),
        ("roof", "adopted"),
    ]


def test_with_too_few_who_are_not_recused_an_item_is_put_off():
    rules = replace(CourseRules(), present_least=3)
    circle = recused("b", opened="abc", rules=rules, reporters=())
    circle.ok(steps.AddTask, "c", **task("roof"))
    circle.ok(steps.AcceptTask, "c", task="t1")
    for how in (ADOPT, {"outcome": Outcome.REJECTED, "reason": "-"}):
        assert circle.no(given.Dispose, "a", item="roof", **how) == "no_quorum"
    circle.ok(given.Dispose, "a", item="roof", **PUT_OFF)
    circle.ok(given.Dispose, "a", item="stairs", outcome=Outcome.REJECTED, reason="-")
    circle.ok(given.Arrive, "d")
    circle.ok(given.Dispose, "a", item="roof", **ADOPT)


def test_a_state_from_before_recusals_is_read_and_recusals_are_kept():
    circle = recused("b")
    old = json.loads(pack(circle.state))
    assert unpack(json.dumps(old)) == circle.state
    del old["recused"]
    assert unpack(json.dumps(old)) == replace(circle.state, recused=())
    step = given.Recuse(START, "b", "roof")
    assert unpack_step(pack_step(step)) == step


who = st.sampled_from("abcdefgh")
STEPS = st.one_of(
    st.tuples(st.sampled_from([given.Arrive, given.Leave, given.Ask, given.StepBack]), who),
    st.tuples(st.sampled_from([given.Recognise, given.EndSpeech, steps.NextStage, given.Close]),
              st.sampled_from("ab")),
    st.tuples(st.just(steps.Excuse), st.just("a"), st.fixed_dictionaries({"member": who})),
    st.tuples(st.just(given.HandOver), st.just("a"), st.fixed_dictionaries({"to": who})),
    st.tuples(st.just(steps.Question), who, st.fixed_dictionaries({"text": st.just("?"), "to": who})),
    st.tuples(st.just(steps.AddTask), who, st.fixed_dictionaries(
        {"text": st.just("do"), "who": who, "due": st.just(LATER)})),
    st.tuples(st.just(given.Recuse), who, st.fixed_dictionaries({"item": st.just("roof")})),
    st.tuples(st.just(given.Dispose), st.sampled_from("ab"), st.fixed_dictionaries(
        {"item": st.just("roof"), "outcome": st.sampled_from([Outcome.ADOPTED, Outcome.REJECTED]),
         "reason": st.just("-")})),
    st.tuples(st.just(steps.AcceptTask), who,
              st.fixed_dictionaries({"task": st.sampled_from(["t1", "t2", "t3"])})),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@drawn(st.lists(st.tuples(STEPS, st.sampled_from([1, 1, 90, 400])), max_size=80))
def test_any_evening_can_be_replayed_and_stages_only_go_on(drawn_steps):
    circle = Circle(agenda=("roof",))
    first, record, order = circle.state, [], ["share", "report", "answer", "plan"]
    for (step, by, *fields), after in drawn_steps:
        before = circle.state
        command = step(before.clock + timedelta(seconds=after), by, **(fields[0] if fields else {}))
        answer = apply(before, command)
        if isinstance(answer, Refusal):
            continue
        record.append(command)
        circle.state = answer
        assert order.index(answer.stage) - order.index(before.stage) in (0, 1)
        if answer.disposed != before.disposed or len(answer.tasks) > len(before.tasks):
            assert (by, "roof") not in before.recused
        assert answer.speech is None or answer.speech.member in set(answer.present) - {
            answer.presiding
        }
        if answer.meeting == "adjourned":
            assert answer.tasks
            assert all(task.accepted for task in answer.tasks)
    again = unpack(pack(first))
    for command in record:
        again = apply(again, unpack_step(pack_step(command)))
    assert again == circle.state


@pytest.mark.parametrize("day", ["2026-12-05T14:00:00"])
def test_a_time_without_a_zone_is_refused(day):
    from datetime import datetime

    circle = Circle()
    answer = apply(circle.state, given.Tick(datetime.fromisoformat(day), ""))
    assert answer.code == "floor.time_goes_back"
