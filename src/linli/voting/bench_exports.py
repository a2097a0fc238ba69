"""Reading an official export, as a ratio to openpyxl reading the same file alone, in the same run."""

import io
import resource
import time
from collections.abc import Callable

import openpyxl  # type: ignore[import-untyped]
import xlsxwriter  # type: ignore[import-untyped]

from linli.places.roster.sheets import sheets_of
from linli.voting.in_force import profiles
from linli.voting.official.detect import detect
from linli.voting.official.folding import Folded, fold
from linli.voting.official.reading import Frame, read
from linli.voting.official.recounting import recount
from linli.voting.official.types import Ask, Elector, Home, Roll

HOMES = 50_000
_ROOMS_IN_BUILDING = 100
HEAD = ["楼栋", "房号", "表决事项", "表决意见", "专有部分面积(㎡)", "投票方式"]
WORDS = ("同意", "同意", "同意", "反对", "弃权", "未投票")
ASK = Ask(1, ("修订管理规约",))


def run(homes: int = HOMES) -> list[tuple[str, str]]:
    """Nothing is written: reading, folding and counting are pure."""
    data, roll = export_file(homes), roll_of(homes)
    alone = _seconds(lambda: _read_alone(data))
    ours = _seconds(lambda: counted(data, roll))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return [
        (f"export: openpyxl alone reads {homes:,} rows, s", f"{alone:.1f}"),
        ("export: read, folded on the roll and recounted, s", f"{ours:.1f}"),
        ("export: rows a second", f"{homes / ours:,.0f}"),
        ("export: import ÷ openpyxl reading alone", f"{ours / alone:.2f}"),
        ("peak memory of the process, MB", str(peak)),
    ]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _home(number: int) -> tuple[int, int]:
    building, inside = divmod(number, _ROOMS_IN_BUILDING)
    return building + 1, 100 * (inside // 4 + 1) + inside % 4 + 1


def _area(number: int) -> int:
    return 6000 + number % 9000


def roll_of(homes: int) -> Roll:
    """An elector for each home."""
    units = []
    for number in range(homes):
        building, room = _home(number)
        units.append(Home(number + 1, str(building), "", str(room), number + 1, _area(number)))
    return Roll([Elector(each.elector, each.area_centi, 1) for each in units], units)


def export_file(homes: int) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("表决明细")
        sheet.write_row(0, 0, HEAD)
        for number in range(homes):
            building, room = _home(number)
            area = _area(number)
            word = WORDS[number % len(WORDS)]
            row = [
                f"{building}栋",
                str(room),
                "第1项",
                word,
                f"{area // 100}.{area % 100:02}",
                "手机",
            ]
            sheet.write_row(number + 1, 0, row)
    return stream.getvalue()


def _read_alone(data: bytes) -> int:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    count = sum(len(row) for row in book.active.iter_rows(values_only=True))
    book.close()
    return count


def counted(data: bytes, roll: Roll) -> tuple[Folded, dict[str, object]]:
    """The whole way from the file to the explained result."""
    sheets = sheets_of(data)
    found = detect(sheets, [ASK], {})
    folded = fold(read(sheets, found.layouts, {}, Frame([ASK], roll)), roll)
    return folded, recount(ASK, "covenant", roll, folded.ballots, profiles()["national"].rules)
