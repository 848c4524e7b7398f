"""The fixed parts of a Word file: what it consists of, its settings, its faces and its properties."""

from __future__ import annotations

from datetime import UTC

from zonekit.documents.blocks import Document
from zonekit.documents.output import Output
from zonekit.documents.word_pages import EVEN, ODD
from zonekit.documents.word_styles import ALTERNATIVES, NAMESPACE
from zonekit.documents.word_text import escaped

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
BODY_BEGIN = (
    f'{DECLARATION}<w:document {NAMESPACE} xmlns:r="{OFFICE}/relationships" xmlns:a="{DRAWING}/main" '
    f'xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:pic="{DRAWING}/picture"><w:body>'
)
BODY_END = "</w:body></w:document>"
PARTS = {
    "/word/document.xml": f"{WORD}.document.main+xml",
    "/word/styles.xml": f"{WORD}.styles+xml",
    "/word/settings.xml": f"{WORD}.settings+xml",
    "/word/fontTable.xml": f"{WORD}.fontTable+xml",
    "/word/footerOdd.xml": f"{WORD}.footer+xml",
    "/word/footerEven.xml": f"{WORD}.footer+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
# The family of properties that every office program reads as user-defined ones.
CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def content_types_xml() -> str:
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in PARTS.items())
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f"{overrides}</Types>"
    )


def _relations(relations: list[tuple[str, str, str]]) -> str:
    listed = "".join(f'<Relationship Id="{code}" Type="{kind}" Target="{to}"/>' for code, kind, to in relations)
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def package_relations_xml() -> str:
    return _relations(
        [
            ("rId1", f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
            ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{OFFICE}/relationships/custom-properties", "docProps/custom.xml"),
        ]
    )


def document_relations_xml(pictures: int) -> str:
    kinds = f"{OFFICE}/relationships"
    fixed = [
        ("rIdStyles", f"{kinds}/styles", "styles.xml"),
        ("rIdSettings", f"{kinds}/settings", "settings.xml"),
        ("rIdFonts", f"{kinds}/fontTable", "fontTable.xml"),
        (ODD, f"{kinds}/footer", "footerOdd.xml"),
        (EVEN, f"{kinds}/footer", "footerEven.xml"),
    ]
    numbers = range(1, pictures + 1)
    return _relations(fixed + [(f"rIdChart{each}", f"{kinds}/image", f"media/chart{each}.png") for each in numbers])


def settings_xml() -> str:
    """Odd and even feet; no question about fields on opening; punctuation may hang as Chinese setting asks."""
    return (
        f'{DECLARATION}<w:settings {NAMESPACE}><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def fonts_xml() -> str:
    """The faces named, each with the one to take where it is missing."""
    listed = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>' for name, other in ALTERNATIVES.items()
    )
    return f"{DECLARATION}<w:fonts {NAMESPACE}>{listed}</w:fonts>"


def core_xml(document: Document, output: Output) -> str:
    moment = output.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    stamp = 'xsi:type="dcterms:W3CDTF"'
    hashed = f"<dc:identifier>sha256:{escaped(output.sha256)}</dc:identifier>" if output.sha256 else ""
    edition = f"<cp:version>{escaped(output.edition)}</cp:version>" if output.edition else ""
    language = "en" if document.language.startswith("en") else "zh-CN"
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(document.title)}</dc:title><dc:creator>{escaped(document.agency)}</dc:creator>"
        f"<dc:language>{language}</dc:language>{hashed}<dcterms:created {stamp}>{moment}</dcterms:created>"
        f"<dcterms:modified {stamp}>{moment}</dcterms:modified>{edition}</cp:coreProperties>"
    )


def custom_xml(document: Document, output: Output) -> str:
    """The edition, its hash and the document's facts as user-defined properties."""
    values = {**dict(sorted(document.facts.items())), "edition": output.edition, "sha256": output.sha256}
    kept = [(name, value) for name, value in values.items() if value]
    listed = "".join(
        f'<property fmtid="{CUSTOM_FORMAT}" pid="{number}" name="{escaped(name)}">'
        f"<vt:lpwstr>{escaped(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(kept, start=2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">'
        f"{listed}</Properties>"
    )
