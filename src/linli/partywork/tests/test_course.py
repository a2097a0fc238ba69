"""Nothing is decided before it was studied, put to the people and hung out; days cannot be shortened."""

import json
from dataclasses import replace
from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction
from tests.working import work

from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import Capacity
from linli.kernel.errors import Refused
from linli.notices.models import Addressed, Notice
from linli.partywork import consumers, queries, rules
from linli.partywork.actions import course, opinions
from linli.partywork.filing import file_of
from linli.partywork.models import Affair, Opinion, Text
from linli.partywork.needs import official, personal
from linli.partywork.tests.making import (
    ALL,
    MAY,
    TEXT,
    after,
    answered,
    asked,
    here_now,
    in_days,
    opened,
    said,
    studied,
    vote,
)
from linli.partywork.wanted import Answer, Study


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield here_now()


def rows():
    return (
        list(Affair.objects.across_communities(ALL).order_by("pk").values()),
        list(Opinion.objects.across_communities(ALL).order_by("pk").values("pk", "stance")),
        Text.objects.count(),
        Event.objects.count(),
    )


def refusal(call, *args, **kwargs) -> tuple[str, str | None]:
    before = rows()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert rows() == before
    return caught.value.code, caught.value.field


def test_a_matter_goes_its_whole_way_and_its_file_is_in_the_log(here):
    row = asked(here)
    answered(here, said(here, row))
    with after(8):
        changed = f"{TEXT}，加装油烟净化设备"
        row = course.show(here.secretary, affair=row.pk, until=in_days(5), text=changed)
    with after(14):
        row = course.decide(here.secretary, affair=row.pk, vote=vote())
        row = course.file_away(here.secretary, affair=row.pk, number="甲党〔2026〕7号")
    assert (row.state, row.outcome, row.number) == ("filed", "adopted", 1)
    assert [each.text for each in queries.texts_of(row)] == [TEXT, changed]
    assert bytes(queries.text_of(row).words) != changed.encode()
    types = list(Event.objects.filter(type__startswith="partywork").order_by("pk"))
    assert [each.type.partition(".")[2] for each in types] == [
        "opened", "studied", "consulted", "said", "answered", "shown", "decided", "filed",
    ]  # fmt: skip
    shown, decision, filed = types[-3:]
    assert shown.payload["text"] == decision.payload["text"] == sha256(changed.encode()).hexdigest()
    content = file_of(row)
    assert filed.payload["file"] == row.file_hash == sha256(content).hexdigest()
    told = json.loads(content)
    assert told["opinions"][0]["gist"] == "担心油烟"
    assert "王先生" not in content.decode()
    for each in types:
        assert not {"王先生", "油烟", "食堂"} & set(str(each.payload).split("'"))


