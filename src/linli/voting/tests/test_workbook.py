"""The workbook's formulas give the published result when another program calculates them."""

import io
import os
import shutil
import subprocess
from dataclasses import replace

import openpyxl
import pytest
from django.utils import translation

from linli.voting.tests import making
from linli.voting.tests.counting import rules_for
from linli.voting.workbook import workbook

#: Silent electors who follow, exact fractions, the persons' basis, abstentions, an empty roll …
CHOSEN = ("V03", "V04", "V06", "V11", "V12b", "V15", "V17", "V19")
PASSED = {True: "通过", False: "未通过"}


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory):
    """`recalculated({name: bytes})`: the files as LibreOffice calculates them, without our values."""
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("LibreOffice is missing: apt-get install libreoffice-calc-nogui")
    folder = tmp_path_factory.mktemp("office")

    def calculate(files):
        for name, change in files.items():
            book = openpyxl.load_workbook(io.BytesIO(change[0]))
            for sheet, cell, value in change[1:]:
                book[sheet][cell] = value
            book.save(folder / f"{name}.xlsx")  # formulas alone: the stored values go
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
        done = folder / "done"
        command += ["--outdir", str(done), *[str(folder / f"{name}.xlsx") for name in files]]
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            timeout=300,
            env=dict(os.environ, HOME=str(folder)),
        )
        return {
            name: openpyxl.load_workbook(done / f"{name}.xlsx", data_only=True) for name in files
        }

    return calculate


def verdicts(book):
    sheet = book["结果"]
    rows = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(min_row=1)]
    return (
        [row[1] for row in rows if row[0] == "公式算出的结果"],
        [row[1] for row in rows if row[0] == "公布的结果"],
        {row[0]: row[1:] for row in reversed(rows) if row[0]},
    )


def made(name):
    return making.of_vector(next(v for v in making.VECTORS if v["id"] == name))


def test_another_program_calculates_the_same(recalculated):
    vectors = {v["id"]: v for v in making.VECTORS}
    with translation.override("zh-hans"):
        files = {n: [workbook(made(n).published, homes=True)] for n in CHOSEN}
        # the first of six who agree turns: 5/8 are more than half and less than three quarters
        files["turned"] = [*files["V04"], ("选票", "G2", "反对"), ("选票", "H2", "反对")]
        electors = [making.elector(n, 10_000) for n in range(1, 10)]
        cast = {n: {1: (1, 2)} for n in range(1, 5)} | {n: {1: (1,)} for n in range(5, 9)}
        kinds = {1: "committee_election"}
        election = making.make("e", rules_for(), electors, cast, kinds, seats=2, candidates=(1, 2))
        files["election"] = [workbook(election.published, homes=False)]
    books = recalculated(files)
    for name in CHOSEN:
        live, published, numbers = verdicts(books[name])
        wanted = vectors[name]["ordinary"]
        both = [PASSED[wanted["passed"]], PASSED[vectors[name]["major_passed"]]]
        assert live == published == both, name
        assert numbers["名册全体"] == [
            round(float(wanted["total_area"]) * 100),
            wanted["total_persons"],
        ]
        assert numbers["参与表决"] == [
            round(float(wanted["part_area"]) * 100),
            wanted["part_persons"],
        ]
        agree = [round(float(wanted["agree_area"]) * 100), wanted["agree_persons"]]
        assert numbers["同意（含计入者）"] == agree, name
    live, published, numbers = verdicts(books["turned"])
    assert numbers["同意"] == [50_000, 5]
    assert (live, published) == (["通过", "未通过"], ["通过", "通过"])
    live, published, _ = verdicts(books["election"])
    assert live == published == ["通过", "未通过"]


def test_the_values_stored_beside_the_formulas_are_the_same():
    """For programs that do not calculate: what is stored is the published computation."""
    with translation.override("zh-hans"):
        book = openpyxl.load_workbook(
            io.BytesIO(workbook(made("V12b").published, homes=True)), data_only=True
        )
    live, published, numbers = verdicts(book)
    assert live == published == ["通过", "通过"]
    assert numbers["未表决，计入多数意见"] == [500_000, 50]
    assert numbers["计入"][0] == "同意"
    assert numbers["同意（含计入者）"] == [900_000, 90]
    assert numbers["同意"] == [400_000, 40]


def test_texts_never_become_formulas_or_links():
    value = made("V01").published
    evil = replace(
        value,
        title_zh="=1+1",
        estate_zh='=HYPERLINK("http://x")',
        matters=tuple(replace(m, title_zh="@SUM(A1)", title_en="+1") for m in value.matters),
        electors=(replace(value.electors[0], homes=("=cmd|' /C calc'!A0", "http://x")),),
    )
    with translation.override("en"):
        book = openpyxl.load_workbook(io.BytesIO(workbook(evil, homes=True)))
    ballots = book["Ballots"]
    assert (ballots["B2"].value, ballots["B2"].data_type) == ("=cmd|' /C calc'!A0、http://x", "s")
    kinds = {
        cell.data_type for row in book["Result"].iter_rows(max_row=5, max_col=1) for cell in row
    }
    assert kinds <= {"s", "n", "inlineStr"}
    assert ballots["B2"].hyperlink is None
    formulas = [c.value for row in ballots.iter_rows() for c in row if c.data_type == "f"]
    assert formulas == ["=D2/100"]


def test_the_public_sheet_names_no_home():
    with translation.override("zh-hans"):
        data = workbook(made("V01").published, homes=False)
        book = openpyxl.load_workbook(io.BytesIO(data))
    assert [row[1].value for row in book["选票"].iter_rows(min_row=2)] == [None] * 10
    assert book["选票"].column_dimensions["B"].hidden
