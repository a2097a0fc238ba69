"""Ballots by a helper: bound like a mandate to vote, and never over the owner's own."""

import pytest

from linli.journal.models import Event
from linli.kernel import deeds
from linli.voting.actions import proxies
from linli.voting.tests import casting
from linli.voting.tests.casting import refusal, vote
from linli.voting.tests.test_pages import enter

__all__ = ["enter"]

pytestmark = pytest.mark.usefixtures("during")


def test_a_helper_casts_by_the_mandate_and_both_names_stand(quarter, monkeypatch):
    row = casting.opened(quarter)
    monkeypatch.setattr(deeds, "_standing", [lambda *_: True])
    owner, helper = quarter.owners["1栋 101"], quarter.people["1栋 102"].pk
    without = casting.with_hands(owner, helper, "inbox")
    assert refusal(vote, quarter, row, "1栋 101", actor=without).code == "kernel.not_by_helper"
    hands = casting.with_hands(owner, helper, "vote")
    cast = vote(quarter, row, "1栋 101", "agree", actor=hands)
    ballot, event = casting.last(quarter, row, "1栋 101"), Event.objects.get(pk=cast.event)
    assert (ballot.person_id, ballot.helper_id) == (owner.person, helper)
    assert (event.actor, event.helper) == (owner.person, helper)
    # a mandate to vote is nothing that a helper gives
    caught = refusal(
        proxies.give_proxy, hands, assembly=row.pk, elector=1, holder=quarter.people["second"]
    )
    assert caught.code == "kernel.not_by_helper"


def helped(quarter, row, room, helper, choice="agree"):
    hands = casting.with_hands(quarter.owners[room], quarter.people[helper].pk, "vote")
    return vote(quarter, row, room, choice, actor=hands)


def test_hands_are_bound_like_a_mandate_to_vote(quarter, monkeypatch):
    """Else a mandate of everyday life goes round what the rules say of proxies."""
    monkeypatch.setattr(deeds, "_standing", [lambda *_: True])
    row = casting.opened(quarter, "weifang", legal_mode="ADVISORY")
    proxies.give_proxy(
        quarter.owners["1栋 101"],
        assembly=row.pk,
        elector=casting.number_of(quarter, row, "1栋 101"),
        holder=quarter.people["1栋 104"].public_id,
    )
    # a holder's own helper is none of the owner's choosing
    hands = casting.with_hands(quarter.owners["1栋 104"], quarter.people["1栋 105"].pk, "vote")
    caught = refusal(vote, quarter, row, "1栋 101", actor=hands)
    assert (caught.code, caught.params["article"]) == (
        "voting.no_sub_mandate",
        "《物业管理条例》第十二条",
    )
    # 104 stands for one by mandate, for two with its hands; the fourth is one too many
    for room in ("1栋 102", "1栋 103"):
        helped(quarter, row, room, "1栋 104")
    caught = refusal(helped, quarter, row, "1栋 106", "1栋 104")
    assert (caught.code, caught.params) == (
        "voting.too_many_principals",
        {"limit": 3, "article": "《潍坊市物业管理条例》第三十二条"},
    )
    assert helped(quarter, row, "1栋 102", "1栋 104", "oppose").version == 2
    caught = refusal(
        proxies.give_proxy,
        quarter.owners["1栋 106"],
        assembly=row.pk,
        elector=casting.number_of(quarter, row, "1栋 106"),
        holder=quarter.people["1栋 104"].public_id,
    )
    assert caught.code == "voting.too_many_principals"


def test_whoever_may_hold_no_mandate_to_vote_is_nobodys_hands(quarter, monkeypatch):
    monkeypatch.setattr(deeds, "_standing", [lambda *_: True])
    row = casting.opened(quarter)
    monkeypatch.setattr("linli.voting.ballot_rules.is_candidate", lambda *_: True)
    casting.ruled(row, "proxies", barred=["candidates"])
    caught = refusal(helped, quarter, row, "1栋 101", "1栋 102")
    assert (caught.code, caught.params["article"]) == (
        "voting.proxy_barred",
        "平台默认；多地规定物业服务人员不得代理",
    )
    assert vote(quarter, row, "1栋 101").version == 1
    casting.ruled(row, "proxies", allowed=False)
    assert refusal(helped, quarter, row, "1栋 103", "1栋 102").code == "voting.no_proxies"


def test_no_helper_replaces_what_the_owner_cast_without_help(quarter, monkeypatch):
    monkeypatch.setattr(deeds, "_standing", [lambda *_: True])
    row = casting.opened(quarter)
    vote(quarter, row, "1栋 101", "oppose")
    caught = refusal(helped, quarter, row, "1栋 101", "1栋 102")
    assert (caught.code, caught.params["article"]) == (
        "voting.not_over_the_owners_own",
        "平台默认（法律未规定）",
    )
    helped(quarter, row, "1栋 103", "1栋 102")
    assert helped(quarter, row, "1栋 103", "1栋 102", "oppose").version == 2
    assert vote(quarter, row, "1栋 103", "agree").version == 3
    assert refusal(helped, quarter, row, "1栋 103", "1栋 102").code == (
        "voting.not_over_the_owners_own"
    )
