"""Who is told of what, pages and API; the same few queries for one notice and for many."""

import time
from datetime import UTC, datetime

import pytest
from django.utils import translation
from tests.queries import queries

from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.journal.models import Event
from linli.journal.operations import run_consumer
from linli.journal.outbox import consumers_of
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.kernel.errors import Refused
from linli.notices import actions
from linli.notices.models import Addressed, Evidence, Notice, Posting, Preferences
from linli.notices.needs import personal
from linli.notices.texts import KINDS, text_of, title_of
from linli.organisations.actions import appoint, found
from linli.organisations.models import Organisation
from linli.places.actions import establish

NOON = datetime(2026, 5, 11, 4, tzinfo=UTC)


class Town:
    """Community `here` with clerk, ann and bob; community `there` with eve."""

    def __init__(self):
        top = establish(SYSTEM, kind="district", code="440604", names=("禅城区", "Chancheng"))
        street = establish(
            SYSTEM, kind="street", code="440604010", names=("祖庙", "Zumiao"), parent=top.pk
        )
        self.here, self.there = (
            establish(SYSTEM, kind="community", code=c, names=(n, n), parent=street.pk).pk
            for c, n in (("440604010001", "甲社区"), ("440604010002", "乙社区"))
        )
        found(SYSTEM, kind="residents_committee", place=self.here, names=("甲居委会", "Jia"))
        self.people = {
            name: self._person(n, self.there if name == "eve" else self.here)
            for n, name in enumerate(["clerk", "ann", "bob", "eve"])
        }
        self.office = appoint(
            SYSTEM,
            organisation=Organisation.objects.get(name_zh="甲居委会").pk,
            person=self.people["clerk"].public_id,
            capacity="staff",
            place=self.here,
            since=clock.today(),
            titles=("社区专干", "Clerk"),
            ground="任命书",
        )
        self.clerk = Actor(
            self.people["clerk"].pk,
            Capacity.STAFF,
            self.here,
            frozenset({self.here}),
            second_factor=True,
        )

    def _person(self, number: int, community: int) -> Person:
        from django.db import transaction

        with transaction.atomic():
            return enrol(
                phone=f"1990003{number:04d}",
                name="王小明",
                community=community,
                level=Person.Level.REAL_NAME,
            )

    def resident(self, name: str) -> Actor:
        person = self.people[name]
        reach = frozenset({person.community})
        return Actor(person.pk, Capacity.RESIDENT, person.community, reach)

    def issue(self, **more) -> Notice:
        values = {
            "community": self.here,
            "audience": "community",
            "title": "停水通知",
            "text": "周六停水检修",
        }
        return actions.issue(more.pop("by", self.clerk), **values | more)


@pytest.fixture
def town(committed):
    with clock.frozen(NOON):
        yield Town()


@pytest.fixture
def enter(client, town):
    def as_somebody(name):
        client.force_login(town.people[name])
        session = client.session
        session["account_authentication_methods"] = [{"method": "demo", "at": time.time()}]
        if name == "clerk":
            session["acting_office"] = town.office.pk
        session.save()
        return client

    return as_somebody


def told(notice: Notice, town: Town) -> set[str]:
    ids = set(notice.addressed.values_list("person", flat=True))
    return {name for name, person in town.people.items() if person.pk in ids}


def test_audiences_stay_within_the_community(town):
    assert told(town.issue(), town) == {"clerk", "ann", "bob"}
    assert told(town.issue(audience="offices"), town) == {"clerk"}
    ann = town.people["ann"].public_id.lower()
    assert told(town.issue(audience="person", word=ann), town) == {"ann"}
    event = Event.objects.latest("pk")
    assert event.type == "notices.issued"
    assert (event.payload["people"], event.payload["audience"]) == (1, "person")
    assert "停水" not in str(event.payload)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"audience": "nobody"}, "notices.no_such_audience"),
        ({"audience": "person", "word": "NOBODYATALL0"}, "notices.nobody"),
        ({"by": "ann"}, "kernel.not_for_you"),
        ({"community": "there"}, "kernel.not_found"),
    ],
)
def test_what_is_refused_leaves_nothing(town, change, code):
    change = dict(change)
    if change.get("community"):
        change["community"] = town.there
    if change.get("by"):
        change["by"] = town.resident("ann")
    events = Event.objects.count()
    with pytest.raises(Refused) as refusal:
        town.issue(**change)
    assert refusal.value.code == code
    assert Event.objects.count() == events
    assert not Addressed.objects.exists()
    if "word" in change:
        change["word"] = town.people["eve"].public_id
        with pytest.raises(Refused, match="nobody"):
            town.issue(**change)


def duty_event(kind: str, town: Town, **more) -> Event:
    """An event as linli.duties records it."""
    payload = {
        "duty": 5,
        "community": town.here,
        "round": 1,
        "people": [town.people["ann"].pk, town.people["clerk"].pk],
        **more,
    }
    return Event.objects.create(
        type=kind,
        actor=town.clerk.person,
        capacity="staff",
        place=town.here,
        subject_kind="duty",
        subject_id="5",
        payload=payload,
        at=clock.now(),
    )


