"""The key of an assembly: named, enrolled, made; and after the close opened by any two of three."""

import json
from datetime import timedelta
from itertools import permutations

import pytest
from django.db import connection
from django.urls import reverse

from linli.duties.tests import factories
from linli.identity.models import Tries
from linli.identity.vault import vault
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.errors import Refused
from linli.organisations.models import Office, Organisation
from linli.voting import counting, sealing
from linli.voting.actions import course, drafting, keys, results, rolls
from linli.voting.models import (
    Assembly,
    HandedHalf,
    KeyHolder,
    KeyShare,
    OpenedBallot,
    OpenedChoice,
    Quarantine,
)
from linli.voting.operations_keys import as_holder
from linli.voting.passphrases import suggestion, weakness
from linli.voting.tests import estates
from linli.voting.tests.conftest import undone
from linli.voting.tests.estates import CLOSES, OPENS, PHRASES, ROOMS, clerk
from linli.voting.tests.test_pages import enter

__all__ = ["enter"]

AGREE, OPPOSE = {1: "agree"}, {1: "oppose"}


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(sealing, "STRONG", estates.CHEAP)


def everything() -> list:
    rows = estates.everything()
    for model in (KeyHolder, KeyShare, HandedHalf, OpenedBallot, OpenedChoice, Quarantine):
        rows += list(model.objects.order_by("pk").values())
    return rows


def refusal(call, *args, **kwargs) -> str:
    before = everything()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert everything() == before
    return caught.value.code


def announced(quarter, **more) -> Assembly:
    assembly = estates.with_matter(quarter, **more)
    estates.with_tellers(quarter, assembly)
    return course.notice(clerk(quarter), assembly=assembly.pk)


# --- who holds a share --------------------------------------------------------------------------
def test_the_vote_opens_only_with_a_key(quarter):
    assembly = announced(quarter)
    who = clerk(quarter)
    with clock.frozen(OPENS):
        rolls.freeze(who, assembly=assembly.pk)
        assert refusal(course.open_vote, who, assembly=assembly.pk) == "voting.no_key"
        estates.named(quarter, assembly)
        people = estates.holders(quarter)
        for seat in ("reserve", "first"):
            keys.enrol(people[seat], assembly=assembly.pk, passphrase=PHRASES[seat])
            assert refusal(course.open_vote, who, assembly=assembly.pk) == "voting.no_key"
        keys.enrol(people["second"], assembly=assembly.pk, passphrase=PHRASES["second"])
        row = course.open_vote(who, assembly=assembly.pk)
    assert (row.state, len(bytes(row.public_key))) == ("open", 32)
    assert KeyShare.objects.filter(holder__assembly=row).count() == 6
    made = Event.objects.filter(type="voting.holder_enrolled").order_by("pk")
    assert [e.payload["seat"] for e in made] == ["reserve", "first", "second"]
    assert [e.payload["key"] for e in made] == ["", "", bytes(row.public_key).hex()]
    assert row.steps.filter(verb="enrol").count() == 3


@pytest.mark.parametrize("mode", ["ADVISORY", "PAPER", "IMPORTED_FROM_OFFICIAL"])
def test_every_mode_that_takes_ballots_needs_a_key(quarter, mode):
    assembly = announced(quarter, legal_mode=mode)
    with clock.frozen(OPENS):
        rolls.freeze(clerk(quarter), assembly=assembly.pk)
        if mode == "IMPORTED_FROM_OFFICIAL":
            assert course.open_vote(clerk(quarter), assembly=assembly.pk).state == "open"
        else:
            code = refusal(course.open_vote, clerk(quarter), assembly=assembly.pk)
            assert code == "voting.no_key"


