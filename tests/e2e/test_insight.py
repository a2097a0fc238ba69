"""F021 and F008: how far people have come and who took part, for officials, naming nobody."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.identity.tests.people import id_number
from linli.insight.jobs import count_everywhere
from linli.insight.models import Coverage, Dimension
from linli.kernel import clock
from linli.places.models import Unit
from linli.residence.models import Residence
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_duties import speak
from tests.e2e.test_places import shot
from tests.e2e.test_rosters import clean

WITHHELD = {"zh-hans": "不公布", "en": "withheld"}


@pytest.fixture
def counted(server, behind) -> int:
    """24 more people of the clerk's community proved their names, twelve of them have a home.

    Answers how many registered. The owners of the demo are few.
    """
    community = server.world.community.pk

    def newcomers() -> int:
        with transaction.atomic():
            unit = Unit.objects.within(community).order_by("pk").first()
            for n in range(24):
                person = enrol(
                    phone=f"1984444{n:04}",
                    id_number=id_number(n + 700),
                    community=community,
                    level=Person.Level.REAL_NAME,
                )
                if n % 2:
                    Residence.objects.create(
                        community=community,
                        unit=unit,
                        person=person,
                        relation="family",
                        ground="papers",
                        since=clock.today(),
                    )
        count_everywhere()
        whole = Coverage.objects.within(community).filter(dimension=Dimension.ALL)
        return int(whole.latest("day").registered)

    return behind(newcomers)


def test_f021_officials_read_how_far_people_have_come(enter, server, counted):
    faults = {}
    looks = [
        ("staff", PHONE, "care", "zh-hans", ("住处未认证", "业主", "家属")),
        ("auditor", DESK, "normal", "en", ("no home proved", "owner", "family")),
    ]
    for role, size, mode, language, (homeless, few, many) in looks:
        page = enter(role, size=size, mode=mode)
        speak(page, language)
        page.goto(f"/work/people-coverage/{server.world.community.code}/?by=role")
        expect(page.locator("main .weui-cell").first).to_contain_text(str(counted))
        rows = {
            cells[0]: cells[1:]
            for row in page.locator("main table tbody tr").all()
            if (cells := row.locator("td").all_inner_texts())
        }
        assert int(rows[homeless][0]) >= 12
        # the few owners are withheld; the twelve of families would give them away
        assert rows[few] == rows[many] == [WITHHELD[language]] * 3
        assert all(
            not text.isdigit() or int(text) == 0 or int(text) >= 10
            for text in page.locator("main table td, main .weui-cell__ft").all_inner_texts()
        )
        faults[role] = clean(page, mode)
        shot(page, f"coverage-{role}")
        page.goto(f"/work/people-coverage/{server.world.community.code}/?by=class")
        expect(page.locator("main table tbody tr")).to_have_count(5)
        faults[f"{role} class"] = clean(page, mode)
        shot(page, f"coverage-class-{role}")
        assert page.troubles == []
        speak(page, "zh-hans")
    assert {name: found for name, found in faults.items() if found} == {}
