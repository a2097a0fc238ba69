"""The tree of places: what lies in what, and what others see of it."""

import io
from dataclasses import replace
from threading import Barrier, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from tests.queries import queries

from linli.districts.context import in_district
from linli.identity.models import Person
from linli.journal.models import Event
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.kernel.errors import Refused
from linli.kernel.places import communities as to_choose
from linli.places.actions import establish
from linli.places.models import Place
from linli.places.queries import by_code, communities_under, lineage


def tree(communities: int = 3) -> dict[str, Place]:
    district = establish(SYSTEM, kind="district", code="440604", names=("区", "District"))
    places = {"district": district}
    for s in range(2):
        code = f"44060401{s}"
        street = establish(
            SYSTEM, kind="street", code=code, names=(f"街{s}", f"S{s}"), parent=district.pk
        )
        places[f"street{s}"] = street
        for c in range(communities):
            inner = f"{code}{c:03d}"
            places[f"c{s}{c}"] = establish(
                SYSTEM, kind="community", code=inner, names=(f"社{c}", f"C{c}"), parent=street.pk
            )
    return places


def test_a_place_reaches_what_lies_in_it(committed):
    places = tree()
    ids = {key: place.pk for key, place in places.items()}
    assert communities_under(places["street0"]) == {ids["c00"], ids["c01"], ids["c02"]}
    assert communities_under(places["c11"]) == {ids["c11"]}
    assert len(communities_under(places["district"])) == 6
    assert [p.code for p in lineage(places["c11"])] == ["440604", "440604011", "440604011001"]
    assert Event.objects.filter(type="places.place_established").count() == 9


@pytest.mark.parametrize(
    ("kind", "code", "around", "refused"),
    [
        ("street", "1", None, "places.wrong_parent"),
        ("community", "1", "district", "places.wrong_parent"),
        ("street", "1", "c00", "places.wrong_parent"),
        ("street", "440604010", "district", "places.code_taken"),
        ("street", "440605010", "district", "places.code_not_within"),
        ("street", "440604", "district", "places.code_not_within"),
        ("street", "440604abc", "district", "places.code_not_within"),
        ("street", "440604020001", "district", "places.code_digits"),
        ("street", "４４０６０４０２０", "district", "places.code_not_within"),
        ("street", "440604０２０", "district", "places.code_digits"),
        ("community", "44060401001", "street0", "places.code_digits"),
        ("district", "4406041", None, "places.code_digits"),
    ],
)
def test_what_does_not_fit_is_refused(committed, kind, code, around, refused):
    places = tree(1)
    parent = places[around].pk if around else None
    before = Place.objects.count()
    with pytest.raises(Refused, match=refused):
        establish(SYSTEM, kind=kind, code=code, names=("x", "x"), parent=parent)
    assert Place.objects.count() == before


def test_only_the_system_changes_the_tree(committed):
    actor = Actor(1, Capacity.DISTRICT_ADMIN, second_factor=True)
    with pytest.raises(Refused, match=r"kernel\.not_for_you"):
        establish(actor, kind="district", code="440604", names=("区", "District"))
    assert not Place.objects.exists()


def test_children_that_come_together_take_different_paths(committed):
    places = tree(0)
    start = Barrier(4)

    def add(number: int) -> None:
        try:
            with in_district("demo"):
                start.wait()
                establish(
                    SYSTEM,
                    kind="community",
                    code=f"44060401090{number}",
                    names=("社", "C"),
                    parent=places["street0"].pk,
                )
        finally:
            connections.close_all()

    threads = [Thread(target=add, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    children = Place.objects.filter(kind="community")
    assert len(set(children.values_list("path", flat=True))) == 4
    assert Place.objects.get(pk=places["street0"].pk).numchild == 4


def test_a_code_of_another_district_is_nothing_here(committed):
    tree(1)
    with in_district("north"), pytest.raises(Refused, match=r"kernel\.not_found"):
        by_code("440604010000")
    assert by_code("440604010000").name_zh == "社0"


def test_a_street_is_no_community(committed):
    tree(1)
    with pytest.raises(Refused, match=r"kernel\.not_found"):
        by_code("440604010")


def test_communities_to_choose_name_their_street(committed):
    tree(2)
    with queries() as asked:
        found = to_choose()
    assert len(asked) == 2
    assert [(c.name_zh, c.street_zh) for c in found][:3] == [
        ("社0", "街0"),
        ("社1", "街0"),
        ("社0", "街1"),
    ]


def test_the_administrator_enters_streets_and_communities_and_nobody_else(committed):
    places = tree(1)
    root = places["district"].pk
    person = Person.objects.create().pk
    admin = Actor(person, Capacity.DISTRICT_ADMIN, root, frozenset(), second_factor=True)
    new = {"kind": "street", "code": "440604099", "names": ("新街道", "New"), "parent": root}
    for who, code in (
        (replace(admin, second_factor=False), "kernel.second_factor"),
        (replace(admin, capacity=Capacity.STAFF), "kernel.not_for_you"),
    ):
        with pytest.raises(Refused, match=code):
            establish(who, **new)
    with pytest.raises(Refused, match=r"kernel\.not_for_you"):
        establish(admin, kind="district", code="440605", names=("区", "D"))
    assert Place.objects.count() == 5
    street = establish(admin, **new)
    inside = new | {"kind": "community", "code": "440604099001", "parent": street.pk}
    assert by_code(establish(admin, **inside).code).name_zh == "新街道"
    assert Event.objects.filter(type="places.place_established", actor=person).count() == 2


def run(path, *words):
    out = io.StringIO()
    call_command("enter_places", str(path), *words, stdout=out)
    return out.getvalue()


def test_the_official_table_is_entered_whole_or_not_at_all(committed, tmp_path):
    file = tmp_path / "places.csv"
    lines = [
        "代码,名称",
        "440604010,祖庙街道,Zumiao",
        "440604010001,甲社区",
        "440604011,石湾镇街道",
    ]
    file.write_text("\n".join(lines), "gb18030")
    assert len(run(file, "--preview").splitlines()) == 3
    assert Place.objects.count() == 0
    run(file)
    assert [(p.kind, p.code, p.name_en) for p in Place.objects.order_by("path")] == [
        ("district", "440604", "Chancheng (demo)"),
        ("street", "440604010", "Zumiao"),
        ("community", "440604010001", "甲社区"),
        ("street", "440604011", "石湾镇街道"),
    ]
    assert run(file) == ""
    for wrong in (
        "440604012,某街道\n440605001,别区",
        "440604012,某街道\n440604013001,没有街道",
        "440604012,某街道\n440604０１３,全角",
        "440604012,某街道\n44060401200,少一位",
        "440604010,改名街道",
        "440604013,a\n440604013,b",
    ):
        file.write_text(wrong, "utf-8")
        with pytest.raises(CommandError):
            run(file)
    assert Place.objects.count() == 4


def test_a_table_may_name_a_community_before_its_street(committed, tmp_path):
    file = tmp_path / "places.csv"
    file.write_text("440604001001,甲社区\n440604001,某街道\n", "utf-8")
    run(file)
    assert [(p.kind, p.code) for p in Place.objects.order_by("path")] == [
        ("district", "440604"),
        ("street", "440604001"),
        ("community", "440604001001"),
    ]
