"""The line that a topic's page draws: of its own way, whatever state it is in."""

import pytest
from django.utils.translation import override

from linli.deliberation.models import Topic
from linli.deliberation.shown_topics import course
from linli.deliberation.states import State, Way

WAYS = ("", *Way)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("state", State)
def test_every_topic_stands_somewhere_on_its_line(state, way):
    marks = course(Topic(state=state.value, way=way))
    here = [number for number, each in enumerate(marks) if each.state in {"now", "stop"}]
    if state is State.RESOLVED:
        assert here == []
        assert {each.state for each in marks} == {"done"}
    else:
        assert len(here) == 1
        assert {each.state for each in marks[: here[0]]} <= {"done"}
        assert {each.state for each in marks[here[0] + 1 :]} <= {"todo"}


def titles(**topic) -> list[str]:
    with override("en"):
        return [str(each.title) for each in course(Topic(**topic))]


def test_a_way_without_a_meeting_shows_none():
    whole = titles(state="in_work", way="meeting")
    assert whole[2:4] == ["Proposal", "Meeting"]
    assert titles(state="in_work", way="daily") == [*whole[:2], *whole[4:]]
    assert titles(state="in_work", way="residents") == [*whole[:2], "Residents’ poll", *whole[4:]]
    assert titles(state="owners", way="owners") == [*whole[:2], "Owners’ assembly", *whole[4:]]
    # an emergency may take up what waits for others
    assert titles(state="ready", way="outside") == [*whole[:2], *whole[3:]]


def test_what_a_meeting_voted_down_stops_there_not_at_the_desk():
    for ground, place in (("voted", 3), ("meeting", 3), ("elsewhere", 0)):
        marks = course(Topic(state="rejected", way="meeting", ground=ground))
        assert [number for number, each in enumerate(marks) if each.state == "stop"] == [place]
