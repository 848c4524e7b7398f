"""Word documents: tables with merges, automatic numbers, tracked changes, text boxes."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from zonekit.sheets.readers import read_source
from zonekit.sheets.readers.word_numbers import chinese_count
from zonekit.sheets.source import Limits, Line, Merge, Source

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def made(fill) -> bytes:
    document = docx.Document()
    fill(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_body(body: str, numbering: str = "") -> bytes:
    """A document whose body is the given XML, optionally with the given lists."""

    def fill(document):
        root = document.element.body
        for child in list(root):
            root.remove(child)
        for element in parse_xml(f"<w:body {nsdecls('w', 'wp', 'a')} {MORE}>{body}</w:body>"):
            root.append(element)
        if numbering:
            part = document.part.numbering_part
            part._element = parse_xml(f"<w:numbering {nsdecls('w')}>{numbering}</w:numbering>")

    return made(fill)


MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_source(data, "a.docx").lines]


def paragraph(text: str, list_id: int | None = None, level: int = 0) -> str:
    numbered = (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>' if list_id is not None else ""
    )
    return f"<w:p><w:pPr>{numbered}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


SPAN2, RESTART, CONTINUE = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_paragraphs_are_lines_numbered_without_those_in_tables():
    def fill(document):
        document.add_heading("任务分解表", 1)
        document.add_table(1, 1).cell(0, 0).text = "序号"
        document.add_paragraph("")
        document.add_paragraph("（二）工业")

    source = read_source(made(fill), "a.docx")
    assert source.kind == "docx"
    assert source.lines == (Line(1, "任务分解表", "heading 1"), Line(2, ""), Line(3, "（二）工业"))
    assert [(grid.sheet, grid.rows) for grid in source.grids] == [("table 1", (("序号",),))]


def test_line_breaks_and_paragraphs_in_a_cell_become_lines():
    def fill(document):
        document.add_table(1, 2).cell(0, 0).text = "经发局\n招商局"
        document.tables[0].cell(0, 1).paragraphs[0].add_run("a\tb").add_break()
        document.tables[0].cell(0, 1).add_paragraph("c")

    assert read_source(made(fill), "a.docx").grids[0].rows == (("经发局\n招商局", "a\tb\nc"),)


def test_cells_merged_both_ways_keep_their_text_in_the_first_cell():
    def fill(document):
        grid = document.add_table(4, 4)
        for row in range(4):
            for column in range(4):
                grid.cell(row, column).text = f"{row}{column}"
        grid.cell(0, 0).merge(grid.cell(0, 3)).text = "标题"
        grid.cell(1, 0).merge(grid.cell(3, 0)).text = "类别"
        grid.cell(1, 1).merge(grid.cell(2, 2)).text = "块"

    (grid,) = read_source(made(fill), "a.docx").grids
    assert grid.rows == (
        ("标题", None, None, None),
        ("类别", "块", None, "13"),
        (None, None, None, "23"),
        (None, "31", "32", "33"),
    )
    assert set(grid.merges) == {Merge(0, 0, 0, 3), Merge(1, 0, 3, 0), Merge(1, 1, 2, 2)}


def test_a_vertical_merge_ends_where_the_next_begins():
    rows = [cell("甲", RESTART) + cell("1"), cell("", CONTINUE) + cell("2"), cell("乙", RESTART) + cell("3")]
    (grid,) = read_source(with_body(table(*rows, cell("", CONTINUE) + cell("4"))), "a.docx").grids
    assert grid.rows == (("甲", "1"), (None, "2"), ("乙", "3"), (None, "4"))
    assert grid.merges == (Merge(0, 0, 1, 0), Merge(2, 0, 3, 0))


def test_a_continued_merge_below_nothing_is_a_cell_of_its_own():
    (grid,) = read_source(with_body(table(cell("a", CONTINUE), cell("b", CONTINUE), cell("c"))), "a.docx").grids
    assert grid.rows[0] == ("a",)
    assert grid.rows[2] == ("c",)


def test_old_style_horizontal_merges_are_merges():
    row = cell("标题", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("", "<w:hMerge/>")
    (grid,) = read_source(with_body(table(row, cell("a") + cell("b") + cell("c"))), "a.docx").grids
    assert (grid.rows[0], grid.merges) == (("标题", None, None), (Merge(0, 0, 0, 2),))


def test_columns_left_out_before_a_row_are_counted():
    rows = [cell("a") + cell("b"), '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("c")]
    assert read_source(with_body(table(*rows)), "a.docx").grids[0].rows == (("a", "b"), (None, "c"))


def test_content_controls_around_paragraphs_rows_and_cells_are_looked_through():
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    row = "<w:tr>" + control(cell("a")) + cell("b") + "</w:tr>"
    body = control(paragraph("标题")) + "<w:tbl>" + control(row) + "</w:tbl>"
    source = read_source(with_body(body), "a.docx")
    assert ([line.text for line in source.lines], source.grids[0].rows) == (["标题"], (("a", "b"),))


def test_a_table_inside_a_cell_is_text_of_that_cell():
    inner = table(cell("内1") + cell("内2"), cell("内3") + cell("内4"))
    body = table(f"<w:tc>{paragraph('外')}{inner}{paragraph('')}</w:tc>" + cell("旁"))
    (grid,) = read_source(with_body(body), "a.docx").grids
    assert grid.rows == (("外\n内1\t内2\n内3\t内4", "旁"),)


def test_tracked_deletions_are_gone_and_insertions_kept():
    body = (
        '<w:p><w:r><w:t>年底前</w:t></w:r><w:del w:id="1" w:author="x"><w:r><w:delText>删</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="x"><w:r><w:t>完成</w:t></w:r></w:ins>'
        '<w:moveFrom w:id="3" w:author="x"><w:r><w:t>移</w:t></w:r></w:moveFrom></w:p>'
    )
    gone = '<w:tr><w:trPr><w:del w:id="4" w:author="x"/></w:trPr>' + cell("旧") + "</w:tr>"
    source = read_source(with_body(body + "<w:tbl>" + gone + f"<w:tr>{cell('新')}</w:tr></w:tbl>"), "a.docx")
    assert (source.lines[0].text, source.grids[0].rows) == ("年底前完成", (("新",),))


def test_a_paragraph_whose_end_was_deleted_runs_into_the_next():
    mark = '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr><w:r><w:t>上半</w:t></w:r></w:p>'
    assert texts(with_body(mark + paragraph("下半") + paragraph("完"))) == ["上半下半", "完"]


def test_codes_of_fields_and_readings_above_characters_are_not_text():
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        "<w:r><w:t>3</w:t></w:r><w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
    )
    assert texts(with_body(body)) == ["3拼"]


def test_a_text_box_is_read_once_and_not_as_a_paragraph_of_its_own():
    box = f"<w:txbxContent>{paragraph('框内')}{table(cell('框表'))}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    source = read_source(with_body(body), "a.docx")
    assert [line.text for line in source.lines] == ["正文\n框内\n框表"]
    assert source.grids == ()


LEVELS = """
<w:abstractNum w:abstractNumId="7">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
    <w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
  <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%3.%4"/><w:isLgl/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8">
  <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="KIND"/><w:lvlText w:val="%1"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num>
