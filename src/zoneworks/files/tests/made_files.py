"""Files as people hand them in, and as those do who mean harm."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZipFile

from zoneworks.accounts.access import Scope
from zoneworks.units.models import Unit


@dataclass(frozen=True)
class Place:
    zone: Unit
    other_zone: Unit
    scope: Scope


PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF"
OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN = {
    "docx": ("word/document.xml", OFFICE + "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", OFFICE + "spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", OFFICE + "presentationml.presentation.main+xml"),
}


def png(width: int = 4, height: int = 3) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 15)) + chunk(b"IEND", b"")


def jpeg(width: int = 4, height: int = 3) -> bytes:
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, height, width, 3) + b"\x01\x22\0\x02\x11\x01\x03\x11\x01"
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0" + frame + b"\xff\xd9"


def webp(width: int = 4, height: int = 3) -> bytes:
    body = b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + (width - 1).to_bytes(3, "little")
    body += (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def packed(parts: dict[str, bytes | str]) -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def office(extension: str = "docx", **more: bytes | str) -> bytes:
    """A packed document; further parts by name, with `__` for `/`."""
    part, main = MAIN[extension]
    types = f'<Types><Override PartName="/{part}" ContentType="{main}"/></Types>'
    extra = {name.replace("__", "/"): content for name, content in more.items()}
    return packed({"[Content_Types].xml": types, part: "<a/>", **extra})


def relations(kind: str, target: str = "https://example.org/a", mode: str = "External") -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    return f'<Relationships><Relationship Type="{base}{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'


def old(*streams: str) -> bytes:
    """The head of a document of an old office program, and its directory."""
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    for name in ("Root Entry", *streams):
        raw = name.encode("utf-16-le") + b"\0\0"
        entry = raw.ljust(64, b"\0") + struct.pack("<HB", len(raw), 5 if name == "Root Entry" else 2)
        data += entry.ljust(128, b"\0")
    return data
