"""The public board: true rates at a constant cost, for everybody, with nobody's name; and as files."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from tests.queries import asked

from linli.deliberation import board as demands
from linli.deliberation.actions import desk
from linli.deliberation.actions import topics as voices
from linli.deliberation.models import Topic
from linli.deliberation.tests.town import MAY
from linli.deliberation.tests.voices import ALL, accepted, checked, raised
from linli.kernel import clock
from linli.resolutions.actions import confirming
from linli.resolutions.board import board
from linli.resolutions.tests.carried import carried_out, follow, here_and_now, made, now, reported


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield here_and_now()


def all_kinds(here):
    """One carried out, one reported, and one each: rejected, deferred, withdrawn, parked, raised."""
    done = made(here)
    with clock.frozen(MAY + timedelta(days=1)):
        reported(here, done)
    with clock.frozen(MAY + timedelta(days=6)):
        carried_out(here, now(done))
    reported(here, made(here, "ann", 2))
    desk.reject(here.clerk, topic=raised(here).pk, ground="elsewhere", words="属区交通局")
    desk.defer(
        here.clerk, topic=accepted(here).pk, words="等预算", day=MAY.date() + timedelta(days=40)
    )
    voices.withdraw(here.ann, topic=raised(here).pk)
    checked(here, accepted(here), "outside")
    raised(here, "bob")
    return done


def test_the_rate_counts_every_demand_below_and_only_what_others_confirmed_above(here):
    done = all_kinds(here)
    found = board(here.community)
    assert (found.demands.resolved, found.demands.raised) == (1, 7)
    assert found.demands.states == {
        "raised": 1, "parked": 1, "deferred": 1, "done": 1, "resolved": 1, "rejected": 1, "withdrawn": 1,
    }  # fmt: skip
    assert (found.carried_out, found.made, found.void) == (1, 2, 0)
    assert (found.demands.median_days, found.median_days) == (6, 6)
    assert found.overdue == []
    # what was merged stays below the line, and is resolved when the one is in which it lives on
    same = raised(here, "bob")
    Topic.objects.across_communities(ALL).filter(pk=same.pk).update(
        state="merged", merged_into=done.topic_id, due_on=None, closed_at=MAY
    )
    assert demands.rate(here.community) == (2, 8)
    # opened again it counts no longer
    with clock.frozen(MAY + timedelta(days=7)):
        confirming.reopen(here.ann, resolution=done.pk, words="又不亮了")
        follow()
    assert demands.rate(here.community) == (0, 8)
    with clock.frozen(MAY + timedelta(days=60)):
        late = dict(board(here.community).overdue)
        assert late["甲物业"] == 1
        assert sum(late.values()) == 5
    assert board(here.other).demands.raised == 0


def test_everybody_reads_the_board_and_each_trace_and_nobody_is_named(here, client):
    done = all_kinds(here)
    page = client.get(reverse("board_of", args=[here.community])).content.decode()
    assert "1 / 7" in page
    assert "1 / 2" in page
    assert "等预算" in page
    trace = client.get(reverse("topic_trace", args=[done.topic_id])).content.decode()
    one = client.get(reverse("resolution", args=[done.pk])).content.decode()
    for text in (trace, one):
        assert "已换两盏感应灯" in text
        assert "甲物业" in text
        assert "王小明" not in text
        assert "晚上出门" not in text
    front = client.get(reverse("community", args=["440604010001"])).content.decode()
    assert "1 / 7" in front
    answer = client.get(f"/api/communities/{here.community}/demands").json()
    assert (answer["resolved"], answer["raised"], answer["carried_out"]) == (1, 7, 1)
    listed = client.get(f"/api/communities/{here.community}/resolutions").json()
    assert [each["state"] for each in listed["items"]] == ["reported", "confirmed"]
    full = client.get(f"/api/resolutions/{done.pk}").json()
    assert (full["words"], full["may"], full["confirmed"][0]) == ("", [], "甲居委会")


def test_the_board_as_files_is_read_back_by_another_program(here, client):
    all_kinds(here)
    here_is = {"args": [here.community, "xlsx"]}
    book = load_workbook(io.BytesIO(client.get(reverse("board_sheet", **here_is)).content))
    figures = {row[0]: row[1] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)}
    assert (figures["提出的诉求"], figures["其中已解决并确认"]) == (7, 1)
    lines = list(book.worksheets[1].iter_rows(min_row=2, values_only=True))
    assert len(lines) == 7
    text = client.get(reverse("board_sheet", args=[here.community, "csv"])).content
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert [row["编号"] for row in rows] == [str(line[0]) for line in lines]
    parked = next(row for row in rows if row["路径"])
    assert (parked["路径"], parked["下一期限"]) == ("街道 → 区交通局", "2026-05-28")
    assert client.get(reverse("board_sheet", args=[here.community, "pdf"])).status_code == 404


def test_the_board_asks_the_same_at_two_sizes(here, client):
    carried_out(here)
    address = reverse("board_of", args=[here.community])
    small = asked(client, address)
    many = []
    for n in range(300):
        row = Topic(
            community=here.community, raiser=here.people["ann"], channel="self", raised_at=MAY
        )
        row.state, row.due_on, row.body = "raised" if n % 2 else "parked", MAY.date(), "street"
        row.why = row.way_there = "街道"
        many.append(row)
    Topic.objects.bulk_create(many)
    assert asked(client, address) == small
    with clock.frozen(MAY + timedelta(days=1)):
        assert dict(board(here.community).overdue) == {"街道办事处": 150, "居民委员会": 150}
