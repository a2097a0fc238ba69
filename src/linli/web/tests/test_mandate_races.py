"""Two at once: exactly one outcome."""

import pytest
from tests.racing import race

from linli.duties import actions as duties
from linli.duties.models import Duty
from linli.duties.tests.factories import given as duty_for
from linli.journal.models import Event
from linli.mandates import actions
from linli.mandates.models import Mandate
from linli.web.tests.family import build, give, offer

WHY = "the test looks at the outcome"


@pytest.fixture
def family(committed):
    return build()


def test_ending_while_an_act_is_under_way(family):
    """Done before the end, or not at all: an act never stands after the end of its mandate."""
    row = give(family)
    number = family.number("grandma")
    owed = [duty_for(family.town, "ann", person=number) for _ in range(4)]
    by_mei = family.by_mei("duties")
    answers = race(
        *[lambda duty=each: duties.accept(by_mei, duty=duty.pk) for each in owed],
        lambda: actions.end(family.actors["grandma"], mandate=row.pk),
    )
    done = answers.count("done") - 1
    assert answers.count("kernel.mandate_over") == 4 - done
    accepted = Duty.objects.across_communities(WHY).filter(state="accepted").count()
    assert accepted == done == Event.objects.filter(helper=by_mei.helper).count()
    end = Event.objects.get(type="mandates.ended")
    late = Event.objects.filter(helper=by_mei.helper, pk__gt=end.pk)
    assert not late.exists()


def test_two_hands_on_one_code(family):
    row, code = offer(family, to="")
    answers = race(
        *[
            lambda who=name: actions.accept_code(family.actors[who], code=code)
            for name in ("mei", "nan")
        ]
    )
    assert answers[0] == "done"
    assert answers[1] in {"kernel.stale", "mandates.no_such_code"}
    row.refresh_from_db()
    assert row.state == "active"
    assert Event.objects.filter(type="mandates.given").count() == 1


def test_two_offers_between_the_same_two(family):
    first, _code = offer(family)
    second, _code = offer(family)
    mei = family.actors["mei"]
    answers = race(
        lambda: actions.accept(mei, mandate=first.pk),
        lambda: actions.accept(mei, mandate=second.pk),
    )
    assert answers == ["done", "mandates.already"]
    states = Mandate.objects.across_communities(WHY).values_list("state", flat=True)
    assert sorted(states) == ["active", "offered"]
