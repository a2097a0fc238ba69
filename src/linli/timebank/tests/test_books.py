"""Rulebooks: schemes with sources, adopted by two, in force by day; a dropped-in file changes all."""

import tomllib
from datetime import date, timedelta

import pytest

from linli.facts.timebank import RulebookAdopted
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.timebank import queries, schemes
from linli.timebank.actions import rulebooks
from linli.timebank.books import profiles
from linli.timebank.models import Rulebook
from linli.timebank.terms import Terms
from linli.timebank.tests.hours import MAY, head
from linli.timebank.words import clauses

#: Every parameter with a value that no scheme of ours has.
OTHER = """
key = "elsewhere"
title_zh = "某市"
title_en = "Elsewhere"
since = 2026-03-01
parent = "national"
source = "某市办法"

[terms]
step_minutes = 7
day_minutes = 119
cap_minutes = 4321
giver_age = 19
minor_age = "none"
categories = ["comfort", "escort"]
insured = ["comfort"]
redeem_age = 66
redeem_after_minutes = 777
redeem_step_minutes = 11
gift_kin = ["child"]
gift_month_minutes = 33
late_days = 3
decide_days = 4
pair_week = 9
audit_percent = 17
publicity_days = 13
reserve_percent = 23
exits = ["donate"]
free_for = { bereaved = 51 }
"""


def test_every_scheme_stands_on_sources():
    for profile in schemes.on_day(date(2026, 5, 1)).values():
        assert set(profile.sources) == set(Terms.model_fields), profile.key
        assert all(profile.sources.values()), profile.key
    assert set(schemes.on_day(date(2021, 1, 1))) == {"national", "nanjing", "guangzhou"}
    nanjing = schemes.on_day(date(2026, 5, 1))["nanjing"].terms
    assert (nanjing.cap_minutes, nanjing.free_for["empty_nest"]) == (1500 * 60, 80)


def test_an_unknown_file_changes_everything_that_it_names(tmp_path, settings, bank):
    (tmp_path / "elsewhere.toml").write_text(OTHER)
    settings.TIME_PROFILES = tmp_path
    named = tomllib.loads(OTHER)["terms"]
    assert set(named) == set(Terms.model_fields)
    with clock.frozen(MAY):
        found = profiles(clock.today())
        ours, theirs = found["national"].terms.plain(), found["elsewhere"].terms.plain()
        assert {name for name in ours if ours[name] != theirs[name]} == set(named)
        assert theirs == {**named, "minor_age": None}
        assert set(found["elsewhere"].sources.values()) == {"某市办法"}
        book = rulebooks.propose(
            bank.actor("clerk"),
            community=bank.community,
            profile=found["elsewhere"],
            head=head(clock.today() + timedelta(days=1)),
        )
        before = [each.text for each in clauses(bank.book)]
        after = [each.text for each in clauses(book)]
        # “no cash” is no parameter
        assert [n for n, text in enumerate(before) if text == after[n]] == [9]
        assert "elsewhere" not in profiles(date(2026, 2, 28))


@pytest.mark.parametrize(
    "change",
    [
        'parent = "nowhere"',
        'extra = "x"',
        "[terms]\ngiver_age = 121",
        '[terms]\ngift_kin = ["cousin"]',
        "[terms]\nno_such = 1",
    ],
)
def test_a_wrong_file_stops_whatever_asks(tmp_path, change):
    words = 'key = "x"\ntitle_zh = "x"\ntitle_en = "x"\nsince = 2026-01-01\nsource = "x"\n'
    parent = "" if change.startswith("parent") else 'parent = "national"\n'
    (tmp_path / "x.toml").write_text(words + parent + change)
    with pytest.raises(schemes.SchemeError):
        schemes.on_day(date(2026, 5, 1), (schemes.HERE, tmp_path))


def test_a_file_lifts_every_limit_by_the_word_none(tmp_path):
    limits = (
        "cap_minutes",
        "minor_age",
        "redeem_age",
        "redeem_after_minutes",
        "gift_month_minutes",
        "pair_week",
    )
    lines = "".join(f'{name} = "none"\n' for name in limits)
    (tmp_path / "x.toml").write_text(OTHER.partition("[terms]")[0] + "[terms]\n" + lines)
    terms = schemes.on_day(date(2026, 5, 1), (schemes.HERE, tmp_path))["elsewhere"].terms
    assert [getattr(terms, name) for name in limits] == [None] * len(limits)


def test_two_adopt_it_for_a_later_day(bank):
    tomorrow = clock.today() + timedelta(days=1)
    profile = profiles(clock.today())["nanjing"]
    made = rulebooks.propose(
        bank.actor("clerk"),
        community=bank.community,
        profile=profile,
        head=head(tomorrow),
        terms={"day_minutes": 240},
    )
    assert (made.number, made.state, made.plain.day_minutes) == (2, "proposed", 240)
    # what the community changed rests on its own decision
    assert "day_minutes" not in made.sources
    assert "1500" in made.sources["cap_minutes"]
    for who, code in (("clerk", "adopting.own_proposal"), ("far", "kernel.not_found")):
        with pytest.raises(Refused) as refusal:
            rulebooks.adopt(bank.actor(who), rulebook=made.pk)
        assert refusal.value.code == code
    with pytest.raises(Refused) as refusal:
        rulebooks.propose(
            bank.actor("clerk"),
            community=bank.community,
            profile=profile,
            head=head(clock.today()),
        )
    assert refusal.value.code == "adopting.back_dated"
    with clock.frozen(MAY + timedelta(days=2)), pytest.raises(Refused) as refusal:
        rulebooks.adopt(bank.actor("second"), rulebook=made.pk)
    assert refusal.value.code == "adopting.back_dated"
    rulebooks.adopt(bank.actor("second"), rulebook=made.pk)
    with pytest.raises(Refused) as refusal:
        rulebooks.reject(bank.actor("second"), rulebook=made.pk)
    assert refusal.value.code == "adopting.settled_already"
    event = Event.objects.filter(type=RulebookAdopted.type).latest("pk")
    made.refresh_from_db()
    assert event.payload["digest"] == rulebooks.digest_of(made)
    assert queries.book_on(bank.community, clock.today()) == bank.book
    assert queries.book_on(bank.community, tomorrow) == made
    # what is arranged for a day goes by the rules of that day
    row = bank.propose(minutes=60, at=MAY + timedelta(days=1))
    assert row.rulebook_id == made.pk
    assert Rulebook.objects.within(bank.town.other).count() == 0
