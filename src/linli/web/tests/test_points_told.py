"""Points that arrive are told as everybody chose: bundled in the evening, each time, or not."""

from datetime import timedelta

import pytest
from django.db import transaction

from linli.awards.tests.done import CONSUMER, MAY, helped
from linli.awards.tests.rulebook import adopted
from linli.journal.operations import run_consumer
from linli.kernel import clock
from linli.ledger.tests.town import build
from linli.notices import actions, jobs
from linli.notices import operations_bundles as bundles
from linli.notices.models import Addressed, Bundle, Preferences
from linli.notices.texts import text_of


@pytest.fixture
def town(committed):
    with clock.frozen(MAY - timedelta(days=1)):
        made = build()
        adopted(made.clerk, made.second, made.community)
    with clock.frozen(MAY):
        yield made


def choose(town, name, points):
    actions.set_preferences(
        town.actors[name],
        pace="now",
        wechat=True,
        sms=True,
        quiet_from=21,
        quiet_to=8,
        points=points,
    )


def told(town, name):
    rows = Addressed.objects.filter(person=town.people[name]).select_related("notice")
    return [row.notice.params for row in rows.order_by("pk") if row.notice.kind == "points_given"]


def test_points_are_told_once_a_day_each_time_or_not_at_all(town):
    town.resident("cid")
    choose(town, "bob", "now")
    choose(town, "cid", "never")
    for n, name in enumerate(("ann", "ann", "bob", "cid")):
        wisher = "bob" if name == "ann" else "clerk"
        event = helped(town, name, wisher, wish=n, at=MAY + timedelta(hours=n))
        run_consumer(event.pk, CONSUMER)
    assert told(town, "bob") == [{"count": 1, "units": 10}]
    assert (told(town, "ann"), told(town, "cid")) == ([], [])
    row = Bundle.objects.within(town.community).get()
    assert (row.person_id, row.count, row.units) == (town.people["ann"].pk, 2, 20)
    assert jobs.tell_bundles() == 1
    assert jobs.tell_bundles() == 0
    assert told(town, "ann") == [{"count": 2, "units": 20}]
    assert told(town, "cid") == []
    notice = Addressed.objects.filter(person=town.people["ann"]).latest("pk").notice
    assert "20" in text_of(notice)
    assert notice.link == "/me/bank/"


def test_who_changes_their_mind_before_the_evening_hears_nothing_and_accounts_that_close_neither(
    town,
):
    run_consumer(helped(town).pk, CONSUMER)
    choose(town, "ann", "never")
    run_consumer(helped(town, "bob", "clerk", wish=2).pk, CONSUMER)
    with transaction.atomic():
        bundles.forget_bundles_of(town.people["bob"].pk)
    assert jobs.tell_bundles() == 1
    assert (told(town, "ann"), told(town, "bob")) == ([], [])
    assert Preferences.objects.get(person=town.people["ann"]).points == "never"