def test_who_may_not_hold_a_share(quarter):
    assembly = announced(quarter)
    who, town = clerk(quarter), quarter.town

    def named(seat, person, actor=who):
        return refusal(
            keys.name_holder, actor, assembly=assembly.pk, seat=seat, person=person.public_id
        )

    assert named("first", town.people["clerk"]) == "voting.not_oneself"
    assert named("reserve", town.people["grid"]) == "voting.reserve_of_the_street"
    assert named("first", town.people["ann"]) == "voting.holder_serves"
    assert named("first", town.people["far"]) == "voting.holder_serves"
    assert named("first", town.people["clerk"], quarter.owners[ROOMS[0]]) == "voting.convener_only"
    keys.name_holder(who, assembly=assembly.pk, seat="first", person=town.people["grid"].public_id)
    assert named("second", town.people["grid"]) == "voting.holds_already"
    # another may be named as long as there is no key, and somebody who is none cannot enrol
    estates.named(quarter, assembly)
    grid = Actor(town.people["grid"].pk, Capacity.RESIDENT, town.community,
                 frozenset({town.community}))  # fmt: skip
    code = refusal(keys.enrol, grid, assembly=assembly.pk, passphrase=PHRASES["first"])
    assert code == "voting.holder_only"


def test_holders_are_of_different_bodies(quarter):
    """The clerk's and the grid worker's is one; an owner who counts is of none."""
    assembly = announced(quarter)
    people = quarter.town.people

    def name(seat, who, by=clerk):
        values = {"assembly": assembly.pk, "seat": seat, "person": who.public_id}
        return by(quarter), values

    for seat, who, by in (
        ("second", people["clerk"], estates.street),
        ("reserve", people["street"], clerk),
    ):
        actor, values = name(seat, who, by)
        keys.name_holder(actor, **values)
    actor, values = name("first", people["grid"])
    assert refusal(keys.name_holder, actor, **values) == "voting.one_body"
    # the street may have a second office; of its two people one holds
    factories.official(
        quarter.town, "second of the street", quarter.town.offices["street"].organisation_id,
        quarter.town.offices["street"].place_id, "经办二",
    )  # fmt: skip
    actor, values = name("first", people["second of the street"])
    assert refusal(keys.name_holder, actor, **values) == "voting.one_body"
    for room in ("1栋 105", "1栋 106"):
        actor, values = name("first", quarter.people[room])
        keys.name_holder(actor, **values)
    assert dict(assembly.holders.values_list("seat", "person")) == {
        "first": quarter.people["1栋 106"].pk,
        "second": people["clerk"].pk,
        "reserve": people["street"].pk,
    }


def test_whether_a_holder_fits_is_asked_again_with_the_passphrase(quarter):
    """A teller whose appointment ended, an officer who left, one who works for the company now."""
    assembly = announced(quarter)
    estates.named(quarter, assembly)
    who = estates.holders(quarter)
    town = quarter.town
    ended = {"until": estates.MONDAY.date() - timedelta(days=1)}

    def refused(seat):
        return refusal(keys.enrol, who[seat], assembly=assembly.pk, passphrase=PHRASES[seat])

    with undone():
        assembly.tellers.filter(person=quarter.people["1栋 105"]).update(ended_at=estates.MONDAY)
        assert refused("second") == "voting.holder_serves"
    with undone():
        Office.objects.filter(pk=town.offices["street"].pk).update(**ended)
        assert refused("reserve") == "voting.reserve_of_the_street"
    with undone():
        body = Organisation.objects.filter(pk=town.offices["clerk"].organisation_id)
        body.update(kind="property_company")
        assert refused("first") == "voting.property_holds"


def test_a_candidate_holds_no_share(quarter):
    assembly = estates.drafted(quarter)
    who = clerk(quarter)
    drafting.add_matter(
        who, assembly=assembly.pk, kind="committee_election", texts=estates.TEXTS, seats=5
    )
    drafting.propose(
        who, assembly=assembly.pk, matter=assembly.matters.get().pk,
        person=quarter.town.people["grid"].public_id,
    )  # fmt: skip
    code = refusal(
        keys.name_holder, who, assembly=assembly.pk, seat="first",
        person=quarter.town.people["grid"].public_id,
    )  # fmt: skip
    assert code == "voting.candidate_holds"


