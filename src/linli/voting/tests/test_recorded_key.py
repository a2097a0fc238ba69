"""A key that somebody swapped in the database seals nothing, and opens to nobody."""

import pytest
from django.urls import reverse
from nacl.public import PrivateKey

from linli.facts.voting import HolderEnrolled
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.voting import sealing
from linli.voting.actions import course, keys, paper, rolls
from linli.voting.keys_shown import fingerprint
from linli.voting.models import Assembly, HandedHalf, KeyHolder, KeyShare
from linli.voting.tests import casting, estates
from linli.voting.tests.casting import DURING
from linli.voting.tests.estates import CLOSES, OPENS, PHRASES, ROOMS, clerk
from linli.voting.tests.test_pages import enter

__all__ = ["enter"]

#: Of an administrator who wants to read along.
OTHER = PrivateKey(bytes(range(2, 34)))
SWAPPED = bytes(OTHER.public_key)


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(sealing, "STRONG", estates.CHEAP)


def refusal(call, *args, **kwargs) -> str:
    def everything():
        rows = [list(m.objects.order_by("pk").values()) for m in (KeyHolder, KeyShare, HandedHalf)]
        return [*rows, casting.everything()]

    before = everything()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert everything() == before
    return caught.value.code


def swap(row: Assembly) -> Assembly:
    rows = Assembly.objects.within(row.community).filter(pk=row.pk)
    rows.update(public_key=SWAPPED)
    return rows.select_related("estate").get()


def test_nothing_is_sealed_to_a_key_that_its_holders_did_not_make(quarter, enter):
    row = casting.opened(quarter)
    with clock.frozen(DURING):
        cast = casting.vote(quarter, row, ROOMS[0])
        sheet = casting.printed(quarter, row, ROOMS[2])
        text = enter(ROOMS[0]).get(reverse("ballot_receipt", args=[row.code, cast.code]))
        row = swap(row)
        # not even when a second event is written that names it
        made = HolderEnrolled(
            assembly=row.pk,
            community=row.community,
            seat="reserve",
            public="",
            key=SWAPPED.hex(),
        )
        record(SYSTEM, made, place=row.community)
        for call in (
            lambda: casting.vote(quarter, row, ROOMS[1]),
            lambda: casting.admitted(quarter, row, ROOMS[1]),
            lambda: paper.register_sheet(
                quarter.owners["1栋 105"], assembly=row.pk, code=sheet.code
            ),
        ):
            assert refusal(call) == "voting.key_altered"
    assert fingerprint(bytes(casting.KEY.public_key)) in text.content.decode()


def test_a_vote_does_not_open_under_a_swapped_key(quarter):
    assembly = estates.with_matter(quarter)
    estates.with_tellers(quarter, assembly)
    course.notice(clerk(quarter), assembly=assembly.pk)
    estates.with_key(quarter, assembly)
    swap(assembly)
    with clock.frozen(OPENS):
        rolls.freeze(clerk(quarter), assembly=assembly.pk)
        assert refusal(course.open_vote, clerk(quarter), assembly=assembly.pk) == (
            "voting.key_altered"
        )


def test_no_key_is_parted_for_a_holder_whose_half_was_swapped(quarter):
    assembly = estates.with_matter(quarter)
    estates.with_tellers(quarter, assembly)
    course.notice(clerk(quarter), assembly=assembly.pk)
    estates.named(quarter, assembly)
    who = estates.holders(quarter)
    for seat in ("first", "second"):
        keys.enrol(who[seat], assembly=assembly.pk, passphrase=PHRASES[seat])
    assembly.holders.filter(seat="first").update(public=SWAPPED)
    last = {"assembly": assembly.pk, "passphrase": PHRASES["reserve"]}
    assert refusal(keys.enrol, who["reserve"], **last) == "voting.holder_altered"
    keys.enrol(who["first"], assembly=assembly.pk, passphrase=PHRASES["first"])
    keys.enrol(who["reserve"], **last)
    assembly.refresh_from_db()
    assert len(bytes(assembly.public_key)) == 32


def test_no_half_is_sealed_to_a_receiver_whose_half_was_swapped(quarter):
    assembly = estates.opened(quarter)
    estates.closed(quarter, assembly)
    assembly.holders.filter(seat="second").update(public=SWAPPED)
    asked = {"assembly": assembly.pk, "receiver": "second", "passphrase": PHRASES["first"]}
    with clock.frozen(CLOSES):
        assert refusal(keys.hand_over, clerk(quarter), **asked) == "voting.holder_altered"
