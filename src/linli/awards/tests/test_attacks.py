"""Attacks on sanctions and on decisions about deeds: two hands at once, moves, what is out of range."""

from datetime import timedelta

import pytest
from django.db import transaction
from tests.racing import before_the_lock

from linli.awards import actions as book
from linli.awards import actions_sanctions as actions
from linli.awards.defaults import default
from linli.awards.forms import RulesForm
from linli.awards.models import Deed, Sanction, Step
from linli.awards.operations.sanctioning import forget_words
from linli.awards.tests.rulebook import adopted, form, sanctions
from linli.awards.tests.test_engine import MAY, helped, points, reckon
from linli.awards.tests.test_sanctions import later, proposed, refusal
from linli.identity.models import Person
from linli.kernel import clock
from linli.ledger.tests.town import build


@pytest.fixture
def town(committed):
    with clock.frozen(MAY - timedelta(days=1)):
        made = build()
        adopted(made.clerk, made.second, made.community, **sanctions())
    with clock.frozen(MAY):
        yield made


def test_who_applied_it_does_not_slip_in_before_the_appeal(town, monkeypatch):
    reckon(helped(town))
    row = proposed(town)
    actions.answer(town.ann, sanction=row.pk, words="不是我")
    actions.decide(town.second, sanction=row.pk, verb="apply", words="属实")
    appeal = lambda: actions.appeal(town.ann, sanction=row.pk, words="有异议")  # noqa: E731
    before_the_lock(monkeypatch, actions, "_locked", appeal)
    settle = lambda: actions.settle(town.second, sanction=row.pk, verb="uphold", words="x")  # noqa: E731
    assert refusal(settle) == "awards.another_decides"
    row.refresh_from_db()
    assert (row.state, row.steps.count(), points(town)) == ("appealed", 4, 0)


def test_who_refused_a_deed_does_not_slip_in_before_the_appeal(town, monkeypatch):
    for n in range(4):
        reckon(helped(town, wish=n))
    deed = Deed.objects.within(town.community).get(state="quarantined")
    book.decide(town.clerk, deed=deed.pk, verb="refuse", words="x")
    appeal = lambda: book.appeal(town.ann, deed=deed.pk, words="x")  # noqa: E731
    before_the_lock(monkeypatch, book, "_locked", appeal)
    uphold = lambda: book.decide(town.clerk, deed=deed.pk, verb="uphold", words="x")  # noqa: E731
    assert refusal(uphold) == "awards.decided_before"
    deed.refresh_from_db()
    assert (deed.state, deed.decisions.count()) == ("appealed", 2)


def test_a_breach_in_one_community_says_nothing_in_another(town):
    town.official("far_second", town.bodies["乙居委会"], town.other, "staff")
    with later(-1):
        adopted(town.far, town.far_second, town.other, **sanctions())
    here = proposed(town)
    Person.objects.filter(pk=town.people["ann"].pk).update(community=town.other)
    there = proposed(town, by="far")
    assert (here.community, there.community) == (town.community, town.other)
    assert refusal(lambda: proposed(town, by="far")) == "awards.sanctioned_already"


@pytest.mark.parametrize("field", ["wish_months", "cycle_days", "late_days"])
def test_no_rule_reaches_beyond_the_calendar(town, field):
    """The day on which points end, or from which a guard looks, could not be said: nothing is paid."""
    reach = frozenset({town.community})
    sent = form(town.community)
    assert RulesForm(sent, reach=reach, book=default().book).is_valid()
    wrong = RulesForm(sent | {field: "1000000"}, reach=reach, book=default().book)
    assert (wrong.is_valid(), list(wrong.errors)) == (False, [field])


def test_nobody_decides_or_writes_about_whoever_closed_the_account(town):
    town.official("third", town.bodies["甲居委会"], town.community, "staff")
    for n in range(3):
        reckon(helped(town, wish=n))
    waiting = proposed(town, person=town.people["bob"].public_id)
    row = proposed(town)
    actions.answer(town.ann, sanction=row.pk, words="不是我")
    actions.decide(town.second, sanction=row.pk, verb="apply", words="属实")
    actions.appeal(town.ann, sanction=row.pk, words="有异议")
    assert points(town) == 20
    with transaction.atomic():
        forget_words(town.people["ann"].pk)
        forget_words(town.people["bob"].pk)
    for each, act, verb in ((row, actions.settle, "lift"), (waiting, actions.decide, "apply")):
        with later(6):
            call = lambda e=each, a=act, v=verb: a(town.third, sanction=e.pk, verb=v, words="李某")  # noqa: E731
            assert refusal(call) == "awards.not_now"
    rows = {each.pk: each.state for each in Sanction.objects.within(town.community)}
    assert rows == {row.pk: "upheld", waiting.pk: "dropped"}
    words = Step.objects.filter(sanction__in=rows).select_related("words")
    assert {each.words.read("text") for each in words} == {None}
    assert points(town) == 20
