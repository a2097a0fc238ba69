"""Ways to points that somebody might try with a wish."""

from datetime import date

from django.db import transaction

from linli.residence.models import Residence
from linli.wishes import actions
from linli.wishes.tests.acts import refusal
from linli.wishes.tests.factories import home, wished


def test_a_household_earns_nothing_by_its_own_wishes(here):
    unit = home(here, "ann")
    with transaction.atomic():
        Residence.objects.create(
            community=here.community,
            unit=unit,
            person=here.people["bob"],
            relation="family",
            ground="papers",
            since=date(2026, 1, 1),
        )
    wish = wished(here)
    claim = {"wish": wish.pk, "source": "neighbour"}
    assert refusal(actions.claim, here.bob, **claim) == ("wishes.same_home", None)
    wish.refresh_from_db()
    assert wish.state == "open"
    # neither does a team help around it
    actions.claim(here.cai, **claim, team=True)
    assert refusal(actions.join, here.bob, wish=wish.pk) == ("wishes.same_home", None)


def test_a_wish_without_a_name_does_not_tell_the_household_whose_it_is(here):
    unit = home(here, "ann")
    with transaction.atomic():
        Residence.objects.create(
            community=here.community,
            unit=unit,
            person=here.people["bob"],
            relation="family",
            ground="papers",
            since=date(2026, 1, 1),
        )
    wish = wished(here, unnamed=True)
    type(wish).objects.across_communities("test").filter(pk=wish.pk).update(state="open")
    assert actions.claim(here.bob, wish=wish.pk, source="neighbour").state == "claimed"
