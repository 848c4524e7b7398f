"""A zone with plans of any size in a database of its own, through the services."""

from __future__ import annotations

import calendar
import os
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneworks.accounts.access import Scope
    from zoneworks.plans.models import Plan
    from zoneworks.units.models import Unit

YEAR = 2023
TODAY = date(2023, 12, 31)
MONTH_ENDS = [date(YEAR, month, calendar.monthrange(YEAR, month)[1]) for month in range(1, 13)]


def start() -> None:
    """Django with an empty database in ZONEWORKS_HOME."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zoneworks.config.settings")
    import django

    django.setup()
    from zoneworks.commands.setting_up import migrate

    migrate()


def make_zone() -> tuple[Scope, Unit, list[Unit]]:
    from zoneworks.accounts.access import Scope
    from zoneworks.accounts.choices import RoleKind
    from zoneworks.accounts.services import create_account, grant_role
    from zoneworks.units.choices import UnitKind
    from zoneworks.units.models import Unit
    from zoneworks.units.services import create_post, create_unit

    number = Unit.objects.count()
    zone = create_unit(kind=UnitKind.ZONE, code=f"Z{number}", name=f"开发区{number}", name_en=f"Zone {number}")
    units = [
        create_unit(kind=UnitKind.DEPARTMENT, code=f"Z{number}-{n}", name=f"部门{n}", name_en=f"Unit {n}", parent=zone)
        for n in range(20)
    ]
    create_post(zone=zone, code="R1", name="分管副主任", name_en="Deputy Director")
    user = create_account(username=f"supervision{number}", password=None)
    grant_role(user=user, unit=units[0], kind=RoleKind.SUPERVISION)
    return Scope(user), zone, units


def make_plan(*, projects: int, leaves: int) -> tuple[Scope, Plan]:
    """Two categories, `projects` projects of `leaves` sub-projects, each with an indicator and a milestone; issued."""
    from zoneworks.plans.services import NewItem, add_items, create_plan, issue_plan

    scope, zone, units = make_zone()
    plan = create_plan(
        scope=scope, zone=zone, year=YEAR, title="任务分解表", title_en="Task breakdown",
        level_names=[{"zh": "类别", "en": "Category"}, {"zh": "项目", "en": "Project"}, {"zh": "子项目", "en": "Item"}],
    )  # fmt: skip
    items = [NewItem({"name": "高质量发展"}), NewItem({"name": "党的建设"})]
    for project in range(projects):
        items.append(NewItem({"name": f"项目{project}", "name_en": f"Project {project}"}, above=project % 2))
        above = len(items) - 1
        items += [leaf(project, number, above, units, zone) for number in range(leaves)]
    add_items(scope=scope, plan=plan, items=items)
    return scope, issue_plan(scope=scope, plan=plan, today=date(YEAR, 2, 28))


def leaf(project: int, number: int, above: int, units: list[Unit], zone: Unit):  # type: ignore[no-untyped-def]
    from zoneworks.plans.choices import Duty, IndicatorKind
    from zoneworks.plans.services import NewIndicator, NewItem, NewNode

    target = 12 * (1 + (project + number) % 40)
    quarters = [(MONTH_ENDS[month - 1], Decimal(target * month // 12)) for month in (3, 6, 9, 12)]
    fields = {
        "name": "签约数", "name_en": "Projects signed", "unit": "个", "unit_en": "projects", "target": Decimal(target),
        "kind": IndicatorKind.CUMULATIVE,
    }  # fmt: skip
    mine, other = units[(project + number) % 20], units[(project + number + 7) % 20]
    return NewItem(
        {
            "no": str(project * 100 + number),
            "name": f"子项目{project}-{number}",
            "name_en": f"Item {project}-{number}",
            "goal": f"全年签约优质项目{target}个，其中亿元以上项目{number}个。", "deadline": date(YEAR, 12, 31),
        },
        above=above,
        duties=[(Duty.RESPONSIBLE, mine), (Duty.COOPERATING, other)],
        leaders=list(zone.posts.all()) if number == 0 else (),
        nodes=[NewNode(due, f"签约数累计达到{value}个") for due, value in quarters],
        indicators=[NewIndicator(fields, schedule=quarters, is_confirmed=True)],
        milestones=[{"text": "印发方案", "text_en": "Plan issued", "due": date(YEAR, 4, 15)}],
    )  # fmt: skip


def report_year(scope: Scope, plan: Plan) -> int:
    """A value of every indicator for every month, in twelve sheets."""
    from zoneworks.plans.services import record_actuals

    for month, about in enumerate(MONTH_ENDS, start=1):
        record_actuals(scope=scope, plan=plan, entries=entries_of(plan, month), today=about, sure=True)
    return 12 * len(entries_of(plan, 1))


def entries_of(plan: Plan, month: int) -> list:  # type: ignore[type-arg]
    from zoneworks.plans.models import Indicator
    from zoneworks.plans.services import ActualEntry

    rows = Indicator.objects.filter(item__plan=plan).values_list("pk", "target")
    return [
        ActualEntry(
            key, MONTH_ENDS[month - 1], Decimal(int(target * month / 12 * (5 + key % 6) / 10)), f"{key}-{month}"
        )
        for key, target in rows
    ]
