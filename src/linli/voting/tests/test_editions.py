"""From rows to files that anybody recounts; whatever is changed in them is found and named."""

import io
import json
from datetime import date
from hashlib import sha256

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from tests.queries import queries

from linli.identity.models import Person
from linli.journal.models import Event
from linli.journal.operations import erase_opening
from linli.journal.operations_log import integrate
from linli.kernel.actor import SYSTEM, VISITOR, Actor, Capacity
from linli.kernel.errors import Refused
from linli.organisations.actions import appoint, found
from linli.organisations.tests.test_kinds import CODE
from linli.voting import bundle, jobs
from linli.voting.actions import editions, results
from linli.voting.models import Assembly, Edition
from linli.voting.queries_editions import KIND, may_have
from linli.voting.queries_published import gather, leaves_of
from linli.voting.recount.__main__ import check
from linli.voting.tests import deciding, estates
from linli.voting.tests.estates import ROOMS, clerk, street
from linli.voting.tests.test_recount import again, lines, rows_of
from linli.voting.tests.test_workbook import recalculated, verdicts

__all__ = ["recalculated"]


def faults(data: bytes) -> list[tuple[str, str]]:
    return [(each.code, each.where) for each in check(data, deciding.keys())[0].faults]


def test_the_bundle_of_rows_is_recounted_without_a_fault(quarter):
    row = deciding.with_editions(quarter)
    for kind in ("bundle", "owners-bundle"):
        found, report = check(deciding.file_of(row, kind), deciding.keys())
        assert found.faults == []
        assert any("NOT PASSED" not in line and "→ PASSED" in line for line in report.lines)
    [result] = found.rows["result"]
    assert result["agree"] == {"area": 500_00, "persons": 5}
    assert result["oppose"] == {"area": 100_00, "persons": 1}
    assert result["silent"] == {"area": 300_00, "persons": 3}
    ballots = {each["code"]: each for each in found.rows["ballot"]}
    channels = sorted(each["channel"] for each in ballots.values())
    assert channels == ["kiosk", "paper", "paper", "web", "web", "web", "web"]
    assert all(len(each["nonce"]) == 64 for each in ballots.values())
    aside = [each for each in ballots.values() if each["choices"] is None]
    assert [(each["reason"], each["channel"]) for each in aside] == [("mismatch", "paper")]
    assert sorted(each["version"] for each in ballots.values()) == [1, 1, 1, 1, 1, 1, 2]
    assert len(found.rows["homes"]) == 9
    event = Event.objects.get(type="voting.result_published")
    assert event.payload["content_root"] == found.one("body")["root"]


def test_the_public_edition_names_no_home_and_nobody(quarter):
    row = deciding.with_editions(quarter)
    names = [*estates.NAMES, estates.SECOND, *ROOMS]
    for kind in ("bundle", "workbook", "sheet"):
        language = "" if kind == "bundle" else "zh-hans"
        data = deciding.file_of(row, kind, language)
        if kind == "workbook":
            book = load_workbook(io.BytesIO(data))
            data = "\n".join(
                str(cell.value) for sheet in book for line in sheet.rows for cell in line
            ).encode()
        assert [name for name in names if name.encode() in data] == []
    assert "1栋 1单元 101 100.00".encode() in deciding.file_of(row, "owners-bundle")


def test_files_wait_for_the_log_and_are_made_once(quarter):
    row = deciding.published(quarter)
    with pytest.raises(Refused) as waits:
        editions.make(SYSTEM, assembly=row.pk)
    assert waits.value.code == "voting.log_first"
    assert set(row.editions.values_list("kind", flat=True)) == {"content"}
    assert jobs.make_editions() == 0
    integrate()
    assert jobs.make_editions() == 1
    assert jobs.make_editions() == 0
    with pytest.raises(Refused) as twice:
        editions.make(SYSTEM, assembly=row.pk)
    assert twice.value.code == "voting.editions_made"
    made = set(row.editions.values_list("kind", "language"))
    assert {("bundle", ""), ("owners-bundle", "")} < made
    for kind in ("workbook", "owners-workbook", "sheet"):
        assert {(kind, "zh-hans"), (kind, "en")} < made
    event = Event.objects.get(type="voting.editions_made")
    sums = dict(zip(event.payload["files"][::2], event.payload["files"][1::2], strict=True))
    assert sums["bundle"] == sha256(deciding.file_of(row)).hexdigest()


