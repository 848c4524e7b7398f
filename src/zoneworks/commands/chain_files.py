"""The files of the chain commands: a chain's workbook and a list of enterprises, read without a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zonekit.chains import Blockage, Chain, ReadChain, load_chain, parse_chain
from zonekit.chains.headings import NODES
from zonekit.chains.roster import Roster, RosterFirm, read_blockages, read_roster
from zonekit.chains.signs import Likely
from zonekit.chains.tables import Grid as Cells
from zonekit.chains.tables import Grids
from zonekit.registry.classification import load_classifier
from zonekit.registry.names import normal_name, parts_of
from zonekit.registry.scopes import plain_text, without_riders
from zonekit.sheets.readers import read_source
from zonekit.sheets.source import Grid, Limits, Source, column_letters
from zonekit.values.issues import Issue
from zoneworks.chains.classes import code_problem, known_class
from zoneworks.commands.dry_run import FileUnreadableError, read_bytes

MOST_ROWS = 300_000
LEAST_SCORE = 0.4  # of a class found from name and scope; below, product words alone decide
LIMITS = Limits(file_bytes=200 * 1024 * 1024, unpacked_bytes=1024 * 1024 * 1024, rows=MOST_ROWS)


@dataclass(frozen=True, slots=True)
class ChainFile:
    """A chain as read and the blockages noted beside it."""

    read: ReadChain
    blockages: tuple[Blockage, ...] = ()

    @property
    def chain(self) -> Chain | None:
        return self.read.chain

    @property
    def issues(self) -> tuple[Issue, ...]:
        return self.read.issues


def read_chain_file(file: str) -> ChainFile:
    """A chain's workbook; the code of a shipped chain, where no file has that name, stands for that chain."""
    if not Path(file).exists():
        try:
            return ChainFile(ReadChain(load_chain(file)))
        except KeyError:
            pass
    source = source_of(file)
    if not source.grids:
        is_told = any(issue.severity == "error" for issue in source.issues)
        none = () if is_told else (Issue("nodes_sheet_missing", params={"sheet": NODES.names}),)
        return ChainFile(ReadChain(None, (*source.issues, *none)))
    grids = grids_of(source)
    read = parse_chain(grids, known_class, default_name=Path(file).stem)
    issues = (*source.issues, *read.issues)
    if read.chain is None:
        return ChainFile(ReadChain(None, issues))
    blockages, odd = read_blockages(grids, read.chain)
    return ChainFile(ReadChain(read.chain, (*issues, *odd)), blockages)


def read_roster_file(file: str, chain: Chain) -> Roster:
    """The first sheet that has headings of a list of enterprises."""
    source = source_of(file)
    tables = [(grid.sheet, cells_of(grid)) for grid in source.grids]
    read = [read_roster(sheet, cells, chain, known_class, code_problem, name_key) for sheet, cells in tables]
    best = max(read, key=lambda roster: len(roster.firms), default=Roster((), ()))
    return Roster(best.firms, (*source.issues, *best.issues))


def source_of(file: str) -> Source:
    """The file as read; one that cannot be opened is an empty source with that issue."""
    try:
        data = read_bytes(file, LIMITS)
    except FileUnreadableError as error:
        return Source("unknown", file, "", issues=(error.issue,))
    return read_source(data, Path(file).name, LIMITS)


def grids_of(source: Source) -> Grids:
    return {grid.sheet: cells_of(grid) for grid in source.grids}


def cells_of(grid: Grid) -> Cells:
    width = max((len(row) for row in grid.rows), default=0)
    letters = [column_letters(grid.first_column + column) for column in range(width)]
    numbered = enumerate(grid.rows, start=grid.first_row + 1)
    return [[(value, f"{letters[at]}{number}") for at, value in enumerate(row)] for number, row in numbered]


def name_key(name: str) -> str:
    """The name without its legal form, in one spelling."""
    parts = parts_of(name)
    return f"{parts.place} {parts.core} {parts.branch}" if parts.core else normal_name(name)


def likely_classes(firms: Sequence[RosterFirm]) -> list[Likely]:
    """For those that state neither class nor node, the classes their name and scope speak for, with their chances."""
    likely: list[Likely] = [()] * len(firms)
    bare = [place for place, firm in enumerate(firms) if not firm.industry_class and not firm.node]
    if bare:
        names, scopes = [firms[place].name for place in bare], [firms[place].scope for place in bare]
        for place, best in zip(bare, load_classifier().classify(names, scopes), strict=True):
            likely[place] = tuple((one.code, one.score) for one in best)
    return likely


def classes_of(firms: Sequence[RosterFirm], likely: Sequence[Likely]) -> list[str]:
    """The class each states, else the likeliest where it is likely enough."""
    found = (best[0][0] if best and best[0][1] >= LEAST_SCORE else "" for best in likely)
    return [firm.industry_class or code for firm, code in zip(firms, found, strict=True)]


def plain_scope(text: str) -> str:
    """Half-width and simplified, without riders and what is excepted."""
    return without_riders(plain_text(text))
