"""Two zones under one province, with everybody who may come to a plan - and those who must never see it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count

from zoneworks.accounts.tests.worlds import INSIDERS, PERSONAS, STRANGERS, TODAY, World, make_world
from zoneworks.plans.choices import Duty, IndicatorKind, TagKind
from zoneworks.plans.models import Indicator, Item, Milestone, Plan, Tag
from zoneworks.plans.services import (
    ActualEntry,
    NewIndicator,
    NewItem,
    NewNode,
    add_items,
    create_plan,
    create_tag,
    issue_plan,
    record_actual,
)

__all__ = ["INSIDERS", "PERSONAS", "STRANGERS", "TODAY", "World", "make_world"]
YEAR = 2023
QUARTERS = (date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30), date(2023, 12, 31))
LEVELS = [
    {"zh": "类别", "en": "Category"},
    {"zh": "重点项目", "en": "Key project"},
    {"zh": "子项目", "en": "Sub-project"},
]
tokens = (f"sent-{number}" for number in count())


def quarters(*values: int | str) -> list[tuple[date, Decimal]]:
    return [(due, Decimal(value)) for due, value in zip(QUARTERS, values, strict=True)]


def cumulative(name: str, target: int, *, is_confirmed: bool = True, schedule: object = None) -> NewIndicator:
    fields = {
        "name": name, "unit": "个", "unit_en": "projects", "base_unit": "count", "kind": IndicatorKind.CUMULATIVE,
        "target": Decimal(target),
    }  # fmt: skip
    by_quarter = quarters(target // 4, target // 2, target * 3 // 4, target)
    return NewIndicator(fields, schedule=by_quarter if schedule is None else schedule, is_confirmed=is_confirmed)


def rate(name: str, target: int) -> NewIndicator:
    fields = {"name": name, "unit": "%", "base_unit": "percent", "kind": IndicatorKind.RATE, "target": Decimal(target)}
    return NewIndicator(fields, schedule=quarters(*[target] * 4), is_confirmed=True)


def battlefields(world: World) -> list[Tag]:
    scope = world.scope("supervision")
    return [
        create_tag(scope=scope, zone=world.zone, kind=TagKind.BATTLEFIELD, code=code, name=name, name_en=name_en)
        for code, name, name_en in [("investment", "招商引资", "Investment"), ("innovation", "科技创新", "Innovation")]
    ]


def table_of(world: World, *, projects: int = 2, leaves: int = 2, tags: list[Tag] | None = None) -> list[NewItem]:
    """One category, `projects` projects, each with `leaves` sub-projects led by the investment department."""
    items = [NewItem({"name": "高质量发展", "name_en": "High-quality development"})]
    for project in range(1, projects + 1):
        items.append(NewItem({"name": f"项目{project}", "name_en": f"Project {project}"}, above=0))
        above = len(items) - 1
        for leaf in range(1, leaves + 1):
            items.append(leaf_of(world, project, leaf, above, tags))
    return items


def leaf_of(world: World, project: int, leaf: int, above: int, tags: list[Tag] | None) -> NewItem:
    is_first = leaf == 1
    return NewItem(
        {
            "no": str(leaf),
            "code": f"1.{project:02d}.{leaf}",
            "name": f"子项目{project}.{leaf}",
            "name_en": f"Sub-project {project}.{leaf}",
            "goal": f"全年签约优质项目{project}0{leaf}个，其中亿元以上项目{leaf}个。",
            "deadline": date(2023, 12, 31),
            "deadline_text": "2023年12月底",
        },
        above=above,
        duties=[(Duty.RESPONSIBLE, world.investment if is_first else world.section), (Duty.COOPERATING, world.science)],
        leaders=[world.chief if is_first else world.deputy],
        tags=[tags[(leaf - 1) % len(tags)]] if tags else (),
        nodes=[NewNode(due, f"签约数累计达到{number}个") for number, due in enumerate(QUARTERS, start=1)],
        indicators=[cumulative("签约数", project * 100), rate("到位率", 45)],
        milestones=[{"text": "发布清单", "due": date(2023, 4, 15)}, {"text": "年度评价", "due": date(2023, 12, 20)}],
    )


def make_plan(world: World, *, is_issued: bool = True, projects: int = 2, leaves: int = 2, tags: object = None) -> Plan:
    scope = world.scope("supervision")
    plan = create_plan(
        scope=scope, zone=world.zone, year=YEAR, title="甲开发区2023年重点工作任务分解表", level_names=LEVELS,
        title_en="Zone A: breakdown of key tasks 2023", document_no="甲开〔2023〕1号",
    )  # fmt: skip
    add_items(scope=scope, plan=plan, items=table_of(world, projects=projects, leaves=leaves, tags=tags))
    if is_issued:
        plan = issue_plan(scope=scope, plan=plan, today=date(2023, 2, 28))
    plan.refresh_from_db()
    return plan


def leaf(plan: Plan, code: str = "1.01.1") -> Item:
    return Item.objects.select_related("plan__zone").get(plan=plan, code=code)


def indicator(plan: Plan, code: str = "1.01.1", name: str = "签约数") -> Indicator:
    return Indicator.objects.select_related("item__plan__zone").get(item=leaf(plan, code), name=name)


def milestone(plan: Plan, code: str = "1.01.1", text: str = "发布清单") -> Milestone:
    return Milestone.objects.select_related("item__plan__zone").get(item=leaf(plan, code), text=text)


def entry(indicator: Indicator, about: date, value: object, token: str | None = None, **more: object) -> ActualEntry:
    number = None if value is None else Decimal(str(value))
    return ActualEntry(indicator.pk, about, number, token or next(tokens), **more)


def say(world: World, persona: str, indicator: Indicator, about: date, value: object, today: date = TODAY):
    return record_actual(
        scope=world.scope(persona), indicator=indicator, entry=entry(indicator, about, value), today=today, sure=True
    )