def test_a_passphrase_may_be_chosen_anew_until_the_key_is_made(quarter):
    assembly = announced(quarter)
    estates.named(quarter, assembly)
    people = estates.holders(quarter)
    keys.enrol(people["first"], assembly=assembly.pk, passphrase="another line of my own")
    keys.enrol(people["first"], assembly=assembly.pk, passphrase=PHRASES["first"])
    for seat in ("second", "reserve"):
        keys.enrol(people[seat], assembly=assembly.pk, passphrase=PHRASES[seat])
    for call, values in (
        (keys.enrol, {"passphrase": PHRASES["first"]}),
        (keys.name_holder, {"seat": "first", "person": quarter.town.people["grid"].public_id}),
    ):
        assert refusal(call, clerk(quarter), assembly=assembly.pk, **values) == "voting.key_stands"
    holder = assembly.holders.get(seat="first")
    assert as_holder(holder).key(PHRASES["first"])
    with pytest.raises(sealing.SealError):
        as_holder(holder).key("another line of my own")


@pytest.mark.parametrize(
    ("passphrase", "why"),
    [
        ("short one", "short"),
        ("春眠不觉晓处处", "short"),
        ("abababababababababab", "monotonous"),
        ("1357 2468 9024 1357", "digits"),
        ("I am 何正平 of the estate", "known"),
        ("春眠不觉晓处处闻啼鸟", ""),
        ("three goats on a slow ferry", ""),
    ],
)
def test_which_passphrases_are_too_weak(passphrase, why):
    assert weakness(passphrase, ("何正平", "7Q4KMX2D99AB")) == why


def test_a_made_up_passphrase_is_strong_and_never_the_same():
    made = {suggestion() for _ in range(50)}
    assert len(made) == 50
    assert {weakness(each) for each in made} == {""}


def test_a_weak_passphrase_is_refused_by_the_action_too(quarter):
    assembly = announced(quarter)
    estates.named(quarter, assembly)
    code = refusal(keys.enrol, clerk(quarter), assembly=assembly.pk, passphrase="12345678")
    assert code == "voting.weak_passphrase"


