"""Pages and consumers: the same few queries at two sizes, words in both languages, what follows."""

import re
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation
from tests.queries import asked

from linli.journal.models import Event
from linli.kernel import clock
from linli.notices.models import Addressed, Notice
from linli.residence.models import Residence
from linli.voting import consumers, needs, rules, words
from linli.voting.actions import course, drafting, results
from linli.voting.in_force import profiles
from linli.voting.tally import Counts, Sums, explained, packed
from linli.voting.tests import estates
from linli.voting.tests.estates import CLOSES, ROOMS, clerk


@pytest.fixture
def enter(client, quarter):
    def as_somebody(name):
        town = quarter.town
        client.force_login(quarter.people.get(name) or town.people[name])
        session = client.session
        session["account_authentication_methods"] = [{"method": "demo", "at": time.time()}]
        if name in town.offices:
            session["acting_office"] = town.offices[name].pk
        session.save()
        return client

    return as_somebody


def published(quarter):
    assembly = estates.opened(quarter)
    estates.cast(quarter, assembly, dict.fromkeys(ROOMS[:7], "agree"))
    estates.closed(quarter, assembly)
    estates.signed(quarter, assembly)
    with clock.frozen(CLOSES):
        return results.publish(clerk(quarter), assembly=assembly.pk)


def test_lists_and_pages_take_the_same_queries_at_two_sizes(quarter, enter):
    row = estates.with_matter(quarter)
    addresses = {
        "list": ("clerk", "/work/assemblies/"),
        "public": ("ann", "/assemblies/"),
        "work": ("clerk", reverse("assembly_work", args=[row.code])),
    }
    few = {name: asked(enter(who), url) for name, (who, url) in addresses.items()}
    for _ in range(3):
        course.notice(clerk(quarter), assembly=estates.with_matter(quarter).pk)
        drafting.add_matter(
            clerk(quarter), assembly=row.pk, kind="use_of_funds", texts=estates.TEXTS
        )
    assert {name: asked(enter(who), url) for name, (who, url) in addresses.items()} == few


def test_everybody_reads_a_published_result_and_nobody_an_unpublished_one(quarter, client, enter):
    running = estates.opened(quarter)
    answer = enter("ann").get(reverse("assembly_result", args=[running.code]))
    assert answer.status_code == 409
    client.logout()
    row = published(quarter)
    answer = client.get(reverse("assembly_result", args=[row.code]))
    text = answer.content.decode()
    assert answer.status_code == 200
    for part in ("700.00 m² / 900.00 m²", "不少于 2/3", row.result_hash, row.roll_hash):
        assert part in text
    assert not any(name in text for name in estates.NAMES)


def test_software_reads_the_same_computation(quarter, client):
    row = published(quarter)
    answer = client.get(f"/api/assemblies/{row.code}/result").json()
    assert answer["result_hash"] == row.result_hash
    ((number, passed, explanation),) = [
        (r["number"], r["passed"], r["explanation"]) for r in answer["results"]
    ]
    assert (number, passed) == (1, True)
    assert explanation == row.results.get().explanation
    kept = client.get("/api/vote-rules/foshan").json()
    assert kept["rules"]["thresholds"] == row.profile["rules"]["thresholds"]
    assert client.get("/api/vote-rules/nowhere").status_code == 404


def test_what_is_adopted_is_published_with_owner_and_day_for_its_resolution(quarter):
    assembly = estates.drafted(quarter)
    drafting.add_matter(
        clerk(quarter),
        assembly=assembly.pk,
        kind="use_of_funds",
        texts={"zh-hans": ("更换电梯钢丝绳", "全文")},
        owner_organisation=quarter.committee,
        due_on=date(2026, 8, 1),
    )
    estates.with_tellers(quarter, assembly)
    from linli.voting.actions import rolls

    course.notice(clerk(quarter), assembly=assembly.pk)
    estates.with_key(quarter, assembly)
    with clock.frozen(estates.OPENS):
        rolls.freeze(clerk(quarter), assembly=assembly.pk)
        course.open_vote(clerk(quarter), assembly=assembly.pk)
    estates.cast(quarter, assembly, dict.fromkeys(ROOMS[:7], "agree"))
    estates.closed(quarter, assembly)
    estates.signed(quarter, assembly)
    with clock.frozen(CLOSES):
        results.publish(clerk(quarter), assembly=assembly.pk)
    adopted = Event.objects.filter(type="voting.result_published").latest("pk").payload["adopted"]
    [matter] = assembly.matters.all()
    assert adopted == [matter.pk]
    assert (matter.owner_organisation_id, matter.due_on) == (quarter.committee, date(2026, 8, 1))


