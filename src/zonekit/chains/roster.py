"""A list of enterprises beside a chain: who they are, where they stand, what they make; every oddity with its cell.

A figure that cannot be right is named and left out; the enterprise stays.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from zonekit.chains.checks import KnownClass, anything_goes
from zonekit.chains.gaps import Blockage
from zonekit.chains.given import Given, Row, class_codes, got, place_of, read_flag, read_share
from zonekit.chains.headings import BLOCKAGES, ROSTER
from zonekit.chains.model import Chain
from zonekit.chains.tables import Grid, Grids, Table, read_table, sheet_named
from zonekit.values.issues import Issue, Severity, Where

MOST_YUAN = 1e13  # ten trillion yuan a year: more than any enterprise of the country makes
SCALES = {"亿": 1e8, "万": 1e4, "千": 1e3, "": 1.0}
MONEY = re.compile(r"([-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?)(亿|万|千|)元?")
KINDS = {
    "物流": "logistics", "审批": "approval", "用地": "land", "土地": "land", "用工": "staff", "人员": "staff",
    "资金": "funds", "融资": "funds", "其他": "other",
}  # fmt: skip
# "" where the code is right, else the code of what is wrong with it.
CodeProblem = Callable[[str | int | float], str]
# A name without what may be written one way or another: two names of one key are one firm's.
NameKey = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class RosterFirm:
    """One row. `node`: code of the node it is said to stand on, "" where it is not said; amounts in yuan a year."""

    code: str
    name: str
    industry_class: str
    scope: str
    node: str
    output: float | None
    capacity: float | None
    share: float | None
    is_foreign: bool
    is_confirmed: bool
    where: Where
    same_as: str = ""

    @property
    def identity(self) -> str:
        """What the enterprise is known by: `same_as` where an earlier row is the same one's."""
        return self.same_as or self.code or self.name


@dataclass(frozen=True, slots=True)
class Roster:
    firms: tuple[RosterFirm, ...]
    issues: tuple[Issue, ...] = ()


class RosterReading:
    """Rows into enterprises, gathering what is wrong."""

    def __init__(
        self,
        nodes: Mapping[str, str],
        known_class: KnownClass,
        problem: CodeProblem,
        table: Table,
        name_key: NameKey = str.strip,
    ) -> None:
        self.nodes, self.known_class, self.problem = nodes, known_class, problem
        self.factors = table.factors
        self.issues = list(table.issues)
        self.seen: dict[tuple[str, str], Where] = {}
        self.name_key = name_key
        self.named: dict[str, RosterFirm] = {}

    def say(self, code: str, where: Where, severity: Severity = "warning", **params: str | int | float) -> None:
        self.issues.append(Issue(code, where, params, severity))

    def firm(self, row: Row) -> RosterFirm | None:
        firm = RosterFirm(
            code=self.credit_code(got(row, "code")),
            name=got(row, "name").text,
            industry_class=self.industry_class(got(row, "industry_class")),
            scope=got(row, "scope").text,
            node=self.node(got(row, "node")),
            output=self.output(row),
            capacity=self.money(got(row, "capacity"), "capacity"),
            share=self.share(got(row, "share")),
            is_foreign=self.flag(got(row, "is_foreign")),
            is_confirmed=self.flag(got(row, "is_confirmed")),
            where=place_of(row),
        )
        if not firm.identity:
            self.say("enterprise_without_name", firm.where, "error")
            return None
        firm = self.known_again(firm)
        earlier = self.seen.setdefault((firm.identity, firm.node), firm.where)
        if earlier != firm.where:
            self.say("enterprise_twice", firm.where, value=firm.identity[:60], first=str(earlier))
            return None
        return firm

    def known_again(self, firm: RosterFirm) -> RosterFirm:
        """The firm as the one an earlier row names otherwise, unless each has a code of its own."""
        if not firm.name:
            return firm
        earlier = self.named.setdefault(self.name_key(firm.name), firm)
        if earlier.identity == firm.identity or (earlier.code and firm.code):
            return firm
        if earlier.name != firm.name:
            names = {"name": firm.name[:60], "other": earlier.name[:60]}
            self.issues.append(
                Issue("enterprise_of_two_names", firm.where, {**names, "first": str(earlier.where)}, "warning")
            )
        return replace(firm, same_as=earlier.identity)

    def credit_code(self, given: Given) -> str:
        """The code as written; a number has lost its end, so that it names nobody."""
        is_number = isinstance(given.value, int | float)
        code = "" if is_number else "".join(unicodedata.normalize("NFKC", given.text).split()).upper()
        problem = self.problem(given.value if is_number else code) if is_number or code else ""
        if problem:
            self.say(problem, given.where, value=given.text[:60])
        return code

    def industry_class(self, given: Given) -> str:
        codes = list(class_codes(given))
        if not codes:
            return ""
        code, is_number = codes[0]
        if is_number:
            self.say("class_as_number", given.where, value=code)
        if len(codes) > 1 or not re.fullmatch(r"\d{2,4}", code):
            self.say("class_unreadable", given.where, value=given.text[:60])
            return ""
        reading = self.known_class(code)
        if reading.problem == "edition_2011" and reading.successors:
            self.say("class_of_2011", given.where, value=code, successors="、".join(reading.successors))
            return reading.successors[0] if len(reading.successors) == 1 else ""
        if reading.problem:
            self.say("class_unknown", given.where, value=code)
            return ""
        return reading.code

    def node(self, given: Given) -> str:
        if given.is_empty:
            return ""
        code = self.nodes.get(given.text.lower(), "")
        if not code:
            self.say("node_unknown", given.where, value=given.text[:60])
        return code

    def money(self, given: Given, field: str) -> float | None:
        if given.is_empty:
            return None
        try:
            factor = 1.0 if has_unit(given) else self.factors.get(field, 1.0)
            amount = amount_of(given) * factor
        except ValueError:
            self.say("figure_unreadable", given.where, value=given.text[:60])
            return None
        if amount < 0:
            self.say("figure_negative", given.where, value=given.text[:60])
        elif amount > MOST_YUAN or not math.isfinite(amount):
            self.say("figure_absurd", given.where, value=given.text[:60])
        else:
            return amount
        return None

    def output(self, row: Row) -> float | None:
        """The output, else the revenue, as on the pages."""
        output = self.money(got(row, "output"), "output")
        return self.money(got(row, "revenue"), "revenue") if output is None else output

    def share(self, given: Given) -> float | None:
        try:
            share = read_share(given)
        except (ValueError, OverflowError):
            share = math.nan
        if share is None or 0 < share <= 1:
            return share
        self.say("share_out_of_range", given.where, value=given.text[:60])
        return None

    def flag(self, given: Given) -> bool:
        try:
            return read_flag(given)
        except ValueError:
            self.say("flag_unreadable", given.where, value=given.text[:60])
            return False


