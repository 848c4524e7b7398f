"""Page, faces and styles of a Word file in the layout of GB/T 9704-2012 (docs/models/documents.md).

Lengths are twips (1/20 pt), sizes of type half points, as Word writes them.
"""

from __future__ import annotations

from dataclasses import dataclass

# A4, 天头 37 mm, 订口 28 mm, 版心 156 x 225 mm.
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
TOP, BOTTOM, LEFT, RIGHT = 2098, 1984, 1587, 1474
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
TEXT_HEIGHT = PAGE_HEIGHT - TOP - BOTTOM
LINE = 579  # 28.95 pt: 22 lines on a page
CHARACTER = 320  # 3号, 16 pt
CHARACTERS_A_LINE = 28
BODY = 32  # 16 pt, in half points
LATIN_BODY, LATIN_LINE = 24, 340  # the standard binds Chinese documents: English ones are set in 12 pt on 17
# 28 characters in 156 mm: 16 pt type loses 848/4096 pt a character.
GRID = f'<w:docGrid w:type="linesAndChars" w:linePitch="{LINE}" w:charSpace="-848"/>'
GRID_LATIN = f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/>'
CONDENSED = '<w:spacing w:val="-5"/>'  # 28 characters of 15.75 pt
FOOT_LINE, EDITION_LINE = 320, 200
# The page number stands 7 mm (397) below the text; Word measures from the page's edge to the foot's lower end.
FOOT_DISTANCE = BOTTOM - 397 - FOOT_LINE

LATIN = "Times New Roman"
SONG_TITLE, SONG, FANG, KAI, HEI = "方正小标宋简体", "宋体", "仿宋_GB2312", "楷体_GB2312", "黑体"
# Faces are named in the file, not carried in it: what to take where one is missing.
ALTERNATIVES = {
    SONG_TITLE: "华文中宋",
    SONG: "SimSun",
    FANG: "仿宋",
    KAI: "楷体",
    HEI: "SimHei",
    LATIN: "Liberation Serif",
}

# Off the grid: programs fit characters to it differently. Exact lines and condensed type give the same 22 by 28.
_BODY_LINE = f'<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/>'
_CLOSE = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
_FREE = '<w:snapToGrid w:val="0"/>'
_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_CENTRE = '<w:jc w:val="center"/>'
_NEXT = "<w:keepNext/><w:keepLines/>"
_DOTS = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'
_INSET = '<w:ind w:left="120" w:right="120"/>'
_RED_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="0" w:color="C00000"/></w:pBdr>'
_BOX_SIDES = ("top", "left", "bottom", "right")
_BOX_LINES = (f'<w:{side} w:val="single" w:sz="6" w:space="4" w:color="595959"/>' for side in _BOX_SIDES)
_BOX = f"<w:pBdr>{''.join(_BOX_LINES)}</w:pBdr>"


