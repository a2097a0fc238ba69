"""Selections: off until decided, by consent alone, and worth nothing else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.architecture.sources import SOURCE
from tests.entering import entering
from tests.queries import queries

from linli.facts import recognition as facts
from linli.identity.models import PrivateAccess
from linli.journal.models import Event, LogPending
from linli.journal.operations import run_consumer
from linli.kernel import clock
from linli.kernel import deeds as standing
from linli.kernel.actor import Capacity
from linli.kernel.errors import Refused
from linli.ledger.tests.town import build
from linli.recognition import jobs
from linli.recognition.actions import selections as actions
from linli.recognition.models import Candidate, Frozen, Selection, Switch
from linli.recognition.queries import selections as reads
from linli.web.tests.selecting import (
    CUT,
    DUE,
    FIGURES,
    MAY,
    announced,
    decided,
    leave,
    refused,
    stand,
    switched,
    wanted,
)


@pytest.fixture
def town(committed):
    with clock.frozen(MAY):
        made = build()
        for name in ("cat", "dan"):
            made.resident(name)
        yield made


@pytest.fixture
def enter(client, town):
    return entering(client, town)


def test_selections_are_off_until_one_writes_a_decision_down_and_another_puts_it_in_force(
    town, enter
):
    refused("recognition.selections_off", lambda: announced(town))
    row = decided(town, since=date(2026, 5, 12))
    refused(
        "adopting.own_proposal",
        lambda: actions.settle_switch(town.clerk, switch=row.pk, verb="in_force"),
    )
    refused(
        "kernel.not_found",
        lambda: actions.settle_switch(town.far, switch=row.pk, verb="in_force"),
    )
    refused(
        "kernel.not_for_you",
        lambda: actions.settle_switch(town.auditor, switch=row.pk, verb="in_force"),
    )
    refused(
        "kernel.second_factor",
        lambda: actions.settle_switch(
            replace(town.second, second_factor=False), switch=row.pk, verb="in_force"
        ),
    )
    assert "未开启" in enter("ann").get("/recognition/selections/").content.decode()
    actions.settle_switch(town.second, switch=row.pk, verb="in_force")
    refused(
        "adopting.settled_already",
        lambda: actions.settle_switch(town.second, switch=row.pk, verb="rejected"),
    )
    # not before its day
    refused("recognition.selections_off", lambda: announced(town))
    assert enter("clerk").get("/work/recognition/selections/new/").status_code == 409
    with clock.frozen(MAY + timedelta(days=1)):
        assert reads.on_now(town.ann) == {town.community}
        assert reads.on_now(town.eve) == frozenset()
        switched(town, on=False)
        refused("recognition.selections_off", lambda: announced(town))
    rejected = decided(town)
    actions.settle_switch(town.second, switch=rejected.pk, verb="rejected")
    refused("recognition.selections_off", lambda: announced(town))
    late = decided(town)
    with clock.frozen(MAY + timedelta(days=3)):
        refused(
            "adopting.back_dated",
            lambda: actions.settle_switch(town.second, switch=late.pk, verb="in_force"),
        )
        refused("adopting.back_dated", lambda: decided(town, since=date(2026, 5, 13)))
    assert Selection.objects.within(town.community).count() == 0
    states = Switch.objects.within(town.community).order_by("pk")
    assert [each.state for each in states] == ["in_force", "in_force", "rejected", "proposed"]
    settled = Event.objects.filter(type=facts.SelectionsSettled.type).order_by("pk")
    assert [each.payload["verb"] for each in settled] == ["in_force", "in_force", "rejected"]
    assert LogPending.objects.filter(event__in=settled.values("pk")).count() == 3


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"figures": ()}, "recognition.no_figures"),
        ({"figures": ("balance",)}, "recognition.no_figures"),
        ({"purpose": "vote"}, "recognition.no_such_purpose"),
        ({"period_until": date(2026, 4, 30)}, "recognition.period_backwards"),
        ({"period_until": date(2026, 6, 1)}, "recognition.period_after_cutoff"),
        ({"consent_days": 4}, "recognition.consent_too_short"),
        (
            {
                "cutoff_at": MAY + timedelta(days=6),
                "consent_days": 5,
                "period_until": date(2026, 5, 2),
            },
            "recognition.announced_too_late",
        ),
        ({"consent_days": 11}, "recognition.announced_too_late"),
        ({"body": 0}, "recognition.no_such_body"),
    ],
)
def test_what_is_not_announced(town, change, code):
    switched(town)
    refused(code, lambda: announced(town, **change))
    refused("recognition.no_such_body", lambda: announced(town, body=town.bodies["乙居委会"]))
    for who in (town.far, town.auditor, town.ann):
        with pytest.raises(Refused):
            actions.announce(who, community=town.community, wanted=wanted(town))
    assert Selection.objects.within(town.community).count() == 0


def test_only_oneself_stands_and_only_in_the_days_for_it(town):
    switched(town)
    made = announced(town)
    stands = lambda who: actions.choose_standing(who, selection=made.pk, stands=True)  # noqa: E731
    refused("recognition.list_not_open", lambda: stands(town.ann))
    with clock.frozen(MAY + timedelta(days=3)):
        stands(town.ann)
        refused("recognition.stands_already", lambda: stands(town.ann))
        refused("kernel.not_found", lambda: stands(town.eve))
        refused("kernel.not_for_you", lambda: stands(town.clerk))
        helper = replace(town.bob, helper=town.people["cat"].pk, deeds=frozenset({"record"}))
        refused("kernel.not_by_helper", lambda: stands(helper))
        refused("recognition.does_not_stand", lambda: leave(town, made, "bob", clock.now()))
        leave(town, made, "ann", clock.now())
        stands(town.bob)
    with clock.frozen(CUT):
        refused("recognition.list_closed", lambda: stands(town.ann))
        refused(
            "recognition.not_now",
            lambda: actions.call_off(town.clerk, selection=made.pk, words="推迟"),
        )
    rows = Candidate.objects.within(town.community).order_by("pk")
    assert [(row.person_id, row.until is None) for row in rows] == [
        (town.people["ann"].pk, False),
        (town.people["bob"].pk, True),
    ]


def test_what_is_called_off_or_switched_off_before_the_cut_off_has_no_list(town):
    switched(town)
    off, stopped = announced(town), announced(town)
    stand(town, off, "ann")
    stand(town, stopped, "bob")
    refused(
        "kernel.not_for_you", lambda: actions.call_off(town.ann, selection=off.pk, words="推迟")
    )
    refused(
        "recognition.reason_first",
        lambda: actions.call_off(town.clerk, selection=off.pk, words=" "),
    )
    actions.call_off(town.clerk, selection=off.pk, words="改到下半年")
    switched(town, on=False, since=CUT.date())
    with clock.frozen(DUE):
        assert jobs.freeze() == 1
        assert jobs.freeze() == 0
    states = Selection.objects.within(town.community).order_by("pk").values_list("state", flat=True)
    assert list(states) == ["called_off", "stopped"]
    assert Frozen.objects.within(town.community).count() == 0
    ended = Event.objects.filter(type=facts.SelectionEnded.type).order_by("pk")
    assert [each.payload["state"] for each in ended] == ["called_off", "stopped"]


def test_a_helper_whose_mandate_says_so_stands_for_somebody(town, monkeypatch):
    monkeypatch.setattr(standing, "_standing", [lambda _actor, _keys: True])
    switched(town)
    made = announced(town)
    helper = replace(town.bob, helper=town.people["cat"].pk, deeds=frozenset({"selections"}))
    with clock.frozen(MAY + timedelta(days=4)):
        actions.choose_standing(helper, selection=made.pk, stands=True)
    row = Candidate.objects.within(town.community).get()
    event = Event.objects.get(type=facts.SelectionChosen.type)
    assert (row.person_id, event.actor, event.helper) == (
        town.people["bob"].pk,
        town.people["bob"].pk,
        town.people["cat"].pk,
    )


def test_the_body_and_staff_see_the_list_each_their_own_row_and_nobody_else(town, enter):
    switched(town)
    made = announced(town)
    stand(town, made, "ann", "bob")
    with clock.frozen(DUE):
        jobs.freeze()
    leave(town, made, "bob", DUE + timedelta(hours=1))
    page = actions.look_at_list(town.clerk, selection=made.pk)
    assert [row.person_id for row in page.items] == [town.people["ann"].pk]
    body = replace(
        town.clerk, capacity=Capacity.OFFICER, organisation=made.body_id, body="owners_committee"
    )
    actions.look_at_list(body, selection=made.pk)
    looks = lambda who: lambda: actions.look_at_list(who, selection=made.pk)  # noqa: E731
    refused("kernel.not_found", looks(replace(body, organisation=made.body_id + 1)))
    refused("kernel.second_factor", looks(replace(body, second_factor=False)))
    refused("kernel.not_for_you", looks(town.auditor))
    refused("kernel.not_for_you", looks(town.ann))
    refused("kernel.not_found", looks(town.far))
    rows = PrivateAccess.objects.within(town.community).filter(field="selection")
    assert [(row.person_id, row.reason) for row in rows] == [(town.people["ann"].pk, "select")] * 2
    assert Event.objects.filter(type=facts.SelectionLookedAt.type).count() == 2
    assert (
        "王小明"
        in enter("clerk").get(f"/work/recognition/selections/{made.pk}/list/").content.decode()
    )
    digest = Frozen.objects.within(town.community).get().digest
    address = f"/work/recognition/selections/{made.pk}/"
    seen = enter("auditor").get(address).content.decode()
    assert digest in seen
    assert "王小明" not in seen
    assert enter("auditor").get(f"{address}list/").status_code == 403
    assert enter("far").get(address).status_code == 404
    own = f"/api/recognition/selections/{made.pk}/row"
    assert enter("ann").get(own).json()["figures"] == dict.fromkeys(FIGURES, 0)
    assert (enter("ann").get(own).json()["digest"], enter("bob").get(own).json()["hidden"]) == (
        digest,
        True,
    )
    assert enter("cat").get(own).status_code == 404
    assert enter("eve").get(f"/recognition/selections/{made.pk}/").status_code == 404
    assert digest not in enter("cat").get(f"/recognition/selections/{made.pk}/").content.decode()


def test_pages_take_the_same_queries_at_two_sizes(town, enter):
    switched(town)
    made = announced(town)

    def fill(first, last):
        for n in range(first, last):
            town.resident(f"r{n}", town.community)
            stand(town, announced(town), f"r{n}")
            stand(town, made, f"r{n}")

    def asked(who, path):
        client = enter(who)
        client.get(path)
        with queries() as made_:
            assert client.get(path).status_code == 200
        return len(made_)

    paths = [
        ("ann", "/recognition/selections/"),
        ("ann", "/api/recognition/selections"),
        ("clerk", "/work/recognition/selections/"),
    ]
    fill(0, 2)
    few = [asked(*each) for each in paths]
    fill(2, 7)
    assert [asked(*each) for each in paths] == few
    # the list itself: one query for each row's place in "who looked at my data", in bulk
    other = Selection.objects.within(town.community).earliest("-pk")
    with clock.frozen(DUE):
        jobs.freeze()
    lists = [
        asked("clerk", f"/work/recognition/selections/{each.pk}/list/") for each in (other, made)
    ]
    assert lists[0] == lists[1]


def test_who_is_told(town):
    from linli.notices.models import Addressed
    from linli.recognition.models import Record

    switched(town)
    Record.objects.create(
        community=town.community,
        event=1,
        kind="wish",
        person=town.people["ann"],
        subject="wish:1",
        day=MAY.date(),
    )
    made = announced(town)
    stand(town, made, "bob", "cat")
    with clock.frozen(DUE):
        leave(town, made, "cat", DUE)
        jobs.freeze()
    for event in Event.objects.filter(type__startswith="recognition.selection_").order_by("pk"):
        for name in ("tell_of_selection", "tell_of_list"):
            kind = {
                "tell_of_selection": facts.SelectionAnnounced,
                "tell_of_list": facts.SelectionFrozen,
            }
            if event.type == kind[name].type:
                run_consumer(event.pk, f"linli.web.selections.{name}")
    rows = Addressed.objects.order_by("pk").values_list("person", "notice__kind")
    assert list(rows) == [
        (town.people["ann"].pk, "selection_announced"),
        (town.people["bob"].pk, "selection_frozen"),
    ]


def test_votes_rights_and_the_ledger_know_nothing_of_selections():
    """Only recognition and what composes it name a selection's tables."""
    for file in sorted(SOURCE.rglob("*.py")):
        module = file.relative_to(SOURCE).parts[0]
        if module in {"recognition", "web"} or "tests" in file.parts:
            continue
        text = file.read_text()
        assert "recognition_selection" not in text, file
        assert "linli.recognition" not in text or module == "insight", file