def test_a_file_stands_though_an_opening_is_erased_later(quarter):
    row = deciding.with_editions(quarter)
    ballot = Event.objects.filter(type="ballots.cast").order_by("pk").last()
    assert erase_opening(ballot.pk)
    assert len(leaves_of(row)) == 9
    assert faults(deciding.file_of(row)) == []


def test_a_home_that_is_relabelled_later_keeps_its_commitment(quarter):
    row = deciding.published(quarter)
    unit = quarter.units[ROOMS[0]]
    type(unit).objects.within(row.community).filter(pk=unit.pk).update(room="1001", area_centi=1)
    integrate()
    assert jobs.make_editions() == 1
    assert faults(deciding.file_of(row, "owners-bundle")) == []


def test_gathering_takes_the_same_queries_at_two_sizes(quarter):
    row = deciding.closed(quarter)
    estates.signed(quarter, row)
    row = Assembly.objects.within(row.community).select_related("estate").get(pk=row.pk)
    with queries() as many:
        found = gather(row)
    assert (len(found.electors), len(found.ballots)) == (9, 7)
    small = estates.opened(quarter, building=quarter.units[ROOMS[6]].building_id)
    small = Assembly.objects.within(row.community).select_related("estate").get(pk=small.pk)
    with queries() as few:
        assert len(gather(small).electors) == 3
    assert len(few) == len(many)
    integrate()
    with queries() as asked:
        assert len(leaves_of(row)) == 9
    assert len(asked) <= 8


# --- what is changed is named -------------------------------------------------------------------
def changed(data: bytes, kind: str, change) -> tuple[bytes, str]:
    """One row of a kind changed, and all sums made anew: what somebody does who knows the format."""
    rows = rows_of(data)
    row = next(each for each in rows if each["kind"] == kind and change(each))
    return again(rows), row


def flip(values):
    def change(row):
        if row["kind"] == "ballot" and row["channel"] != "web":
            return False
        row.update(values(row))
        return True

    return change


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("ballot", lambda row: {"choices": {"1": "abstain"}}, "commitment"),
        ("elector", lambda row: {"area_centi": row["area_centi"] + 1}, "roll_hash"),
        ("elector", lambda row: {"persons": 2}, "roll_hash"),
        ("homes", lambda row: {"homes": ["2栋 1单元 999 100.00"]}, "homes"),
        ("leaf", lambda row: {"salt": "A" * 43 + "="}, "opening"),
        ("result", lambda row: {"passed": False}, "result_hash"),
    ],
)
def test_a_row_that_is_changed_with_its_sums_is_found_and_named(quarter, kind, values, expected):
    row = deciding.with_editions(quarter)
    forged, mine = changed(deciding.file_of(row, "owners-bundle"), kind, flip(values))
    found = faults(forged)
    assert expected in {code for code, _ in found}
    if expected == "commitment":
        assert ("commitment", f"ballot elector={mine['elector']}") in found
    if kind == "homes":
        assert ("homes", f"homes number={mine['number']}") in found
    if kind in {"ballot", "elector", "result"}:
        assert ("body_root", "body") in found


def test_one_byte_or_another_order_is_named_by_its_line(quarter):
    row = deciding.with_editions(quarter)
    data = deciding.file_of(row)
    for kind, old, new in (
        ("ballot", b'"choices":{"1":"agree"}', b'"choices":{"1":"abgee"}'),
        ("elector", b'"area_centi":10000', b'"area_centi":10001'),
    ):
        at = data.index(old)
        line = data.count(b"\n", 0, at) + 1
        spoilt = data[:at] + data[at:].replace(old, new, 1)
        named = {(each.line, each.where.split()[0]) for each in check(spoilt, [])[0].faults}
        assert (line, kind) in named
    rows = lines(data)
    first = next(n for n, each in enumerate(rows) if json.loads(each)["kind"] == "elector")
    rows[first], rows[first + 1] = rows[first + 1], rows[first]
    moved = "\n".join([*rows, ""]).encode()
    codes = {(each.code, each.where) for each in check(moved, [])[0].faults}
    assert ("order", "elector number=1") in codes


# --- other files --------------------------------------------------------------------------------
def test_the_workbook_calculates_the_published_result(quarter, recalculated):
    row = deciding.with_editions(quarter)
    kinds = ("workbook", "owners-workbook")
    files = {kind: [deciding.file_of(row, kind, "zh-hans")] for kind in kinds}
    for kind, book in recalculated(files).items():
        live, told, numbers = verdicts(book)
        assert live == told == ["通过"], kind
        assert numbers["同意"] == [500_00, 5]
        assert numbers["未表决"] == [300_00, 3]


