"""Files nobody wishes for, made on the spot."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import xlsxwriter

FACTORY = (1, "建成厂房", "建设局", "全年")
HEAD = ("序号", "重点工作", "责任单位", "完成时限")


def workbook(*rows: tuple[object, ...], head: tuple[str, ...] = HEAD, title: str = "2023年重点工作任务分解表") -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("任务")
    sheet.write(0, 0, title)
    sheet.write_row(1, 0, head)
    for place, row in enumerate(rows, start=2):
        for column, value in enumerate(row):
            (sheet.write_string if isinstance(value, str) else sheet.write)(place, column, value)
    book.close()
    return buffer.getvalue()


def good() -> bytes:
    return workbook((1, "建成厂房2万平方米", "建设局", "9月底前"), (2, "引进企业10家", "招商局", "年底前"))


def zip_bomb() -> bytes:
    """A workbook whose sheet unpacks to 300 MB."""
    buffer = io.BytesIO(good())
    bomb = io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = data + b" " * (300 * 1024 * 1024)
            target.writestr(name, data)
    return bomb.getvalue()


def protected() -> bytes:
    """What Office writes for a workbook with a password: an OLE container with an EncryptedPackage."""
    header = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16 + struct.pack("<HH", 0x3E, 3)).ljust(512, b"\x00")
    name = "EncryptedPackage".encode("utf-16-le") + b"\x00\x00"
    entry = name.ljust(64, b"\x00") + struct.pack("<HB", len(name), 2)
    return header + entry.ljust(128, b"\x00") + b"\x00" * 2048


def two_tables() -> bytes:
    other = ("编号", "工作任务", "牵头单位", "配合单位")
    return workbook(FACTORY, (), ("附表",), other, (1, "引进企业10家", "招商局", "建设局"))


FILES: dict[str, tuple[Callable[[], bytes], str, set[str], bool]] = {
    # what it is: its bytes, its name, codes among its issues, whether anything in it can be used
    "good": (good, "a.xlsx", set(), True),
    "empty": (lambda: b"", "a.xlsx", {"file_empty"}, False),
    "corrupted": (lambda: good()[:700], "a.xlsx", {"file_corrupted"}, False),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "a.xlsx", {"format_unknown"}, False),
    "password": (protected, "a.xlsx", {"password_protected"}, False),
    "zip bomb": (zip_bomb, "a.xlsx", {"unpacks_too_large"}, False),
    "wrong extension": (good, "a.csv", {"wrong_extension"}, True),
    "no header": (lambda: workbook(("甲", "乙"), head=("一", "二")), "a.xlsx", {"header_not_found"}, False),
    "empty sheet": (lambda: workbook(head=(), title=""), "a.xlsx", {"file_empty"}, False),
    "long cell": (lambda: workbook((1, "建" * 40_000, "建设局", "全年")), "a.csv.txt", set(), True),
    "formula": (lambda: workbook((1, "=cmd|' /C calc'!A0", "建设局", "全年")), "a.xlsx", set(), True),
    "duplicate number": (
        lambda: workbook(FACTORY, (1, "引进企业10家", "招商局", "全年"), (5, "修路", "建设局", "全年")),
        "a.xlsx",
        {"number_duplicate", "number_missing"},
        True,
    ),
    "impossible date": (lambda: workbook((1, "建成厂房", "建设局", "2月30日前")), "a.xlsx", {"date_impossible"}, True),
    "no task": (lambda: workbook((1, "", "建设局", "全年"), FACTORY), "a.xlsx", {"text_missing"}, True),
    "two tables": (two_tables, "a.xlsx", {"second_table"}, True),
    "not a text": (lambda: bytes(range(256)) * 40, "a.txt", {"format_unknown"}, False),
    "gb18030": (lambda: "1. 建成厂房2万平方米。\n责任单位：建设局\n".encode("gb18030"), "a.txt", set(), True),
}  # fmt: skip