# --- before the close ---------------------------------------------------------------------------
def rows_of_the_district() -> dict[str, list[str]]:
    """Every row of every table of the district, as the database prints it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
        )
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found[table] = [text for (text,) in cursor.fetchall()]
    return found


def test_nobody_reads_a_choice_before_the_close_not_even_from_the_rows(quarter):
    """An administrator with a database shell, every row, and one of the three passphrases."""
    assembly = estates.opened(quarter)
    before = rows_of_the_district()
    ballots = estates.cast_sealed(
        quarter, assembly, dict.fromkeys(ROOMS[:4], AGREE) | dict.fromkeys(ROOMS[4:7], OPPOSE)
    )
    after = rows_of_the_district()
    new = {
        table: [row for row in rows if row not in before[table]] for table, rows in after.items()
    }
    assert {table for table, rows in new.items() if rows} == {"voting_ballot", "voting_cast"}
    text = "\n".join(row for rows in new.values() for row in rows)
    for word in ("agree", "oppose", b"agree".hex(), b"oppose".hex()):
        assert word not in text
    assert len({len(bytes(each.sealed)) for each in ballots}) == 1
    # what the passphrases are is in no row, in no form
    everything = "\n".join(row for rows in after.values() for row in rows)
    for phrase in PHRASES.values():
        assert phrase not in everything
        assert phrase.encode().hex() not in everything
    # one holder with all rows: neither own half, nor both of them, are the key
    holders = {each.seat: as_holder(each) for each in assembly.holders.all()}
    for seat, holder in holders.items():
        own = holder.key(PHRASES[seat])
        halves = []
        for share in KeyShare.objects.filter(holder__assembly=assembly):
            try:
                halves.append(sealing._open(own, bytes(share.box)))
            except sealing.SealError:
                assert share.holder.seat != seat
        assert len(halves) == 2
        for half in (*halves, sealing._xor(*halves)):
            key = sealing.PrivateKey(half)
            assert bytes(key.public_key) != bytes(assembly.public_key)
            with pytest.raises(sealing.SealError):
                sealing.open_box(key, assembly.code, bytes(ballots[0].sealed))


def test_the_holders_open_nothing_before_the_close(quarter):
    assembly = estates.opened(quarter)
    estates.cast_sealed(quarter, assembly, {ROOMS[0]: AGREE})
    people = estates.holders(quarter)
    for call, seat, other, name in (
        (keys.hand_over, "first", "second", "receiver"),
        (keys.open_ballots, "second", "first", "giver"),
    ):
        code = refusal(
            call, people[seat], assembly=assembly.pk, passphrase=PHRASES[seat], **{name: other}
        )
        assert code == "voting.after_the_close"
    assert not OpenedChoice.objects.filter(assembly=assembly).exists()


# --- after it -----------------------------------------------------------------------------------
@pytest.mark.parametrize(("giver", "receiver"), list(permutations(PHRASES, 2)))
def test_any_two_open_what_was_cast(quarter, giver, receiver):
    assembly = estates.opened(quarter)
    estates.cast_sealed(quarter, assembly, {ROOMS[0]: AGREE, ROOMS[1]: OPPOSE, ROOMS[2]: None})
    estates.closed(quarter, assembly)
    people = estates.holders(quarter)
    with clock.frozen(CLOSES):
        values = {"assembly": assembly.pk, "giver": giver, "passphrase": PHRASES[receiver]}
        assert refusal(keys.open_ballots, people[receiver], **values) == "voting.nothing_handed"
        given = {"assembly": assembly.pk, "receiver": receiver}
        wrong = refusal(keys.hand_over, people[giver], passphrase=PHRASES[receiver], **given)
        assert wrong == "voting.wrong_passphrase"
        keys.hand_over(people[giver], passphrase=PHRASES[giver], **given)
        again = refusal(keys.hand_over, people[giver], passphrase=PHRASES[giver], **given)
        assert again == "voting.handed_already"
        values["passphrase"] = PHRASES[giver]
        assert refusal(keys.open_ballots, people[receiver], **values) == "voting.wrong_passphrase"
        values["passphrase"] = PHRASES[receiver]
        row = keys.open_ballots(people[receiver], **values)
        assert refusal(keys.open_ballots, people[receiver], **values) == "voting.opened_already"
    assert row.unsealed_at == CLOSES
    said = {
        each.entry.units.get().unit_id: each.choice
        for each in OpenedChoice.objects.filter(assembly=row).select_related("entry")
    }
    units = {room: unit.pk for room, unit in quarter.units.items()}
    assert said == {units[ROOMS[0]]: "agree", units[ROOMS[1]]: "oppose"}
    opened = OpenedBallot.objects.select_related("ballot__entry")
    assert opened.count() == 3
    for each in opened:
        choices = {units[ROOMS[0]]: AGREE, units[ROOMS[1]]: OPPOSE}.get(
            each.ballot.entry.units.get().unit_id
        )
        text = sealing.canonical(row.code, each.ballot.entry.number, choices)
        assert sealing.commitment(bytes(each.nonce), text) == bytes(each.ballot.digest)
    event = Event.objects.get(type="voting.ballots_opened")
    assert (event.payload["seats"], event.payload["opened"], event.payload["aside"]) == (
        [giver, receiver], 3, 0,
    )  # fmt: skip


def test_wrong_passphrases_are_counted_and_locked_for_a_while(quarter, enter):
    """Five in an hour; the sixth is refused even when it is right, and changes nothing."""
    assembly = estates.opened(quarter)
    estates.closed(quarter, assembly)
    who, other = quarter.people["1栋 105"], quarter.people["1栋 106"]
    assembly.holders.filter(seat="first").update(person=other)
    address = reverse("hand_over_share", args=[assembly.code, "reserve"])

    def tried(passphrase, name="1栋 105"):
        answer = enter(name).post(address, {"passphrase": passphrase})
        return answer.status_code, answer.content.decode()

    with clock.frozen(CLOSES):
        for _ in range(5):
            code, text = tried("not the one of the second")
            assert (code, "这不是您设定的口令" in text) == (422, True)
        code, text = tried(PHRASES["second"])
        assert (code, "口令输错次数过多" in text) == (422, True)
        assert not HandedHalf.objects.exists()
        # it is theirs alone: another holder goes on
        assert tried(PHRASES["first"], "1栋 106")[0] == 302
        assert HandedHalf.objects.get().giver.person_id == other.pk
    with clock.frozen(CLOSES + timedelta(hours=1)):
        assert tried("not the one of the second")[0] == 422
        assert tried(PHRASES["second"])[0] == 302
        assert HandedHalf.objects.filter(giver__person=who).count() == 1
        # the right one takes the wrong ones off, and another refusal is no wrong passphrase
        key = vault().blind(str(who.pk), kind="tries:passphrase")
        assert not Tries.objects.filter(pk=key).exists()
        for _ in range(6):
            assert "口令输错次数过多" not in tried(PHRASES["second"])[1]


def test_counting_waits_for_the_boxes_and_for_the_sheets(quarter):
    assembly = estates.opened(quarter)
    estates.cast_sealed(quarter, assembly, {**dict.fromkeys(ROOMS[:6], AGREE), ROOMS[6]: None})
    estates.closed(quarter, assembly)
    teller = quarter.owners["1栋 105"]
    with clock.frozen(CLOSES):
        assert refusal(results.tally, teller, assembly=assembly.pk) == "voting.open_first"
        estates.unsealed(quarter, assembly)
        # the sheet of paper was not keyed
        assert counting.unopened(assembly) == 1
        assert refusal(results.tally, teller, assembly=assembly.pk) == "voting.open_first"


def test_only_the_last_version_of_a_ballot_is_opened(quarter):
    assembly = estates.opened(quarter)
    [first] = estates.cast_sealed(quarter, assembly, {ROOMS[0]: AGREE})
    [second] = estates.cast_sealed(quarter, assembly, {ROOMS[1]: OPPOSE})
    form = sealing.Form(assembly.code, {1: ()}, 9)
    sealed = sealing.seal(bytes(assembly.public_key), form, first.entry.number, OPPOSE)
    first.pk, first.version, first.code = None, 2, "SECOND"
    first.sealed, first.digest = sealed.box, sealed.commit
    first._state.adding = True
    first.save(force_insert=True)
    estates.closed(quarter, assembly)
    estates.unsealed(quarter, assembly)
    assert set(OpenedBallot.objects.values_list("ballot", flat=True)) == {first.pk, second.pk}
    assert {each.choice for each in OpenedChoice.objects.filter(assembly=assembly)} == {"oppose"}


def test_what_does_not_open_is_set_aside_and_counts_as_silent(quarter):
    """Changed bytes, another's ballot, another commitment, an answer to no question."""
    assembly = estates.opened(
        quarter,
        brought=(ROOMS[6], ROOMS[8]),
        own_rules={"counting.silence": "FOLLOW_MAJORITY"},
        own_rules_text="第二十条：送达后未表决的，计入多数意见。",
    )
    whole = estates.cast_sealed(quarter, assembly, dict.fromkeys(ROOMS[:5], AGREE))
    estates.cast_sealed(quarter, assembly, {ROOMS[5]: AGREE}, sealed=bytes(whole[0].sealed))
    estates.cast_sealed(quarter, assembly, {ROOMS[6]: OPPOSE}, digest=b"0" * 32)
    estates.cast_sealed(quarter, assembly, {ROOMS[7]: {1: "perhaps"}})
    estates.closed(quarter, assembly)
    row = estates.unsealed(quarter, assembly)
    reasons = {
        each.ballot.entry.units.get().unit_id: each.reason for each in Quarantine.objects.all()
    }
    assert reasons == dict.fromkeys([quarter.units[room].pk for room in ROOMS[5:8]], "unreadable")
    result = estates.signed(quarter, row).results.get().explanation
    assert result["agree"] == {"area": 700_00, "persons": 7}
    assert result["silent"] == {"area": 400_00, "persons": 4}
    assert result["followed"] == {"area": 200_00, "persons": 2}
    assert json.dumps(result).count("true") >= 5
