"""Scripts of meetings of stages."""

from itertools import pairwise
from pathlib import Path

import pytest

from linli.deliberation.floor.__main__ import main
from linli.deliberation.floor.play.either import by_stages
from linli.deliberation.floor.play.staged.player import play_stages
from linli.deliberation.floor.staged import apply, pack, pack_step, unpack, unpack_step

SCRIPTS = sorted((Path(__file__).parent / "scripts/stages").glob("*.txt"))

CHINESE = """
程序 XHY
成员 王 李 赵
主持人 王
议程表 屋顶
汇报人 赵
章程 分享=5/60/1
到会
李 要求发言
请发言
李 发言完毕
下一环节
赵 到场
应为 拒绝 already_present
免报 赵
下一环节
李 提问 赵：谁出钱？
应为 问题 q1 未答复
李 已答复 q1
应为 问题 q1 已答复
赵 任务 李 2026-12-20 议题 屋顶：问三家报价
李 不接受 t2
应为 任务 t2 没有
李 任务 李 2026-12-20：问三家报价
应为 任务 t3 已接受
应为 合规 next_stage
应为 不合规 close wrong_stage
下一环节
应为 环节 规划
处置 屋顶 通过：先问价
宣布散会
应为 会议 已散会
"""


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_scenario(script):
    assert by_stages(script.read_text())
    played = play_stages(script.read_text())
    assert (played.failed, played.unread) == ([], [])
    assert sum("✓" in line for line in played.lines) >= 3


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_meeting_is_replayed_from_its_steps(script):
    for (before, step), (after, _) in pairwise(play_stages(script.read_text()).accepted):
        assert apply(unpack(pack(before)), unpack_step(pack_step(step))) == after


def test_chinese_words():
    played = play_stages(CHINESE)
    assert (played.failed, played.unread) == ([], [])


def test_what_belongs_to_motions_is_not_understood(tmp_path, capsys):
    script = tmp_path / "meeting.txt"
    script.write_text("procedure stages\nmembers 5\ngather\np2 moves to adjourn\nexpect the moon\n")
    assert main([str(script)]) == 2
    assert capsys.readouterr().out.count("看不懂") == 2
