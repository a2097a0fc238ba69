"""A helper's session: what is open in it, who is named, and how it ends."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from tests.architecture.world import enter
from tests.queries import queries as counted

from linli.duties.tests.factories import given as duty_for
from linli.identity.tokens.actions import make_token
from linli.journal.models import Event
from linli.journal.operations import run_consumer
from linli.journal.outbox import consumers_of
from linli.kernel import clock
from linli.mandates import actions
from linli.mandates.models import Mandate
from linli.notices.models import Addressed, Evidence, Notice
from linli.web.helping import MANDATE
from linli.web.tests.family import build, give

BACKEND = "linli.identity.signin.backend.PersonBackend"
WHY = "the test looks at the outcome"


@pytest.fixture
def family(committed):
    return build()


class Browser(Client):
    """Afterwards the connection is back in the first district."""

    def request(self, **request):
        try:
            return super().request(**request)
        finally:
            enter("demo")


def browser(person, **session) -> Browser:
    client = Browser(HTTP_HOST="localhost", raise_request_exception=False)
    client.force_login(person, BACKEND)
    if session:
        kept = client.session
        kept.update(session)
        kept.save()
    return client


def begun(family, **more):
    row = give(family, **more)
    client = browser(family.people["mei"])
    response = client.post(f"/helping/start/{row.pk}/")
    assert (response.status_code, response["Location"]) == (302, "/helping/")
    return row, client


def code_of(response) -> str:
    return next(
        (c for c in ("kernel.not_by_helper", "kernel.mandate_over") if c in text(response)), ""
    )


def text(response) -> str:
    return response.content.decode()


def test_the_whole_way_of_a_session(family):
    number = family.number("grandma")
    duty = duty_for(family.town, "ann", person=number)
    row, client = begun(family, deeds=["duties"])
    assert client.get("/")["Location"] == "/helping/"
    overview = text(client.get("/helping/"))
    assert "您正在代 王** 办理" in overview
    assert 'href="/me/duties/"' in overview
    assert "/me/notices/" not in overview

    page = client.get(f"/duties/{duty.pk}/accept/")
    assert page.status_code == 200
    assert "您正在代 王** 办理" in text(page)
    assert client.post(f"/duties/{duty.pk}/accept/").status_code == 302
    event = Event.objects.get(type="duties.accepted")
    assert (event.actor, event.helper) == (family.people["grandma"].pk, family.people["mei"].pk)

    # hers alone, the helper's own, an office's, and pages that answer to nobody
    before = Event.objects.count()
    for path in ("/me/notices/", "/me/", "/me/data/", "/me/consents/", "/me/mandates/", "/work/"):
        answer = client.get(path)
        assert (answer.status_code, code_of(answer)) == (403, "kernel.not_by_helper"), path
    for path in ("/me/erase/", "/acting/", "/me/mandates/give/", f"/me/mandates/{row.pk}/end/"):
        answer = client.post(path, {"sure": "on", "office": ""})
        assert (answer.status_code, code_of(answer)) == (403, "kernel.not_by_helper"), path
    for path in ("/accounts/2fa/", "/accounts/sessions/", "/accounts/reauthenticate/"):
        assert client.get(path).status_code in {403, 404}, path
    api = client.get("/api/duties")
    assert (api.status_code, api.json()["code"]) == (403, "kernel.not_by_helper")
    assert Event.objects.count() == before
    assert client.get("/public/").status_code == 200

    # how it looks is the helper's own choice
    client.post("/settings/look", {"language": "en", "next": "/helping/"})
    for name, person in family.people.items():
        person.refresh_from_db()
        assert person.language == ("en" if name == "mei" else "zh-hans"), name
    assert "You act for " in text(client.get("/helping/"))

    assert client.post("/helping/end/")["Location"] == "/"
    assert MANDATE not in client.session
    assert client.get("/me/").status_code == 200
    assert client.get(f"/duties/{duty.pk}/").status_code == 404


def test_who_is_thrown_out_does_nothing_as_themself_either(family):
    """A form meant for the one is not sent as the other: first the helper sees that it is over."""
    row, client = begun(family, deeds=["settings"])
    form = {"shown": "number"}
    assert client.post("/me/shown/", form)["Location"] == "/me/shown/"
    family.people["grandma"].refresh_from_db()
    assert family.people["grandma"].shown == "number"

    actions.end(family.actors["grandma"], mandate=row.pk)
    before = Event.objects.count()
    for answer in (client.post("/me/shown/", form), client.get("/"), client.get("/public/")):
        assert (answer.status_code, code_of(answer)) == (403, "kernel.mandate_over")
        assert "回到本人身份" in text(answer)
    assert client.get("/api/me").json()["code"] == "kernel.mandate_over"
    assert Event.objects.count() == before
    family.people["mei"].refresh_from_db()
    assert family.people["mei"].shown == "masked"
    client.post("/helping/end/")
    assert client.get("/me/").status_code == 200


def test_no_factor_and_no_office_comes_along(family):
    """With a second factor and an office in the session, the helper is still a plain resident."""
    row = give(family, deeds=["inbox"])
    client = browser(
        family.people["mei"],
        account_authentication_methods=[{"method": "demo", "at": clock.now().timestamp()}],
        acting_office=family.town.offices["clerk"].pk,
    )
    client.post(f"/helping/start/{row.pk}/")
    assert "acting_office" not in client.session
    response = client.get("/me/notices/")
    actor = response.wsgi_request.actor
    assert (actor.person, actor.capacity, actor.second_factor, actor.office) == (
        family.people["grandma"].pk,
        "resident",
        False,
        None,
    )
    assert actor.deeds == frozenset({"inbox"})
    stranger = browser(family.people["nan"], **{MANDATE: row.pk})
    assert code_of(stranger.get("/me/notices/")) == "kernel.mandate_over", "not their mandate"
    assert browser(family.people["nan"]).post(f"/helping/start/{row.pk}/").status_code == 404


def test_a_key_acts_for_its_owner_alone(family):
    """Whatever session lies beside it; and nobody makes a key in another's name."""
    row, client = begun(family)
    _pk, key = make_token(
        family.actors["mei"],
        label="x",
        scopes=["me:read", "mandates:read", "mandates:write"],
        days=9,
    )
    bearer = {"Authorization": f"Bearer {key}"}
    me = client.get("/api/me", headers=bearer).json()
    assert me["number"] == family.number("mei")
    listed = client.get("/api/mandates", headers=bearer).json()["items"]
    assert [(each["id"], each["i_help"], each["state"]) for each in listed] == [
        (row.pk, True, "active")
    ]
    offered = Browser(HTTP_HOST="localhost").post(
        "/api/mandates",
        json.dumps(
            {
                "helper": family.number("nan"),
                "deeds": ["inbox"],
                "bond": "other",
                "until": (clock.today() + timedelta(days=3)).isoformat(),
            }
        ),
        content_type="application/json",
        headers=bearer,
    )
    assert (offered.status_code, offered.json()["state"]) == (201, "offered")
    ended = client.post(f"/api/mandates/{row.pk}/end", headers=bearer)
    assert (ended.status_code, ended.json()["why"]) == (200, "helper")
    assert client.post("/me/tokens/new/", {}).status_code in {403, 404}