def read_roster(
    sheet: str,
    grid: Grid,
    chain: Chain,
    known_class: KnownClass | None = None,
    code_problem: CodeProblem | None = None,
    name_key: NameKey = str.strip,
) -> Roster:
    """Enterprises of a sheet. A node is named by its code or its name in either language."""
    table = read_table(sheet, grid, ROSTER)
    problem = code_problem or (lambda code: "")
    reading = RosterReading(node_names(chain), known_class or anything_goes, problem, table, name_key)
    if any(issue.severity == "error" for issue in table.issues):
        return Roster((), table.issues)
    firms = [reading.firm(row) for row in table.rows]
    if not table.rows:
        reading.say("enterprises_missing", Where(sheet=sheet), "error")
    return Roster(tuple(firm for firm in firms if firm is not None), tuple(reading.issues))


def read_blockages(grids: Grids, chain: Chain) -> tuple[tuple[Blockage, ...], tuple[Issue, ...]]:
    """The sheet of blockages of a chain's workbook, where it has one."""
    name = sheet_named(grids, BLOCKAGES)
    if name is None:
        return (), ()
    table = read_table(name, grids[name], BLOCKAGES)
    nodes, issues, blockages = node_names(chain), list(table.issues), []
    for row in table.rows:
        node, kind = got(row, "node"), got(row, "kind")
        code = nodes.get(node.text.lower(), "")
        word = KINDS.get(kind.text, kind.text.lower())
        if not code:
            issues.append(Issue("node_unknown", node.where, {"value": node.text[:60]}, "warning"))
        elif word not in KINDS.values():
            issues.append(Issue("blockage_kind_unknown", kind.where, {"value": kind.text[:60]}, "warning"))
        else:
            blockages.append(Blockage(code, word))
    return tuple(blockages), tuple(issues)


def node_names(chain: Chain) -> dict[str, str]:
    """Code and names of every node, in small letters, -> its code; a code goes before a name."""
    names: dict[str, str] = {}
    for node in reversed(chain.nodes):
        names[node.name.en.lower()] = names[node.name.zh.lower()] = node.code
    return names | {node.code.lower(): node.code for node in chain.nodes}


def has_unit(given: Given) -> bool:
    """Whether the cell itself says the unit: then that of the heading does not apply.

    >>> has_unit(Given("8000万元")), has_unit(Given("8,000")), has_unit(Given(8000))
    (True, False, False)
    """
    return isinstance(given.value, str) and any(unit in given.value for unit in ("元", "亿", "万", "千"))


def amount_of(given: Given) -> float:
    """Yuan of a cell: a number, or one in words such as 1.2亿 or 3,500万元. ValueError for anything else.

    >>> amount_of(Given("1.2亿元")), amount_of(Given("３,５００万")), amount_of(Given(7))
    (120000000.0, 35000000.0, 7.0)
    """
    if isinstance(given.value, bool):
        raise ValueError(given.text)
    if isinstance(given.value, int | float):
        return float(given.value)
    text = "".join(unicodedata.normalize("NFKC", given.text).replace(",", "").split()).lower()
    found = MONEY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return round(float(found[1]) * SCALES[found[2]], 4)
