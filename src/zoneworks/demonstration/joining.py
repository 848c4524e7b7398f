"""What only the plan system knows, joined to the imported table: by number for items, by name for indicators."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from zoneworks.accounts.access import Scope
from zoneworks.demonstration.files import read, sub_projects
from zoneworks.plans.choices import BasisKind, IndicatorKind, IndicatorState, Measure
from zoneworks.plans.models import Indicator, Item, Milestone, Plan, Tag
from zoneworks.plans.services import (
    NewNode,
    change_indicator,
    change_item,
    change_milestone,
    change_plan,
    confirm_indicators,
    reject_indicator,
    set_nodes,
    set_tags,
)
from zoneworks.plans.services.plans import LevelName

Json = dict[str, Any]
KINDS = {
    "cumulative_count": (IndicatorKind.CUMULATIVE, Measure.COUNT),
    "cumulative_amount": (IndicatorKind.CUMULATIVE, Measure.AMOUNT),
    "year_end_level": (IndicatorKind.LEVEL, Measure.COUNT),
    "rate": (IndicatorKind.RATE, Measure.AMOUNT),
}


def join_plan(scope: Scope, plan: Plan) -> None:
    about = read("plan.json")["plan"]
    english = ["Category", "Key project", "Sub-project"]
    names: list[LevelName] = [
        {"zh": name["zh"], "en": word} for name, word in zip(plan.level_names, english, strict=True)
    ]
    change_plan(
        scope=scope,
        plan=plan,
        title_en=about["title_en"],
        document_no_en=about["document_no_en"],
        level_names=names,
        is_illustrative=True,
    )
    plan.refresh_from_db()


def join_headings(scope: Scope, plan: Plan) -> None:
    """Codes and English names of categories and projects, in the order of the table."""
    categories = read("plan.json")["categories"]
    projects = [project for category in categories for project in category["projects"]]
    for level, rows in ((1, categories), (2, projects)):
        for item, row in zip(Item.objects.filter(plan=plan, level=level).order_by("path"), rows, strict=True):
            require_same(item.name, row["name_zh"])
            change_item(scope=scope, item=item, code=row["code"], name_en=row["name_en"])


def join_leaves(scope: Scope, plan: Plan) -> None:
    tags = {(tag.kind, tag.code): tag for tag in Tag.objects.filter(zone=plan.zone)}
    rows = {str(row["seq"]): row for row in sub_projects()}
    chapters = read("chapters.json")["projects"]
    for item in Item.objects.filter(plan=plan, is_leaf=True).order_by("path"):
        row = rows[item.no]
        require_same(item.name, row["name_zh"])
        change_item(scope=scope, item=item, **leaf_fields(row))
        chosen = [("battlefield", row["battlefield"]), ("theme", row["theme"])]
        chosen += [("dimension", code) for code in row["visions"]]
        chosen.append(("chapter", chapters[row["project_code"]]))
        set_tags(scope=scope, item=item, tags=[tags[key] for key in chosen if key in tags])
        join_nodes(scope, item, row)
        join_milestones(scope, item, row)
        join_indicators(scope, item, row)


def leaf_fields(row: Json) -> Any:
    return {
        "code": row["code"],
        "name_en": row["name_en"],
        "goal_en": row["goal_en"],
        "weight": Decimal(row["weight"]),
        "site": row["site_zh"],
        "site_en": row["site_en"],
        "basis_kind": BasisKind(row["basis"]["kind"]),
        "basis": row["basis"]["zh"],
        "basis_en": row["basis"]["en"],
        "basis_sources": row["basis"].get("sources", []),
    }


def join_nodes(scope: Scope, item: Item, row: Json) -> None:
    """The English of the quarter nodes; the Chinese stays as the table has it."""
    english = {words["zh"]: words["en"] for words in row["quarter_nodes"].values()}
    nodes = [NewNode(node.due, node.text, english.get(node.text, "")) for node in item.nodes.order_by("due")]
    set_nodes(scope=scope, item=item, nodes=nodes)


def join_milestones(scope: Scope, item: Item, row: Json) -> None:
    known = {(m["text_zh"], m["due"]): m for m in row["milestones"]}
    for milestone in Milestone.objects.filter(item=item):
        more = known.get((milestone.text, str(milestone.due)))
        if more:
            change_milestone(
                scope=scope, milestone=milestone, text_en=more["text_en"], is_fixed_date=more["fixed_date"]
            )


def join_indicators(scope: Scope, item: Item, row: Json) -> None:
    """What the table proposed and the plan knows becomes complete; what else was proposed is put aside."""
    known = {indicator["name_zh"]: indicator for indicator in row["indicators"]}
    for indicator in Indicator.objects.filter(item=item):
        more = known.get(indicator.name)
        if more is None:
            reject_indicator(scope=scope, indicator=indicator)
            continue
        change_indicator(scope=scope, indicator=indicator, **indicator_fields(more))


def indicator_fields(row: Json) -> Any:
    kind, measure = KINDS[row["kind"]]
    return {
        "name_en": row["name_en"],
        "unit_en": row["unit_en"],
        "base_unit": row["unit_base"],
        "factor": Decimal(row["unit_factor"]),
        "kind": kind,
        "measure": measure,
        "baseline": number(row["baseline"]),
        "start": number(row["start"]),
        "target": number(row["annual_target"]),
        "register": "" if row["register"] == "manual" else row["register"],
        "register_args": row["register_args"],
    }


def number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def confirm_proposals(scope: Scope, plan: Plan) -> int:
    waiting = Indicator.objects.filter(item__plan=plan, state=IndicatorState.PROPOSED).values_list("pk", flat=True)
    return confirm_indicators(scope=scope, plan=plan, indicators=list(waiting))


def require_same(imported: str, known: str) -> None:
    if imported != known:
        raise ValueError(f"the imported table says {imported!r} where plan.json says {known!r}")
