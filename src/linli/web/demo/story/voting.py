"""Two polls of those who live there: one published, one open now."""

from linli.kernel import clock
from linli.polls.actions import course, outside, taking_part
from linli.polls.models import Poll
from linli.polls.queries import lines_of, roll_of
from linli.polls.wanted import Wanted
from linli.web.demo.story.cast import Story

PINGPONG = (
    "同意：架空层东半边放两张乒乓球桌，每天早九点到晚八点开放。\n"
    "反对：架空层保持不变。\n"
    "住在小区的每户一票，租户也算。"
)
QUIET = (
    "同意：中午十二点到两点半、晚上十点到早上八点，室内装修不用电钻、电锤。\n"
    "反对：按现在的办法，谁家装修谁家和邻居说。\n"
    "住在小区的每户一票，租户也算。"
)
#: Homes of those who vote on the phone, and of two who were asked at their doors.
AT_DOORS = (("1栋", "301"), ("2栋", "202"))


def pingpong(story: Story, topic: int) -> None:
    """From the study to what came of it."""
    clerk = story.office["clerk"]
    with story.ago(66):
        row = _posted(story, "架空层设乒乓球角", PINGPONG, topic=topic)
    with story.ago(44, 9):
        course.freeze(clerk, poll=row.pk)
        course.open_(clerk, poll=row.pk, closes_at=story.moment(34, 20))
    choices = {
        "owner": "agree",
        "grandmother": "agree",
        "tenant": "agree",
        "he": "oppose",
        "zhou": "agree",
    }
    with story.ago(42, 20):
        for key, choice in choices.items():
            _cast(story, row, key, choice)
    with story.ago(41, 19):
        for at in AT_DOORS:
            outside.answer_at_door(
                story.office["grid_worker"],
                poll=row.pk,
                number=_line(story, row, at),
                choice="agree",
            )
    with story.ago(34, 20, 5):
        course.close(clerk, poll=row.pk)
    with story.ago(22, 9):
        course.count(clerk, poll=row.pk)
        course.publish(clerk, poll=row.pk)


def quiet_hours(story: Story) -> None:
    """Open for some days more; some have voted."""
    clerk = story.office["clerk"]
    with story.ago(26):
        row = _posted(story, "装修安静时段", QUIET)
    with story.ago(3, 9):
        course.freeze(clerk, poll=row.pk)
        course.open_(clerk, poll=row.pk, closes_at=story.moment(-6, 20))
    with story.ago(2, 20):
        _cast(story, row, "zhou", "agree")
        _cast(story, row, "cai", "agree")


def _posted(story: Story, title: str, words: str, topic: int | None = None) -> Poll:
    clerk = story.office["clerk"]
    wanted = Wanted(story.community, title, words, mode="households", topic=topic)
    row = course.propose(clerk, wanted=wanted)
    said = "社区党委研究，同意提交居民会议"
    course.study(clerk, poll=row.pk, day=clock.today(), words=said)
    return course.post(clerk, poll=row.pk)


def _cast(story: Story, row: Poll, key: str, choice: str) -> None:
    actor = story.who[key]
    line = lines_of(actor.person or 0, row)[0]
    taking_part.cast(actor, poll=row.pk, number=line.number, choice=choice)


def _line(story: Story, row: Poll, at: tuple[str, str]) -> int:
    building, room = at
    found = roll_of(row).get(unit__building=story.buildings[building], unit__room=room)
    return int(found.number)