def _exact(line: int, before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. `size` in half points; `more`: further properties of the runs. `bold_latin`: in documents in
    Latin letters, where levels cannot be told by the face."""

    code: str
    name: str
    face: str = FANG
    size: int = 32
    paragraph: str = _BODY_LINE
    more: str = ""
    bold_latin: bool = False
    level: int = 0


STYLES = (
    Style("Words", "Body Text", paragraph=_BODY_LINE + _INDENT + '<w:jc w:val="both"/>'),
    Style("Note", "Note", KAI, 28, _BODY_LINE + _INDENT + '<w:jc w:val="both"/>'),
    Style("Addressee", "Addressee"),
    Style("Title", "Title", SONG_TITLE, 44, _NEXT + _exact(700) + _CENTRE, bold_latin=True),
    Style("Subtitle", "Subtitle", KAI, 32, _NEXT + _BODY_LINE + _CENTRE),
    Style("Heading1", "heading 1", HEI, 32, _NEXT + _BODY_LINE + _INDENT, bold_latin=True, level=1),
    Style("Heading2", "heading 2", KAI, 32, _NEXT + _BODY_LINE + _INDENT, bold_latin=True, level=2),
    Style("Heading3", "heading 3", FANG, 32, _NEXT + _BODY_LINE + _INDENT, level=3),
    Style("Heading4", "heading 4", FANG, 32, _NEXT + _BODY_LINE + _INDENT, level=4),
    Style("TOCHeading", "TOC Heading", HEI, 32, _NEXT + _BODY_LINE + _CENTRE, bold_latin=True),
    Style("TOC1", "toc 1", FANG, 28, _DOTS + _FREE + _exact(480)),
    Style("TOC2", "toc 2", FANG, 28, _DOTS + _FREE + _exact(480) + '<w:ind w:left="560"/>'),
    Style("Agency", "Agency Mark", SONG_TITLE, 72, _FREE + _exact(1000) + _CENTRE, '<w:color w:val="C00000"/>', True),
    Style("HeadMark", "Head Mark", HEI, 32),
    Style("CopyNumber", "Copy Number", FANG, 32),
    Style("DocumentNumber", "Document Number", FANG, 32, _BODY_LINE + _CENTRE),
    Style("RedRule", "Red Rule", FANG, 8, _RED_RULE + _FREE + _exact(227)),
    Style("Notice", "Notice", HEI, 24, _BOX + _FREE + _exact(360, after=240) + _INSET + _CENTRE, bold_latin=True),
    Style("Caption", "caption", HEI, 24, _NEXT + _FREE + _exact(400, before=120, after=60) + _CENTRE, bold_latin=True),
    Style("ChartNote", "Chart Note", FANG, 21, _FREE + _exact(320, after=160) + _CENTRE, '<w:color w:val="404040"/>'),
    Style("Picture", "Picture", FANG, 24, "<w:keepNext/>" + _FREE + _CLOSE + _CENTRE),
    Style("Cell12", "Cell 12", FANG, 24, _FREE + _exact(360)),
    Style("Cell10", "Cell 10.5", FANG, 21, _FREE + _exact(310)),
    Style("Cell9", "Cell 9", FANG, 18, _FREE + _exact(260)),
    Style("EntryTitle", "Entry Title", HEI, 26, "<w:keepNext/>" + _FREE + _exact(390), bold_latin=True),
    Style("EntryGroup", "Entry Group", FANG, 21, "<w:keepNext/>" + _FREE + _exact(310), '<w:color w:val="595959"/>'),
    Style("EntryLabel", "Entry Label", HEI, 24, _FREE + _exact(360), bold_latin=True),
    Style("KeyNumber", "Key Number", LATIN, 48, "<w:keepNext/>" + _FREE + _exact(640) + _CENTRE, "<w:b/>"),
    Style("KeyLabel", "Key Label", HEI, 21, _FREE + _exact(310) + _CENTRE),
    Style("Gap", "Gap", FANG, 12, _FREE + _exact(160)),
    Style("SignatureLine", "Signature Line", FANG, 32, _NEXT + _BODY_LINE),
    Style("PageNumber", "Page Number", SONG, 28, _FREE + _exact(FOOT_LINE)),
    Style("EditionLine", "Edition Line", FANG, 13, _FREE + _exact(EDITION_LINE) + _CENTRE, '<w:color w:val="595959"/>'),
)  # fmt: skip

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def styles_xml(*, is_chinese: bool) -> str:
    """styles.xml: defaults (body type), the styles above, and the two kinds of table."""
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles {NAMESPACE}>'
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_faces(FANG)}<w:kern w:val="0"/>'
        f'<w:sz w:val="32"/><w:szCs w:val="32"/>{language}</w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{_BODY_LINE}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        + "".join(_style_xml(style, is_chinese) for style in STYLES)
        + _table_styles()
        + "</w:styles>"
    )


def _faces(face: str) -> str:
    latin = SONG if face == SONG else LATIN
    east = FANG if face == LATIN else face
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{latin}"/>'


def _style_xml(style: Style, is_chinese: bool) -> str:
    bold = "<w:b/>" if style.bold_latin and not is_chinese else ""
    italic = "<w:i/>" if style.level == 3 and not is_chinese else ""
    level = f'<w:outlineLvl w:val="{style.level - 1}"/>' if style.level else ""
    # Long words in wide lines: Latin text is set ragged, so that no line is pulled apart.
    set_out = style.paragraph if is_chinese else style.paragraph.replace('<w:jc w:val="both"/>', "")
    size = style.size
    if not is_chinese and size == BODY:
        size = LATIN_BODY
        set_out = set_out.replace(f'w:after="0" w:line="{LINE}"', f'w:after="120" w:line="{LATIN_LINE}"')
        set_out = set_out.replace(_INDENT, "")
    pitch = CONDENSED if is_chinese and style.size == BODY else ""
    marks = style.more if style.more.startswith("<w:b/>") else bold + italic + style.more
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.code}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{set_out}{level}</w:pPr>'
        f'<w:rPr>{_faces(style.face)}{marks}{pitch}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        "</w:style>"
    )


def _table_styles() -> str:
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/>'
        '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{_borders('single', 4, '404040')}</w:tblBorders><w:tblCellMar>"
        '<w:top w:w="30" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="30" w:type="dxa"/>'
        '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


def _borders(kind: str, size: int, colour: str) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return "".join(f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="0" w:color="{colour}"/>' for side in sides)
