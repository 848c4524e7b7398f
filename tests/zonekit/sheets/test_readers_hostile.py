"""Files made to hurt, and files that are simply broken: an answer always comes, soon and in little memory."""

import io
import re
import tracemalloc
import zipfile

import docx
import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zonekit.sheets.readers import opening, read_source, workbook
from zonekit.sheets.source import Limits, Source

EXTENSIONS = ["a.xlsx", "a.xls", "a.xlsm", "a.csv", "a.tsv", "a.docx", "a.doc", "a.txt", "", "pasted.txt", "无扩展名"]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


SHEET_PIECES = """
<row>|<row r="3">|<row r="99999999">|</row>|<c r="B2">|<c>|</c>|<v>1</v>|<v/>|<c r="ZZZ9999999">|<c t="s">|<c t="e">
|<f>1</f>|<is><t>a</t></is>|<c s="7" t="b">|<v>-1</v>|<mergeCell ref="A1:B2"/>|<mergeCell ref="C9:A1"/>|<c t="d">
|<v>x</v>|<c t="inlineStr">
""".replace("\n", "").split("|")


def small_xlsx() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.append(["序号", "任务"])
    workbook.active.append([1, "建成厂房"])
    workbook.active.merge_cells("A1:A2")
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def xlsx_with_shared_texts() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        workbook.add_worksheet().write_string(0, 0, "任务")
    return buffer.getvalue()


def small_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph("一、工业")
    document.add_table(2, 2).cell(0, 0).text = "序号"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def repacked(data: bytes, **replaced: str | bytes | None) -> bytes:
    """A package with parts replaced (by suffix of the name, dots as __) or dropped (None)."""
    buffer = io.BytesIO()
    changes = {name.replace("__", "."): content for name, content in replaced.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            suffix = next((name for name in changes if entry.endswith("/" + name)), None)
            content = changes[suffix] if suffix else old.read(entry)
            if content is not None:
                new.writestr(entry, content)
    return buffer.getvalue()


def with_sheet(cells: str, after: str = "") -> bytes:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>{after}</worksheet>'
    return repacked(small_xlsx(), sheet1__xml=sheet)


def codes(source: Source) -> list[str]:
    return [issue.code for issue in source.issues]


def read_in_little_memory(data: bytes, name: str, limits: Limits | None = None, megabytes: int = 60) -> Source:
    tracemalloc.start()
    try:
        source = read_source(data, name, limits or Limits())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < megabytes * 1024 * 1024
    return source


@pytest.fixture(autouse=True)
def no_reader_is_surprised(caplog, request):
    """A file may be refused, but on purpose: the net that catches everything else must stay empty."""
    yield
    assert not caplog.records or "surprised" in request.node.name


def test_even_a_surprised_reader_answers(monkeypatch, caplog):
    def surprised(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(opening, "read_workbook", surprised)
    assert codes(read_source(small_xlsx(), "a.xlsx")) == ["file_corrupted"]
    assert "no reader was prepared" in caplog.text


def test_a_zip_with_a_password_is_told():
    data = bytearray(small_xlsx())
    first = data.find(b"PK\x01\x02")
    data[first + 8] |= 1
    assert codes(read_source(bytes(data), "a.xlsx")) == ["password_protected"]


def test_a_value_in_the_last_cell_of_the_sheet_does_not_fill_the_sheet():
    data = with_sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')
    source = read_in_little_memory(data, "a.xlsx")
    assert source.grids[0].rows == ((1,),)
    assert [(issue.code, issue.params) for issue in source.issues] == [
        ("too_many_rows", {"rows": 1048576, "limit": 20000}),
        ("too_many_columns", {"columns": 16384, "limit": 200}),
    ]


def test_a_sheet_that_claims_to_be_huge_is_read_by_what_it_holds():
    sheet = (
        f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>'
        '<row r="1"><c r="A1"><v>7</v></c></row></sheetData></worksheet>'
    )
    source = read_in_little_memory(repacked(small_xlsx(), sheet1__xml=sheet), "a.xlsx")
    assert (source.grids[0].rows, source.issues) == (((7,),), ())


def test_a_merge_of_the_whole_sheet_is_cut_to_what_is_read():
    merges = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    (grid,) = read_in_little_memory(with_sheet(cells, merges), "a.xlsx").grids
    assert [(m.top, m.left, m.bottom, m.right) for m in grid.merges] == [(0, 0, 0, 1)]


def test_a_sparse_sheet_within_the_limits_stays_small():
    cells = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in (1, 20_000))
    source = read_in_little_memory(with_sheet(cells + '<row><c r="GR5"><v>1</v></c></row>'), "a.xlsx")
    assert (len(source.grids[0].rows), len(source.grids[0].rows[0]), source.issues) == (20_000, 200, ())


def test_cells_and_rows_without_addresses_stand_after_the_one_before():
    cells = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>"
    assert read_source(with_sheet(cells), "a.xlsx").grids[0].rows == ((1, 2), (None, 3))


def test_the_same_cell_a_million_times_is_one_cell():
    data = with_sheet("<row>" + '<c r="A1"><v>1</v></c>' * 10_000 + "</row>")
    assert read_in_little_memory(data, "a.xlsx").grids[0].rows == ((1,),)


def test_one_long_text_cited_by_very_many_cells_is_refused():
    cited = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 19_000))
    data = repacked(
        xlsx_with_shared_texts(),
        sheet1__xml=f'<worksheet xmlns="{MAIN}"><sheetData>{cited}</sheetData></worksheet>',
        sharedStrings__xml=f'<sst xmlns="{MAIN}"><si><t>{"长文" * 16000}</t></si></sst>',
    )
    assert codes(read_in_little_memory(data, "a.xlsx")) == ["unpacks_too_large"]


