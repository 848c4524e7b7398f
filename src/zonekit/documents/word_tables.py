"""Tables, entries and key figures as tables of Word, built as text: no tree, no cell looked up twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from zonekit.documents.blocks import Align, Entry, Field, Figure, KeyFigures, Table, Words, written
from zonekit.documents.word_styles import TEXT_HEIGHT, TEXT_WIDTH
from zonekit.documents.word_text import bold, escaped, paragraph, run, runs, width_in_characters

LONG = 300  # characters: a row with a longer cell may break across pages
KEY_FIGURES_A_ROW = 4
SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'
GAP = paragraph("Gap", "")
_JC = {Align.LEFT: "", Align.CENTRE: '<w:jc w:val="center"/>', Align.RIGHT: '<w:jc w:val="right"/>'}
_ONE_PIECE = "<w:cantSplit/>"
_REPEATED = "<w:tblHeader/>"
_VMID = '<w:vAlign w:val="center"/>'


def shares(weights: Sequence[float], total: int) -> list[int]:
    """Widths in twips that add up to `total`, in proportion to the weights.

    >>> shares([1, 1, 2], 1001)
    [250, 250, 501]
    """
    usable = [max(weight, 0.0) for weight in weights]
    whole = sum(usable)
    edges = [0]
    passed = 0.0
    for number, weight in enumerate(usable, start=1):
        passed += weight
        edges.append(int(total * passed / whole) if whole else total * number // len(usable))
    edges[-1] = total
    return [right - left for left, right in pairwise(edges)]


def cell(width: int, content: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def row(cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>" if properties else f"<w:tr>{cells}</w:tr>"


def opening(widths: Sequence[int], alt: str = "") -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    described = f'<w:tblCaption w:val="{escaped(alt)}"/>' if alt else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/>{described}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def table(block: Table, *, is_chinese: bool) -> Iterator[str]:
    """A table row by row: head repeated on each page, short rows whole, totals set apart."""
    widths = shares([column.width for column in block.columns], TEXT_HEIGHT if block.is_wide else TEXT_WIDTH)
    style = cell_style(len(block.columns))
    if block.caption:
        yield paragraph("Caption", run(block.caption, is_chinese=is_chinese))
    yield opening(widths, block.caption)
    heads = (
        cell(
            width,
            paragraph(style, run(column.title, "<w:b/>", is_chinese=is_chinese), _JC[Align.CENTRE]),
            SHADE + _VMID,
        )
        for column, width in zip(block.columns, widths, strict=True)
    )
    yield row("".join(heads), _ONE_PIECE + _REPEATED)
    aligned = [_JC[column.align] for column in block.columns]
    for cells in block.rows:
        yield table_row(cells, widths, aligned, style, is_chinese=is_chinese)
    if block.totals:
        yield table_row(block.totals, widths, aligned, style, is_chinese=is_chinese, is_total=True)
    yield "</w:tbl>" + GAP


def cell_style(columns: int) -> str:
    """Smaller type the more columns there are: 小四, 五号, 小五."""
    if columns <= 4:
        return "Cell12"
    return "Cell10" if columns <= 7 else "Cell9"


def table_row(
    cells: Sequence[Words],
    widths: Sequence[int],
    aligned: Sequence[str],
    style: str,
    *,
    is_chinese: bool,
    is_total: bool = False,
) -> str:
    shade = (SHADE if is_total else "") + _VMID
    made = [
        cell(width, paragraph(style, runs(bold(words) if is_total else words, is_chinese=is_chinese), jc), shade)
        for words, width, jc in zip(cells, widths, aligned, strict=True)
    ]
    longest = max((sum(len(each.text) for each in words) for words in cells), default=0)
    return row("".join(made), _ONE_PIECE if longest <= LONG else "")


def entry(block: Entry, *, is_chinese: bool) -> Iterator[str]:
    """A card: a title row with the light, then a row of label and words for each field."""
    label_width = _label_width(block.fields)
    widths = [label_width, TEXT_WIDTH - label_width]
    title = f"{block.label} {block.title}".strip()
    yield opening(widths, title)
    head = paragraph("EntryGroup", run(block.group, is_chinese=is_chinese)) if block.group else ""
    words = run(title, is_chinese=is_chinese)
    if block.light is not None:
        gap = run("　" if is_chinese else "   ", is_chinese=False)
        words += gap + runs((block.light,), is_chinese=is_chinese)
    head += paragraph("EntryTitle", words)
    yield row(cell(sum(widths), head, f'<w:gridSpan w:val="2"/>{SHADE}'), _ONE_PIECE + _REPEATED)
    for each in block.fields:
        yield _entry_row(each, widths, is_chinese)
    yield "</w:tbl>" + GAP


def _label_width(fields: Sequence[Field]) -> int:
    """As wide as the longest label at 小四, between four and eight characters."""
    widest = max((width_in_characters(each.label) for each in fields), default=4)
    return int(min(max(widest, 4), 8) * 240) + 240


def _entry_row(each: Field, widths: Sequence[int], is_chinese: bool) -> str:
    label = paragraph("EntryLabel", run(each.label, is_chinese=is_chinese))
    lines = "".join(paragraph("Cell12", runs(line, is_chinese=is_chinese)) for line in each.lines) or paragraph(
        "Cell12", ""
    )
    length = sum(len(word.text) for line in each.lines for word in line)
    return row(cell(widths[0], label) + cell(widths[1], lines), _ONE_PIECE if length <= LONG else "")


def key_figures(block: KeyFigures, figures: Mapping[str, Figure], *, is_chinese: bool) -> Iterator[str]:
    """Large numbers with their labels, at most four in a row, in rows of equal length."""
    known = [figures[key] for key in block.figures if key in figures]
    if not known:
        return
    rows = -(-len(known) // KEY_FIGURES_A_ROW)
    size = -(-len(known) // rows)
    widths = shares([1] * size, TEXT_WIDTH)
    yield opening(widths)
    for start in range(0, len(known), size):
        each = known[start : start + size]
        cells = [
            cell(width, _key_figure(figure, is_chinese), _VMID) for figure, width in zip(each, widths, strict=False)
        ]
        cells += [cell(width, paragraph("KeyLabel", "")) for width in widths[len(each) :]]
        yield row("".join(cells), _ONE_PIECE)
    yield "</w:tbl>" + GAP


def _key_figure(figure: Figure, is_chinese: bool) -> str:
    number = run(written(figure.value, figure.decimals), is_chinese=False)
    unit = (
        run(figure.unit, '<w:b w:val="0"/><w:sz w:val="21"/><w:szCs w:val="21"/>', is_chinese=is_chinese)
        if figure.unit
        else ""
    )
    gap = run(" ", '<w:sz w:val="21"/>', is_chinese=False) if figure.unit else ""
    return paragraph("KeyNumber", number + gap + unit) + paragraph("KeyLabel", run(figure.label, is_chinese=is_chinese))
