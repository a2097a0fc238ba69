"""Minutes write themselves: golden files in both languages, and never a step that they cannot tell."""

import re
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from linli.deliberation.floor import apply
from linli.deliberation.floor import commands as given
from linli.deliberation.floor.kinds import Outcome
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.staged import steps
from linli.deliberation.floor.tests.room import Room
from linli.deliberation.floor.tests.test_staged import LATER, Circle
from linli.deliberation.tests.floor_evenings import next_command, some_charter
from linli.deliberation.tests.floor_plays import fresh_meeting
from linli.meetings.minutes import motions, stages
from linli.meetings.minutes.__main__ import main
from linli.meetings.minutes.record import Both, Part, Setting
from linli.meetings.minutes.rendering import as_text, paragraphs, published
from linli.meetings.minutes.scripts import texts
from linli.meetings.minutes.words import WORDS

GOLDEN = Path(__file__).parent / "golden"
SCRIPTS = sorted((Path(given.__file__).parent / "tests" / "scripts").rglob("*.txt"))


def golden(name, text):
    assert text == (GOLDEN / name).read_text(encoding="utf-8")


def test_f098_minutes_of_a_scripted_meeting():
    played, found = texts((GOLDEN / "meeting.txt").read_text(encoding="utf-8"))
    assert (played.failed, played.unread) == ([], [])
    golden("minutes.zh.txt", found["zh"])
    golden("minutes.en.txt", found["en"])


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_minutes_of_every_written_scenario(script):
    played, found = texts(script.read_text(encoding="utf-8"))
    meetings = {floor.number for floor, _ in played.accepted}
    assert found["zh"].count("会议记录\n") == found["en"].count("Minutes: ") == len(meetings)
    votes = sum(isinstance(command, given.Announce) for _, command in played.accepted)
    assert found["en"].count("Vote on m") == votes
    assert found["en"].count("Nobody") <= found["en"].count("moved m")
    assert "{" not in found["zh"] + found["en"]


def test_the_command_prints_both_languages_and_tells_faults(tmp_path, capsys):
    script = tmp_path / "s.txt"
    script.write_text("members 5\ngather\nflies away\nclose\nexpect meeting in session\n")
    assert main([str(script)]) == 2
    out = capsys.readouterr()
    assert "散会，由主持人宣布" in out.out
    assert "declared by the chair" in out.out
    assert "flies away" in out.err
    assert "expected meeting in session" in out.err
    assert main(["--en", str(script)]) == 2
    assert "会议记录" not in capsys.readouterr().out


@drawn(st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_whatever_an_evening_brings_minutes_can_tell_it(seed):
    """A hundred steps by dice: written without a fault, the same twice, and not a word of anybody's name."""
    dice = Random(seed)
    start = state = fresh_meeting(**some_charter(dice))
    commands = []
    for _ in range(150):
        command = next_command(state, dice)
        after = apply(state, command)
        if not isinstance(after, Refusal):
            commands.append(command)
            state = after
    setting = Setting()
    record = motions.written(start, commands, setting)
    assert record == motions.written(start, commands, setting)
    chinese, english = (paragraphs(record, setting, lang) for lang in ("zh", "en"))
    assert [(row.key, row.style, row.part) for row in chinese] == [
        (row.key, row.style, row.part) for row in english
    ]


class Kept(Circle):
    """A meeting of stages whose steps are kept from the beginning."""

    def __init__(self):
        self.taken = []
        super().__init__(agenda=("lamp", "bins", "roof"))

    def give(self, step, by, after=1, **fields):
        self.start = self.start if self.taken else self.state
        answer = super().give(step, by, after, **fields)
        if not isinstance(answer, Refusal):
            self.taken.append(step(self.state.clock + timedelta(seconds=after), by, **fields))
        return answer


def test_f099_minutes_of_a_meeting_of_stages():
    circle = Kept()
    circle.speak("b")
    circle.ok(given.Leave, "f", after=60)
    circle.ok(steps.Extend, "a", minutes=5)
    circle.ok(steps.NextStage, "a", after=600)
    circle.speak("d")
    circle.ok(steps.Question, "b", text="Who cleans the bins?", to="d")
    circle.ok(steps.Excuse, "a", member="e")
    circle.ok(steps.NextStage, "a", after=300)
    circle.ok(given.HandOver, "a", to="c")
    circle.ok(steps.Question, "b", text="When is the lamp mended?", to="e")
    circle.ok(steps.Answer, "b", question="q1")
    circle.ok(steps.NextStage, "c", after=300)
    circle.ok(steps.AddTask, "b", text="sweep", who="d", due=LATER, item="bins")
    circle.ok(steps.DropTask, "d", task="t3")
    circle.ok(
        steps.AddTask, "b", text="mend the lamp", who="e", due=LATER, question="q2", item="lamp"
    )
    circle.ok(steps.AcceptTask, "e", task="t4")
    adopted = {"outcome": Outcome.ADOPTED, "reason": "with its task"}
    circle.ok(given.Dispose, "c", item="lamp", **adopted)
    refer = {"outcome": Outcome.REFERRED, "body": "the street", "on": LATER, "reason": "its power"}
    circle.ok(given.Dispose, "c", item="bins", **refer)
    circle.ok(given.Dispose, "c", item="roof", outcome=Outcome.REJECTED, reason="no means")
    circle.ok(given.Close, "c")
    seats = {
        key: Both(f"{n}栋席位", f"seat of building {n}") for n, key in enumerate("abcdefgh", 1)
    }
    items = {
        "lamp": Both("路灯", "Lamp"),
        "bins": Both("垃圾桶", "Bins"),
        "roof": Both("屋顶", "Roof"),
    }
    setting = Setting(Both("多方沟通会", "Joint meeting"), Both("活动室", "Hall"), seats, items)
    record = stages.written(circle.start, circle.taken, setting)
    golden("stages.zh.txt", as_text(paragraphs(record, setting, "zh")))
    golden("stages.en.txt", as_text(paragraphs(record, setting, "en")))


def test_what_the_charter_publishes():
    room = Room(agenda=["roof"])
    start = room.state
    record = motions.written(start, [], Setting())
    rows = paragraphs(record, Setting(), "en")
    assert [row.text for row in published(rows, [Part.AGENDA])] == [
        "Minutes: Meeting, no. 1",
        "Agenda",
        "1. roof",
    ]
    assert published(rows, list(Part)) == rows


def test_the_words_are_in_their_language():
    for key, words in WORDS.items():
        chinese, english = (re.findall(r"{(\w+)}", text) for text in words)
        assert set(chinese) == set(english), key
        assert not re.search(r"[\u4e00-\u9fff]", words[1]), key
