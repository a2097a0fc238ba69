"""F057: the recount page, opened from the disk without any network, counts as the command does."""

import shutil
from pathlib import Path

import pytest

from linli.voting import recount
from linli.voting.recount.__main__ import check
from linli.voting.tests import making, test_recount
from linli.voting.tests.counting import rules_for
from tests.e2e.conftest import PHONE

PAGE = Path(recount.__file__).parent / "recount.html"


@pytest.fixture(scope="module")
def opened(browser, tmp_path_factory):
    """`opened(data)`: the verdict and the lines that the page shows of a bundle."""
    folder = tmp_path_factory.mktemp("page")
    shutil.copy(PAGE, folder)
    context = browser.new_context(viewport=PHONE, offline=True)
    page = context.new_page()
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((folder / PAGE.name).as_uri())

    def show(data):
        file = folder / "bundle.jsonl"
        file.write_bytes(data)
        page.locator("#out").evaluate("out => out.replaceChildren()")
        page.set_input_files("#file", [])
        page.set_input_files("#file", file)
        verdict = page.locator("#verdict")
        verdict.wait_for()
        assert wrong == []
        return verdict.get_attribute("class"), page.locator("#out").inner_text().split("\n")

    show.page = page
    yield show
    context.close()


@pytest.mark.parametrize("vector", making.VECTORS, ids=lambda v: v["id"])
def test_f057_every_vector(opened, vector):
    verdict, shown = opened(making.of_vector(vector).file("owners"))
    assert verdict == "good", shown
    word = {True: "  → 通过 PASSED", False: "  → 未通过 NOT PASSED"}
    said = [line for line in shown if line.startswith("  →")]
    assert said == [word[vector["ordinary"]["passed"]], word[vector["major_passed"]]]
    area = (
        f"{float(vector['ordinary']['agree_area']):.2f} m², {vector['ordinary']['agree_persons']}"
    )
    assert f"    同意 agree: {area}" in shown


def test_f057_an_election(opened):
    electors = [making.elector(n, 10_000 + 100 * (n == 1)) for n in range(1, 13)]
    cast = {n: {1: (1, 2)} for n in range(1, 7)} | {n: {1: (1, 3)} for n in range(7, 12)}
    cast |= {12: {1: "invalid"}, 11: {1: "abstain"}, 5: {1: (1, 2, 3)}}
    kinds = {1: "committee_election"}
    made = making.make("e", rules_for(), electors, cast, kinds, seats=2, candidates=(1, 2, 3))
    verdict, shown = opened(made.file())
    assert verdict == "good", shown
    assert f"elected: {made.published.results[1]['elected'][0]}" in "\n".join(shown)


def test_f057_what_the_command_names_the_page_names_too(opened):
    """The same row for each change of a byte, wherever it is."""
    data = making.of_vector(next(v for v in making.VECTORS if v["id"] == "V14")).file("owners")
    for at in range(7, len(data), max(len(data) // 40, 1)):
        byte = data[at] ^ 1 if data[at] ^ 1 != ord("\n") else data[at] ^ 2
        changed = data[:at] + bytes([byte]) + data[at + 1 :]
        lines = {each.line for each in check(changed, [])[0].faults if each.line}
        verdict, shown = opened(changed)
        assert verdict == "bad", at
        named = {int(x.split()[2]) for x in shown if x.startswith("✗ 第")}
        assert named == lines, (at, shown)
    verdict, shown = opened(test_recount.swap(data))
    assert any("ballot elector=1" in line and line.startswith("✗") for line in shown)


def test_f057_forgers_are_found_by_the_page(opened):
    made = making.of_vector(next(v for v in making.VECTORS if v["id"] == "V12b"))
    forge, again, rows_of = test_recount.forge, test_recount.again, test_recount.rows_of
    no = {"1": "oppose", "2": "oppose"}
    for rows, word in (
        (forge(rows_of(made.file()), "ballot", 4, choices=no), "ballot elector=4: 选项与承诺不符"),
        (forge(rows_of(made.file()), "elector", 9, area_centi=10001), "名册散列不符"),
        (forge(rows_of(made.file("owners")), "homes", 9, homes=["2栋"]), "homes number=9: 房号"),
    ):
        verdict, shown = opened(again(rows))
        assert verdict == "bad"
        assert any(word in line for line in shown), shown
    for junk in (b"", b"\n\n", b"\xff", b"[1]\n" * 4):
        assert opened(junk)[0] == "bad"


def test_f057_it_is_served_as_a_file_to_keep(enter, tmp_path):
    """Whoever is signed in or not; what was saved is the page, and it counts."""
    page = enter(path="/")
    with page.expect_download() as saved:
        page.evaluate("location.assign('/public/recount/')")
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    assert (file.name, file.read_bytes()) == ("recount.html", PAGE.read_bytes())
    assert page.troubles == []
