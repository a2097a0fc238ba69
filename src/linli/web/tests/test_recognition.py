"""Records from facts, badges from records, what is shown; and that no unit ever moves."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import DatabaseError, IntegrityError
from tests.entering import entering
from tests.queries import queries
from tests.racing import race

from linli.awards import actions as awards
from linli.awards.models import Deed
from linli.awards.operations.engine import award
from linli.awards.tests.done import cast, helped
from linli.facts import recognition as facts
from linli.facts.duties import DutyReopened
from linli.facts.wishes import WishThanked
from linli.identity.actions.me import move
from linli.identity.actions.neighbours import block
from linli.journal.models import Event
from linli.journal.operations import run_consumer
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.ledger.models import Transfer
from linli.ledger.tests.town import build
from linli.recognition import actions, jobs, operations
from linli.recognition.badges import editions
from linli.recognition.models import Adoption, Badge, Record, Sharing
from linli.recognition.replay import replay
from linli.web.tests.recognised import (
    JUDGE,
    MAY,
    adopted,
    held,
    noted,
    proposed,
    states,
)


@pytest.fixture
def town(committed):
    with clock.frozen(MAY):
        yield build()


@pytest.fixture
def enter(client, town):
    return entering(client, town)


def test_a_fact_is_written_down_once_and_a_vote_counts_once_in_an_assembly(town):
    wish = helped(town)
    for _ in range(2):
        with transaction.atomic():
            operations.note(wish)
    noted(cast(town))
    noted(cast(town, version=2))
    # for another elector, in the same assembly
    with transaction.atomic():
        operations.note(cast(town))
    assert states(town) == [("wish", "stands"), ("ballot", "stands"), ("ballot", "struck")]
    row = Record.objects.within(town.community).earliest("pk")
    assert (row.person_id, row.minutes, row.subject) == (town.people["ann"].pk, 30, "wish:1")
    assert row.day.isoformat() == "2026-05-11"
    assert Record.objects.within(town.other).count() == 0
    assert replay(town.community).clean
    # nothing of it is worth anything
    assert Transfer.objects.count() == 0


def test_a_race_of_facts_writes_each_once_and_gives_one_badge(town):
    adopted(town)
    events = [helped(town, wish=n) for n in range(4)]

    def note(event):
        with transaction.atomic():
            operations.note(event)

    assert race(*[lambda e=e: note(e) for e in events for _ in range(2)]) == ["done"] * 8
    assert states(town) == [("wish", "stands")] * 4
    assert held(town) == ["first_hand"]
    assert Event.objects.filter(type=facts.BadgeGiven.type).count() == 1


def test_what_the_love_bank_strikes_counts_no_more_and_the_badge_goes_and_comes_back(town):
    """Self-confirmed: refused by the guard; a colleague grants the appeal."""
    adopted(town)
    event = helped(town, "second", "ann")
    noted(event)
    assert held(town, "second") == ["first_hand"]
    with transaction.atomic():
        award(event)
    deed = Deed.objects.within(town.community).get()
    # without rules nothing is looked at: it stands
    assert (deed.state, states(town)) == ("nothing", [("wish", "stands")])
    Deed.objects.within(town.community).update(state="refused", reason="self")
    appeal = lambda: awards.appeal(town.second, deed=deed.pk, words="另有人在场")  # noqa: E731
    appeal()
    run_consumer(Event.objects.latest("pk").pk, JUDGE)
    assert (states(town), held(town, "second")) == ([("wish", "doubted")], [])
    awards.decide(town.clerk, deed=deed.pk, verb="uphold", words="不能自己确认")
    run_consumer(Event.objects.filter(type="awards.deed_decided").latest("pk").pk, JUDGE)
    assert states(town) == [("wish", "struck")]
    taken = Badge.objects.within(town.community).get()
    assert taken.taken_at == MAY
    assert replay(town.community).clean
    Deed.objects.within(town.community).update(state="awarded")
    with transaction.atomic():
        operations.judge(event, kind="wish", person=town.people["second"].pk, state="stands")
    assert held(town, "second") == ["first_hand"]
    kinds = Event.objects.filter(type__startswith="recognition.badge_").order_by("pk")
    assert list(kinds.values_list("type", flat=True)) == [
        "recognition.badge_given",
        "recognition.badge_taken",
        "recognition.badge_given",
    ]


def test_a_verdict_that_comes_before_the_note_is_kept(town):
    event = helped(town)
    with transaction.atomic():
        operations.judge(event, kind="wish", person=town.people["ann"].pk, state="struck")
    noted(event)
    assert states(town) == [("wish", "struck")]


def test_a_duty_that_is_opened_again_is_struck_whichever_job_runs_first(town):
    def duty(number, kind, **payload):
        return Event.objects.create(
            type=kind,
            actor=town.people["clerk"].pk,
            capacity="staff",
            place=town.community,
            subject_kind="duty",
            subject_id=str(number),
            payload={"duty": number, "community": town.community, **payload},
            at=MAY,
        )

    for number in (1, 2):
        duty(number, "duties.given", owner_person=town.people["ann"].pk)
    first, second = (duty(n, "duties.confirmed") for n in (1, 2))
    noted(first)
    assert states(town) == [("duty", "stands")]
    for number in (1, 2):
        event = duty(number, DutyReopened.type, due_on="2026-06-01")
        run_consumer(event.pk, "linli.web.records.strike_duty")
    noted(second)
    assert states(town) == [("duty", "struck"), ("duty", "struck")]
    noted(duty(1, "duties.confirmed"))
    assert states(town)[-1] == ("duty", "stands")
    assert replay(town.community).clean


def test_thanks_go_to_those_who_were_on_it_to_the_end(town):
    from linli.wishes import actions as wishes
    from linli.wishes.wanted import Wanted

    made = wishes.post(town.bob, wanted=Wanted(kind="errand", words="帮我买一袋米"))
    claim = wishes.claim(town.ann, wish=made.pk, source="neighbour")
    wishes.prove(town.ann, wish=made.pk, words="已送到", minutes=40)
    wishes.confirm(town.bob, wish=made.pk)
    wishes.thank(town.bob, wish=made.pk, words="谢谢！")
    for event in Event.objects.filter(type__in=["wishes.confirmed", WishThanked.type]):
        noted(event)
    assert states(town) == [("wish", "stands"), ("thanks", "stands")]
    assert {r.person_id for r in Record.objects.within(town.community)} == {town.people["ann"].pk}
    assert claim is not None
    assert replay(town.community).clean


def test_badges_hold_from_their_day_and_the_nightly_job_finds_everybody(town):
    noted(helped(town))
    adopted(town, since=clock.today() + timedelta(days=2))
    assert jobs.settle() == 0
    with clock.frozen(MAY + timedelta(days=2)):
        assert jobs.settle() == 1
        assert jobs.settle() == 0
        assert held(town) == ["first_hand"]
        adopted(town, edition=0)
        noted(helped(town, "bob", "ann", wish=2))
        assert (held(town), held(town, "bob")) == (["first_hand"], [])
    logged = Event.objects.filter(type=facts.BadgesAdopted.type).earliest("pk")
    assert logged.payload["digest"] == editions()[1].digest
    assert Adoption.objects.within(town.community).count() == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"edition": 99}, "recognition.no_such_edition"),
        ({"since": MAY.date() - timedelta(days=1)}, "recognition.back_dated"),
        ({"decision": "  "}, "recognition.reason_first"),
    ],
)
def test_badges_are_switched_by_the_staff_of_the_place_with_a_reason(town, change, code):
    plain = {
        "community": town.community,
        "edition": 1,
        "since": clock.today(),
        "decision": "决议",
    }
    with pytest.raises(Refused) as refusal:
        actions.adopt_badges(town.clerk, **(plain | change))
    assert refusal.value.code == code
    for who in (town.far, town.auditor, town.ann):
        with pytest.raises(Refused):
            actions.adopt_badges(who, **plain)
    assert not Adoption.objects.within(town.community).exists()


def test_the_database_keeps_badges_single_and_decisions_as_they_are(town):
    adopted(town)
    noted(helped(town))
    row = Badge.objects.within(town.community).get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        Adoption.objects.within(town.community).update(edition=0)


def test_nothing_is_shown_until_chosen_and_nothing_after_it_is_taken_back(town, enter):
    noted(helped(town))
    noted(cast(town))
    assert "一袋" not in enter("bob").get("/recognition/").content.decode()
    assert Sharing.objects.within(town.community).count() == 0
    row = actions.choose_sharing(town.ann, parts=["wish"])
    page = enter("bob").get(f"/recognition/neighbours/{row.pk}/").content.decode()
    assert "帮邻居实现微心愿" in page
    assert "参加表决" not in page
    assert "小时" not in page
    assert enter("eve").get(f"/recognition/neighbours/{row.pk}/").status_code == 404
    assert enter("clerk").get(f"/recognition/neighbours/{row.pk}/").status_code == 403
    assert enter("bob").post("/me/record/shown/", {"parts": ["salary"]}).status_code == 422
    assert enter("ann").post("/me/record/shown/", {}).status_code == 302
    assert enter("bob").get(f"/recognition/neighbours/{row.pk}/").status_code == 404
    chosen = Event.objects.filter(type=facts.SharingChosen.type).order_by("pk")
    assert [e.payload["parts"] for e in chosen] == [["wish"], []]


def test_who_does_not_want_to_meet_is_not_shown_to_each_other(town, enter):
    row = actions.choose_sharing(town.ann, parts=["wish", "hours", "badges"])
    assert enter("bob").get(f"/recognition/neighbours/{row.pk}/").status_code == 200
    block(town.ann, public_id=town.people["bob"].public_id)
    assert enter("bob").get(f"/recognition/neighbours/{row.pk}/").status_code == 404
    assert enter("bob").get("/recognition/").content.decode().count("weui-cell_access") == (
        enter("eve").get("/recognition/").content.decode().count("weui-cell_access")
    )


def test_whoever_moves_away_is_seen_by_the_neighbours_of_before_no_more(town, enter):
    row = actions.choose_sharing(town.ann, parts=["wish"])
    assert enter("bob").get(f"/recognition/neighbours/{row.pk}/").status_code == 200
    move(town.ann, community=town.other)
    assert enter("bob").get(f"/recognition/neighbours/{row.pk}/").status_code == 404
    # nor by those of now: they were not chosen
    assert enter("eve").get(f"/recognition/neighbours/{row.pk}/").status_code == 404
    mine = enter("ann").get("/me/record/").content.decode()
    assert ("仅自己可见" in mine, "您已搬家" in mine, "本社区邻居" in mine) == (True, True, False)


def test_pages_take_the_same_queries_at_two_sizes(town, enter):
    adopted(town)

    def fill(first, last):
        for n in range(first, last):
            noted(helped(town, wish=n, at=MAY + timedelta(hours=n)))
            town.resident(f"r{n}", town.community)
            actions.choose_sharing(town.actors[f"r{n}"], parts=["badges", "wish"])
            made = proposed(town, f"r{n}")
            actions.answer_honour(town.actors[f"r{n}"], honour=made.pk, agreed=True)

    fill(0, 3)
    sharing = Sharing.objects.within(town.community).earliest("pk")
    paths = [
        ("ann", "/me/record/"),
        ("ann", "/me/record/print/"),
        ("ann", "/recognition/"),
        ("ann", f"/recognition/neighbours/{sharing.pk}/"),
        ("ann", "/recognition/badges/"),
        ("ann", "/recognition/honours/"),
        ("ann", "/api/recognition/records"),
        ("ann", "/api/recognition"),
        ("clerk", "/work/recognition/"),
    ]

    def asked(who, path):
        client = enter(who)
        client.get(path)
        with queries() as made:
            assert client.get(path).status_code == 200
        return len(made)

    few = [asked(*each) for each in paths]
    fill(3, 12)
    assert [asked(*each) for each in paths] == few
    mine = enter("ann").get("/api/recognition").json()
    assert [badge["code"] for badge in mine["badges"]] == ["first_hand", "ten_wishes"]
    assert len(enter("ann").get("/api/recognition/records").json()["items"]) == 12
    for name in ("record.xlsx", "record.pdf"):
        assert len(enter("ann").get(f"/me/record/{name}").content) > 2_000
