"""What people try with resolutions who would have their own work called done, or the board look better."""

import pytest
from tests.helping import by_hands_of, stand_in

from linli.deliberation.board import rate
from linli.deliberation.models import Topic
from linli.deliberation.tests.town import MAY
from linli.deliberation.tests.voices import accepted, checked, fresh
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.resolutions.actions import carrying, confirming
from linli.resolutions.models import Resolution, Step
from linli.resolutions.tests.carried import ALL, follow, here_and_now, now, reported, working


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield here_and_now()


def rows() -> tuple:
    found = Resolution.objects.across_communities(ALL).order_by("pk")
    topics = Topic.objects.across_communities(ALL).order_by("pk")
    return list(found.values()), list(topics.values()), Step.objects.count()


def refusal(call, *args, **kwargs) -> str:
    before = rows()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert rows() == before
    return caught.value.code.removeprefix("resolutions.")


def test_who_stands_in_at_the_owners_body_confirms_and_supervises_nothing_of_it(here):
    row = reported(here)
    stand_in(here.people["secretary"], here.offices["electrician"])
    for call, more in (
        (confirming.confirm, {}),
        (confirming.reopen, {"words": "没有做"}),
        (confirming.mark, {"verdict": "good", "words": "好"}),
    ):
        refused = refusal(call, here.secretary, resolution=row.pk, **more)
        assert refused == "another_organisation"
    confirming.confirm(here.clerk, resolution=row.pk)
    assert now(row).confirmed_by_id == here.people["clerk"].pk


def test_hands_of_the_owners_body_affirm_nothing_for_who_raised_it(here):
    """A granddaughter who works for the company: her grandmother says herself that it is done."""
    row = reported(here)
    hands = by_hands_of(here.ann, here.people["electrician"], "topics")
    for call, more in ((confirming.affirm, {}), (confirming.reopen, {"words": "没有做"})):
        assert refusal(call, hands, resolution=row.pk, **more) == "another_organisation"
    others = by_hands_of(here.ann, here.people["dan"], "topics")
    confirming.affirm(others, resolution=row.pk)
    assert now(row).affirmed_by_id == here.people["ann"].pk


def without_demand(row: Resolution) -> None:
    """As a decision of the residents that nobody linked yet."""
    Resolution.objects.across_communities(ALL).filter(pk=row.pk).update(topic=None)


def test_no_demand_is_resolved_by_linking_it_to_what_others_called_done(here):
    row = working(here)
    without_demand(row)
    row = reported(here, now(row))
    other = checked(here, accepted(here, "bob", "五号楼漏水"), "residents")
    for who in (here.clerk, here.secretary):
        confirming.confirm(who, resolution=row.pk)
    assert now(row).state == "confirmed"
    before = rate(here.community)
    for state in ("confirmed", "review", "kept"):
        Resolution.objects.across_communities(ALL).filter(pk=row.pk).update(
            state=state,
            closed_at=clock.now() if state == "kept" else None,
            due_on=None if state == "kept" else clock.today(),
        )
        refused = refusal(carrying.link, here.clerk, resolution=row.pk, topic=other.pk)
        assert refused == "not_now"
    assert rate(here.community) == before
    assert fresh(other).state == "residents"


def test_what_is_linked_in_time_waits_for_who_raised_it(here):
    row = working(here)
    without_demand(row)
    row = reported(here, now(row))
    other = checked(here, accepted(here, "bob", "五号楼漏水"), "residents")
    carrying.link(here.clerk, resolution=row.pk, topic=other.pk)
    follow("resolutions.linked")
    confirming.confirm(here.clerk, resolution=row.pk)
    follow()
    assert (now(row).state, fresh(other).state) == ("reported", "done")
    assert refusal(confirming.confirm, here.secretary, resolution=row.pk) == "raiser_first"
    confirming.affirm(here.bob, resolution=row.pk)
    follow()
    assert (now(row).state, fresh(other).state) == ("confirmed", "resolved")
