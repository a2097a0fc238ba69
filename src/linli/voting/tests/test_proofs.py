"""A ballot's proof, verified by software that is not ours; pages of files, by who looks."""

from datetime import timedelta

import pymerkle
import pytest
from django.urls import reverse
from tests.queries import queries

from linli.journal.operations_log import integrate
from linli.kernel import clock
from linli.voting import jobs, paper
from linli.voting.in_force import profile_of
from linli.voting.models import Ballot, HandedIn
from linli.voting.shown import publication_due
from linli.voting.tests import casting, deciding, estates
from linli.voting.tests.casting import DURING
from linli.voting.tests.estates import CLOSES, ROOMS
from linli.voting.tests.outside import checked
from linli.voting.tests.test_pages import enter

__all__ = ["enter"]


def test_a_receipt_is_verified_by_pymerkle_alone(quarter, client):
    with clock.frozen(estates.MONDAY):
        row = estates.opened(quarter)
    with clock.frozen(DURING):
        cast = casting.vote(quarter, row, ROOMS[0], "oppose")
    page = reverse("ballot_proof", args=[row.code, cast.code])
    file = reverse("ballot_proof_file", args=[row.code, cast.code])
    client.cookies["language"] = "en"
    assert "has not taken it yet" in client.get(page).content.decode()
    assert client.get(file).status_code == 409
    integrate()
    answer = client.get(file)
    assert answer["Content-Disposition"] == f'attachment; filename="ballot-{cast.code}.tlog-proof"'
    found = checked(answer.content.decode())
    assert found.payload["digest"] == cast.digest.hex()
    assert (found.origin, found.entry["type"]) == ("linli.example/demo", "ballots.cast")
    # nothing finer than the day and the community
    assert (found.entry["time"], found.entry["place"]) == ("2026-05-28", row.community)
    text = client.get(page).content.decode()
    assert f"#{found.index}" in text
    assert "data:image/svg" in text
    assert not any(word in text for word in ("did not vote", ">oppose<", "反对"))
    # one changed hash, and it proves nothing
    lines = answer.content.decode().split("\n")
    lines[3] = ("B" if lines[3][0] != "B" else "C") + lines[3][1:]
    with pytest.raises(pymerkle.InvalidProof):
        checked("\n".join(lines))


def test_whoever_has_the_number_finds_the_ballot_and_after_publication_the_choice(quarter, client):
    row = deciding.with_editions(quarter)
    client.cookies["language"] = "en"
    find = reverse("find_ballot", args=[row.code])
    by_state = {}
    for ballot in Ballot.objects.within(row.community).filter(assembly=row):
        answer = client.post(find, {"code": f" {ballot.code.lower()} "})
        assert answer.url == reverse("ballot_proof", args=[row.code, ballot.code])
        text = client.get(answer.url).content.decode()
        state = next(
            word for word in ("was replaced by", "was set aside", "It was counted") if word in text
        )
        said = {word for word in ("agree", "oppose") if f'__ft">{word}</span>' in text}
        by_state.setdefault(state, []).append((ballot.channel, *sorted(said)))
    assert {state: sorted(rows) for state, rows in by_state.items()} == {
        "was replaced by": [("web",)],
        "was set aside": [("paper",)],
        "It was counted": [
            ("kiosk", "agree"), ("paper", "agree"), ("web", "agree"), ("web", "agree"),
            ("web", "agree"), ("web", "oppose"),
        ],
    }  # fmt: skip
    # a sheet of paper bears a number of its own
    sheet = HandedIn.objects.filter(sheet__assembly=row).first()
    answer = client.post(find, {"code": sheet.sheet.code})
    assert answer.url == reverse("ballot_proof", args=[row.code, sheet.ballot.code])
    wrong = client.post(find, {"code": "0" * 12})
    assert wrong.status_code == 422
    assert client.get(reverse("ballot_proof", args=[row.code, "0" * 12])).status_code == 404


def test_the_page_of_files_offers_each_reader_theirs(quarter, client, enter):
    row = deciding.published(quarter)
    page = reverse("editions", args=[row.code])
    assert "文件尚未生成" in client.get(page).content.decode()
    integrate()
    jobs.make_editions()
    public = client.get(page).content.decode()
    assert "files/bundle/" in public
    assert "owners-bundle" not in public
    owners = enter(ROOMS[7]).get(page).content.decode()
    assert "files/owners-bundle/" in owners
    file = reverse("edition_file", args=[row.code, "owners-bundle"])
    assert enter("ann").get(file).status_code == 403
    answer = enter(ROOMS[7]).get(file)
    assert answer.content == deciding.file_of(row, "owners-bundle")
    assert answer["Cache-Control"] == "private, no-store"
    client.logout()
    for name, kind in (
        ("bundle", "application/jsonl"),
        ("workbook-en", "application/vnd.openxmlformats"),
        ("poster-zh-hans", "application/pdf"),
        ("sheet-en", "text/html"),
    ):
        answer = client.get(reverse("edition_file", args=[row.code, name]))
        assert answer["Content-Type"].startswith(kind)
        assert answer["Cache-Control"].startswith("public")
    assert b"linli/paper" in answer.content
    assert client.get(reverse("edition_file", args=[row.code, "content"])).status_code == 404
    listed = client.get(f"/api/assemblies/{row.code}/editions").json()
    assert listed["ready"]
    assert {each["kind"] for each in listed["editions"]} == {
        "bundle", "workbook", "poster", "sheet",
    }  # fmt: skip


def test_without_the_printers_library_the_sheet_is_printed_from_the_browser(
    quarter, client, monkeypatch
):
    def missing(_html):
        raise paper.NoPrinterError(paper.PACKAGES)

    monkeypatch.setattr(paper, "pdf", missing)
    row = deciding.with_editions(quarter)
    text = client.get(reverse("editions", args=[row.code])).content.decode()
    assert "poster" not in text
    assert "files/sheet-zh-hans/" in text
    assert paper.PACKAGES in text


def test_a_counted_result_has_its_last_day_and_says_when_it_is_over(quarter, enter):
    row = deciding.closed(quarter)
    row = estates.signed(quarter, row)
    page = reverse("assembly_work", args=[row.code])
    for days, over in ((0, False), (3, False), (4, True)):
        with clock.frozen(CLOSES + timedelta(days=days)):
            due = publication_due(row, profile_of(row))
            assert (str(due.day), due.over) == ("2026-06-09", over)
            assert ("已逾期" in enter("clerk").get(page).content.decode()) == over


def test_pages_of_files_and_ballots_take_few_queries(quarter, client):
    row = deciding.with_editions(quarter)
    ballot = Ballot.objects.within(row.community).filter(assembly=row).latest("pk")
    for name, args, most in (
        ("editions", [row.code], 14),
        ("ballot_proof", [row.code, ballot.code], 30),
    ):
        url = reverse(name, args=args)
        client.get(url)
        with queries() as asked:
            assert client.get(url).status_code == 200
        assert len(asked) <= most, name
