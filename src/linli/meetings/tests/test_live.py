"""The live floor: who sees what, what a button does at which moment, what a question costs."""

import re
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.urls import reverse
from tests.entering import entering
from tests.queries import queries
from tests.racing import race

from linli.deliberation.floor.state import Floor
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.meetings.actions.phone import cast_by_phone
from linli.meetings.models import FloorCommand, Item, PhoneVote
from linli.meetings.procedures import replay
from linli.meetings.queries import floor_of, start_of
from linli.meetings.tests.town import JUNE, MAY, fresh, give, in_force, in_session, ready, town
from linli.organisations.queries import offices_of

FORM = re.compile(r'<form method="post" action="[^"]*/give/" data-give>(.*?)</form>', re.DOTALL)
FIELD = re.compile(r'name="(\w+)" value="([^"]*)"')


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        made = town()
        in_force(made, support_households=1)
        ready(made)
    with clock.frozen(JUNE):
        yield made


@pytest.fixture
def meeting(here):
    with clock.frozen(MAY):
        return in_session(here)


@pytest.fixture
def enter(client, here):
    return entering(client, here)


def buttons(page: str) -> dict[str, dict[str, str]]:
    """What each button of a page would send, by its `id`."""
    found = {}
    for form in FORM.findall(page):
        fields = dict(FIELD.findall(form))
        key = re.search(r'id="do-([^"]+)"', form)[1]
        fields.pop("csrfmiddlewaretoken")
        found[key] = fields
    return found


