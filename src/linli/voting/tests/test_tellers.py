"""Who counts is settled before anybody can know what was cast, and enough of them sign."""

import pytest

from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.voting.actions import course, drafting, results
from linli.voting.models import Signature, Teller
from linli.voting.tests import estates
from linli.voting.tests.estates import CLOSES, OPENS, ROOMS, clerk, street


def refusal(call, *args, **kwargs) -> str:
    def everything():
        rows = [list(model.objects.order_by("pk").values()) for model in (Teller, Signature)]
        return [*rows, estates.everything()]

    before = everything()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert everything() == before
    return caught.value.code


def test_from_the_close_on_nobody_chooses_who_counts(quarter):
    assembly = estates.opened(quarter)
    estates.cast(quarter, assembly, dict.fromkeys(ROOMS[:6], "agree"))
    new = {"assembly": assembly.pk, "role": "teller", "person": quarter.people[ROOMS[3]].public_id}
    old = {"assembly": assembly.pk, "teller": assembly.tellers.get(role="scrutineer").pk}

    def stand():
        for who in (clerk(quarter), street(quarter)):
            assert refusal(drafting.appoint_teller, who, **new) == "voting.tellers_stand"
            assert refusal(drafting.end_teller, who, **old) == "voting.tellers_stand"

    estates.closed(quarter, assembly)
    with clock.frozen(CLOSES):
        stand()
        row = results.tally(quarter.owners["1栋 105"], assembly=assembly.pk)
        stand()
        for room in ("1栋 105", "1栋 106"):
            results.sign(quarter.owners[room], assembly=row.pk, result_hash=row.result_hash)
        stand()
        results.publish(clerk(quarter), assembly=row.pk)
        stand()


def test_while_the_vote_runs_a_successor_is_there_first(quarter):
    assembly = estates.opened(quarter)
    old = {"assembly": assembly.pk, "teller": assembly.tellers.get(role="teller").pk}
    new = {"assembly": assembly.pk, "role": "teller", "person": quarter.people[ROOMS[3]].public_id}
    with clock.frozen(OPENS):
        assert refusal(drafting.end_teller, clerk(quarter), **old) == "voting.tellers_first"
        drafting.appoint_teller(clerk(quarter), **new)
        drafting.end_teller(clerk(quarter), **old)
    living = assembly.tellers.filter(ended_at=None).values_list("person", "role")
    assert sorted(living) == sorted(
        [(quarter.people[ROOMS[3]].pk, "teller"), (quarter.people["1栋 106"].pk, "scrutineer")]
    )


def test_nobody_appoints_themselves(quarter):
    assembly = estates.with_matter(quarter)
    asked = {
        "assembly": assembly.pk,
        "role": "scrutineer",
        "person": quarter.town.people["clerk"].public_id,
    }
    assert refusal(drafting.appoint_teller, clerk(quarter), **asked) == "voting.not_oneself"
    drafting.appoint_teller(street(quarter), **asked)
    assert assembly.tellers.get().person_id == quarter.town.people["clerk"].pk


def test_a_result_is_complete_only_with_as_many_of_each_role_as_the_place_asks_for(quarter):
    """Even if somebody ended an appointment past the actions, in the database."""
    assembly = estates.opened(quarter)
    estates.cast(quarter, assembly, dict.fromkeys(ROOMS[:6], "agree"))
    estates.closed(quarter, assembly)
    assembly.tellers.filter(role="scrutineer").update(ended_at=CLOSES)
    with clock.frozen(CLOSES):
        row = results.tally(quarter.owners["1栋 105"], assembly=assembly.pk)
        asked = {"assembly": row.pk, "result_hash": row.result_hash}
        assert results.sign(quarter.owners["1栋 105"], **asked).state == "tallied"
        publish = {"assembly": row.pk}
        assert refusal(results.publish, clerk(quarter), **publish) == "voting.not_now"
        assembly.tellers.filter(role="scrutineer").update(ended_at=None)
        assert results.sign(quarter.owners["1栋 106"], **asked).state == "signed"
        with pytest.raises(Refused):
            course.close(clerk(quarter), assembly=row.pk)
