"""Beside the database: how far the work on a large table is, the wish to stop it, and what was read of it.

One transaction writes all of a table; nothing else could be told through the database until it ends, and on SQLite
nobody else could write. So progress and the wish to stop are small files that every process of the product sees.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

FOLDER = "working"
PACKETS = "packets.jsonl.gz"


class StopAsked(Exception):  # noqa: N818 - reads as what happened
    """Somebody wants the work to end."""


class Desk:
    """The folder of one import."""

    def __init__(self, batch: UUID) -> None:
        self.folder = Path(settings.MEDIA_ROOT) / FOLDER / str(batch)

    def begin(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "stop").unlink(missing_ok=True)
        self.tell(0, 1)

    def tell(self, done: int, about: int) -> None:
        """How far it is. Raises StopAsked where somebody asked for that."""
        if (self.folder / "stop").exists():
            raise StopAsked
        fresh = self.folder / "progress.new"
        fresh.write_text(json.dumps([done, about]))
        fresh.replace(self.folder / "progress")

    def ask_to_stop(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "stop").touch()

    @property
    def progress(self) -> tuple[int, int]:
        try:
            done, about = json.loads((self.folder / "progress").read_text())
        except (OSError, ValueError):
            return 0, 1
        return int(done), max(int(about), 1)

    @property
    def percent(self) -> int:
        done, about = self.progress
        return min(99, 100 * done // about)

    @property
    def heard_at(self) -> datetime | None:
        """The last sign of life of the work."""
        try:
            return datetime.fromtimestamp((self.folder / "progress").stat().st_mtime, UTC)
        except OSError:
            return None

    def keeping(self) -> PacketWriter:
        self.folder.mkdir(parents=True, exist_ok=True)
        return PacketWriter(self.folder / PACKETS)

    def packets(self) -> Iterator[list[Any]]:
        with gzip.open(self.folder / PACKETS, "rt", encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)

    def clear(self) -> None:
        for path in self.folder.glob("*") if self.folder.is_dir() else ():
            path.unlink(missing_ok=True)
        if self.folder.is_dir():
            self.folder.rmdir()


class PacketWriter:
    """Packets of rows, a line each, packed: what was read is not read again when it is accepted."""

    def __init__(self, path: Path) -> None:
        self.file = gzip.open(path, "wt", encoding="utf-8", compresslevel=1)  # noqa: SIM115 - closed by __exit__

    def __enter__(self) -> PacketWriter:
        return self

    def __call__(self, packet: list[Any]) -> None:
        # In one piece: written bit by bit, the encoder of the library is ten times slower.
        self.file.write(json.dumps(packet, ensure_ascii=False, separators=(",", ":"), default=str) + "\n")

    def __exit__(self, *_error: object) -> None:
        self.file.close()
