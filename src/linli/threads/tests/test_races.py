"""Two hands on the same thread or post: exactly one outcome."""

from tests.racing import race

from linli.threads import actions, queries
from linli.threads.models import Thread
from linli.threads.tests.conftest import people_here
from linli.threads.tests.test_actions import WHY, delete, flag, fresh, hide, write


def test_first_posts_at_once_share_one_thread(committed, subject):
    people = people_here()
    answers = race(*[lambda: write(people.resident)] * 3, *[lambda: write(people.second)] * 3)
    assert answers == ["done"] * 6
    assert Thread.objects.across_communities(WHY).get().version == 6


def test_the_rate_holds_in_a_race(committed, subject):
    people = people_here()
    answers = race(*[lambda: write(people.resident)] * 8)
    assert answers == ["done"] * 5 + ["threads.too_fast"] * 3


def test_two_moderators_at_once(committed, subject):
    people = people_here()
    post = write(people.resident)
    flag(people.second, post)
    answers = race(
        lambda: hide(people.clerk, post),
        lambda: actions.keep(people.clerk, post=post.public_id, note=""),
    )
    assert answers in (["done", "kernel.stale"], ["done", "done"])
    final = fresh(post)
    assert final.flags_open == 0
    kinds = [v.kind for v in queries.verdicts_of(post.pk)]
    assert kinds in (["hidden"], ["kept"], ["kept", "hidden"])
    assert final.state == ("hidden" if "hidden" in kinds else "shown")


def test_deleting_while_hiding(committed, subject):
    people = people_here()
    post = write(people.resident)
    answers = race(lambda: hide(people.clerk, post), lambda: delete(people.resident, post))
    assert answers.count("done") == 1
    assert fresh(post).state in {"hidden", "deleted"}
