"""Zip packages (.xlsx, .docx) opened so that no archive, however hostile, unpacks beyond the limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from zonekit.sheets.readers.refusals import Refusal
from zonekit.sheets.source import Limits

MOST_PARTS = 10_000
SMALL_PACKAGE = 1024 * 1024
_CHUNK = 64 * 1024
_KEPT_BYTES = 16 * 1024 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError)


class Package:
    """A zip package whose parts were all unpacked once, counted and thrown away, before anything parses them.

    The sizes in a zip directory are claims of its author; only counting while unpacking tells the truth.
    Raises Refusal: `file_corrupted`, `password_protected`, `unpacks_too_large`.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._packed = len(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise Refusal("file_corrupted") from error
        self._sizes: dict[str, int] = {}
        self._kept: dict[str, bytes] = {}
        self._check_claims()
        self._check_sizes()

    @property
    def names(self) -> list[str]:
        """Names of all parts, as the package spells them."""
        return self._zip.namelist()

    def has(self, name: str) -> bool:
        """Whether a part of exactly this name exists."""
        return name in self._zip.NameToInfo

    def size(self, name: str) -> int:
        """Unpacked size of a part as counted, in bytes."""
        return self._sizes[name]

    def open(self, name: str) -> IO[bytes]:
        """A part as a file; reading it cannot fail any more, it was unpacked once."""
        return io.BytesIO(self._kept[name]) if name in self._kept else self._zip.open(name)

    def chunks(self, name: str) -> Iterator[bytes]:
        """The unpacked bytes of one part, a piece at a time."""
        try:
            with self.open(name) as part:
                while piece := part.read(_CHUNK):
                    yield piece
        except _BROKEN as error:
            raise Refusal("file_corrupted", part=name) from error

    def read(self, name: str) -> bytes:
        """The unpacked bytes of one part."""
        return b"".join(self.chunks(name))

    def _check_claims(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > MOST_PARTS:
            raise Refusal("unpacks_too_large", parts=len(entries), limit=MOST_PARTS)
        # Two parts of one name are two files in one: every reader would see another.
        if len({entry.filename.lower() for entry in entries}) < len(entries):
            raise Refusal("file_corrupted", reason="duplicate_parts")
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise Refusal("password_protected")
        self._check_total(sum(entry.file_size for entry in entries))

    def _check_sizes(self) -> None:
        total = 0
        for entry in self._zip.infolist():
            before, pieces = total, []
            for piece in self.chunks(entry.filename):
                total += len(piece)
                self._check_total(total)
                if total <= _KEPT_BYTES:
                    pieces.append(piece)
            self._sizes[entry.filename] = total - before
            if total <= _KEPT_BYTES:
                self._kept[entry.filename] = b"".join(pieces)

    def _check_total(self, unpacked: int) -> None:
        if unpacked > self._limits.unpacked_bytes:
            raise Refusal("unpacks_too_large", bytes=unpacked, limit=self._limits.unpacked_bytes)
        if unpacked > SMALL_PACKAGE and unpacked > self._packed * self._limits.unpack_ratio:
            raise Refusal("unpacks_too_large", ratio=unpacked // self._packed, limit=self._limits.unpack_ratio)
