"""Uploads at once: a file is taken once, and the day's measure holds."""

from tests.racing import race

from linli.files import parameters
from linli.files.models import DailyUse, StoredFile
from linli.files.tests.conftest import HERE, THERE, people_here
from linli.files.tests.test_actions import bind, bring


def test_one_file_is_taken_once(committed, kinds):
    people = people_here()
    file = bring(people.resident)
    answers = race(
        lambda: bind(people.resident, [file], HERE), lambda: bind(people.resident, [file], THERE)
    )
    assert answers == ["done", "files.not_at_hand"]
    assert StoredFile.objects.get().owner in {HERE, THERE}


def test_the_days_measure_holds_in_a_race(committed, kinds, monkeypatch):
    monkeypatch.setattr(parameters, "FILES_PER_DAY", 3)
    people = people_here()
    answers = race(*[lambda: bring(people.resident)] * 6)
    assert answers == ["done"] * 3 + ["files.enough_today"] * 3
    assert StoredFile.objects.count() == DailyUse.objects.get().files == 3
