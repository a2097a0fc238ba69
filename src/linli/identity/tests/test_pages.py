"""Pages: constant numbers of queries at two sizes, what they show masked, what they never store."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from linli.identity.actions import corrections, desk, neighbours
from linli.identity.actions import transfers as transfer_acts
from linli.identity.dossier import as_json, as_words, everything
from linli.identity.tests.counting import queries
from linli.identity.tests.people import clerk, consent, id_number, person, resident
from linli.identity.views import cases, me, queues, staff

BACKEND = "linli.identity.signin.backend.PersonBackend"


@pytest.fixture
def ask(rf, db):
    """Calls a view as an actor, without the frame around it; answers (status, queries, text)."""
    from linli.kernel.actor import Actor

    def call(view, actor: Actor, *args, **data):
        request = rf.post("/", data) if data else rf.get("/")
        request.actor = actor
        request.session = {}
        request._messages = type(
            "M", (), {"add": lambda *a: None, "__iter__": lambda s: iter(())}
        )()
        request.user = AnonymousUser()  # the guard that asks for a fresh proof has its own tests
        request.LANGUAGE_CODE = "zh-hans"
        with queries() as seen:
            response = view(request, *args)
        return response.status_code, seen, response.content.decode()

    return call


def report_all(who, others):
    for other in others:
        neighbours.report(resident(who), public_id=other.public_id, reason="spam")
        neighbours.block(resident(who), public_id=other.public_id)


def own(sizes, ask, view):
    """Query counts of one of my lists as it grows."""
    who, actor = person(1, level=20), clerk()
    counts = []
    for start, end in sizes:
        report_all(who, [person(n) for n in range(start, end)])
        for _ in range(start, end):
            desk.reveal(actor, person=who.pk, part="name", reason="contact")
        status, seen, _ = ask(view, resident(who))
        assert status == 200
        counts.append(len(seen))
    return counts


@pytest.mark.parametrize(
    "view", [cases.blocks, cases.reports, me.looks, me.data, me.identity, me.consents]
)
def test_my_lists_cost_the_same_at_two_sizes(ask, view):
    few, many = own([(10, 12), (12, 20)], ask, view)
    assert few == many


@pytest.mark.parametrize("view", [queues.corrections, queues.transfers, queues.reports])
def test_queues_cost_the_same_at_two_sizes(ask, view):
    actor, counts = clerk(), []
    for start, end in ((10, 12), (12, 20)):
        for n in range(start, end):
            holder, other = person(n, level=20), person(100 + n)
            corrections.ask_correction(resident(holder), part="name", value="李雷", reason="错")
            neighbours.report(resident(other), public_id=holder.public_id, reason="spam")
            transfer_acts.request_transfer(
                actor,
                person=other.pk,
                kind="id_number",
                value=id_number(n),
                name="李雷",
                reason="x",
            )
        status, seen, _ = ask(view, actor)
        assert status == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_search_costs_the_same_at_two_sizes(ask):
    actor, counts = clerk(), []
    for start, end in ((10, 12), (12, 20)):
        for n in range(start, end):
            person(n, name="李雷")
        status, seen, text = ask(staff.people, actor, by="name", text="李雷")
        assert status == 200
        assert "李雷" not in text.replace('value="李雷"', "")
        counts.append(len([q for q in seen if "SAVEPOINT" not in q]))
    assert counts[0] == counts[1]


def test_my_data_is_whole_and_names_nobody_else(db):
    who, other, actor = person(1, level=20), person(2, name="韩梅梅"), clerk()
    consent(who)
    report_all(who, [other])
    desk.reveal(actor, person=who.pk, part="id_number", reason="check_papers")
    corrections.ask_correction(resident(who), part="name", value="王秀瑛", reason="错字")
    found = everything(who)
    plain = as_json(found)
    text = json.dumps(plain, ensure_ascii=False)
    for mine in ("王秀英", "13800000001", id_number(1), "1970-03-15", "王秀瑛", "错字"):
        assert mine in text
    assert "韩梅梅" not in text
    assert [row["field"] for row in plain["looks"]] == ["id_number"]
    assert {row["event"] for row in plain["acts"]}
    assert len(as_words(found)) == len(found)


def test_a_page_of_staff_is_masked_and_kept_by_no_cache(ask):
    who, actor = person(1, level=20), clerk()
    status, _, text = ask(staff.person, actor, who.public_id)
    assert status == 200
    for secret in ("王秀英", "13800000001", id_number(1)):
        assert secret not in text
    status, _, text = ask(staff.reveal, actor, who.public_id, part="phone", reason="contact")
    assert "13800000001" in text


def test_names_stand_in_no_address():
    for name in ("people", "me_data", "me_looks"):
        assert "?" not in reverse(name)
