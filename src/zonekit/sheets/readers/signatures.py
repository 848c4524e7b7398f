"""What a file is by its first bytes and its inside, whatever its name says."""

from __future__ import annotations

import re
from typing import Literal

from zonekit.sheets.readers.archives import Package
from zonekit.sheets.readers.refusals import Refusal
from zonekit.sheets.readers.workbook_parts import relations
from zonekit.sheets.readers.xml_parts import refuse_document_type_at_start

Container = Literal["zip", "ole", "text"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"{\\rtf", "rtf"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "rar"),
    (b"\x1f\x8b", "gzip"),
    (b"OFD", "ofd"),
)
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|head|body|meta|table|\?xml|style|div)\b", re.IGNORECASE)
_ROOTS = {"workbook": "xlsx", "document": "docx", "presentation": "pptx"}


def container(data: bytes) -> Container:
    """The outermost format. Raises Refusal `file_empty`, `format_unknown`.

    >>> container(b"PK\\x03\\x04..."), container("序号,任务".encode())
    ('zip', 'text')
    """
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise Refusal("file_empty")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(OLE):
        return "ole"
    for signature, name in _FOREIGN:
        if data.startswith(signature):
            raise Refusal("format_unknown", actual=name)
    if _MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise Refusal("format_unknown", actual="markup")
    return "text"


def main_part(package: Package) -> tuple[Literal["xlsx", "docx"], str]:
    """The format of an Office package and the name of its main part.

    Raises Refusal: `old_excel_format` for .xlsb, `format_unknown` for other packages, `file_corrupted`, `file_empty`.
    """
    if not package.names:
        raise Refusal("file_empty")
    leading = [part for kind, part in relations(package, "").values() if kind == "officeDocument"]
    usual = [part for part in ("xl/workbook.xml", "word/document.xml", "xl/workbook.bin") if package.has(part)]
    main = next(iter(leading + usual), None)
    if main is None:
        is_broken = package.has("[Content_Types].xml")
        raise Refusal("file_corrupted") if is_broken else Refusal("format_unknown", actual="zip")
    if main.endswith(".bin"):
        raise Refusal("old_excel_format", actual="xlsb")
    found = _ROOTS.get(refuse_document_type_at_start(package.chunks(main)), "zip")
    if found == "xlsx":
        return "xlsx", main
    if found == "docx":
        return "docx", main
    raise Refusal("format_unknown", actual=found)


def check_old_office(data: bytes) -> None:
    """Let pass only an old Excel workbook.

    Raises Refusal: `password_protected` for an encrypted package, `old_word_format`, `format_unknown`.
    """
    names = _stream_names(data)
    if "EncryptedPackage" in names:
        raise Refusal("password_protected")
    if "WordDocument" in names:
        raise Refusal("old_word_format")
    if not {"Workbook", "Book", "WORKBOOK", "BOOK"} & names:
        raise Refusal("format_unknown", actual="ole")


def _stream_names(data: bytes) -> set[str]:
    """Names in the directory of a compound file: entries of 128 bytes that begin with a UTF-16 name.

    [MS-CFB] 2.6: the length of the name in bytes, its end mark included, stands at 64, the kind of object at 66.
    """
    found = set()
    for name in ("EncryptedPackage", "WordDocument", "Workbook", "Book", "WORKBOOK", "BOOK"):
        encoded = name.encode("utf-16-le") + b"\x00\x00"
        place = data.find(encoded)
        while place >= 0:
            length = int.from_bytes(data[place + 64 : place + 66], "little")
            is_stream = data[place + 66 : place + 67] in (b"\x01", b"\x02")
            if place % 128 == 0 and length == len(encoded) and is_stream:
                found.add(name)
                break
            place = data.find(encoded, place + 2)
    return found
