"""Whoever's way in is touched hears of it: at the proposal, and when it is done."""

from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from tests.working import work

from linli.identity.actions import proposals, transfers
from linli.identity.tests.people import HERE, THERE, clerk, person, resident
from linli.kernel import clock
from linli.notices.models import Addressed
from linli.notices.texts import title_of
from linli.threads import actions as threads
from linli.threads.tests.conftest import KIND, subject  # noqa: F401


@pytest.fixture
def told(committed):
    def kinds(who):
        rows = Addressed.objects.filter(person=who).select_related("notice").order_by("pk")
        return [(row.notice.kind, row.notice.urgent, row.notice.link) for row in rows]

    return kinds


def test_a_reset_and_another_number_are_told(told):
    with transaction.atomic():
        who, first, second = person(1, level=20), clerk(901), clerk(902)
        Authenticator.objects.create(user=who, type="totp", data={"secret": ""})
    reset = proposals.propose_factor_reset(first, person=who.pk, reason="x")
    made = proposals.propose_phone(first, person=who.pk, phone="13912345678", reason="x")
    with clock.frozen(clock.now() + timedelta(days=1)):
        proposals.confirm_proposal(second, proposal=reset.pk)
        proposals.confirm_proposal(second, proposal=made.pk)
    work()
    assert sorted(told(who)) == [
        ("factors_doubted", True, "/me/identity/"),
        ("factors_taken", True, "/in/factors/"),
        ("phone_changed", True, "/in/factors/"),
        ("phone_doubted", True, "/me/identity/"),
    ]
    titles = {title_of(row.notice) for row in Addressed.objects.filter(person=who)}
    assert "有人称您丢失了二次验证方式" in titles
    assert told(first.person) == []


def test_both_sides_of_a_claimed_number_are_told(told):
    with transaction.atomic():
        claimant, holder = person(1), person(2, community=THERE)
        wide, second = (clerk(n, reach=[HERE, THERE]) for n in (901, 902))
    row = transfers.claim_phone(resident(claimant), phone="13800000002", reason="x")
    for side in (claimant, holder):
        transfers.answer_transfer(resident(side), transfer=row.pk, objects=False)
    for one in (wide, second):
        transfers.decide_transfer(one, transfer=row.pk, grant=True, answer="x")
    work()
    link = f"/me/transfers/{row.pk}/"
    assert told(claimant) == [("number_decided", True, link)]
    assert sorted(told(holder)) == [
        ("number_claimed", True, link),
        ("number_decided", True, link),
    ]


def test_author_and_moderator_hear_of_an_appeal(told, corner):
    post, author, first, second = corner
    threads.appeal(author, post=post, reason="x")
    threads.decide_appeal(second, post=post, grant=True, note="x")
    work()
    assert [kind for kind, _, _ in told(author.person)] == ["post_hidden", "appeal_granted"]
    assert [kind for kind, _, _ in told(first.person)] == ["appeal_granted"]
    assert told(second.person) == []


@pytest.fixture
def corner(committed, subject):  # noqa: F811
    with transaction.atomic():
        who, first, second = person(1, community=subject), clerk(901), clerk(902)
    author = resident(who)
    first, second = (replace(each, reach=frozenset({subject})) for each in (first, second))
    post = threads.post(author, kind=KIND, subject=subject, text="x").public_id
    threads.hide(first, post=post, ground="spam")
    return post, author, first, second