def test_reading_to_her_says_so_and_each_act_is_told(family):
    from linli.notices import actions as notices

    notices.issue(
        family.actors["clerk"],
        community=family.town.community,
        audience="person",
        word=family.number("grandma"),
        title="停水",
        text="周六停水",
    )
    addressed = Addressed.objects.get(person=family.people["grandma"])
    duty = duty_for(family.town, "ann", person=family.number("grandma"))
    _row, client = begun(family)
    mei = family.people["mei"].pk
    assert client.get(f"/me/notices/{addressed.pk}/").status_code == 200
    addressed.refresh_from_db()
    assert addressed.read_at is not None
    read = Evidence.objects.get(addressed=addressed, outcome="read")
    assert read.reference == f"helper {mei}"
    client.post(f"/duties/{duty.pk}/accept/")

    name = "linli.web.consumers.tell_of_act"
    told = {}
    for event in Event.objects.filter(helper=mei).order_by("pk"):
        assert name in consumers_of(event.type, helper=event.helper)
        assert run_consumer(event.pk, name) is True
        told[event.type] = (
            Notice.objects.across_communities(WHY).filter(kind="done_by_helper").count()
        )
    assert told == {"notices.read_by_helper": 0, "duties.accepted": 1}
    assert name not in consumers_of("duties.accepted")
    notice = Notice.objects.across_communities(WHY).get(kind="done_by_helper")
    assert list(notice.addressed.values_list("person", flat=True)) == [family.people["grandma"].pk]

    given = Event.objects.get(type="mandates.given")
    run_consumer(given.pk, "linli.web.consumers.tell_of_mandate")
    notice = Notice.objects.across_communities(WHY).get(kind="mandate_given")
    assert list(notice.addressed.values_list("person", flat=True)) == [family.people["grandma"].pk]

    for who in ("grandma", "mei"):
        page = text(browser(family.people[who]).get("/me/mandates/acts/"))
        assert page.count("王** 代 王** 办理") == 2, who
    assert "代 王**" not in text(browser(family.people["nan"]).get("/me/mandates/acts/"))


def test_lists_cost_the_same_at_any_length(family):
    row, client = begun(family, deeds=["duties"])
    number = family.number("grandma")

    def cost(path: str, who: str = "grandma") -> int:
        reader = browser(family.people[who])
        with counted() as ran:
            assert reader.get(path).status_code == 200
        return len(ran)

    paths = ("/me/mandates/", "/me/mandates/acts/", f"/me/mandates/{row.pk}/")
    first = duty_for(family.town, "ann", person=number)
    client.post(f"/duties/{first.pk}/accept/")
    few = [cost(path) for path in paths]
    for _ in range(4):
        duty = duty_for(family.town, "ann", person=number)
        client.post(f"/duties/{duty.pk}/accept/")
        actions.offer(
            family.actors["grandma"],
            deeds=["inbox"],
            bond="family",
            until=clock.today(),
            helper=family.number("nan"),
        )
    assert [cost(path) for path in paths] == few
    assert Mandate.objects.across_communities(WHY).count() == 5
