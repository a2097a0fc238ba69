"""Wrong codes are counted; copies of papers go some time after the decision, by what they are for."""

from datetime import timedelta

import pytest
from django.test import Client

from linli.districts.context import in_district
from linli.identity.models import Person
from linli.journal.models import Event
from linli.kernel import attachments, clock, periods
from linli.kernel.actor import SYSTEM
from linli.kernel.attachments import Attached, keeper, register_keeper
from linli.kernel.errors import Refused
from linli.residence.actions import claims, codes, desk
from linli.residence.jobs import forget_papers
from linli.residence.models import Claim
from linli.residence.parameters import PAPERS, PERIODS
from linli.residence.tests.houses import NOON
from linli.residence.tests.test_claims import own, refused, rent


class Folder:
    """Stands in for the module of files: which paper belongs to which claim."""

    def __init__(self) -> None:
        self.papers: list[tuple[str, int]] = []

    def bind(self, actor, *, files, kind, owner) -> None:
        self.papers += [(kind, owner) for _ in files]

    def attached(self, kind, owners):
        return {
            owner: [
                Attached(id="x", format="pdf", href="/x")
                for each in self.papers
                if each == (kind, owner)
            ]
            for owner in owners
        }

    def drop(self, kind, owner) -> int:
        before = len(self.papers)
        self.papers = [each for each in self.papers if each != (kind, owner)]
        return before - len(self.papers)


@pytest.fixture(autouse=True)
def _folder():
    before = attachments.keeper()
    register_keeper(Folder())
    yield
    register_keeper(before)


def paper(house, claim):
    claims.add_papers(house.eve, claim=claim.pk, files=["x"])


def kept_for(state) -> timedelta:
    return periods.in_force(PERIODS, f"papers_{state}", NOON)


def kept(claim) -> int:
    return len(keeper().attached(PAPERS, [claim.pk]).get(claim.pk, []))


@pytest.mark.parametrize("state", ["approved", "refused", "withdrawn"])
def test_papers_go_when_they_are_good_for_nothing_more(house, state):
    claim = rent(house)
    paper(house, claim)
    if state == "approved":
        desk.approve(house.kim, claim=claim.pk)
    elif state == "refused":
        desk.refuse(house.kim, claim=claim.pk, answer="x")
    else:
        claims.withdraw(house.eve, claim=claim.pk)
    refused("residence.claim_over", claims.add_papers, house.eve, claim=claim.pk, files=["x"])
    with clock.frozen(NOON + kept_for(state) - timedelta(seconds=1)):
        assert forget_papers() == 0
        assert kept(claim) == 1
    with clock.frozen(NOON + kept_for(state)):
        assert forget_papers() == 1
        assert kept(claim) == 0
        event = Event.objects.latest("pk")
        assert (event.type, event.payload) == (
            "residence.papers_erased",
            {"claims": 1, "files": 1},
        )
        assert forget_papers() == 0
    row = Claim.objects.across_communities("test").get(pk=claim.pk)
    assert row.papers_gone_at == NOON + kept_for(state)
    assert row.state == state


def test_papers_of_what_waits_stay_and_only_the_job_erases(house):
    claim = rent(house)
    paper(house, claim)
    with clock.frozen(NOON + timedelta(days=400)):
        assert forget_papers() == 0
        assert kept(claim) == 1
    refused("kernel.not_for_you", desk.forget_papers, house.kim)
    refused("residence.nothing_to_change", desk.forget_papers, SYSTEM)


def test_wrong_codes_lock_for_an_hour_and_a_right_one_costs_nothing(house):
    mine = own(house, "ann").residence_id
    _row, code = codes.invite(house.ann, residence=mine)
    for _ in range(3):
        assert codes.found_by(house.eve, code) is not None  # three right ones: nothing is counted
    for _ in range(10):
        assert codes.found_by(house.eve, "0" * 12) is None
    with pytest.raises(Refused, match="too_many_home_codes"):
        codes.found_by(house.eve, code)
    assert codes.found_by(house.dan, code) is not None  # of another person
    with clock.frozen(NOON + timedelta(hours=1, seconds=1)):
        assert codes.found_by(house.eve, code) is not None


def test_the_page_and_the_interface_say_it(house):
    client = Client(HTTP_HOST="localhost")
    person = Person.objects.get(pk=house.eve.person)
    client.force_login(person, "linli.identity.signin.backend.PersonBackend")
    sent = {"code": "0" * 12}
    answers = [client.post("/me/homes/code/", sent).status_code for _ in range(10)]
    assert answers == [422] * 10
    assert client.post("/me/homes/code/", sent).status_code == 429
    answer = client.post("/api/homes/codes", sent, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (429, "identity.too_many_home_codes")
    with in_district("demo"):
        assert Event.objects.filter(type="residence.brought_in").count() == 0