def test_owners_and_the_residents_committee_are_told_and_delivery_counts(quarter):
    assembly = estates.with_matter(quarter)
    course.notice(clerk(quarter), assembly=assembly.pk)
    consumers.tell_owners(Event.objects.latest("pk"))
    assembly.refresh_from_db()
    notice = Notice.objects.within(assembly.community).get(kind="assembly_noticed")
    assert assembly.notice_id == notice.pk
    told = Addressed.objects.filter(notice=notice)
    homes = {row.person_id: row.units for row in told}
    assert len(homes) == 12
    assert homes[quarter.people[ROOMS[0]].pk] == [quarter.units[ROOMS[0]].pk]
    assert homes[quarter.town.people["clerk"].pk] == []
    from linli.notices.operations import note_read
    from linli.voting.actions import rolls
    from linli.voting.queries import reached_entries

    rolls.bring(clerk(quarter), assembly=assembly.pk, unit=quarter.units[ROOMS[1]].pk, way="door")
    reader = quarter.people[ROOMS[0]].pk
    note_read(reader, told.get(person=reader).pk)
    assembly.refresh_from_db()
    with clock.frozen(estates.MONDAY + timedelta(days=7)):
        rolls.freeze(clerk(quarter), assembly=assembly.pk)
    reached = {entry.units.get().unit_id for entry in reached_entries(assembly)}
    assert reached == {quarter.units[ROOMS[0]].pk, quarter.units[ROOMS[1]].pk}


def test_the_silent_follow_only_when_they_were_told(quarter):
    assembly = estates.opened(
        quarter,
        brought=ROOMS[4:7],
        own_rules={"counting.silence": "FOLLOW_MAJORITY"},
        own_rules_text="第二十条：送达后未表决的，计入多数意见。",
    )
    estates.cast(quarter, assembly, dict.fromkeys(ROOMS[:4], "agree"))
    estates.closed(quarter, assembly)
    explanation = estates.signed(quarter, assembly).results.get().explanation
    assert explanation["followed"] == {"area": 300_00, "persons": 3}
    assert (explanation["followed_to"], explanation["passed"]) == ("agree", True)


def test_owners_who_live_elsewhere_find_the_vote_of_their_homes(quarter, enter):
    """Their list, their page, the talk, the roll and what waits for them; nothing else of there."""
    row = estates.opened(quarter)
    draft = estates.with_matter(quarter)
    owner = quarter.people[ROOMS[0]]
    owner.community = quarter.town.other
    owner.save()
    addresses = [reverse("assembly", args=[row.code]), reverse("matter", args=[row.code, 1])]
    client = enter(ROOMS[0])
    listed = client.get(reverse("assemblies")).content.decode()
    assert (row.code in listed, draft.code in listed) == (True, False)
    for address in addresses:
        assert client.get(address).status_code == 200
    assert client.post(addresses[1], {"side": "问", "text": "多少钱？"}).status_code in {302, 422}
    assert next(iter(needs.personal(quarter.owners[ROOMS[0]]))).count == 1
    away = replace(
        quarter.owners[ROOMS[0]], place=quarter.town.other, reach=frozenset({quarter.town.other})
    )
    assert next(iter(needs.personal(away))).count == 1
    assert rules.may_object(away, assembly=row.pk)
    assert not rules.may_object(away, assembly=draft.pk)
    # a neighbour there who owns nothing here, and the owner once the home is sold
    assert enter("eve").get(addresses[0]).status_code == 404
    Residence.objects.within(row.community).filter(person=owner).update(until=clock.today())
    with clock.frozen(estates.MONDAY + timedelta(days=1)):
        client = enter(ROOMS[0])
        assert row.code not in client.get(reverse("assemblies")).content.decode()
        assert client.get(addresses[0]).status_code == 404
        assert not rules.may_object(away, assembly=row.pk)


def test_talk_beside_a_matter_ends_with_the_vote(quarter, enter):
    assembly = estates.opened(quarter)
    path = reverse("matter", args=[assembly.code, 1])
    client = enter(ROOMS[0])
    assert client.post(path, {"side": "反对", "text": "太贵"}).status_code == 302
    assert "【反对】太贵" in client.get(path).content.decode()
    estates.closed(quarter, assembly)
    assert client.post(path, {"side": "反对", "text": "晚了"}).status_code == 403


def test_the_calendar_holds_the_dates(quarter, enter):
    assembly = estates.with_matter(quarter)
    course.notice(clerk(quarter), assembly=assembly.pk)
    answer = enter("ann").get(reverse("assembly_dates", args=[assembly.code]))
    text = answer.content.decode().replace("\r\n ", "")
    assert answer["Content-Type"].startswith("text/calendar")
    assert "DTSTART;TZID=Asia/Shanghai:20260527T100000" in text
    assert "SUMMARY:2026年业主大会会议：表决" in text


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_was_missing_in_words(language):
    counts = Counts(Sums(900_00, 9), agree=Sums(289_75, 4), oppose=Sums(0, 0))
    explanation = packed(explained(counts, profiles()["national"].rules, "covenant"))
    wanted = {
        "zh-hans": "参与表决不足，还差310.25 m²、2 人。",
        "en": "Too few took part; missing were 310.25 m², 2 persons.",
    }
    with translation.override(language):
        assert words.verdict(explanation) == wanted[language]
        labels = [line.label for line in words.lines(explanation)]
    chinese = any("\u4e00" <= letter <= "\u9fff" for letter in "".join(labels))
    assert chinese == (language == "zh-hans")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_profile_reads_in_plain_words(quarter, client, language):
    client.cookies["language"] = language
    with translation.override(language):
        for key, profile in profiles().items():
            text = client.get(reverse("vote_profile", args=[key])).content.decode()
            assert profile.source in text
            assert "object at" not in text
            assert not re.search(r">(cast_stands|one_person|any_one|room_area_choice)<", text)
