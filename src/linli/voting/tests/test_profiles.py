"""Rule profiles: chosen by place and day; a file dropped in changes all that it names."""

import ast
from datetime import date
from pathlib import Path

import pytest

from linli.kernel.profiles import ProfileError
from linli.voting.profiles.loading import (
    HERE,
    choose,
    fingerprint,
    load,
    packed,
    unpacked,
    with_own_rules,
)
from linli.voting.tally import Counts, Sums, explained

INVENTED = """
key = "atlantis"
parent = "national"
title_zh = "亚特兰蒂斯"
title_en = "Atlantis"
places = ["9901"]
since = 2026-01-01
source = "《亚特兰蒂斯条例》"
trust = "checked"

[rules]
legal_modes = ["PAPER"]
roll_objection_days = 3
[rules.participation]
area = ">1/10"
persons = ">=1/7"
[rules.thresholds.ordinary]
of = "roll"
area = ">=1/3"
persons = ">1/5"
[rules.thresholds.tiny]
of = "participating"
area = ">0"
persons = ">=1/100"
[rules.kinds]
covenant = "tiny"
[rules.notice]
days = 4
days_special = 2
[rules.counting]
count_parking = true
invalid_participates = true
developer = "person_per_unit"
[rules.proxies]
principals_max = 2
opinion_bound = true
[articles]
"notice.days" = "第四条"
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "atlantis.toml").write_text(INVENTED)
    return tmp_path


@pytest.mark.parametrize(
    ("code", "day", "key"),
    [
        ("110105001001", date(2026, 5, 1), "beijing"),
        ("110105001001", date(2020, 12, 31), "national_before_2021"),
        ("440604010001", date(2020, 12, 31), "national_before_2021"),
        ("440604010001", date(2021, 1, 1), "foshan"),
        ("441802001001", date(2026, 5, 1), "qingyuan"),
        ("440106001001", date(2026, 5, 1), "guangdong"),
        ("330106001001", date(2026, 5, 1), "hangzhou"),
        ("330106001001", date(2021, 6, 1), "national"),
        ("330203001001", date(2026, 5, 1), "ningbo"),
        ("370705001001", date(2026, 5, 1), "weifang"),
        ("310104001001", date(2026, 5, 1), "shanghai"),
        ("650102001001", date(2026, 5, 1), "national"),
    ],
)
def test_a_profile_is_chosen_by_place_and_day(code, day, key):
    assert choose(load().values(), code, day).key == key


def test_nobody_had_such_votes_before_the_property_law():
    with pytest.raises(ProfileError, match="no profile"):
        choose(load().values(), "440604010001", date(2007, 9, 30))


def test_what_the_places_say():
    known = load()
    assert "BINDING_HERE" not in known["beijing"].rules.legal_modes
    assert known["beijing"].article("legal_modes") == "《北京市物业管理条例》第三十五条"
    assert known["weifang"].rules.proxies.principals_max == 3
    assert (known["hangzhou"].rules.notice.days, known["hangzhou"].rules.notice.days_special) == (
        15,
        7,
    )
    assert known["hangzhou"].rules.counting.count_parking
    assert not known["ningbo"].rules.counting.count_parking
    assert known["shanghai"].rules.proxies.opinion_bound
    old = known["national_before_2021"].rules
    assert (old.threshold("covenant").of, str(old.threshold("covenant").area)) == ("roll", ">1/2")
    assert str(old.threshold("use_of_funds").persons) == ">=2/3"


def test_every_parameter_of_every_profile_has_its_source():
    for profile in load().values():
        for part, value in profile.rules.model_dump().items():
            names = [f"{part}.{each}" for each in value] if isinstance(value, dict) else [part]
            assert all(profile.article(name) for name in names), (profile.key, part)
        assert profile.source.startswith("《")


def test_the_old_law_counts_against_the_whole_roll():
    known = load()
    half_took_part = Counts(Sums(1000, 10), agree=Sums(510, 6))
    assert explained(half_took_part, known["national_before_2021"].rules, "covenant").passed
    assert not explained(half_took_part, known["national"].rules, "covenant").passed
    two_thirds = Counts(Sums(1000, 10), agree=Sums(400, 4), oppose=Sums(300, 3))
    assert not explained(two_thirds, known["national_before_2021"].rules, "covenant").passed
    assert explained(two_thirds, known["national"].rules, "covenant").passed


def test_a_dropped_in_file_changes_everything_that_it_names_and_nothing_else(folder):
    known = load((HERE, folder))
    ours, national = known["atlantis"], known["national"]
    assert choose(known.values(), "990101001001", date(2026, 1, 1)).key == "atlantis"
    assert choose(known.values(), "990101001001", date(2025, 12, 31)).key == "national"
    assert ours.rules.legal_modes == ("PAPER",)
    assert (ours.rules.notice.days, ours.rules.roll_objection_days) == (4, 3)
    assert ours.rules.notice.counts_as_delivered == national.rules.notice.counts_as_delivered
    assert ours.rules.thresholds["special"] == national.rules.thresholds["special"]
    assert (ours.rules.proxies.principals_max, ours.rules.proxies.barred) == (
        2,
        national.rules.proxies.barred,
    )
    # what it names is cited from it, the rest keeps its source
    assert ours.article("notice.days") == "第四条"
    assert ours.article("notice.days_special") == "《亚特兰蒂斯条例》"
    assert ours.article("counting.silence") == national.article("counting.silence")
    # and the count follows
    counts = Counts(Sums(1000, 14), agree=Sums(60, 1), oppose=Sums(50, 1))
    assert explained(counts, ours.rules, "covenant").passed
    assert not explained(counts, ours.rules, "other_major").passed
    enough = Counts(Sums(1000, 14), agree=Sums(334, 3), oppose=Sums(600, 9))
    assert explained(enough, ours.rules, "other_major").passed
    with_invalid = Counts(Sums(1000, 14), agree=Sums(50, 1), invalid=Sums(60, 1))
    assert explained(with_invalid, ours.rules, "covenant").passed


def test_a_changed_file_is_read_again(folder):
    assert load((HERE, folder))["atlantis"].rules.notice.days == 4
    (folder / "atlantis.toml").write_text(INVENTED.replace("days = 4", "days = 44"))
    assert load((HERE, folder))["atlantis"].rules.notice.days == 44


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("days = 4", "dayz = 4", "dayz"),
        ('area = ">1/10"', 'area = "0.1"', "threshold is written"),
        ('parent = "national"', 'parent = "nobody"', "no parent 'nobody'"),
        ('parent = "national"', 'parent = "atlantis"', "no parent 'atlantis'"),
        ('key = "atlantis"', 'key = "beijing"', "there already"),
        ('covenant = "tiny"', 'covenant = "none"', "none"),
        ('key = "atlantis"', "key = ", "no profile"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(folder, old, new, says):
    (folder / "atlantis.toml").write_text(INVENTED.replace(old, new))
    with pytest.raises(ProfileError, match=says):
        load((HERE, folder))


def test_an_estate_sets_what_the_profile_leaves_to_it():
    national = load()["national"].rules
    changed = with_own_rules(national, {"counting.silence": "FOLLOW_MAJORITY"})
    assert (changed.counting.silence, national.counting.silence) == ("FOLLOW_MAJORITY", "ACTUAL")
    assert changed.thresholds == national.thresholds
    for own in ({"notice.days": 1}, {"counting.silence": "MAYBE"}, {"participation": {}}):
        with pytest.raises(ProfileError):
            with_own_rules(national, own)


def test_a_kept_profile_is_the_same_again():
    for profile in load().values():
        kept = packed(profile)
        assert unpacked(kept) == profile
        assert fingerprint(kept) == fingerprint(packed(unpacked(kept)))


def test_no_threshold_day_count_or_limit_stands_in_code():
    """Numbers of the law come from profiles: the code knows 0, 1, hundredths and sizes of fields."""
    harmless = {0, 1, 100}
    module = Path(__file__).parents[1]
    for file in ("tally", "roll", "catalogue", "states", "rules", "operations", "parking", "words"):
        path = module / f"{file}.py"
        if not path.exists():
            continue
        numbers = {
            node.value
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Constant)
            and isinstance(node.value, int | float)
            and not isinstance(node.value, bool)
        }
        assert numbers <= harmless, (file, numbers - harmless)
