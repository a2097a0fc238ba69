"""F118e at home: a granddaughter claims, uses a code, asks for visits; others' rights stay with others."""

from dataclasses import replace
from datetime import timedelta

import pytest

from linli.grids.actions import work as visits
from linli.grids.models import HomeToVisit
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.mandates import actions as mandates
from linli.mandates.models import Mandate
from linli.residence.actions import claims, codes, homes
from linli.residence.models import Claim, Residence
from linli.residence.tests.houses import NOON, WHY, peopled
from linli.residence.tests.test_claims import own, rent
from linli.web.helping import MANDATE
from linli.web.tests.test_helping import browser


@pytest.fixture
def house(committed):
    with clock.frozen(NOON):
        yield peopled()


def helped(house, *deeds: str) -> Actor:
    """Ann by Eve's hands."""
    row, _code = mandates.offer(
        house.ann,
        deeds=deeds,
        bond="family",
        until=clock.today() + timedelta(days=30),
        helper=house.people["eve"].public_id,
    )
    mandates.accept(house.eve, mandate=row.pk)
    return replace(house.ann, helper=house.people["eve"].pk, deeds=frozenset(deeds))


def hands() -> tuple[int | None, int | None, str]:
    event = Event.objects.latest("pk")
    return event.actor, event.helper, event.type


def refusal(call, *args, **kwargs) -> str:
    before = Event.objects.count()
    with pytest.raises(Refused) as found:
        call(*args, **kwargs)
    assert Event.objects.count() == before
    return found.value.code


def test_homes_are_claimed_left_and_visited_by_other_hands(house):
    ann, eve = house.people["ann"].pk, house.people["eve"].pk
    by_eve = helped(house, "homes", "visits")
    claim = claims.claim_home(by_eve, unit=house.unit("101"), relation="owner")
    assert hands() == (ann, eve, "residence.claim_approved")
    home = Residence.objects.across_communities(WHY).get()
    assert (claim.state, home.person_id) == ("approved", ann)
    visits.ask_visits_here(by_eve, unit=house.unit("101"), every=7, reason="alone")
    assert hands()[:2] == (ann, eve)
    assert HomeToVisit.objects.within(house.community).get().unit_id == house.unit("101")
    homes.move_out(by_eve, residence=home.pk)
    assert hands()[:2] == (ann, eve)
    waiting = rent(house, "dan")
    for call, more in (
        (claims.confirm, {"claim": waiting.pk, "lives_here": True}),
        (codes.invite, {"residence": home.pk}),
        (homes.send_away, {"residence": home.pk}),
        (claims.add_papers, {"claim": claim.pk, "files": ["x"]}),
    ):
        assert refusal(call, by_eve, **more) == "kernel.not_by_helper"
    other = replace(by_eve, deeds=frozenset({"visits"}))
    assert refusal(homes.move_in, other, residence=home.pk) == "kernel.not_by_helper"


def test_a_code_is_used_and_a_claim_withdrawn_by_other_hands(house):
    home = own(house, "bob", "102").residence
    _invitation, code = codes.invite(house.bob, residence=home.pk)
    by_eve = helped(house, "homes")
    codes.use_code(by_eve, code=code)
    ann, eve = house.people["ann"].pk, house.people["eve"].pk
    assert hands()[:2] == (ann, eve)
    rows = Residence.objects.across_communities(WHY).filter(person=ann)
    assert [(row.unit_id, row.relation) for row in rows] == [(house.unit("102"), "family")]
    claim = claims.claim_home(by_eve, unit=house.unit("104"), relation="owner")
    claims.withdraw(by_eve, claim=claim.pk)
    assert hands()[:2] == (ann, eve)
    assert Claim.objects.across_communities(WHY).get(pk=claim.pk).state == "withdrawn"


def test_the_pages_offer_a_helper_what_a_helper_may_do(house):
    home = own(house, "ann").residence
    rent(house, "dan")
    helped(house, "homes", "visits")
    mandate = Mandate.objects.across_communities(WHY).get()
    client = browser(house.people["eve"], **{MANDATE: mandate.pk})
    overview = client.get("/helping/").content.decode()
    assert 'href="/me/homes/"' in overview
    assert 'href="/me/grid/"' in overview
    mine = client.get("/me/homes/").content.decode()
    assert "/confirm/" not in mine
    page = client.get(f"/me/homes/{home.pk}/")
    assert page.status_code == 200
    assert "/invite/" not in page.content.decode()
    assert client.get(f"/me/homes/{home.pk}/invite/").status_code == 403
    assert client.get(f"/me/grid/visits/{house.unit('101')}/").status_code == 200
    answer = client.post(f"/me/homes/{home.pk}/leave/")
    assert answer.status_code == 302
    assert hands() == (
        house.people["ann"].pk, house.people["eve"].pk, "residence.living_changed",
    )  # fmt: skip
