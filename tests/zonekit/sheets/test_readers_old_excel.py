"""Old Excel workbooks and other compound files, built here byte by byte ([MS-CFB], [MS-XLS])."""

import struct
from pathlib import Path

import pytest

from zonekit.sheets.readers import old_excel, read_source
from zonekit.sheets.source import Limits, Source

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(stream: str, content: bytes) -> bytes:
    """A compound file with one stream: header, allocation table, directory, content, each in sectors of 512 bytes."""
    content = content.ljust(4096, b"\x00")
    content += b"\x00" * (-len(content) % 512)
    sectors = len(content) // 512
    chain = [FAT, END, *range(3, 2 + sectors), END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 16
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0, 0)
    header = header.ljust(512, b"\xff")
    directory = entry("Root Entry", 5, 1, END, 0) + entry(stream, 2, FREE, 2, len(content))
    return header + table + directory.ljust(512, b"\x00") + content


def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\x00\x00"
    return encoded.ljust(64, b"\x00") + struct.pack(
        "<HBBIII36xIQ", len(encoded), kind, 1, FREE, FREE, child, start, size
    )


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def text(value: str) -> bytes:
    return struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")


def workbook(*cells: bytes) -> bytes:
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 0x0600)
    sheet_begin = struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 0x0600)
    name = "任务"
    bound = struct.pack("<IBBBB", 0, 0, 0, len(name), 1) + name.encode("utf-16-le")
    start = len(record(0x0809, begin) + record(0x0085, bound) + record(0x000A))
    bound = struct.pack("<I", start) + bound[4:]
    book = record(0x0809, begin) + record(0x0085, bound) + record(0x000A)
    return book + record(0x0809, sheet_begin) + b"".join(cells) + record(0x000A)


def label(row: int, column: int, value: str) -> bytes:
    return record(0x0204, struct.pack("<HHH", row, column, 0) + text(value))


def number(row: int, column: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def codes(source: Source) -> list[str]:
    return [issue.code for issue in source.issues]


def test_an_old_workbook_is_read():
    data = compound(
        "Workbook", workbook(label(1, 0, "序号"), label(1, 1, "任务"), number(2, 0, 1), label(2, 1, "建成"))
    )
    source = read_source(data, "a.xls")
    assert source.issues == ()
    assert (source.kind, source.grids[0].sheet, source.grids[0].first_row) == ("xlsx", "任务", 1)
    assert source.grids[0].rows == (("序号", "任务"), (1, "建成"))


def test_an_old_workbook_under_a_new_name_is_told():
    source = read_source(compound("Workbook", workbook(label(0, 0, "任务"))), "a.xlsx")
    assert [(issue.code, issue.params["actual"]) for issue in source.issues] == [("wrong_extension", "xls")]


def test_limits_hold_for_old_workbooks():
    cells = [label(row, column, f"{row}{column}") for row in range(4) for column in range(3)]
    source = read_source(compound("Workbook", workbook(*cells)), "a.xls", Limits(rows=2, columns=2))
    assert source.grids[0].rows == (("00", "01"), ("10", "11"))
    assert [(issue.code, issue.params["limit"]) for issue in source.issues] == [
        ("too_many_rows", 2),
        ("too_many_columns", 2),
    ]


def test_an_old_workbook_that_needs_too_much_memory_must_be_saved_anew():
    data = compound("Workbook", workbook(number(0, 0, 1), number(65_535, 65_000, 1)))
    assert codes(read_source(data, "a.xls")) == ["old_excel_format"]


def test_an_old_workbook_that_takes_too_long_must_be_saved_anew(monkeypatch):
    monkeypatch.setattr(old_excel, "_SECONDS", 0.001)
    assert codes(read_source(compound("Workbook", workbook(number(0, 0, 1))), "a.xls")) == ["old_excel_format"]


def test_a_missing_reader_process_means_saving_anew(monkeypatch):
    monkeypatch.setattr(old_excel, "_WORKER", Path("absent.py"))
    assert codes(read_source(compound("Workbook", workbook(number(0, 0, 1))), "a.xls")) == ["old_excel_format"]


def test_a_broken_old_workbook_must_be_saved_anew():
    assert codes(read_source(compound("Workbook", b"\x09\x08\xff\xff" + b"\x07" * 50), "a.xls")) == ["old_excel_format"]


@pytest.mark.parametrize(
    ("stream", "code"),
    [("EncryptedPackage", "password_protected"), ("WordDocument", "old_word_format"), ("PowerPoint", "format_unknown")],
)
@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.doc"])
def test_other_compound_files_are_refused_by_what_they_hold(stream, code, name):
    source = read_source(compound(stream, b"x"), name)
    assert (source.kind, codes(source)) == ("unknown", [code])


def test_a_cell_that_mentions_a_stream_name_changes_nothing():
    data = compound("Workbook", workbook(label(0, 0, "EncryptedPackage"), label(1, 0, "WordDocument\x00")))
    assert read_source(data, "a.xls").grids[0].rows == (("EncryptedPackage",), ("WordDocument",))
