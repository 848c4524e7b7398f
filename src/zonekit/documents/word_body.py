"""The body of a Word file: the head, the blocks one after the other, the attachments, and the sections of the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zonekit.documents.blocks import (
    Block,
    Chart,
    Document,
    Entry,
    Heading,
    KeyFigures,
    Listing,
    PageBreak,
    Paragraph,
    Signature,
    Table,
    Words,
    words,
)
from zonekit.documents.output import Output
from zonekit.documents.word_pages import section
from zonekit.documents.word_styles import CHARACTER, CHARACTERS_A_LINE, TEXT_WIDTH
from zonekit.documents.word_tables import GAP, entry, key_figures, table
from zonekit.documents.word_text import bookmarked, escaped, paragraph, run, runs, width_in_characters

CONTENTS_LEVELS = 2
EMU_A_MM = 36000
LANDSCAPE = True
PORTRAIT = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a chart: the relation that names its file, and its size on paper."""

    relation: str
    width_mm: float
    height_mm: float


@dataclass
class Body:
    """Writes a document's body as pieces of XML, in order, holding none of them."""

    document: Document
    output: Output
    pictures: Mapping[int, Sequence[Picture]] = field(default_factory=dict)
    bookmarks: int = 0
    drawings: int = 0

    @property
    def is_chinese(self) -> bool:
        return not self.document.language.startswith("en")

    def run(self, text: str, properties: str = "") -> str:
        return run(text, properties, is_chinese=self.is_chinese)

    def runs(self, words: Words) -> str:
        return runs(words, is_chinese=self.is_chinese)

    def pieces(self) -> Iterator[str]:
        """Everything between `<w:body>` and `</w:body>`."""
        yield from self.head()
        blocks = self.document.blocks
        signed_at = next((at for at, block in enumerate(blocks) if isinstance(block, Signature)), len(blocks))
        page = PORTRAIT
        breaks = False
        for at, block in enumerate(blocks):
            if at == signed_at:
                yield from self.attachments()
            if isinstance(block, PageBreak):
                breaks = True
                continue
            wanted = turns_page(blocks, at)
            if wanted != page:
                yield paragraph("Gap", "", section(is_landscape=page, is_chinese=self.is_chinese))
            elif breaks:
                yield paragraph("Gap", "", "<w:pageBreakBefore/>")
            page, breaks = wanted, False
            yield from self.block(at, block)
            self.output.tell(at + 1, len(blocks))
        if signed_at == len(blocks):
            yield from self.attachments()
        yield section(is_landscape=page, is_chinese=self.is_chinese)

    def block(self, at: int, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                yield self.heading(at, block)
            case Paragraph():
                signed = self.is_signed(at + 1)
                yield paragraph("Note" if block.is_note else "Words", self.runs(block.runs), "<w:keepNext/>" * signed)
            case Listing():
                yield from self.listing(block)
            case KeyFigures():
                yield from key_figures(block, self.document.figures, is_chinese=self.is_chinese)
            case Table():
                yield from table(block, is_chinese=self.is_chinese)
            case Entry():
                yield self.place(f"e{at}")
                yield from entry(block, is_chinese=self.is_chinese)
            case Chart():
                yield from self.chart(block, self.pictures.get(at, ()))
            case Signature():
                yield from self.signature(block)

    def is_signed(self, at: int) -> bool:
        """Whether the signature stands here: what is above it comes along to its page."""
        return at < len(self.document.blocks) and isinstance(self.document.blocks[at], Signature)

    def place(self, name: str) -> str:
        """A bookmark between blocks, to which other places can point."""
        self.bookmarks += 1
        return bookmarked("", self.bookmarks, name)

    def head(self) -> Iterator[str]:
        """版头 where it is given, the notice, the title, the addressee, the contents."""
        document = self.document
        for style, text in (
            ("CopyNumber", document.copy_no),
            ("HeadMark", document.secrecy),
            ("HeadMark", document.urgency),
            ("Agency", document.agency),
            ("DocumentNumber", document.number),
        ):
            if text:
                yield paragraph(style, self.run(text))
        if document.agency or document.number:
            yield paragraph("RedRule", "") + 2 * paragraph("Addressee", "")
        if document.notice:
            yield paragraph("Notice", self.run(document.notice))
        yield paragraph("Title", self.run(document.title))
        if document.subtitle:
            yield paragraph("Subtitle", self.run(document.subtitle))
        yield paragraph("Gap", "")
        if document.has_contents:
            yield from self.contents()
        if document.addressee:
            colon = "：" if self.is_chinese else ":"
            yield paragraph("Addressee", self.run(document.addressee.rstrip(":：") + colon))

    def contents(self) -> Iterator[str]:
        """A contents field with its entries filled in; Word sets the page numbers when the field is updated."""
        listed = [
            (at, block)
            for at, block in enumerate(self.document.blocks)
            if isinstance(block, Heading) and block.level <= CONTENTS_LEVELS
        ]
        if not listed:
            return
        yield paragraph("TOCHeading", self.run(self.output.word("contents")))
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{CONTENTS_LEVELS}" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        for number, (at, block) in enumerate(listed):
            link = f'<w:hyperlink w:anchor="h{at}" w:history="1">{self.run(block.text)}</w:hyperlink>'
            yield paragraph(f"TOC{max(block.level, 1)}", (begin if number == 0 else "") + link)
        yield paragraph("Gap", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')

    def heading(self, at: int, block: Heading) -> str:
        self.bookmarks += 1
        level = min(max(block.level, 1), 4)
        return paragraph(f"Heading{level}", bookmarked(self.run(block.text), self.bookmarks, f"h{at}"))

    def listing(self, block: Listing) -> Iterator[str]:
        for number, point in enumerate(block.points, start=1):
            mark = self.ordinal(number) if block.is_numbered else "• "
            yield paragraph("Words", self.runs(words(mark, *point)))

    def ordinal(self, number: int) -> str:
        return f"{number}." if self.is_chinese else f"{number}. "

    def chart(self, block: Chart, pictures: Sequence[Picture]) -> Iterator[str]:
        """The pictures of a chart; its title and note are drawn in them, what it shows is told in their description."""
        for picture in pictures:
            self.drawings += 1
            size = f'cx="{round(picture.width_mm * EMU_A_MM)}" cy="{round(picture.height_mm * EMU_A_MM)}"'
            words = f'name="{escaped(block.title)}" descr="{escaped(block.alt or block.title)}"'
            yield paragraph(
                "Picture",
                f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
                f'<wp:docPr id="{self.drawings}" {words}/><wp:cNvGraphicFramePr/><a:graphic>'
                '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
                f'<pic:nvPicPr><pic:cNvPr id="{self.drawings}" {words}/><pic:cNvPicPr/></pic:nvPicPr>'
                f'<pic:blipFill><a:blip r:embed="{picture.relation}"/><a:stretch><a:fillRect/></a:stretch>'
                f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
                '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
                "</wp:inline></w:drawing></w:r>",
            )
        yield GAP

    def attachments(self) -> Iterator[str]:
        """附件说明: one line below the text, two characters in, names below one another, no mark at their end."""
        names = self.document.attachments
        if not names:
            return
        yield paragraph("Addressee", "", "<w:keepNext/>")
        lead = self.output.word("attachment") + ("：" if self.is_chinese else ":")
        hanging = round(width_in_characters(lead) * CHARACTER) + 40
        indent = f'<w:keepNext/><w:ind w:left="{2 * CHARACTER + hanging}" w:hanging="{hanging}"/>'
        for number, name in enumerate(names, start=1):
            ordinal = self.ordinal(number) if len(names) > 1 else ""
            yield paragraph("Addressee", self.run(f"{lead if number == 1 else ''}\t{ordinal}{name}"), indent)

    def signature(self, block: Signature) -> Iterator[str]:
        """成文日期 four characters from the right, the agency centred on it: one box for both."""
        yield paragraph("SignatureLine", "")
        for line in block.lines:
            yield paragraph("SignatureLine", self.run(line))
        half = 4 + width_in_characters(block.date) / 2
        half = min(max(half, width_in_characters(block.agency) / 2), CHARACTERS_A_LINE / 2)
        left = max(TEXT_WIDTH - round(2 * half * TEXT_WIDTH / CHARACTERS_A_LINE), 0)
        box = f'<w:ind w:left="{left}"/><w:jc w:val="center"/>'
        if block.agency:
            yield paragraph("SignatureLine", self.run(block.agency), box)
        yield paragraph("SignatureLine", self.run(block.date), '<w:keepNext w:val="0"/>' + box)


def turns_page(blocks: tuple[Block, ...], at: int) -> bool:
    """Whether a block stands on a landscape page: a wide table, and the headings right above one."""
    while at < len(blocks) and isinstance(blocks[at], Heading):
        at += 1
    block = blocks[at] if at < len(blocks) else None
    return isinstance(block, Table) and block.is_wide
