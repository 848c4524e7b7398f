"""XML parts of packages, parsed without entities, document types or network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NoReturn
from xml.parsers import expat

from lxml import etree

from zonekit.sheets.readers.archives import Package
from zonekit.sheets.readers.refusals import Refusal

MOST_BYTES_AT_ONCE = 8 * 1024 * 1024


@lru_cache(maxsize=4096)
def local_name(tag: object) -> str:
    """The name of an element or attribute without its namespace: strict and usual Office files differ only there.

    >>> local_name("{http://purl.oclc.org/ooxml/spreadsheetml/main}sheet"), local_name("w:p")
    ('sheet', 'p')
    """
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its local name."""
    return next((str(value) for key, value in element.attrib.items() if local_name(key) == name), None)


def refuse_document_type(*_: object) -> NoReturn:
    """A handler for expat: Office never writes a document type; whoever does wants its entities expanded."""
    raise Refusal("file_corrupted", reason="document_type")


def run_expat(parser: expat.XMLParserType, chunks: Iterable[bytes]) -> None:
    """Feed a parser to the end. Raises Refusal `file_corrupted` for broken XML."""
    parser.StartDoctypeDeclHandler = refuse_document_type
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Refusal("file_corrupted") from error


def parse_small_part(package: Package, name: str) -> etree._Element:
    """The root of a part that is read whole (relations, lists of sheets, styles)."""
    if package.size(name) > MOST_BYTES_AT_ONCE:
        raise Refusal("unpacks_too_large", part=name, limit=MOST_BYTES_AT_ONCE)
    data = package.read(name)
    run_expat(expat.ParserCreate(), [data])
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise Refusal("file_corrupted", part=name) from error


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Child elements with a local name."""
    found: Iterator[etree._Element] = element.iterchildren(f"{{*}}{name}")
    return found


def first_child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child with a local name."""
    return next(element.iterchildren(f"{{*}}{name}"), None)


def val(element: etree._Element) -> str | None:
    """The w:val of a Word element; it is in the namespace of the element itself."""
    value: str | None = element.get(_val_key(element.tag))
    return value


@lru_cache(maxsize=4096)
def _val_key(tag: str) -> str:
    return f"{tag[: tag.index('}') + 1]}val" if "}" in tag else "val"


def child_val(element: etree._Element, name: str) -> str | None:
    """The w:val of the first child with a local name."""
    child = first_child(element, name)
    return None if child is None else val(child)


def descendants(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Elements below with a local name, in document order."""
    found: Iterator[etree._Element] = element.iterdescendants(f"{{*}}{name}")
    return found


class _FirstElement(Exception):  # noqa: N818 - a signal
    pass


def refuse_document_type_at_start(chunks: Iterable[bytes]) -> str:
    """Read up to the first element and return its local name; a document type can only stand before it.

    Raises Refusal `file_corrupted` for a document type or broken XML.
    """
    names: list[str] = []

    def stop(tag: str, _attributes: dict[str, str]) -> None:
        names.append(local_name(tag))
        raise _FirstElement

    parser = expat.ParserCreate()
    parser.StartElementHandler = stop
    try:
        run_expat(parser, chunks)
    except _FirstElement:
        return names[0]
    raise Refusal("file_corrupted")
