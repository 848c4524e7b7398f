"""A table beside the plan of its year: what each row would create, update, leave or not be able to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zonekit.sheets.matching import RowWords, match_rows
from zonekit.values.issues import NOWHERE, Issue
from zoneworks.imports.choices import Action
from zoneworks.imports.kinds import Change, Comparison, ProposedRow
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Plan
from zoneworks.plans.sheets.comparing import difference, new_leaf_changes
from zoneworks.plans.sheets.english import edition_of, head_in_english, is_chinese_plan, is_english, translation_of
from zoneworks.plans.sheets.head import head_changes, head_of
from zoneworks.plans.sheets.issue_places import spread_issues
from zoneworks.plans.sheets.names import Directory
from zoneworks.plans.sheets.reading import ReadTable
from zoneworks.plans.sheets.standing import StandingRow, standing_rows
from zoneworks.plans.sheets.statements import DUTIES, Statement, stated_fields, statement_of
from zoneworks.plans.sheets.summary import summary_of_table
from zoneworks.plans.sheets.targets import remembered_answers, said_before, target_plan
from zoneworks.units.models import Unit

Json = dict[str, Any]
TABLE, EDITION = "table", "edition"
NAMES_SHOWN = 3
ROWS_OF_AN_ORDER = 12


@dataclass
class Situation:
    """All that a comparison looks at."""

    table: ReadTable
    plan: Plan | None
    directory: Directory
    statements: list[Statement]
    head: Json
    rows: list[StandingRow]
    stated: set[str]
    whole_issues: list[Issue]
    row_issues: dict[int, list[Issue]]
    notes: list[Issue] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.plan is None or self.plan.state == PlanState.DRAFT

    @property
    def said(self) -> list[Json]:
        return [statement.said for statement in self.statements]


def compare_table(zone: Unit, table: ReadTable, options: Json) -> Comparison:
    at_hand = look(zone, table, options)
    edition = matching_edition(at_hand)
    if edition is not None:
        return finished(at_hand, EDITION, edition_rows(at_hand, edition))
    return finished(at_hand, TABLE, table_rows(at_hand))


def look(zone: Unit, table: ReadTable, options: Json) -> Situation:
    """Everything that is asked of the database, in a number of statements that no table changes."""
    sheet, plan = table.sheet, target_plan(zone, table.year)
    directory = Directory(zone, {**remembered_answers(zone), **options.get("answers", {})})
    statements = [statement_of(item, sheet.year) for item in sheet.items]
    deepest = max((len(statement.said["path"]) + 1 for statement in statements), default=1)
    whole, own = spread_issues(table.issues, sheet.items)
    return Situation(
        table=table,
        plan=plan,
        directory=directory,
        statements=statements,
        head=head_of(sheet, deepest, table.source.filename),
        rows=standing_rows(plan) if plan else [],
        stated=stated_fields((statement.said for statement in statements), sheet.column_map),
        whole_issues=whole,
        row_issues=own,
    )


def matching_edition(at_hand: Situation) -> list[StandingRow] | None:
    """The rows an English table translates; notes why not where it looks like one and is none."""
    if at_hand.plan is None or not is_english(at_hand.said) or not is_chinese_plan(at_hand.rows):
        return None
    edition = edition_of(at_hand.said, at_hand.rows)
    code, severity = ("translation_found", "note") if edition else ("translation_unclear", "warning")
    at_hand.notes.append(Issue(code, NOWHERE, {"plan": at_hand.plan.title}, severity))  # type: ignore[arg-type]
    return edition


def table_rows(at_hand: Situation) -> list[ProposedRow]:
    """The head, then every leaf of the table in its order."""
    known = [row.words() for row in at_hand.rows]
    words = [RowWords(tuple(said["path"]), said["name"], said["goal"], said["no"]) for said in at_hand.said]
    matched = match_rows(known, words)
    note_strangers(at_hand, matched)
    before = said_before(at_hand.plan) if at_hand.plan else {}
    leaves = [
        leaf_row(at_hand, place, at_hand.rows[found] if found is not None else None, before)
        for place, found in enumerate(matched)
    ]
    changes = head_changes(at_hand.plan, at_hand.head)
    in_order = order_below_headings(at_hand, matched)
    if in_order != sorted(in_order):
        changes.append(Change("order", numbers_of(at_hand, sorted(in_order)), numbers_of(at_hand, in_order)))
    return [head_row(at_hand, changes), *leaves] if at_hand.statements else []


def order_below_headings(at_hand: Situation, matched: Sequence[int | None]) -> list[int]:
    """Standing rows in the order of the table, rows of one heading together where the table scatters them."""
    places: dict[tuple[str, ...], int] = {}
    for place, said in enumerate(at_hand.said):
        for depth in range(len(said["path"]) + 1):
            places.setdefault(tuple(said["path"][:depth]), place)

    def rank(place: int) -> list[int]:
        path = at_hand.statements[place].said["path"]
        return [*(places[tuple(path[: depth + 1])] for depth in range(len(path))), place]

    found = [(rank(place), index) for place, index in enumerate(matched) if index is not None]
    return [index for _rank, index in sorted(found)]


def numbers_of(at_hand: Situation, order: Sequence[int]) -> list[str | Mapping[str, str]]:
    """The first rows of an order, by number or name."""
    named = [at_hand.rows[index].item for index in order[:ROWS_OF_AN_ORDER]]
    return [item.no or item.title[:20] for item in named]


def note_strangers(at_hand: Situation, matched: Sequence[int | None]) -> None:
    """Items the table does not have, and a table that has none of the plan's."""
    if at_hand.plan is None or not at_hand.rows or not at_hand.statements:
        return
    found = {index for index in matched if index is not None}
    if not found:
        params: dict[str, str | int | float] = {"plan": at_hand.plan.title, "items": len(at_hand.rows)}
        at_hand.notes.append(Issue("table_differs", NOWHERE, params, "warning"))
        return
    missing = [row.item for index, row in enumerate(at_hand.rows) if index not in found]
    if missing:
        names = "、".join(item.title[:20] for item in missing[:NAMES_SHOWN])
        at_hand.notes.append(Issue("items_not_in_table", NOWHERE, {"items": len(missing), "names": names}, "note"))