def test_no_step_comes_early_and_no_day_is_shortened(here):
    row = opened(here)
    pk = {"affair": row.pk}
    consult = {"until": in_days(7), "text": TEXT}
    assert refusal(course.consult, here.secretary, **pk, **consult)[0] == "partywork.not_now"
    few = Study(clock.today(), 9, 4, "同意")
    assert refusal(course.study, here.secretary, **pk, study=few) == (
        "partywork.no_quorum",
        "present",
    )
    for wrong, field in (
        ({"day": in_days(1)}, "day"),
        ({"day": in_days(-61)}, "day"),
        ({"entitled": 0}, "entitled"),
        ({"present": 10}, "present"),
        ({"words": " "}, "words"),
        ({"words": "找 11010519491231002X"}, "words"),
    ):
        good = Study(clock.today(), 9, 5, "同意")
        bad = replace(good, **wrong)
        assert refusal(course.study, here.secretary, **pk, study=bad)[1] == field
    course.study(here.secretary, **pk, study=Study(clock.today(), 9, 5, "同意"))
    short = {"until": in_days(6), "text": TEXT}
    assert refusal(course.consult, here.secretary, **pk, **short) == (
        "partywork.too_short",
        "until",
    )
    far = {"until": in_days(367), "text": TEXT}
    assert refusal(course.consult, here.secretary, **pk, **far) == ("partywork.too_far", "until")
    course.consult(here.secretary, **pk, **consult)
    one = said(here, row)
    show = {"until": in_days(15), "text": TEXT}
    with after(7):
        assert refusal(course.show, here.secretary, **pk, **show)[0] == "partywork.asked_still"
        assert refusal(course.consult, here.secretary, **pk, **show)[0] == "partywork.asked_still"
    with after(8):
        assert refusal(course.show, here.secretary, **pk, **show)[0] == "partywork.answer_first"
        answered(here, one, "not_taken")
        early = {"until": in_days(4), "text": TEXT}
        assert refusal(course.show, here.secretary, **pk, **early) == (
            "partywork.too_short",
            "until",
        )
        assert refusal(course.decide, here.secretary, **pk, vote=vote())[0] == "partywork.not_now"
        course.show(here.secretary, **pk, until=in_days(5), text=TEXT)
    with after(13):
        late = said(here, row, "bob", "公示稿没有写价格")
        assert late.late
        assert (
            refusal(course.decide, here.secretary, **pk, vote=vote())[0] == "partywork.shown_still"
        )
    with after(14):
        assert refusal(said, here, row)[0] == "partywork.nobody_asks"
        assert (
            refusal(course.decide, here.secretary, **pk, vote=vote())[0] == "partywork.answer_first"
        )
        # what was answered before it hung out stands as it hung out
        assert refusal(answered, here, one)[0] == "partywork.not_now"
        answered(here, late)
        while_it_hung = vote(day=in_days(-1))
        assert refusal(course.decide, here.secretary, **pk, vote=while_it_hung) == (
            "partywork.hangs_still", "day",
        )  # fmt: skip
        for wrong in ({"present": 4, "agree": 4, "oppose": 0}, {"agree": 7}, {"agree": -1}):
            assert refusal(course.decide, here.secretary, **pk, vote=vote(**wrong))[0] in {
                "partywork.no_quorum", "partywork.figures",
            }  # fmt: skip
        # five of nine entitled are more than half; four are not, however few came
        lost = vote(present=5, agree=4, oppose=1)
        assert refusal(course.decide, here.secretary, **pk, vote=lost) == (
            "partywork.words_first", "words",
        )  # fmt: skip
        row = course.decide(
            here.secretary, **pk, vote=vote(present=5, agree=4, oppose=1, words="再议")
        )
    assert (row.outcome, row.carry) == ("rejected", False)
    assert refusal(course.withdraw, here.secretary, **pk, words="不办了")[0] == "partywork.not_now"


