"""Rosters made for tests: the estate of the data folder again, with other headings and orders."""

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl

DATA = Path(__file__).resolve().parents[4] / "tests" / "data"
JT = DATA / "jt-estate.xlsx"

#: Column of the original -> how other offices call it.
NAMES: dict[int, list[str]] = {
    0: ["序号", "编号", "No.", "#", "项次"],
    1: ["楼栋", "栋", "幢", "座", "楼号", "栋号", "幢号", "楼座", "Building", "Block", "Tower No."],
    2: ["单元", "单元号", "梯", "梯号", "Entrance", "所属单元", "Staircase"],
    3: ["房号", "室号", "房间号", "门牌", "门牌号", "户号", "房屋编号", "Room", "Room No.", "Flat"],
    4: ["房屋用途", "用途", "房屋性质", "规划用途", "Usage", "物业类型"],
    5: ["建筑面积(㎡)", "产权面积", "面积(㎡)", "面积", "建筑面积（平方米）", "Floor area (m²)", "GFA"],
    6: ["交付状态", "交房状态", "是否交付", "销售状态", "Delivery status", "状态"],
    7: ["产权人姓名", "业主", "业主姓名", "产权人", "姓名", "权利人", "所有权人", "Owner", "Owner name"],
    8: ["身份证号", "身份证号码", "证件号码", "ID No.", "身份证/信用代码", "公民身份号码", "ID Card"],
    9: ["联系电话", "手机号", "手机", "电话", "联系方式", "Mobile", "Phone", "Contact number"],
    10: ["备注", "说明", "附注", "Remarks", "Notes"],
}  # fmt: skip
#: Columns that share a heading above theirs in a two-row header.
GROUPS = [("", [0]), ("房屋坐落", [1, 2, 3]), ("房屋信息", [4, 5, 6]), ("业主信息", [7, 8, 9]), ("", [10])]  # fmt: skip
HEADING_ROW = 3  # of the original, 1-based: data begins below


def original() -> tuple[list[list[Any]], list[list[Any]]]:
    """Rows of the estate's sheet and of its parking sheet."""
    book = openpyxl.load_workbook(JT)
    return tuple([list(r) for r in book[n].iter_rows(values_only=True)] for n in book.sheetnames)


def one_row_heading(names: dict[int, str], order: list[int]) -> bytes:
    """A title, a line of notes, one row of headings; columns in `order`."""
    rows, parking = original()
    top = [["某小区业主名册"], ["制表单位:物业服务中心", None, None, None, "2017年6月1日"]]
    top.append([names[i] for i in order])
    return workbook([*top, *([row[i] for i in order] for row in rows[HEADING_ROW:])], parking)


def two_row_heading(
    names: dict[int, str], groups: list[tuple[str, list[int]]], *, merged: bool
) -> bytes:
    """A title and two rows of headings: groups above, merged or not."""
    rows, parking = original()
    order = [i for _, columns in groups for i in columns]
    above: list[Any] = []
    merges = []
    for group, columns in groups:
        left = len(above) + 1
        above += [group or names[columns[0]], *[None] * (len(columns) - 1)]
        if group and len(columns) > 1:
            merges.append((2, left, 2, left + len(columns) - 1))
        elif not group:
            merges.append((2, left, 3, left))
    below = [names[i] if group else None for group, columns in groups for i in columns]
    body = [[row[i] for i in order] for row in rows[HEADING_ROW:]]
    return workbook([["某小区业主名册"], above, below, *body], parking, merges if merged else [])


def workbook(
    rows: list[list[Any]],
    parking: list[list[Any]] | None = None,
    merges: list[tuple[int, int, int, int]] | None = None,
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    for row in rows:
        sheet.append(row)
    for top, left, bottom, right in merges or []:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    if parking:
        other = book.create_sheet("停车")
        for row in parking:
            other.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(data: bytes, part: str, content: bytes, *, level: int = 9) -> bytes:
    """The workbook with one part of its zip put in or replaced."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as new,
    ):
        for each in old.infolist():
            if each.filename != part:
                new.writestr(each, old.read(each))
        new.writestr(part, content)
    return stream.getvalue()