def test_the_sheet_for_the_board_holds_every_number(quarter):
    row = deciding.with_editions(quarter)
    text = deciding.file_of(row, "sheet", "zh-hans").decode()
    for part in (row.roll_hash, row.result_hash, "500.00", "300.00", "linli.example/demo"):
        assert part in text
    reader = PdfReader(io.BytesIO(deciding.file_of(row, "poster", "en")))
    assert "Result of an owners' assembly" in reader.pages[0].extract_text()


def test_who_may_have_which_edition(quarter):
    row = deciding.with_editions(quarter)
    town = quarter.town
    owner, bob = quarter.owners[ROOMS[7]], town.actors["bob"]
    for who in (VISITOR, owner, bob, street(quarter)):
        assert may_have(who, row, "bundle")
        assert may_have(who, row, "poster")
    for kind in ("owners-bundle", "owners-workbook"):
        assert {
            name: may_have(who, row, kind).reason
            for name, who in (
                ("visitor", VISITOR),
                ("owner", owner),
                ("neighbour", bob),
                ("far", town.actors["far"]),
                ("clerk", clerk(quarter)),
                ("street", street(quarter)),
            )
        } == {
            "visitor": "kernel.sign_in_first",
            "owner": "",
            "neighbour": "voting.owners_edition",
            "far": "voting.owners_edition",
            "clerk": "",
            "street": "",
        }


def test_the_owners_edition_is_for_who_answers_for_the_assembly(quarter):
    row = deciding.with_editions(quarter)
    town = quarter.town

    def office(capacity, body, organisation=None, **more):
        values = {"second_factor": True, "office": 1, "organisation": organisation, **more}
        reach = frozenset({row.community})
        person = town.people["bob"].pk
        return Actor(person, Capacity(capacity), row.community, reach, body=body, **values)

    other = town.offices["far"].organisation_id
    asked = {
        "auditor": office("auditor", "auditor", other),
        "street": office("staff", "street", other),
        "district": office("staff", "district", other),
        "committee": office("staff", "residents_committee", other),
        "convener": office("officer", "owners_committee", row.convener_id),
        "another body": office("officer", "owners_committee", other),
        "administrator": office("district_admin", "district", other),
        "another office": office("staff", "social_work", other),
        "company": office("officer", "property_company", other),
        "company that convenes": office("officer", "property_company", row.convener_id),
        "no second factor": office("staff", "street", other, second_factor=False),
    }
    allowed = {name for name, who in asked.items() if may_have(who, row, KIND.OWNERS_BUNDLE)}
    assert allowed == {"auditor", "street", "district", "committee", "convener"}
    # whoever works for the company, even as an owner of the roll or as a clerk beside it
    owner = quarter.owners[ROOMS[7]]
    assert may_have(owner, row, KIND.OWNERS_WORKBOOK)
    company = found(
        SYSTEM, kind="property_company", place=row.community, names=("甲物业", "Jia Property"),
        estate=quarter.estate.pk, credit_code=CODE,
    )  # fmt: skip
    for person in (owner.person, town.people["clerk"].pk):
        appoint(
            SYSTEM, organisation=company.pk, person=Person.objects.get(pk=person).public_id,
            capacity="officer", place=row.community, since=date(2026, 1, 1),
            titles=("经理", "Manager"), ground="合同", estate=quarter.estate.pk,
        )  # fmt: skip
    for who in (owner, clerk(quarter)):
        assert may_have(who, row, KIND.OWNERS_WORKBOOK).reason == "voting.owners_edition"
        assert may_have(who, row, KIND.BUNDLE)


def test_where_choices_are_not_published_the_public_has_the_figures_alone(quarter):
    row = deciding.with_editions(quarter, own_rules={"publication.shows": "figures_only"})
    assert may_have(VISITOR, row, "poster")
    assert may_have(VISITOR, row, "bundle").reason == "kernel.sign_in_first"
    assert may_have(quarter.owners[ROOMS[7]], row, "bundle")


def test_the_root_of_the_rows_is_the_one_in_the_log(quarter):
    row = deciding.published(quarter)
    kept = bytes(Edition.objects.get(assembly=row, kind="content").content)
    assert bundle.body_lines(gather(row)) == kept.split(b"\n")[:-1]
    event = Event.objects.get(type="voting.result_published")
    assert bundle.content_root(kept.split(b"\n")[:-1]) == event.payload["content_root"]
    with pytest.raises(Refused):
        results.publish(clerk(quarter), assembly=row.pk)
