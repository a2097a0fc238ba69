"""F001, F005: what is noted in a grid becomes a duty, and a duty about a home climbs the party's grid."""

from datetime import timedelta

import pytest
from django.db import transaction

from linli.duties import jobs
from linli.duties.models import Duty, Escalation
from linli.grids.actions import grids, posts, work
from linli.grids.models import EntryUse, Post
from linli.grids.tests.factories import Quarter, build, grid, office
from linli.grids.tests.test_resolving import party
from linli.grids.tests.test_visits import noted, send, stored
from linli.journal.models import Event
from linli.kernel import clock, workdays
from linli.web.consumers import make_duty_of_entry

HEAD = Post.Kind.HEAD


@pytest.fixture
def quarter(committed) -> Quarter:
    return build()


def test_f005_an_entry_becomes_a_duty_without_its_words(quarter: Quarter):
    first = grid(quarter)
    worker = quarter.give(Post.Kind.WORKER, first.pk, "ann")
    values = {"post": worker.pk, "kind": "patrol", "tags": ["property"]}
    entry = work.note(quarter.resident("ann"), **values, text="李四占用消防通道")
    work.hand_on(quarter.clerk, entry=entry.pk)
    consume()
    duty = Duty.objects.within(quarter.community).get()
    assert EntryUse.objects.get().of == duty.pk
    assert (duty.kind, "李四" in duty.title + duty.text) == ("task", False)


def consume() -> None:
    """The consumer of the last entry that was handed on."""
    with transaction.atomic():
        make_duty_of_entry(Event.objects.filter(type="grids.entry_handed_on").latest("pk"))


def test_f001_a_duty_about_a_home_climbs_the_partys_grid(quarter: Quarter):
    _, branch = party(quarter)
    home = quarter.units[0]
    first = grid(quarter)
    quarter.give(HEAD, first.pk, "bob")
    contact = quarter.give(Post.Kind.CONTACT, quarter.estate.pk, "ann")
    posts.give_homes(quarter.clerk, post=contact.pk, buildings=[home.building_id])
    grids.bind_branch(quarter.clerk, estate=quarter.estate.pk, branch=branch.pk)
    office(branch, quarter.people["cat"], "officer", quarter.community)
    send(quarter, "bob", [noted(home.pk, outcome="help")])
    work.hand_on(quarter.clerk, entry=stored()[0].pk)
    consume()
    duty = Duty.objects.within(quarter.community).get()
    assert (duty.kind, duty.unit_id) == ("near_home", home.pk)
    begin = clock.now()
    for day in range(1, 40):
        with clock.frozen(begin + timedelta(days=day)):
            if workdays.is_workday(clock.today()):
                jobs.escalate()
    heard = [
        (row.to, row.found, set(row.recipients.values_list("person", flat=True)))
        for row in Escalation.objects.order_by("pk")
    ]
    ann, cat = {quarter.people["ann"].pk}, {quarter.people["cat"].pk}
    # the committee owns the duty: it is not told again, and nobody serves at street and district
    assert heard[:2] == [("contact", "contact", ann), ("branch", "branch", cat)]
