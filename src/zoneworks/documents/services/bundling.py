"""Several files in one: the members of a kind, written one after the other and packed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from zoneworks.documents.kinds import Member, Tell

FIRST_YEAR = 1980  # that an archive can name


def pack_members(
    members: Sequence[Member], path: Path, made_at: datetime, write: Callable[[Member, Path], None], tell: Tell
) -> None:
    """An archive of all members in their order; `write` makes the file of one. The same files give the same bytes."""
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for done, member in enumerate(members):
            tell(done, len(members))
            made = path.with_name(f"member.{member.format}")
            write(member, made)
            packed.writestr(entry(f"{member.name}.{member.format}", made_at), made.read_bytes(), ZIP_DEFLATED)
            made.unlink()
    tell(len(members), len(members))


def entry(name: str, made_at: datetime) -> ZipInfo:
    return ZipInfo(name, (max(made_at.year, FIRST_YEAR), *made_at.timetuple()[1:6]))
