"""Figures of roster imports, as ratios to openpyxl reading the same file alone, in the same run."""

import io
import os
import resource
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import openpyxl  # type: ignore[import-untyped]
import psycopg
import xlsxwriter  # type: ignore[import-untyped]
from django.db import transaction

from linli.identity.identifiers import check_character
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.places import queries
from linli.places.bench_lists import lists
from linli.places.drafts import draft_of
from linli.places.models import Estate, Place, RosterOwner, Unit
from linli.places.operations.estates import add_estate
from linli.places.operations.rosters import apply_difference

UNITS = 90_000
RESIDENTS = 225_100
SEARCHES = 200
_ROOMS_IN_BUILDING = 100
_BORN = date(1950, 1, 1)
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅"
HEAD = ["楼栋", "单元", "房号", "建筑面积(㎡)", "业主姓名", "身份证号", "联系电话"]


def run(units: int = UNITS, residents: int = RESIDENTS) -> list[tuple[str, str]]:
    """Figures for the present district. The lists' units stay, in a database made for figures."""
    data = roster_file(units, residents)
    alone = _seconds(lambda: _read_alone(data))
    with transaction.atomic():
        figures = _import(data, alone, units, residents)
        transaction.set_rollback(True)
    owner = os.environ.get("LINLI_PGBENCH_URL")
    places = list(Place.objects.filter(kind=Place.Kind.COMMUNITY).order_by("path")[:2])
    if owner and len(places) == 2:  # noqa: PLR2004 (one with few units, one with many)
        figures += lists(places, roster_file, lambda: _analyze(owner))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return [*figures, ("peak memory of the process, MB (limit 1024)", str(peak))]


def _analyze(owner: str) -> None:
    """As autovacuum does by itself: the planner learns how many rows there are."""
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def person(number: int) -> tuple[str, str, str]:
    """A name, a valid number and a telephone that belong to nobody."""
    name = _SURNAMES[number % 20] + _GIVEN[number // 20 % 28] + _GIVEN[number // 560 % 28]
    born = _BORN + timedelta(days=number % 18_000)
    body = f"440604{born:%Y%m%d}{number // 18_000:03}"
    return name, body + check_character(body), f"13{number:09}"


def rows(units: int, residents: int) -> Iterator[list[str]]:
    """Each unit has two or three owners, so that all residents are owners once."""
    at = 0
    for unit in range(units):
        until = residents * (unit + 1) // units
        people = [person(number) for number in range(at, until)]
        at = until
        building, inside = divmod(unit, _ROOMS_IN_BUILDING)
        yield [
            f"{building + 1}栋", "1单元", f"{inside // 4 + 1}{inside % 4 + 1:02}",
            f"{60 + unit % 90}.{unit % 100:02}", "、".join(p[0] for p in people),
            ";".join(p[1] for p in people), people[0][2],
        ]  # fmt: skip


def roster_file(units: int, residents: int) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("业主名册")
        sheet.write_row(0, 0, HEAD)
        for number, row in enumerate(rows(units, residents), 1):
            sheet.write_row(number, 0, row)
    return stream.getvalue()


def _read_alone(data: bytes) -> int:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    count = sum(len(row) for row in book.active.iter_rows(values_only=True))
    book.close()
    return count


def _import(data: bytes, alone: float, units: int, residents: int) -> list[tuple[str, str]]:
    place = Place.objects.filter(kind=Place.Kind.COMMUNITY).order_by("path").first()
    if place is None:
        return [("roster import", "no community to import into")]
    estate = add_estate(community=place.pk, name_zh=f"测 {clock.now():%H%M%S%f}", name_en="")
    took = _seconds(lambda: _apply(estate, data))
    found = Unit.objects.within(place.pk).filter(estate=estate).count()
    people = RosterOwner.objects.within(place.pk).filter(estate=estate.pk).count()
    again = _seconds(lambda: _apply(estate, data))
    searches = sorted(_search(place.pk, number) for number in _numbers(residents))
    p95 = searches[len(searches) * 95 // 100] * 1000
    return [
        (f"roster: openpyxl alone reads {units} units, s", f"{alone:.1f}"),
        (f"roster: {found} units, {people} owners imported, s", f"{took:.1f}"),
        ("roster: import ÷ openpyxl reading alone", f"{took / alone:.2f}"),
        ("roster: the same again (nothing changes) ÷ reading alone", f"{again / alone:.2f}"),
        (f"search by name, room, four digits among {people}, p95 ms (limit 100)", f"{p95:.1f}"),
    ]


def _apply(estate: Estate, data: bytes) -> None:
    apply_difference(estate, draft_of(estate, data).difference)


def _numbers(residents: int) -> range:
    return range(0, residents, max(1, residents // SEARCHES))


def _search(community: int, number: int) -> float:
    """Seconds for a search by name, by room, or by the last four digits of a telephone."""
    name, _, phone = person(number)
    actor = Actor(1, Capacity.STAFF, community, frozenset({community}), second_factor=True)
    text = (name, "101", phone[-4:])[number % 3]
    return _seconds(lambda: queries.search_units(actor, text))