def test_the_database_itself_knows_no_decision_without_asking(here):
    row = studied(here)
    with pytest.raises(IntegrityError), transaction.atomic():
        Affair.objects.within(here.community).filter(pk=row.pk).update(state="consulting")
    row = asked(here)
    with pytest.raises(IntegrityError), transaction.atomic():
        Affair.objects.within(here.community).filter(pk=row.pk).update(
            state="shown", shown_from=row.consult_until, shown_until=in_days(20)
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Affair.objects.within(here.community).filter(pk=row.pk).update(
            state="decided", outcome="adopted", decided_on=in_days(20)
        )


def test_people_are_asked_again_about_another_text(here):
    row = asked(here)
    answered(here, said(here, row))
    with after(8):
        row = course.consult(
            here.secretary, affair=row.pk, until=in_days(7), text=f"{TEXT}，分两期"
        )
        assert (row.round, row.state) == (2, "consulting")
        again = said(here, row)
        assert again.round == 2
    assert [each.put_on.isoformat() for each in queries.texts_of(row)] == [
        "2026-05-12",
        "2026-05-20",
    ]


def test_who_may(here):
    for who in ("clerk", "manager", "ann", "auditor"):
        assert refusal(opened, here, by=who)[0] == "partywork.party_only"
    assert refusal(opened, here, by="elsewhere")[0] == "kernel.not_found"
    assert opened(here, by="above").organisation_id == here.bodies["街道党工委"]
    row = opened(here)
    # a draft is its organisation's own, neither the one above nor the auditor reads it
    for who in ("ann", "clerk", "above", "auditor", "elsewhere"):
        assert not rules.may_see(here.actors[who], affair=row.pk), who
    assert rules.may_see(here.member, affair=row.pk)
    row = asked(here)
    for who in ("ann", "clerk", "above", "auditor", "manager"):
        assert rules.may_see(here.actors[who], affair=row.pk), who
    for who in ("eve", "elsewhere"):
        assert not rules.may_see(here.actors[who], affair=row.pk), who
    assert refusal(said, here, row, "clerk")[0] == "partywork.as_resident"
    assert refusal(said, here, row, "eve")[0] == "kernel.not_found"
    one = said(here, row)
    answer = {"opinion": one.pk, "answer": Answer("taken", "担心油烟", "已采纳")}
    assert refusal(opinions.answer, here.clerk, **answer)[0] == "partywork.party_only"
    assert refusal(opinions.answer, here.above, **answer)[0] == "kernel.not_found"
    withdraw = {"affair": row.pk, "words": "不办"}
    assert refusal(course.withdraw, here.above, **withdraw)[0] == "kernel.not_found"
    once = replace(here.secretary, second_factor=False)
    assert refusal(course.withdraw, once, **withdraw)[0] == "kernel.second_factor"
    # an officer who lives there says an opinion as a resident, and a colleague answers it
    living = replace(
        here.member, capacity=Capacity.RESIDENT, office=None, organisation=None, body="",
        place=here.community, reach=frozenset({here.community}),
    )  # fmt: skip
    own = opinions.say(living, affair=row.pk, words="我也担心油烟")
    assert refusal(answered, here, own)[0] == "partywork.own_opinion"
    opinions.answer(here.secretary, opinion=own.pk, answer=answer["answer"])


def test_opinions_are_bounded_taken_down_and_answered_with_care(here):
    row = asked(here)
    for _ in range(5):
        said(here, row)
    assert refusal(said, here, row)[0] == "partywork.said_enough"
    bob = said(here, row, "bob")
    assert refusal(said, here, row, "cai", "长" * 501) == ("partywork.too_long", "words")
    down = {"affair": row.pk, "words": "一位老人希望留出菜摊"}
    take = opinions.take_down
    assert refusal(take, here.secretary, **down, channel="phone")[1] == "channel"
    made = take(here.secretary, **down, channel="meeting")
    assert (made.person_id, made.taken_by_id) == (None, here.people["secretary"].pk)
    for wrong, field in (
        (Answer("waiting", "油烟", "好"), "stance"),
        (Answer("taken", "", "好"), "gist"),
        (Answer("taken", "油烟", ""), "words"),
        (Answer("taken", "长" * 201, "好"), "gist"),
    ):
        assert refusal(opinions.answer, here.member, opinion=bob.pk, answer=wrong)[1] == field
    answered(here, bob)
    answered(here, bob, "partly")
    assert Opinion.objects.within(here.community).get(pk=bob.pk).stance == "partly"


def test_who_is_told_what_waits_and_what_goes_with_an_account(here):
    row = asked(here)
    assert [need.count for need in personal(here.ann)] == [1]
    one = said(here, row)
    assert [need.count for need in personal(here.ann)] == [0]
    assert [need.count for need in official(here.secretary)] == [1, 0, 0, 0]
    assert list(official(here.clerk)) == []
    answered(here, one)
    with after(8):
        assert [need.count for need in official(here.secretary)] == [0, 1, 0, 0]
        course.show(here.secretary, affair=row.pk, until=in_days(5), text=TEXT)
    with after(14):
        assert [need.count for need in official(here.secretary)] == [0, 0, 1, 0]
    work()
    names = {person.pk: name for name, person in here.people.items()}
    kinds = dict(Notice.objects.across_communities(ALL).values_list("pk", "kind"))
    told: dict[str, set[str]] = {}
    for each in Addressed.objects.all():
        told.setdefault(kinds[each.notice_id], set()).add(names[each.person_id])
    assert told["affair_asks"] >= {"ann", "bob", "cai", "clerk"}
    assert not told["affair_asks"] & {"eve", "secretary"}
    assert told["affair_shown"] == {"ann"}
    with transaction.atomic():
        consumers.erase_of(here.people["ann"].pk)
    kept = Opinion.objects.within(here.community).get(pk=one.pk)
    assert (kept.words, kept.gist) == (None, "担心油烟")
    assert Event.objects.get(type="partywork.erased").payload["opinions"] == 1
