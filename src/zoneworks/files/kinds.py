"""Which kinds of file are taken, told by what is in them. The name must agree; it decides nothing by itself."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from zipfile import BadZipFile, LargeZipFile, ZipFile

MOST_PIXELS = 60_000_000
LONGEST_SIDE = 20_000
MOST_PARTS = 3000
MOST_UNPACKED = 300 * 1024 * 1024
MOST_STRETCHED = 200  # unpacked : packed, of what is big
BIG = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kind:
    """`extensions`: without the dot; the first one is usual. `is_shown`: a browser may show it without harm.

    PDF is not among them: browsers do not open one in the sandbox in which everything handed in is served.
    """

    code: str
    media_type: str
    extensions: tuple[str, ...]
    is_shown: bool = False


OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = Kind("pdf", "application/pdf", ("pdf",))
PNG = Kind("png", "image/png", ("png",), True)
JPEG = Kind("jpeg", "image/jpeg", ("jpg", "jpeg"), True)
WEBP = Kind("webp", "image/webp", ("webp",), True)
DOCX = Kind("docx", OFFICE + "wordprocessingml.document", ("docx",))
XLSX = Kind("xlsx", OFFICE + "spreadsheetml.sheet", ("xlsx",))
PPTX = Kind("pptx", OFFICE + "presentationml.presentation", ("pptx",))
DOC = Kind("doc", "application/msword", ("doc", "wps"))
XLS = Kind("xls", "application/vnd.ms-excel", ("xls", "et"))
PPT = Kind("ppt", "application/vnd.ms-powerpoint", ("ppt", "dps"))
OFD = Kind("ofd", "application/ofd", ("ofd",))
CSV = Kind("csv", "text/csv", ("csv",))
TEXT = Kind("text", "text/plain", ("txt",))
KINDS = (PDF, PNG, JPEG, WEBP, DOCX, XLSX, PPTX, DOC, XLS, PPT, OFD, CSV, TEXT)
ACCEPTED = ("PDF", "OFD", "DOCX", "XLSX", "PPTX", "DOC", "XLS", "PPT", "JPG", "PNG", "WEBP", "TXT", "CSV")


class Unfit(Exception):  # noqa: N818 - reads as what the file is
    """The file is not taken; `code` says why, `params` what was found."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def extension_of(name: str) -> str:
    """Without its dot; nothing where the name is all extension or has none."""
    stem, dot, extension = name.rpartition(".")
    return extension.casefold() if dot and stem else ""


def kind_of(data: bytes, extension: str) -> Kind:
    """The kind of a file by its content; Unfit where it is none that is taken, or the extension says another.

    >>> kind_of("2023年9月进展".encode(), "txt").code
    'text'
    >>> kind_of(b"MZ\\x90\\x00", "pdf")
    Traceback (most recent call last):
    ...
    zoneworks.files.kinds.Unfit: program
    """
    found = by_signature(data)
    if found is None:
        found = by_text(data, extension)
    if extension not in found.extensions:
        raise Unfit("extension_differs", extension=extension, found=found.extensions[0])
    return found


def by_signature(data: bytes) -> Kind | None:
    for signature, look in SIGNATURES:
        if data.startswith(signature):
            return look(data)
    for code, marks in DANGEROUS.items():
        if any(data.startswith(mark) for mark in marks):
            raise Unfit(code)
    if b"%PDF-" in data[:1024]:  # something stands before it: a file of two kinds
        raise Unfit("two_kinds")
    return None


# --- pictures --------------------------------------------------------------------------------------------------------


def png(data: bytes) -> Kind:
    if data[12:16] != b"IHDR" or len(data) < 33:
        raise Unfit("broken", found="PNG")
    require_sane_size(*struct.unpack(">II", data[16:24]))
    return PNG


def jpeg(data: bytes) -> Kind:
    """The size stands in the frame header, behind other segments."""
    place = 2
    while place + 9 < len(data):
        if data[place] != 0xFF:
            break
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            require_sane_size(width, height)
            return JPEG
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            place += 2
            continue
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    raise Unfit("broken", found="JPEG")