@pytest.mark.parametrize(
    ("fact", "more", "kind", "words"),
    [
        ("duties.given", {"due_on": "2026-05-20"}, "duty_given", "2026-05-20"),
        ("duties.handed_on", {"due_on": "2026-05-20"}, "duty_handed_on", "2026-05-20"),
        ("duties.refused", {}, "duty_refused", "理由"),
        ("duties.reported", {}, "duty_reported", "核对"),
        ("duties.confirmed", {}, "duty_confirmed", "谢谢"),
        ("duties.reopened", {"due_on": "2026-05-21"}, "duty_reopened", "2026-05-21"),
        ("duties.withdrawn", {}, "duty_withdrawn", "不必"),
        (
            "duties.escalated",
            {"to": "street", "planned_on": "2026-05-22"},
            "duty_escalated",
            "2026-05-22",
        ),
        ("duties.escalated", {"to": "owner", "planned_on": "2026-05-22"}, "duty_reminder", "到期"),
    ],
)
def test_duties_are_told_once_to_those_concerned(town, fact, more, kind, words):
    event = duty_event(fact, town, **more)
    name = "linli.notices.consumers.tell_of_duty"
    assert name in consumers_of(fact)
    assert run_consumer(event.pk, name) is True
    assert run_consumer(event.pk, name) is False
    notice = Notice.objects.within(town.here).get()
    assert told(notice, town) == {"ann"}, "who did it is not told of it"
    assert (notice.kind, notice.link) == (kind, "/duties/5/")
    with translation.override("zh-hans"):
        assert words in text_of(notice)
    with translation.override("en"):
        assert title_of(notice).isascii()


def test_every_text_on_duties_is_used():
    from linli.notices.consumers import DUTY_TEXTS

    of_duties = {kind for kind in KINDS if kind.startswith("duty_")}
    assert of_duties == set(DUTY_TEXTS.values()) | {"duty_reminder"}


def test_inbox_receipt_and_needs(town, enter):
    notice = town.issue()
    row = notice.addressed.get(person=town.people["ann"])
    assert [n.count for n in personal(town.resident("ann"))] == [1]
    client = enter("ann")
    assert "停水通知" in client.get("/me/notices/").content.decode()
    path = f"/me/notices/{row.pk}/"
    assert "周六停水检修" in client.get(path).content.decode()
    client.get(path)
    row.refresh_from_db()
    assert row.read_at == NOON
    assert Evidence.objects.filter(outcome="read").count() == 1
    assert [n.count for n in personal(town.resident("ann"))] == [0]
    assert enter("bob").get(path).status_code == 404
    row.refresh_from_db()
    assert row.read_at == NOON


def test_figures_posting_and_print(town, enter):
    notice = town.issue()
    ann = notice.addressed.get(person=town.people["ann"])
    enter("ann").get(f"/me/notices/{ann.pk}/")
    client = enter("clerk")
    with clock.frozen(NOON.replace(hour=5)):
        page = client.get(f"/work/notices/{notice.pk}/")
        figures = page.context["figures"]
        assert (figures.people, figures.read, figures.reached) == (3, 1, 1)
        sent = {"medium": "board", "spot": "东门公告栏"}
        assert client.post(f"/work/notices/{notice.pk}/", sent).status_code == 302
    posting = Posting.objects.get()
    assert (posting.spot, posting.person_id) == ("东门公告栏", town.clerk.person)
    assert Event.objects.latest("pk").type == "notices.posted"
    assert "周六" in client.get(f"/work/notices/{notice.pk}/print/").content.decode()
    assert client.post(f"/work/notices/{notice.pk}/", {"medium": "sky"}).status_code == 422


def test_preferences(town, enter):
    client = enter("ann")
    sent = {"pace": "daily", "sms": "on", "quiet_from": "22", "quiet_to": "7"}
    assert client.post("/me/notices/preferences/", sent).status_code == 302
    row = Preferences.objects.get()
    assert (row.pace, row.wechat, row.sms, row.quiet_from, row.quiet_to) == (
        "daily",
        False,
        True,
        22,
        7,
    )
    assert client.post("/me/notices/preferences/", sent | {"quiet_to": "24"}).status_code == 422
    assert Event.objects.filter(type="notices.preferences_set").count() == 1


def test_writing_by_the_form(town, enter):
    client = enter("clerk")
    sent = {"community": town.here, "audience": "community", "title": "停电", "text": "周日"}
    answer = client.post("/work/notices/new/", sent)
    notice = Notice.objects.within(town.here).get()
    assert answer["Location"] == f"/work/notices/{notice.pk}/"
    assert notice.organisation.name_zh == "甲居委会"
    answer = client.post("/work/notices/new/", sent | {"audience": "person", "word": "X"})
    assert (answer.status_code, "audience" in answer.context["form"].errors) == (422, True)


def test_api(town, enter):
    notice = town.issue()
    row = notice.addressed.get(person=town.people["ann"])
    client = enter("ann")
    listed = client.get("/api/notices").json()
    assert (listed["unread"], listed["items"][0]["title"]) == (1, "停水通知")
    url = f"/api/notices/{row.pk}/read"
    read = client.post(url, content_type="application/json").json()
    assert read["read_at"] is not None
    assert client.get("/api/notices").json()["unread"] == 0
    assert enter("bob").post(url, content_type="application/json").status_code == 404


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("ann", "/me/notices/"),
        ("ann", "/api/notices"),
        ("clerk", "/work/notices/"),
        ("ann", "/"),
    ],
)
def test_a_list_takes_the_same_queries_at_two_sizes(town, enter, who, path):
    def asked(client) -> int:
        client.get(path)
        with queries() as made:
            assert client.get(path).status_code == 200
        return len(made)

    town.issue()
    client = enter(who)
    few = asked(client)
    for _ in range(8):
        town.issue()
    assert asked(client) == few


def test_a_thousand_recipients_take_few_queries(town):
    def asked(extra: int) -> int:
        Person.objects.bulk_create(Person(community=town.here) for _ in range(extra))
        with queries() as made:
            town.issue()
        return len(made)

    few = asked(2)
    assert asked(100) == few
