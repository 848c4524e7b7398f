"""Sections and feet of a Word file: A4 upright and turned, the page number at the outer edge, the edition below it."""

from __future__ import annotations

from zonekit.documents.output import Output
from zonekit.documents.word_styles import (
    BOTTOM,
    EDITION_LINE,
    FOOT_DISTANCE,
    GRID,
    GRID_LATIN,
    LEFT,
    NAMESPACE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    TOP,
)
from zonekit.documents.word_text import paragraph, run

ODD, EVEN = "rIdOdd", "rIdEven"


def section(*, is_landscape: bool, is_chinese: bool) -> str:
    """The properties of a section. Turned, the upright page's binding edge is on top and its foot at the left."""
    if is_landscape:
        size = f'<w:pgSz w:w="{PAGE_HEIGHT}" w:h="{PAGE_WIDTH}" w:orient="landscape"/>'
        edges = (LEFT, TOP, RIGHT, BOTTOM)
    else:
        size = f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        edges = (TOP, RIGHT, BOTTOM, LEFT)
    top, right, bottom, left = edges
    foot = min(FOOT_DISTANCE - EDITION_LINE, bottom - 900)
    grid = GRID if is_chinese else GRID_LATIN
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{ODD}"/><w:footerReference w:type="even" r:id="{EVEN}"/>'
        f'<w:type w:val="nextPage"/>{size}<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" '
        f'w:left="{left}" w:header="851" w:footer="{foot}" w:gutter="0"/>{grid}</w:sectPr>'
    )


def footer_xml(output: Output, *, is_odd: bool) -> str:
    """A foot: the page number between dashes, right on odd pages and left on even ones, one character in."""
    side = "right" if is_odd else "left"
    indent = f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/>'
    number = (
        run("— ") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(" —")
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr {NAMESPACE}>'
        f"{paragraph('PageNumber', number, indent)}{paragraph('EditionLine', run(edition_line(output)))}</w:ftr>"
    )


def edition_line(output: Output) -> str:
    """What the foot says of the edition: its name and the hash by which it is verified."""
    named = f"{output.word('edition')} {output.edition}" if output.edition else ""
    hashed = f"SHA-256 {output.sha256}" if output.sha256 else ""
    return "　".join(part for part in (named, hashed) if part)
