"""F003: exactly one head per grid; who may hold a post; substitutes; two at once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.racing import race
from tests.refusing import events, refusal_of

from linli.facts.grids import PostEnded, PostGiven
from linli.grids.actions import grids, posts
from linli.grids.models import ContactPart, Post
from linli.grids.queries.posts import near, posts_held
from linli.grids.queries.resolving import serving
from linli.grids.tests.factories import LONG_AGO, Quarter, grid, office, person
from linli.identity.models import Person
from linli.journal.models import Event, LogPending
from linli.kernel import clock
from linli.organisations.models import Organisation

HEAD, CONTACT = Post.Kind.HEAD, Post.Kind.CONTACT


def rows() -> list[tuple]:
    found = Post.objects.across_communities("test").order_by("pk")
    return list(found.values_list("kind", "person", "since", "until", "stands_in_for"))


refused = refusal_of(lambda: (rows(), events()))


def test_f003_a_contact_household_heads_a_grid_and_the_log_knows(quarter: Quarter):
    first = grid(quarter)
    contact = quarter.give(CONTACT, quarter.estate.pk, "ann")
    posts.give_homes(quarter.clerk, post=contact.pk, buildings=[quarter.buildings[0].pk])
    head = quarter.give(HEAD, first.pk, "ann")
    events = Event.objects.filter(type=PostGiven.type).order_by("pk")
    assert [e.payload["kind"] for e in events] == ["contact", "grid_head"]
    assert LogPending.objects.filter(event__in=[e.pk for e in events]).count() == 2
    unit = quarter.units[0]
    assert [each.post.pk for each in near(unit)] == [head.pk, contact.pk]
    assert {p.pk for p in posts_held(quarter.resident("ann"))} == {contact.pk, head.pk}


def test_f003_exactly_one_head_whatever_the_days(quarter: Quarter):
    first, second = grid(quarter), grid(quarter, "第二网格", [])
    later = clock.today() + timedelta(days=90)
    head = quarter.give(HEAD, first.pk, "ann", last_day=later)
    assert refused(lambda: quarter.give(HEAD, first.pk, "bob")) == "grids.has_head"
    assert refused(lambda: quarter.give(HEAD, first.pk, "bob", since=later)) == "grids.has_head"
    assert refused(lambda: quarter.give(HEAD, second.pk, "ann")) == "grids.heads_another"
    assert refused(lambda: quarter.give(HEAD, first.pk, "ann")) == "grids.holds_already"
    following = quarter.give(HEAD, first.pk, "bob", since=later + timedelta(days=1))
    assert (serving(head, later), serving(following, later)) == (head.person_id, None)
    with pytest.raises(IntegrityError, match="one_head_per_grid"), transaction.atomic():
        Post.objects.create(
            community=quarter.community,
            kind=HEAD,
            person=quarter.people["cat"],
            grid=first,
            since=LONG_AGO,
            ground="绕过规则",
        )


def test_f003_who_cannot_hold_it(quarter: Quarter):
    first = grid(quarter)
    quarter.people["new"] = person(quarter.community, Person.Level.PHONE)
    quarter.people["clerk"] = Person.objects.get(pk=quarter.clerk.person)
    company = Organisation.objects.create(
        kind="property_company",
        place_id=quarter.community,
        name_zh="某物业",
        name_en="Some company",
    )
    office(company, quarter.people["cat"], "officer", quarter.community)

    def code(name: str, **more) -> str:
        return refused(lambda: quarter.give(HEAD, more.pop("scope", first.pk), name, **more))

    assert code("eve") == "grids.lives_elsewhere"
    assert code("new") == "grids.real_name_first"
    assert code("clerk") == "grids.not_yourself"
    assert code("cat") == "grids.interest"
    assert code("ann", scope=999_999) == "grids.outside"
    assert code("ann", last_day=LONG_AGO - timedelta(days=1)) == "grids.dates"
    far = {
        "community": quarter.community, "kind": HEAD, "scope": first.pk, "since": LONG_AGO,
        "person": quarter.people["ann"].public_id, "ground": "x",
    }  # fmt: skip
    assert refused(lambda: posts.appoint(quarter.far, **far)) == "kernel.not_found"
    assert refused(lambda: posts.appoint(quarter.resident("bob"), **far)) == "kernel.not_for_you"


def test_f003_a_substitute_serves_within_the_term(quarter: Quarter):
    first = grid(quarter)
    today = clock.today()
    term_ends = today + timedelta(days=30)
    head = quarter.give(HEAD, first.pk, "ann", last_day=term_ends)
    week = {"since": today, "last_day": today + timedelta(days=6), "ground": "请假"}

    def stand(name: str, **more):
        who = quarter.people[name].public_id
        return posts.stand_in(quarter.clerk, post=head.pk, person=who, **{**week, **more})

    too_long = term_ends + timedelta(days=1)
    assert refused(lambda: stand("bob", last_day=too_long)) == "grids.substitute_outside_term"
    assert refused(lambda: stand("ann")) == "grids.holds_already"
    stand("bob")
    assert refused(lambda: stand("cat")) == "grids.has_substitute"
    assert serving(head, today) == quarter.people["bob"].pk
    assert serving(head, today + timedelta(days=7)) == quarter.people["ann"].pk
    assert near(quarter.units[0])[0].substitute


def test_ending_a_post_ends_its_substitute_and_its_homes(quarter: Quarter):
    contact = quarter.give(CONTACT, quarter.estate.pk, "ann")
    posts.give_homes(quarter.clerk, post=contact.pk, buildings=[quarter.buildings[0].pk])
    posts.end(quarter.clerk, post=contact.pk, ground="本人申请")
    today = clock.today()
    part = ContactPart.objects.within(quarter.community).get()
    contact.refresh_from_db()
    assert (contact.until, part.until) == (today, today)
    assert Event.objects.filter(type=PostEnded.type).count() == 1
    end = lambda: posts.end(quarter.clerk, post=contact.pk, ground="再次")  # noqa: E731
    assert refused(end) == "grids.over"


def test_closing_a_grid_ends_what_hangs_on_it(quarter: Quarter):
    first = grid(quarter)
    head = quarter.give(HEAD, first.pk, "ann")
    grids.close(quarter.clerk, grid=first.pk, ground="合并网格")
    head.refresh_from_db()
    assert head.until == clock.today()
    assert near(quarter.units[0]) == []
    assert refused(lambda: quarter.give(HEAD, first.pk, "bob")) == "grids.outside"


def test_of_two_appointments_at_once_one_wins(quarter: Quarter):
    first = grid(quarter)
    answers = race(
        lambda: quarter.give(HEAD, first.pk, "ann"), lambda: quarter.give(HEAD, first.pk, "bob")
    )
    assert answers == ["done", "grids.has_head"]
    assert Post.objects.within(quarter.community).filter(kind=HEAD).count() == 1
    assert Event.objects.filter(type=PostGiven.type).count() == 1
