"""A zone with three years of monthly reports in a database of its own, and its people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from bench.plans_made_in_database import YEAR, leaf, make_zone, report_year

if TYPE_CHECKING:
    from zoneworks.accounts.access import Scope
    from zoneworks.plans.models import Plan
    from zoneworks.plans.services import NewItem
    from zoneworks.reports.models import Report
    from zoneworks.units.models import Unit

PROJECTS, LEAVES, YEARS = 19, 5, 3
TODAY = date(YEAR, 10, 8)
OFFICES = 4


def make_reported_zone() -> tuple[Unit, dict[str, Scope]]:
    """A plan of 95 sub-projects a year for three years, every row reported in every month; officer, supervision
    office and leader. The last month is a mixture: confirmed, submitted, returned, begun and missing."""
    scope, zone, units = make_zone()
    posts = list(zone.posts.all())
    people = {"officer": officer_of(units), "supervision": scope, "leader": leader_of(zone, posts[0].pk)}
    for year in range(YEAR - YEARS + 1, YEAR + 1):
        plan = plan_of(scope, zone, units, year)
        if year == YEAR:
            report_year(scope, plan)
        write_reports(zone, plan, units[0])
    set_today(zone)
    return zone, people


def officer_of(units: list[Unit]) -> Scope:
    from zoneworks.accounts.access import Scope
    from zoneworks.accounts.choices import RoleKind
    from zoneworks.accounts.services import create_account, grant_role

    user = create_account(username=f"officer-{units[0].code}", password=None)
    for unit in units[:OFFICES]:
        grant_role(user=user, unit=unit, kind=RoleKind.OFFICER)
    return Scope(user)


def leader_of(zone: Unit, post: int) -> Scope:
    from zoneworks.accounts.access import Scope
    from zoneworks.accounts.choices import RoleKind
    from zoneworks.accounts.services import create_account, grant_role
    from zoneworks.units.models import Post

    user = create_account(username=f"leader-{zone.code}", password=None)
    grant_role(user=user, unit=zone, kind=RoleKind.LEADER, post=Post.objects.get(pk=post))
    return Scope(user)


def set_today(zone: Unit) -> None:
    from zoneworks.units.models import ZoneProfile

    ZoneProfile.objects.update_or_create(zone=zone, defaults={"fixed_today": TODAY})


def plan_of(scope: Scope, zone: Unit, units: list[Unit], year: int) -> Plan:
    from zoneworks.plans.services import NewItem, add_items, create_plan, issue_plan

    plan = create_plan(
        scope=scope, zone=zone, year=year, title=f"{year}年任务分解表", title_en=f"Task breakdown {year}",
        level_names=[{"zh": "类别", "en": "Category"}, {"zh": "项目", "en": "Project"}, {"zh": "子项目", "en": "Item"}],
    )  # fmt: skip
    items = [NewItem({"name": "高质量发展"}), NewItem({"name": "党的建设"})]
    for project in range(PROJECTS):
        items.append(NewItem({"name": f"项目{project}", "name_en": f"Project {project}"}, above=project % 2))
        above = len(items) - 1
        items += [in_year(leaf(project, number, above, units, zone), year) for number in range(LEAVES)]
    add_items(scope=scope, plan=plan, items=items)
    return issue_plan(scope=scope, plan=plan, today=date(year, 1, 5))


def in_year(item: NewItem, year: int) -> NewItem:
    """The same sub-project, with the days of another year."""
    indicators = [
        replace(one, schedule=[(due.replace(year=year), value) for due, value in one.schedule])
        for one in item.indicators
    ]
    milestones = [{**one, "due": one["due"] and one["due"].replace(year=year)} for one in item.milestones]
    nodes = [replace(one, due=one.due and one.due.replace(year=year)) for one in item.nodes]
    fields = {**item.fields, "deadline": date(year, 12, 31)}
    return replace(item, fields=fields, indicators=indicators, milestones=milestones, nodes=nodes)  # type: ignore[arg-type]


def write_reports(zone: Unit, plan: Plan, unit: Unit) -> None:
    from zoneworks.plans.models import Item
    from zoneworks.reports.models import Report
    from zoneworks.reports.months import due_day, last_month, months_of_year

    leaves = list(Item.objects.filter(plan=plan, is_leaf=True).order_by("path"))
    found: list[Report] = []
    for about in months_of_year(plan.year):
        due, last = due_day(plan, about), last_month(TODAY)
        for place, item in enumerate(leaves if about <= last else ()):
            state = ("confirmed", "submitted", "returned", "draft", "")[place % 5] if about == last else "confirmed"
            if state:
                found.append(report_of(zone, item.pk, about, due, unit, state))
    Report.objects.bulk_create(found)


def report_of(zone: Unit, item: int, about: date, due: date, unit: Unit, state: str) -> Report:
    from zoneworks.reports.models import Report

    sent = None if state == "draft" else min(due, TODAY)
    return Report(
        zone=zone, item_id=item, about=about, due=due, unit=unit, state=state, progress="本月新签约项目。",
        revision=2, saved_at=datetime(YEAR, 10, 6, tzinfo=UTC), first_submitted_on=sent, submitted_on=sent,
        settled_on=sent if state in {"confirmed", "returned"} else None,
        return_reason="请补充签约项目清单。" if state == "returned" else "",
    )  # fmt: skip
