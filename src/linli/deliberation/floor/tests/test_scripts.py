"""The written scenarios, and the player that plays any other."""

from itertools import pairwise
from pathlib import Path

import pytest

from linli.deliberation.floor import apply, pack, pack_command, unpack, unpack_command
from linli.deliberation.floor.__main__ import main
from linli.deliberation.floor.play.player import play

SCRIPTS = sorted((Path(__file__).parent / "scripts").glob("*.txt"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_scenario(script):
    played = play(script.read_text())
    assert (played.failed, played.unread) == ([], [])
    assert sum("✓" in line for line in played.lines) >= 3


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_meeting_is_replayed_from_its_commands(script):
    """State by state, through JSON: what was recorded gives the same meeting."""
    accepted = play(script.read_text()).accepted
    for (before, command), (after, _) in pairwise(accepted):
        if after.meeting == "draft":
            continue  # the next meeting begins
        again = apply(unpack(pack(before)), unpack_command(pack_command(command)))
        assert again == after


def test_twelve_scenarios():
    assert [path.stem[:2] for path in SCRIPTS] == [f"{n:02}" for n in range(1, 13)]


CHINESE = """
会议 2026-12-05 19:30
成员 王 李 赵 孙 周
主持人 王
到会
李动议：小区东门装路灯
赵附议
孙 要求发言 反方
主持人 请发言
+3m 周 动议 修正 删除“东门” 插入“西门”
李 附议
表决结果 3 1
应为 文本 m1 小区西门装路灯
赵 动议 延期到定时 2026-12-12
孙 附议
表决 赞成 李 赵 孙，反对 周
应为 m1 已延期
"""


def test_chinese_names_and_times():
    played = play(CHINESE)
    assert (played.failed, played.unread) == ([], [])
    assert any("time_up" in line for line in played.lines)


LOOSE = """
members A B C D E F G
gather
B moves main motion: Buy a table tennis table.
C seconds the motion
D moves to amend by inserting "green" after "a"
E seconds
vote 4-1
expect text main Buy a green table tennis table
D moves to postpone the question until 2026-12-20
F seconds
C calls for the previous question
D seconds
poll 6-0
C raises a question of privilege: I cannot hear
chair rules granted
poll 1-5
B withdraws
C objects
poll 2 3
chair hands over the chair to C
D 申诉
expect refused no_ruling
put by roll call
B, D vote yes
A, E, F, G vote no
announce
expect m1 lost
"""


def test_loose_words_are_understood():
    played = play(LOOSE)
    assert (played.failed, played.unread) == ([], [])
    assert sum("✗ " in line for line in played.lines) == 1


def test_a_motion_is_expected_by_any_name_of_its_kind():
    play_ = play(
        "members 7\ngather\np2 moves that A\np3 seconds\np4 moves previous question\np5 seconds\n"
        "poll 4 2\nexpect previous question adopted\nexpect 结束辩论 已通过\nexpect main stated"
    )
    assert (play_.failed, play_.unread) == ([], [])


def test_a_refused_step_says_why_in_both_languages_and_the_play_goes_on():
    played = play(
        "members 5\ngather\np2 moves to adjourn\np3 moves recess 5\np3 seconds\nexpect ok"
    )
    text = "\n".join(played.lines)
    assert "floor.awaiting_second" in text
    assert "A motion waits for a second." in text
    assert "有动议在等附议。" in text
    assert (played.failed, played.unread) == ([], [])


def test_a_failed_expectation_ends_the_play(tmp_path, capsys):
    script = tmp_path / "meeting.txt"
    script.write_text("members 5\ngather\nexpect meeting adjourned\np2 moves to adjourn\n")
    assert main([str(script)]) == 1
    said = capsys.readouterr().out
    assert "p2 moves" not in said
    assert "line 3: expected meeting adjourned: it is in_session" in said


def test_what_cannot_be_read_is_told(tmp_path, capsys):
    script = tmp_path / "meeting.txt"
    script.write_text("members 5\ngather\np2 dances\np2 moves a rumba\nexpect the moon\n")
    assert main([str(script)]) == 2
    assert capsys.readouterr().out.count("看不懂") == 3
    assert main([str(tmp_path / "none")]) == 2
    assert main([]) == 2
    assert main(["--help"]) == 0


def test_a_line_that_is_too_early_is_refused_and_the_record_still_plays():
    played = play("meeting 2026-12-05 14:00\nmembers 5\ngather\n13:00 p2 moves to adjourn\nclose")
    assert (played.failed, played.unread) == ([], [])
    state = played.accepted[0][0]
    for _, command in played.accepted:
        state = apply(state, command)
    assert state.meeting == "adjourned"
