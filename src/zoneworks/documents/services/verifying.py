"""Whether a file is what was frozen."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any

from zonekit.documents.canonical import canonical_json
from zoneworks.documents.choices import Format, ProductionState
from zoneworks.documents.models import Edition, Production
from zoneworks.documents.writers import MEDIA_TYPES

HASH = re.compile(rb"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
PROPERTIES = ("docProps/", "word/footer", "word/header", "xl/worksheets/", "xl/sharedStrings")
MEMBER_BYTES = 4 * 1024 * 1024
MOST_MEMBERS = 200
MOST_HASHES = 500


class Verdict(StrEnum):
    GENUINE = "genuine"
    CHANGED = "changed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Outcome:
    """`edition`: the one the file is of, or says it is of; `sha256`: that of the file itself."""

    verdict: Verdict
    sha256: str
    edition: Edition | None = None
    format: Format | None = None


def verify_file(data: bytes) -> Outcome:
    """Genuine: made here from an edition, byte by byte, or a JSON whose data is the edition's. Changed: names an
    edition, and is not what was made from it. Unknown: names none."""
    sha256 = hashlib.sha256(data).hexdigest()
    made = Production.objects.filter(file__sha256=sha256, edition__isnull=False, state=ProductionState.DONE)
    production = made.select_related("edition__zone").first()
    if production:
        return Outcome(Verdict.GENUINE, sha256, production.edition, Format(production.format))
    same = edition_with({documents_hash(data)} - {""})
    if same:
        return Outcome(Verdict.GENUINE, sha256, same, Format.JSON)
    named = edition_with(hashes_in(data))
    if named and sha256 in hashes_of_volumes(named):
        return Outcome(Verdict.GENUINE, sha256, named, Format.PDF)
    return Outcome(Verdict.CHANGED if named else Verdict.UNKNOWN, sha256, named)


def edition_with(hashes: set[str]) -> Edition | None:
    return Edition.objects.filter(sha256__in=hashes).select_related("zone").first() if hashes else None


def hashes_of_volumes(edition: Edition) -> set[str]:
    """Of each volume of the PDFs of an edition that was too large for one."""
    made = Production.objects.filter(
        edition=edition, format=Format.PDF, state=ProductionState.DONE, file__media_type=MEDIA_TYPES[Format.ZIP]
    )
    found = set()
    for production in made.select_related("file"):
        assert production.file is not None
        with production.file.content.open("rb") as file, zipfile.ZipFile(file) as archive:
            found |= {hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
    return found


def documents_hash(data: bytes) -> str:
    """The hash of the documents that a JSON holds, computed anew; whatever it says of itself is not asked."""
    if data[:1] not in {b"{", b"\xef"}:
        return ""
    try:
        held = json.loads(data.decode("utf-8-sig"), object_pairs_hook=without_doubles)
        return hashlib.sha256(canonical_json(held["documents"])).hexdigest()
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) != len(pairs):
        raise ValueError("a key is there twice")
    return held


def hashes_in(data: bytes) -> set[str]:
    """Everything in a file that looks like a SHA-256, also inside the packed parts of Word, Excel and PDF files."""
    found: set[str] = set()
    for piece in pieces(data):
        for match in HASH.finditer(piece):
            found.add(match.group().decode())
            if len(found) >= MOST_HASHES:
                return found
    return found


def pieces(data: bytes) -> Iterator[bytes]:
    yield data
    if data.startswith(b"PK"):
        yield from members(data)
    elif b"%PDF" in data[:1024]:
        for number, match in enumerate(STREAM.finditer(data)):
            if number >= MOST_MEMBERS:
                return
            try:
                yield zlib.decompressobj().decompress(match.group(1), MEMBER_BYTES)
            except zlib.error:
                continue


def members(data: bytes) -> Iterator[bytes]:
    """The parts of an office file that may name an edition, each only as far as it is honest about its size."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            named = [name for name in packed.namelist() if name.startswith(PROPERTIES)]
            for name in named[:MOST_MEMBERS]:
                with packed.open(name) as member:
                    yield member.read(MEMBER_BYTES)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, zlib.error, ValueError):
        return