def webp(data: bytes) -> Kind:
    if data[8:12] != b"WEBP":
        raise Unfit("other")
    form, body = data[12:16], data[20:]
    if form == b"VP8X" and len(body) >= 10:
        size = (1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little"))
    elif form == b"VP8L" and len(body) >= 5:
        bits = int.from_bytes(body[1:5], "little")
        size = (1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    elif form == b"VP8 " and len(body) >= 10:
        size = (int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF)
    else:
        raise Unfit("broken", found="WebP")
    require_sane_size(*size)
    return WEBP


def require_sane_size(width: int, height: int) -> None:
    if not width or not height:
        raise Unfit("picture_empty")
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise Unfit("picture_too_large", width=width, height=height)


# --- packed documents ------------------------------------------------------------------------------------------------

PROGRAMS = re.compile(
    r"\.(?:exe|dll|com|scr|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|msi|jar|lnk|sh|apk|html?|svg|swf|zip|rar|7z)$", re.I
)
MACROS = re.compile(r"(?:vbaproject|vbadata|/activex/|macrosheets/|/customui/)", re.IGNORECASE)
MAIN_PARTS = (
    (DOCX, "word/", b"wordprocessingml.document.main+xml"),
    (XLSX, "xl/", b"spreadsheetml.sheet.main+xml"),
    (PPTX, "ppt/", b"presentationml.presentation.main+xml"),
)


def packed(data: bytes) -> Kind:
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            require_sane_parts(archive, len(data))
            return kind_of_archive(archive)
    except (BadZipFile, LargeZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unfit("broken", found="ZIP") from error


def require_sane_parts(archive: ZipFile, size: int) -> None:
    """What it says of itself, before anything is unpacked: too many parts, too much in them, or places outside."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or (unpacked > BIG and unpacked > MOST_STRETCHED * size):
        raise Unfit("bomb")
    if any(part.filename.startswith("/") or ".." in part.filename.split("/") for part in parts):
        raise Unfit("places_outside")


def kind_of_archive(archive: ZipFile) -> Kind:
    names = archive.namelist()
    if any(PROGRAMS.search(name) for name in names):
        raise Unfit("program_inside" if "[Content_Types].xml" in names or "OFD.xml" in names else "archive")
    if "OFD.xml" in names:
        return OFD
    if "[Content_Types].xml" not in names:
        raise Unfit("archive")
    if any(MACROS.search(name) for name in names):
        raise Unfit("macros")
    types = read_part(archive, "[Content_Types].xml")
    if b"macroenabled" in types.lower() or b"vbaproject" in types.lower():
        raise Unfit("macros")
    require_no_fetching(archive, names)
    for kind, folder, main in MAIN_PARTS:
        if main in types and any(name.startswith(folder) for name in names):
            return kind
    raise Unfit("archive")


FETCHING = (b"attachedtemplate", b"oleobject", b"/frame", b"subdocument", b"externallinkpath/xlpathmissing")


def require_no_fetching(archive: ZipFile, names: list[str]) -> None:
    """A document that loads a template, a program or a frame from elsewhere when it is opened; plain links may stay."""
    for name in names:
        if not name.endswith(".rels"):
            continue
        for relation in re.findall(rb"<Relationship\b[^>]*>", read_part(archive, name)):
            said = relation.lower()
            if b'targetmode="external"' in said.replace(b"'", b'"') and any(mark in said for mark in FETCHING):
                raise Unfit("fetches")


def read_part(archive: ZipFile, name: str) -> bytes:
    """A small part, whatever size it claims to have."""
    with archive.open(name) as part:
        content = part.read(BIG + 1)
    if len(content) > BIG:
        raise Unfit("bomb")
    return content


# --- documents of old office programs --------------------------------------------------------------------------------

OLD_STREAMS = (
    (DOC, "WordDocument"),
    (XLS, "Workbook"),
    (XLS, "Book"),
    (PPT, "PowerPoint Document"),
)
OLD_MACROS = ("_VBA_PROJECT", "VBA", "Macros", "_VBA_PROJECT_CUR", "ThisWorkbook")


def compound(data: bytes) -> Kind:
    """By the names of its streams, which stand in the directory as UTF-16; installers and mails have none of these."""
    names = stream_names(data)
    if names & {name.casefold() for name in OLD_MACROS}:
        raise Unfit("macros")
    for kind, stream in OLD_STREAMS:
        if stream.casefold() in names:
            return kind
    raise Unfit("encrypted" if "encryptedpackage" in names else "other")


def stream_names(data: bytes) -> set[str]:
    """Every entry of the directory is 128 bytes on a boundary of 128, its name's length in bytes at 64."""
    found = set()
    for place in range(512, len(data) - 127, 128):
        length, kind = int.from_bytes(data[place + 64 : place + 66], "little"), data[place + 66]
        if 2 < length <= 64 and length % 2 == 0 and kind in (1, 2, 5):
            name = data[place : place + length - 2].decode("utf-16-le", "replace")
            found.add(name.casefold())
    return found


# --- text ------------------------------------------------------------------------------------------------------------

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MARKUP = re.compile(
    r"<\s*(?:!doctype\s+html|html|head|body|script|svg|iframe|object|embed|\?xml|\?php|%|meta|img|form)\b", re.I
)
SCRIPT = re.compile(r"\A(?:#!|@echo\b|<\?php|\s*(?:Set-ExecutionPolicy|Option Explicit|WScript\.))", re.IGNORECASE)


def by_text(data: bytes, extension: str) -> Kind:
    text = decoded(data)
    if text is None:
        raise Unfit("other")
    if MARKUP.search(text[:65536]):
        raise Unfit("markup")
    if SCRIPT.search(text):
        raise Unfit("program")
    if extension not in (*CSV.extensions, *TEXT.extensions):
        raise Unfit("extension_differs", extension=extension, found="txt")
    return CSV if extension in CSV.extensions else TEXT


def decoded(data: bytes) -> str | None:
    """Text in UTF-8 or GB18030 without control characters; None for anything else."""
    if b"\x00" in data:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if CONTROL.search(text) else text
    return None


SIGNATURES: tuple[tuple[bytes, Callable[[bytes], Kind]], ...] = (
    (b"%PDF-", lambda _data: PDF),
    (b"\x89PNG\r\n\x1a\n", png),
    (b"\xff\xd8\xff", jpeg),
    (b"RIFF", webp),
    (b"PK\x03\x04", packed),
    (b"PK\x05\x06", packed),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", compound),
)
DANGEROUS: dict[str, tuple[bytes, ...]] = {
    "program": (
        *(b"MZ\x90", b"MZ\x00", b"MZP", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\x00asm"),
        b"L\x00\x00\x00\x01\x14\x02",
    ),
    "archive": (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh9", b"\xfd7zXZ", b"MSCF", b"\x28\xb5\x2f\xfd"),
    "rich_text": (b"{\\rtf",),
}
