"""What a party organisation decided becomes a resolution, and its page leads there."""

import pytest
from tests.working import work

from linli.kernel import clock
from linli.partywork.tests.making import ALL, MAY, TEXT, decided, here_now
from linli.resolutions.models import Resolution


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield here_now()


def test_what_was_decided_becomes_a_resolution_that_the_page_leads_to(here):
    row = decided(here)
    work()
    made = Resolution.objects.across_communities(ALL).get()
    assert (made.source, made.decided_by, made.title, made.text) == (
        "party",
        row.pk,
        row.title,
        TEXT,
    )
    assert (made.yes, made.no, made.state) == (6, 1, "to_give")
    row.refresh_from_db()
    assert row.resolution == made.pk
    # what nobody is to carry out, or was not adopted, becomes none
    decided(here, carry=False)
    decided(here, agree=2, oppose=5, words="不同意")
    work()
    assert Resolution.objects.across_communities(ALL).count() == 1
