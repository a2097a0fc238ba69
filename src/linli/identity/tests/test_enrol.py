"""Making a person, and finding and naming them."""

import pytest
from django.db import IntegrityError, transaction

from linli.identity.models import Person, PrivateRecord
from linli.identity.operations import enrol
from linli.identity.queries import display_names, person_by_phone, phone_of, records_of
from linli.identity.tests.counting import queries
from linli.kernel.errors import Refused

ID = "11010519491231002X"


def test_enrol_seals_everything(db):
    person = enrol(
        phone="138 1234 5678",
        name="王秀英",
        id_number=ID,
        community=7,
        level=Person.Level.REAL_NAME,
    )
    private = PrivateRecord.objects.get(person=person)
    assert (person.level, person.community, person.is_active) == (20, 7, True)
    assert not person.has_usable_password()
    fields = ("name", "phone", "id_number", "birth_date", "title")
    assert [private.read(f) for f in fields] == ["王秀英", "13812345678", ID, "1949-12-31", "ms"]
    assert (private.id_kind, private.proved_how) == ("resident_id", "papers")
    row = b"".join(bytes(getattr(private, f)) for f in fields)
    for text in ("王秀英", "13812345678", ID, "1949"):
        assert text.encode() not in row
    assert person_by_phone("+86 13812345678") == person
    assert person_by_phone("13812345679") is None
    assert person_by_phone("nonsense") is None
    assert phone_of(person) == "13812345678"


@pytest.mark.parametrize(
    ("again", "code"),
    [
        ({"phone": "13812345678"}, "identity.phone_held"),
        ({"id_number": ID.lower()}, "identity.id_held"),
        ({"name": "王5"}, "identity.name_shape"),
        ({"phone": "123"}, "identity.phone_shape"),
        ({"id_number": "1"}, "identity.id_shape"),
    ],
)
def test_enrol_refuses(db, again, code):
    enrol(phone="13812345678", id_number=ID)
    with pytest.raises(Refused) as caught, transaction.atomic():
        enrol(**again)
    assert caught.value.code == code
    assert caught.value.field == next(iter(again))
    assert Person.objects.count() == 1


def test_the_database_itself_keeps_locked_and_active_apart(db):
    person = enrol(phone="13812345678")
    person.is_active = False
    with pytest.raises(IntegrityError), transaction.atomic():
        person.save()


@pytest.mark.parametrize(
    ("name", "shown", "zh", "en"),
    [
        ("王秀英", "masked", "王**", "王**"),
        ("欧阳修", "masked", "欧阳**", "欧阳**"),
        ("阿卜杜·热西提", "masked", "阿**", "阿**"),
        ("Maria Silva", "masked", "M**", "M**"),
        ("王秀英", "title", "王女士", "Ms 王"),
        ("王秀英", "number", "居民 3F8K", "Resident 3F8K"),
        (None, "masked", "居民 3F8K", "Resident 3F8K"),
    ],
)
def test_names_by_choice(db, name, shown, zh, en):
    person = enrol(phone="13812345678", name=name, title="ms", shown=shown)
    Person.objects.filter(pk=person.pk).update(public_id="ABCDEFGH3F8K")
    assert display_names([person.pk], language="zh-hans") == {person.pk: zh}
    assert display_names([person.pk], language="en") == {person.pk: en}


def test_many_names_are_one_query(db):
    people = [enrol(phone=f"1381234{n:04d}", name="王秀英") for n in range(30)]
    for size in (3, 30):
        with queries() as seen:
            names = display_names([p.pk for p in people[:size]])
        assert (len(names), len(seen)) == (size, 1)
    assert display_names([]) == {}


def test_merged_records_resolve(db):
    kept = enrol(phone="13812345678", name="王秀英")
    gone = enrol(phone="13812345679", name="李雷")
    Person.objects.filter(pk=gone.pk).update(merged_into=kept, is_active=False, locked="merged")
    assert display_names([gone.pk], language="zh-hans") == {gone.pk: "王**"}
    assert person_by_phone("13812345679") == gone
    assert records_of(kept.pk) == {kept.pk, gone.pk}
