"""The public register: a page's queries do not grow with what it lists."""

import pytest
from django.test import Client
from tests.queries import queries

from linli.districts.context import in_district
from linli.kernel.actor import SYSTEM
from linli.organisations.actions import found


def test_the_register_asks_as_often_for_twenty_as_for_three(town):
    east = town.places["east"].pk

    def enter(names):
        with in_district("demo"):  # a request leaves the district when it ends
            for name in names:
                found(SYSTEM, kind="self_organised_group", place=east, names=(name, name))

    def asked() -> int:
        with queries() as found_queries:
            answer = Client(HTTP_HOST="localhost").get("/public/organisations/?sector=community")
        assert answer.status_code == 200
        return len(found_queries)

    enter(["甲队", "乙队", "丙队"])
    asked()  # the first request of a process looks up the district
    few = asked()
    enter([f"第{n}队" for n in range(30)])
    assert asked() == few


@pytest.mark.parametrize("query", ["kind=guild", "community=0", "sector=x"])
def test_a_filter_that_is_none_is_said_and_shows_all(town, query):
    answer = Client(HTTP_HOST="localhost").get(f"/public/organisations/?{query}")
    assert answer.status_code == 200
    assert "residents_committee" in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()