def leaf_row(at_hand: Situation, place: int, standing: StandingRow | None, before: dict[str, Json]) -> ProposedRow:
    statement = at_hand.statements[place]
    said, issues = statement.said, issues_of(at_hand, place)
    if standing is None:
        action, changes = Action.CREATE, new_leaf_changes(said, at_hand.directory)
    else:
        found = difference(standing, said, at_hand.stated, at_hand.directory, before.get(standing.root, {}))
        action, changes = (Action.UPDATE if found.changes else Action.SAME), found.changes
    return ProposedRow(
        where=statement.where,
        label=label_of(said),
        action=settled(at_hand, action, issues),
        draft={"row": "leaf", **said},
        changes=tuple(changes),
        issues=tuple(issues),
        key=standing.root if standing else "",
    )


def issues_of(at_hand: Situation, place: int) -> list[Issue]:
    statement, cells = at_hand.statements[place], at_hand.table.sheet.items[place].cells
    issues = [*at_hand.row_issues.get(place, ()), *statement.issues]
    for name in DUTIES:
        issues += at_hand.directory.issues("unit", statement.said[name], cells.get(name, statement.where))
    issues += at_hand.directory.issues("post", statement.said["leaders"], cells.get("leaders", statement.where))
    return unique(issues)


def unique(issues: Iterable[Issue]) -> list[Issue]:
    found: dict[tuple[Any, ...], Issue] = {}
    for issue in issues:
        found.setdefault((issue.code, issue.where, tuple(sorted(issue.params.items()))), issue)
    return list(found.values())


def settled(at_hand: Situation, action: Action, issues: Iterable[Issue]) -> Action:
    """What can really be done: nothing with an error, no change of a plan that is not a draft."""
    is_wrong = any(issue.severity == "error" for issue in issues)
    is_closed = action != Action.SAME and not at_hand.is_open
    return Action.REJECT if is_wrong or is_closed else action


def label_of(said: Json) -> str:
    return " ".join(part for part in (said["no"], said["name"] or said["goal"]) if part)


def head_row(at_hand: Situation, changes: Sequence[Change]) -> ProposedRow:
    title = at_hand.head["title"] or at_hand.head["filename"]
    action = Action.CREATE if at_hand.plan is None else Action.UPDATE if changes else Action.SAME
    key = str(at_hand.plan.pk) if at_hand.plan else ""
    draft = {"row": "plan", **at_hand.head}
    return ProposedRow(NOWHERE, title, settled(at_hand, action, ()), draft, tuple(changes), (), key, is_head=True)


def edition_rows(at_hand: Situation, edition: Sequence[StandingRow]) -> list[ProposedRow]:
    assert at_hand.plan is not None
    changes, _fields = head_in_english(at_hand.plan, at_hand.head)
    rows = [head_row(at_hand, changes)]
    for statement, standing in zip(at_hand.statements, edition, strict=True):
        found = translation_of(statement.said, standing).changes
        action = settled(at_hand, Action.UPDATE if found else Action.SAME, ())
        draft = {"row": "translation", **statement.said}
        label = label_of(statement.said)
        rows.append(ProposedRow(statement.where, label, action, draft, tuple(found), key=standing.root))
    return rows


def finished(at_hand: Situation, mode: str, rows: list[ProposedRow]) -> Comparison:
    plan = at_hand.plan
    questions = at_hand.directory.questions(at_hand.said) if mode == TABLE else []
    return Comparison(
        rows=tuple(rows),
        summary={"mode": mode, "stated": sorted(at_hand.stated), **summary_of_table(at_hand.table, at_hand.head, plan)},
        issues=(*at_hand.whole_issues, *at_hand.notes),
        questions=tuple(questions),
        target=str(plan.pk) if plan else "",
        target_revision=plan.revision if plan else 0,
        obstacle=obstacle_of(at_hand, rows),
    )


def obstacle_of(at_hand: Situation, rows: Sequence[ProposedRow]) -> Issue | None:
    """What stands in the way of the whole table: no year, or a plan that is no draft and says something else."""
    if not rows:
        return None
    if at_hand.table.year is None:
        return Issue("plan_year_missing")
    if at_hand.plan is None or at_hand.is_open or all(row.action == Action.SAME for row in rows):
        return None
    return Issue(f"plan_is_{at_hand.plan.state}", NOWHERE, {"plan": at_hand.plan.title})