def test_a_long_text_beside_many_short_ones_is_fine():
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{1 if row > 1 else 0}</v></c></row>' for row in range(1, 19_000)
    )
    data = repacked(
        xlsx_with_shared_texts(),
        sheet1__xml=f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>',
        sharedStrings__xml=f'<sst xmlns="{MAIN}"><si><t>{"长文" * 16000}</t></si><si><t>短</t></si></sst>',
    )
    source = read_in_little_memory(data, "a.xlsx")
    assert (source.grids[0].rows[1], source.issues) == (("短",), ())


def test_sheets_that_together_fill_too_much_are_left_out_by_name():
    workbook = openpyxl.Workbook()
    for number in range(5):
        sheet = workbook.create_sheet(f"表{number}")
        sheet["A1"], sheet["J10"] = 1, 2
    buffer = io.BytesIO()
    workbook.save(buffer)
    source = read_source(buffer.getvalue(), "a.xlsx", Limits(rows=15, columns=15))
    assert [grid.sheet for grid in source.grids] == ["表0", "表1", "表2", "表3"]
    assert [(issue.code, issue.where.sheet) for issue in source.issues] == [("sheet_too_large", "表4")]


def test_a_sheet_of_very_many_values_is_left_out_by_name(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_VALUES", 3)
    book = openpyxl.Workbook()
    for title in ("甲", "乙", "丙"):
        book.create_sheet(title).append([1, 2])
    buffer = io.BytesIO()
    book.save(buffer)
    source = read_source(buffer.getvalue(), "a.xlsx")
    assert [grid.sheet for grid in source.grids] == ["甲"]
    assert [(issue.code, issue.where.sheet, issue.params["limit"]) for issue in source.issues] == [
        ("sheet_too_large", "乙", 3),
        ("sheet_too_large", "丙", 3),
    ]


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    data = repacked(small_xlsx(), sheet1__xml=b" " * 50_000_000)
    (issue,) = read_in_little_memory(data, "a.xlsx").issues
    assert (issue.code, issue.params["limit"]) == ("unpacks_too_large", 200)


def test_a_zip_bomb_that_lies_about_its_size_is_refused_while_it_is_unpacked():
    data = bytearray(repacked(small_xlsx(), sheet1__xml=b" " * 50_000_000))
    directory = re.search(rb"PK\x01\x02.{42}xl/worksheets/sheet1\.xml", bytes(data), re.DOTALL)
    assert directory is not None
    data[directory.start() + 24 : directory.start() + 28] = (1000).to_bytes(4, "little")
    assert codes(read_in_little_memory(bytes(data), "a.xlsx"))[0] in ("unpacks_too_large", "file_corrupted")


def test_a_package_that_unpacks_beyond_the_absolute_limit_is_refused():
    (issue,) = read_source(small_xlsx(), "a.xlsx", Limits(unpacked_bytes=3000)).issues
    assert (issue.code, issue.params["limit"]) == ("unpacks_too_large", 3000)


def test_a_package_of_very_many_parts_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for number in range(10_001):
            package.writestr(f"{number}", b"")
    (issue,) = read_source(buffer.getvalue(), "a.xlsx").issues
    assert (issue.code, issue.params) == ("unpacks_too_large", {"parts": 10_001, "limit": 10_000})


def test_two_parts_of_one_name_are_refused():
    buffer = io.BytesIO(small_xlsx())
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("XL/workbook.xml", b"<workbook/>")
    assert codes(read_source(buffer.getvalue(), "a.xlsx")) == ["file_corrupted"]


def test_a_file_beyond_the_size_limit_is_not_even_looked_at():
    (issue,) = read_source(b"x" * 101, "a.csv", Limits(file_bytes=100)).issues
    assert (issue.code, issue.params) == ("file_too_large", {"bytes": 101, "limit": 100})


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


@pytest.mark.parametrize("part", ["sheet1.xml", "workbook.xml", "workbook.xml.rels"])
def test_a_workbook_part_with_entities_is_refused(part):
    with zipfile.ZipFile(io.BytesIO(small_xlsx())) as package:
        name = next(each for each in package.namelist() if each.endswith(part))
        content = package.read(name).decode().partition("?>")[2] if part == "x" else package.read(name).decode()
    content = LAUGHS + re.sub(r"<\?xml[^>]*\?>", "", content)
    data = repacked(small_xlsx(), **{part.replace(".", "__"): content})
    assert codes(read_source(data, "a.xlsx")) == ["file_corrupted"]


def test_a_document_with_entities_is_refused():
    with zipfile.ZipFile(io.BytesIO(small_docx())) as package:
        content = re.sub(r"<\?xml[^>]*\?>", "", package.read("word/document.xml").decode())
    assert codes(read_source(repacked(small_docx(), document__xml=LAUGHS + content), "a.docx")) == ["file_corrupted"]


@pytest.mark.parametrize("name", ["sheet1__xml", "workbook__xml"])
def test_broken_xml_is_a_corrupted_file(name):
    data = repacked(small_xlsx(), **{name: "<workbook><sheets>"})
    assert codes(read_source(data, "a.xlsx")) == ["file_corrupted"]


def test_a_deeply_nested_document_is_answered():
    xml = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    nested = xml + "<w:p>" * 5000 + "</w:p>" * 5000 + "</w:document>"
    assert codes(read_source(repacked(small_docx(), document__xml=nested), "a.docx")) == ["file_corrupted"]


@pytest.mark.parametrize("name", EXTENSIONS)
@given(data=st.binary(max_size=400))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_arbitrary_bytes_never_raise(name, data):
    source = read_source(data, name)
    assert source.filename == name
    assert source.kind != "unknown" or [issue.severity for issue in source.issues] == ["error"]


@pytest.mark.parametrize("make", [small_xlsx, small_docx])
def test_every_truncated_prefix_is_refused(make):
    data = make()
    for size in range(4, len(data), max(1, len(data) // 150)):
        source = read_source(data[:size], "a" + (".xlsx" if make is small_xlsx else ".docx"))
        assert (source.kind, source.grids, source.lines) == ("unknown", (), ()), size
        assert len(source.issues) == 1


@pytest.mark.parametrize("make", [small_xlsx, small_docx])
@given(change=st.tuples(st.floats(0, 0.999), st.integers(0, 255)))
@settings(max_examples=60, deadline=None)
def test_a_flipped_byte_never_raises(make, change):
    data = bytearray(make())
    data[int(change[0] * len(data))] = change[1]
    assert read_source(bytes(data), "a.xlsx").sha256


@given(st.lists(st.sampled_from(SHEET_PIECES), max_size=12))
@settings(max_examples=150, deadline=None)
def test_arbitrary_sheet_xml_never_raises(pieces):
    assert read_source(with_sheet("".join(pieces)), "a.xlsx").sha256
