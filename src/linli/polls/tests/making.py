"""Polls for tests: at any point of their course, with the days that lie between."""

from contextlib import contextmanager
from datetime import date, timedelta

from tests.town import Town, person

from linli.deliberation.tests.town import MAY, home, town
from linli.kernel import clock
from linli.polls.actions import course, taking_part
from linli.polls.models import Poll
from linli.polls.wanted import Wanted

__all__ = ["MAY", "Town", "home", "person", "town"]
TITLE, WORDS = "垃圾桶放在哪里", "三号楼后面还是东门旁边：同意放在东门旁边吗？"
ALL = "test"
#: Days from the proposal to the opening, and how long it is open.
POSTED, OPEN_FOR = 20, 3


def wanted(here: Town, **more) -> Wanted:
    return Wanted(**{"community": here.community, "title": TITLE, "words": WORDS, **more})


def proposed(here: Town, **more) -> Poll:
    return course.propose(here.clerk, wanted=wanted(here, **more))


def studied(here: Town, row: Poll) -> Poll:
    return course.study(here.clerk, poll=row.pk, day=clock.today(), words="支部研究同意提交")


def posted(here: Town, **more) -> Poll:
    return course.post(here.clerk, poll=studied(here, proposed(here, **more)).pk)


def open_(here: Town, row: Poll) -> Poll:
    return course.open_(here.clerk, poll=row.pk, closes_at=clock.now() + timedelta(days=OPEN_FOR))


@contextmanager
def opened(here: Town, days: int = POSTED, **more):
    """An open poll whose roll was posted long enough ago; the clock stands on the day it opened."""
    row = posted(here, **more)
    with clock.frozen(clock.now() + timedelta(days=days)):
        course.freeze(here.clerk, poll=row.pk)
        yield open_(here, row)


def vote(
    here: Town, row: Poll, name: str, choice="agree", number: int | None = None, **more
) -> str:
    return taking_part.cast(
        here.actors[name],
        poll=row.pk,
        number=number or line(here, row, name),
        choice=choice,
        **more,
    )


def line(here: Town, row: Poll, name: str) -> int:
    from linli.polls.queries import lines_of

    return lines_of(here.people[name].pk, row)[0].number


def finish(here: Town, row: Poll) -> Poll:
    """Closed at its time, counted, published."""
    with clock.frozen(row.closes_at):
        course.close(here.clerk, poll=row.pk)
        course.count(here.clerk, poll=row.pk)
        return course.publish(here.clerk, poll=row.pk)


def fresh(row: Poll) -> Poll:
    return Poll.objects.across_communities(ALL).get(pk=row.pk)


def people(here: Town, count: int, building: str = "1") -> list[str]:
    """So many more residents, each in a home of their own."""
    names = [f"p{building}x{number}" for number in range(count)]
    for number, name in enumerate(names):
        person(here, name, here.community)
        home(here, name, f"{building}{number:02}0", building)
    return names


def born(here: Town, name: str, day: date) -> None:
    from django.db import transaction

    with transaction.atomic():
        private = here.people[name].private
        private.put("birth_date", day.isoformat())
        private.save()