def floor_page(client, meeting) -> str:
    answer = client.get(reverse("floor", args=[meeting.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def press(client, meeting, key: str, page: str = ""):
    fields = buttons(page or floor_page(client, meeting))[key]
    return client.post(reverse("floor_give", args=[meeting.pk]), fields, headers={"X-Live": "1"})


def move(here, meeting, who="ann", text="更换三号楼路灯"):
    key = Item.objects.get(meeting=meeting).key
    return give(here, meeting, who, "move", kind="main", terms={"text": text}, item=key)


def test_f098_each_sees_the_buttons_of_what_the_machine_would_accept(here, meeting, enter):
    move(here, meeting)
    assert set(buttons(floor_page(enter("ann"), meeting))) == {"point"}
    assert set(buttons(floor_page(enter("bob"), meeting))) == {"second", "point"}
    chair = floor_page(enter("clerk"), meeting)
    assert set(buttons(chair)) == set()
    assert "有动议在等附议" in chair
    assert press(enter("bob"), meeting, "second").status_code == 200
    bob = buttons(floor_page(enter("bob"), meeting))
    assert {"ask-for", "ask-against", "ask-neutral", "point"} == set(bob)
    press(enter("bob"), meeting, "ask-against")
    page = floor_page(enter("bob"), meeting)
    assert "排队第 1 位" in page
    assert set(buttons(page)) == {"step_back", "point"}
    chair = buttons(floor_page(enter("clerk"), meeting))
    assert "recognise-s4" in chair
    assert not any(each.startswith("put") for each in chair)
    press(enter("clerk"), meeting, "recognise-s4")
    assert "您正在发言" in floor_page(enter("bob"), meeting)
    press(enter("bob"), meeting, "end_speech")
    assert {"put-phone", "put-hands", "put-roll_call"} <= set(
        buttons(floor_page(enter("clerk"), meeting))
    )


def test_a_button_of_an_old_moment_says_so_and_does_nothing(here, meeting, enter):
    move(here, meeting)
    old = floor_page(enter("bob"), meeting)
    give(here, meeting, "manager", "second")
    before = fresh(meeting).version
    answer = press(enter("bob"), meeting, "second", old)
    assert answer.status_code == 409
    assert "会议已经往下进行" in answer.content.decode()
    old = floor_page(enter("bob"), meeting)
    give(here, meeting, "ann", "ask", side="for")
    assert press(enter("bob"), meeting, "ask-against", old).status_code == 200
    assert fresh(meeting).version == before + 2


def test_who_is_not_seated_reads_along_when_the_charter_says_so(here, meeting, enter):
    page = floor_page(enter("cai"), meeting)
    assert buttons(page) == {}
    assert "您在旁听" in page
    assert enter("far").get(reverse("floor", args=[meeting.pk])).status_code == 404
    assert enter("cai").get(reverse("floor_screen", args=[meeting.pk])).status_code == 403
    charter = fresh(meeting).charter
    terms = {**charter.terms, "publication": ["agenda", "minutes"]}
    type(charter).objects.within(here.community).update(terms=terms)
    give(here, meeting, "ann", "recuse", item=Item.objects.get(meeting=meeting).key)
    answer = enter("cai").get(reverse("floor", args=[meeting.pk]))
    assert answer.status_code == 403
    assert floor_page(enter("bob"), meeting)


def test_an_unchanged_fragment_costs_one_read_by_its_key(here, meeting, enter):
    address = reverse("floor_live", args=[meeting.pk])
    bob = enter("bob")
    floor_page(bob, meeting)
    first = bob.get(address)
    tag = {"headers": {"If-None-Match": first.headers["ETag"]}}
    with queries() as asked:
        again = bob.get(address, **tag)
    assert (again.status_code, again.content) == (304, b"")
    # the test's own client enters the district again afterwards
    ours = [each for each in asked if "districts_district" not in each]
    assert ours == ["SELECT version + changes, binding FROM meetings_meeting WHERE id = $1"]
    move(here, meeting)
    changed = bob.get(address, **tag)
    assert changed.status_code == 200
    assert "更换三号楼路灯" in changed.content.decode()
    mine = changed.headers["ETag"]
    # nobody else's mark, and none that was made up
    ann = enter("ann")
    floor_page(ann, meeting)
    assert ann.get(address, headers={"If-None-Match": mine}).status_code == 200
    seal = mine.split(".")[-1]
    later = f'W/"1.99999999999.99999999999.{seal}'
    for made_up in ('W/"1.1.x"', '"x"', "é", mine.replace('W/"', 'W/"9'), later, "9" * 5000):
        assert ann.get(address, headers={"If-None-Match": made_up}).status_code == 200


def entered(enter, name):
    """As after signing in: whose the session is stands beside it."""
    reader = enter(name)
    key, user = reader.session.session_key, reader.session["_auth_user_id"]
    UserSession.objects.create(user_id=user, session_key=key, ip="192.0.2.1")
    return reader


def test_a_change_is_told_by_short_reads_to_whose_rights_were_looked_at(here, meeting, enter):
    address = reverse("floor_live", args=[meeting.pk])
    ours = lambda asked: [each for each in asked if "districts_district" not in each]  # noqa: E731
    for name, alone in (("bob", 3), ("cai", 3), ("clerk2", 3), ("grid", None)):
        reader = entered(enter, name)
        if alone is None:  # at the desk, without a seat
            session = reader.session
            session["acting_office"] = offices_of(here.people[name].pk)[0].pk
            session.save()
        tag = {"headers": {"If-None-Match": reader.get(address).headers["ETag"]}}
        give(here, meeting, "ann", "tick")
        reader.get(address, **tag)  # this process has drawn it
        give(here, meeting, "ann", "tick")
        reader.get(address, **tag)
        with queries() as asked:
            changed = reader.get(address, **tag)
        assert changed.status_code == 200
        assert alone is None or len(ours(asked)) == alone
        assert any("session_data" in each for each in asked) == (alone is None)
        # the words and buttons are those of the whole way
        whole = reader.get(address)
        assert changed.content == whole.content
        # asked for afresh it is drawn, whatever its version
        now = {"If-None-Match": whole.headers["ETag"]}
        assert reader.get(address, headers=now).status_code == 304
        assert reader.get(address, headers={**now, "X-Afresh": "1"}).content == whole.content
    # what is told so never moves on until when it may be told so
    bob = entered(enter, "bob")
    tag = bob.get(address).headers["ETag"]
    give(here, meeting, "ann", "tick")
    again = bob.get(address, headers={"If-None-Match": tag}).headers["ETag"]
    assert again.split(".")[2] == tag.split(".")[2]
    with clock.frozen(JUNE + timedelta(seconds=61)), queries() as asked:
        assert bob.get(address, headers={"If-None-Match": again}).status_code == 200
    assert any("session_data" in each for each in asked)
    # whoever is signed out elsewhere, or whose seat another holds, is told nothing more
    Session.objects.all().delete()
    give(here, meeting, "ann", "tick")
    assert bob.get(address, headers={"If-None-Match": again}).status_code == 302


def test_time_alone_changes_what_is_shown(here, meeting, enter):
    """A motion that nobody seconds dies on every screen, without anybody doing anything."""
    move(here, meeting)
    version = fresh(meeting).version
    assert "更换三号楼路灯" in floor_page(enter("bob"), meeting)
    with clock.frozen(JUNE + timedelta(seconds=61)):
        page = floor_page(enter("bob"), meeting)
        assert "没有待决动议" in page
        assert fresh(meeting).version == version
        give(here, meeting, "bob", "move", kind="recess", terms={"minutes": 5})
    state = floor_of(fresh(meeting))
    assert [each.kind.value for each in state.stack] == ["recess"]


def vote(here, meeting):
    move(here, meeting)
    give(here, meeting, "bob", "second")
    return give(here, meeting, "clerk", "put", method="phone")


def test_votes_by_phone_wait_beside_the_floor_and_come_into_it_in_order(here, meeting, enter):
    before = vote(here, meeting).version
    assert press(enter("ann"), meeting, "cast-yes").status_code == 200
    assert press(enter("bob"), meeting, "cast-no").status_code == 200
    assert press(enter("bob"), meeting, "cast-yes").status_code == 200
    page = floor_page(enter("bob"), meeting)
    assert "您的投票：赞成" in page
    assert "已投票 2" in page
    assert (fresh(meeting).version, PhoneVote.objects.count()) == (before, 3)
    assert "赞成" not in str(Event.objects.filter(type="meetings.vote_cast").first().payload)
    give(here, meeting, "clerk", "announce")
    row = fresh(meeting)
    assert row.version == before + 4
    rows = FloorCommand.objects.filter(meeting=row, version__gt=before).order_by("version")
    assert [each.do for each in rows] == ["cast", "cast", "cast", "announce"]
    state = floor_of(row)
    assert isinstance(state, Floor)
    assert [(who, str(how)) for who, how in state.settled[-1].cast] == [
        ("s3", "yes"),
        ("s4", "yes"),
    ]
    assert not PhoneVote.objects.filter(taken=None).exists()
    commands = FloorCommand.objects.filter(meeting=row).order_by("version")
    assert replay(row.form, start_of(row), [each.packed for each in commands]) == state
    with pytest.raises(Refused) as late:
        cast_by_phone(here.ann, meeting=meeting.pk, choice="no")
    assert late.value.code == "meetings.moved_on"
    assert "赞成 2" in floor_page(enter("bob"), meeting)


def test_voters_and_the_result_at_once_lose_no_vote(here, meeting):
    """Whoever was told “done” is in the result; who comes after it is refused."""
    vote(here, meeting)
    answers = race(
        *(
            lambda who=who: cast_by_phone(who, meeting=meeting.pk, choice="yes")
            for who in (here.ann, here.bob, here.actors["manager"])
        ),
        lambda: give(here, meeting, "clerk", "announce"),
    )
    done = answers.count("done") - 1
    assert answers.count("meetings.moved_on") == 3 - done
    state = floor_of(fresh(meeting))
    assert state.vote is None
    assert len(dict(state.settled[-1].cast)) == done
    assert PhoneVote.objects.count() == done


def test_who_left_or_is_recused_has_no_vote_any_more(here, meeting):
    vote(here, meeting)
    cast_by_phone(here.ann, meeting=meeting.pk, choice="no")
    cast_by_phone(here.bob, meeting=meeting.pk, choice="yes")
    give(here, meeting, "ann", "recuse", item=Item.objects.get(meeting=meeting).key)
    give(here, meeting, "clerk", "announce")
    state = floor_of(fresh(meeting))
    assert dict(state.settled[-1].cast) == {"s4": "yes"}


def test_motions_are_chosen_by_kind_and_written_on_a_page(here, meeting, enter):
    ann = enter("ann")
    page = ann.get(reverse("floor_moves", args=[meeting.pk])).content.decode()
    assert "没有待决的动议" in page
    address = reverse("floor_move", args=[meeting.pk, "main"])
    form = ann.get(address).context["form"]
    key = Item.objects.get(meeting=meeting).key
    data = {"moment": form["moment"].value(), "item": key, "text": "更换三号楼路灯"}
    assert ann.post(address, {**data, "text": ""}).status_code == 422
    assert ann.post(address, data).url == reverse("floor", args=[meeting.pk])
    again = ann.post(address, data)
    assert again.status_code == 422
    assert "会议已经往下进行" in again.content.decode()
    give(here, meeting, "bob", "second")
    bob = enter("bob")
    address = reverse("floor_move", args=[meeting.pk, "amend"])
    form = bob.get(address).context["form"]
    assert form["text"].value() == "更换三号楼路灯"
    data = {"moment": form["moment"].value(), "text": "更换三号楼感应路灯"}
    same = bob.post(address, {**data, "text": "更换三号楼路灯"})
    assert "没有改变任何内容" in same.content.decode()
    assert bob.post(address, data).status_code == 302
    page = floor_page(bob, meeting)
    assert re.search(r"<ins>.*感应</ins>", page)
    give(here, meeting, "ann", "second")
    chair = enter("clerk")
    assert "推不出" not in floor_page(chair, meeting)
    step = reverse("floor_step", args=[meeting.pk, "count"])
    give(here, meeting, "clerk", "put", method="hands")
    form = chair.get(step).context["form"]
    data = {"moment": form["moment"].value(), "yes": 9, "no": 0, "abstain": 0}
    assert chair.post(step, data).status_code == 422
    assert chair.post(step, {**data, "yes": 2, "no": 1}).status_code == 302
    give(here, meeting, "clerk", "announce")
    assert floor_of(fresh(meeting)).stack[0].terms.text == "更换三号楼感应路灯"
    assert "修正 2" in floor_page(chair, meeting)


def test_the_screen_says_no_more_than_the_room_may_know(here, meeting, enter):
    vote(here, meeting)
    cast_by_phone(here.ann, meeting=meeting.pk, choice="no")
    page = enter("clerk").get(reverse("floor_screen", args=[meeting.pk])).content.decode()
    assert "更换三号楼路灯" in page
    assert "csrfmiddlewaretoken" not in page
    assert 'class="figures"' not in page
    live = enter("clerk").get(reverse("floor_screen_live", args=[meeting.pk]))
    assert live.headers["ETag"].startswith('W/"')