"""


def test_numbers_that_word_makes_are_part_of_the_text():
    places = ["工业0", "招商1", "签约2", "落地2", "服务1", "走访2", "细则3", "党建0", "学习1"]
    body = "".join(paragraph(place[:-1], 1, int(place[-1])) for place in places)
    assert texts(with_body(body, LEVELS)) == [
        "一、工业",
        "（一） 招商",
        "1. 签约",
        "2. 落地",
        "（二） 服务",
        "1. 走访",
        "1.1.1 细则",
        "二、党建",
        "（一） 学习",
    ]


def test_lists_of_one_family_count_on_and_an_override_starts_anew_once():
    listed = "".join(paragraph(text, list_id) for text, list_id in [("a", 1), ("b", 4), ("c", 2), ("d", 2), ("无", 0)])
    body = listed + paragraph("x")
    assert texts(with_body(body, LEVELS)) == ["一、a", "二、b", "五、c", "六、d", "无", "x"]


def test_the_number_of_an_empty_cell_is_its_text():
    rows = [f"<w:tc>{paragraph('', 1, 2)}</w:tc>" + cell(text) for text in ("建成", "投产")]
    assert read_source(with_body(table(*rows), LEVELS), "a.docx").grids[0].rows == (("1.", "建成"), ("2.", "投产"))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("decimal", "3 a"),
        ("decimalZero", "03 a"),
        ("upperRoman", "III a"),
        ("lowerRoman", "iii a"),
        ("upperLetter", "C a"),
        ("lowerLetter", "c a"),
        ("chineseLegalSimplified", "叁 a"),
        ("ideographTraditional", "丙 a"),
        ("ideographZodiac", "寅 a"),
        ("ideographDigital", "三 a"),
        ("decimalEnclosedCircle", "③ a"),
        ("decimalEnclosedParen", "⑶ a"),
        ("decimalFullWidth", "３ a"),
        ("bullet", "a"),
        ("none", "a"),
        ("hebrew1", "3 a"),
    ],
)
def test_a_number_is_shown_in_its_format(kind, expected):
    assert texts(with_body(paragraph("a", 3), LEVELS.replace("KIND", kind))) == [expected]


def test_a_style_can_bring_the_number():
    def fill(document):
        part = document.part.numbering_part
        part._element = parse_xml(f"<w:numbering {nsdecls('w')}>{LEVELS}</w:numbering>")
        style = document.styles["Heading 1"].element
        style.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'))
        derived = document.styles.add_style("章", 1)
        derived.base_style = document.styles["Heading 1"]
        document.add_heading("工业", 1)
        document.add_paragraph("农业", "章")

    assert read_source(made(fill), "a.docx").lines == (Line(1, "一、工业", "heading 1"), Line(2, "二、农业", "章"))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (110, "一百一十"),
        (101, "一百〇一"),
        (1000, "一千"),
        (1001, "一千〇一"),
        (2023, "二千〇二十三"),
        (0, "0"),
        (10_000, "10000"),
    ],
)
def test_counting_in_chinese(number, expected):
    assert chinese_count(number) == expected


def test_strict_documents_are_read_too():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(with_body(paragraph("文") + table(cell("格"))))) as old,
        zipfile.ZipFile(buffer, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(WORD.encode(), strict.encode()))
    source: Source = read_source(buffer.getvalue(), "a.docx")
    assert ([line.text for line in source.lines], source.grids[0].rows) == (["文"], (("格",),))


def test_what_exceeds_the_limits_is_told():
    body = paragraph("长" * 30) + paragraph("b") + paragraph("c") + table(*[cell("x" * 20) + cell("y")] * 3)
    source = read_source(with_body(body), "a.docx", Limits(rows=2, columns=1, cell_characters=10))
    assert [line.text for line in source.lines] == ["长" * 10, "b"]
    assert source.grids[0].rows == (("x" * 10,), ("x" * 10,))
    assert [(issue.code, str(issue.where)) for issue in source.issues] == [
        ("cell_too_long", "line 1"),
        ("cell_too_long", "table 1!A1"),
        ("cell_too_long", "table 1!A2"),
        ("too_many_rows", "table 1"),
        ("too_many_columns", "table 1"),
        ("too_many_rows", ""),
    ]


def test_a_cell_that_claims_to_span_a_million_columns_stays_small():
    data = with_body(table(cell("a", '<w:gridSpan w:val="999999"/>') + cell("b")))
    (grid,) = read_source(data, "a.docx").grids
    assert grid.rows == (("a",),)
