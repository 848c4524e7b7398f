"""Plans and facts for the tests, written straight into the tables: hypothesis asks for many of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

from zoneworks.files.models import KeptFile
from zoneworks.plans.choices import Direction, Duty, IndicatorKind, IndicatorState, PlanState, TagKind
from zoneworks.plans.models import Actual, Indicator, Item, ItemUnit, Milestone, MilestoneFact, Plan, Tag
from zoneworks.plans.tests.worlds import LEVELS, YEAR, World
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report, ReportEvidence

NUMBERS = count()
NOW = datetime(2023, 10, 8, 9, 0, tzinfo=UTC)
SEPTEMBER = date(2023, 9, 30)


@dataclass(frozen=True)
class Told:
    """A value about a month end, known some days after it; None: recorded, never confirmed."""

    month: int
    value: Decimal
    known_after: int | None = 3


@dataclass(frozen=True)
class Aim:
    kind: str = IndicatorKind.CUMULATIVE
    direction: str = Direction.HIGHER
    target: Decimal = Decimal(100)
    start: Decimal | None = None
    weight: Decimal = Decimal(1)
    is_confirmed: bool = True
    told: tuple[Told, ...] = ()


@dataclass(frozen=True)
class Step:
    due: date
    done_after: int | None = None


@dataclass(frozen=True)
class Leaf:
    aims: tuple[Aim, ...] = ()
    steps: tuple[Step, ...] = ()
    battlefields: tuple[int, ...] = ()
    chapter: int | None = None
    weight: Decimal | None = None


@dataclass(frozen=True)
class Year:
    """Categories of projects of leaves; an empty tuple is a heading with nothing below it."""

    categories: tuple[tuple[tuple[Leaf, ...], ...], ...]
    tags: dict[str, int] = field(default_factory=lambda: {TagKind.BATTLEFIELD: 3, TagKind.CHAPTER: 6})


def month_end(month: int) -> date:
    following = date(YEAR + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def write_year(world: World, year: Year) -> Plan:
    plan = Plan.objects.create(
        zone=world.zone, year=YEAR, version=Plan.objects.filter(zone=world.zone).count() + 1,
        title="任务分解表", title_en="Plan", level_names=LEVELS, state=PlanState.ISSUED, issued_on=date(2023, 2, 28),
        in_force_from=date(2023, 2, 28), is_illustrative=True,
    )  # fmt: skip
    tags = {
        kind: [
            Tag.objects.get_or_create(
                zone=world.zone, kind=kind, code=f"{kind}{k}", defaults={"name": f"{kind}{k}", "position": k}
            )[0]
            for k in range(many)
        ]
        for kind, many in year.tags.items()
    }
    for c, projects in enumerate(year.categories, start=1):
        category = heading(plan, None, 1, f"{c:04d}", f"类别{c}")
        for p, leaves in enumerate(projects, start=1):
            project = heading(plan, category, 2, f"{c:04d}{p:04d}", f"项目{c}.{p}")
            for number, leaf in enumerate(leaves, start=1):
                write_leaf(world, plan, project, f"{c:04d}{p:04d}{number:04d}", f"{c}.{p:02d}.{number}", leaf, tags)
    return plan


def heading(plan: Plan, parent: Item | None, level: int, path: str, name: str) -> Item:
    return Item.objects.create(plan=plan, parent=parent, level=level, path=path, name=name)


def write_leaf(
    world: World, plan: Plan, project: Item, path: str, code: str, leaf: Leaf, tags: dict[str, list[Tag]]
) -> Item:
    item = Item.objects.create(
        plan=plan, parent=project, level=3, path=path, code=code, name=f"子项目{code}", name_en=f"Sub-project {code}",
        goal=f"完成{code}。", is_leaf=True, weight=leaf.weight,
    )  # fmt: skip
    ItemUnit.objects.create(item=item, unit=world.investment, duty=Duty.RESPONSIBLE)
    chosen = [tags[TagKind.BATTLEFIELD][k] for k in leaf.battlefields]
    chosen += [tags[TagKind.CHAPTER][leaf.chapter]] if leaf.chapter is not None else []
    item.tags.set(chosen)
    for number, aim in enumerate(leaf.aims):
        write_aim(item, number, aim)
    for step in leaf.steps:
        milestone = Milestone.objects.create(item=item, text=f"节点{next(NUMBERS)}。", due=step.due)
        if step.done_after is not None:
            done = step.due + timedelta(days=step.done_after)
            MilestoneFact.objects.create(milestone=milestone, done_on=done, **known(done, 2))
    return item


def write_aim(item: Item, number: int, aim: Aim) -> Indicator:
    indicator = Indicator.objects.create(
        item=item, position=number, name=f"指标{number}", unit="个", kind=aim.kind, direction=aim.direction,
        target=aim.target, start=aim.start, weight=aim.weight,
        state=IndicatorState.CONFIRMED if aim.is_confirmed else IndicatorState.PROPOSED,
    )  # fmt: skip
    for told in aim.told:
        write_value(indicator, told)
    return indicator


def write_value(indicator: Indicator, told: Told) -> Actual:
    about = month_end(told.month)
    return Actual.objects.create(indicator=indicator, about=about, value=told.value, **known(about, told.known_after))


def known(about: date, after: int | None) -> dict[str, object]:
    day = about + timedelta(days=1 if after is None else after)
    return {
        "recorded_on": day, "recorded_at": NOW, "submission": f"year-{next(NUMBERS)}",
        "confirmed_on": None if after is None else day,
    }  # fmt: skip


def write_report(
    item: Item, about: date = SEPTEMBER, *, submitted: date | None, confirmed: date | None = None, problems: str = "",
    files: int = 0,
) -> Report:  # fmt: skip
    state = ReportState.CONFIRMED if confirmed else ReportState.SUBMITTED if submitted else ReportState.DRAFT
    report = Report.objects.create(
        zone=item.plan.zone, item=item, about=about, due=about + timedelta(days=5),
        unit=ItemUnit.objects.get(item=item, duty=Duty.RESPONSIBLE).unit, state=state, problems=problems,
        saved_at=NOW, first_submitted_on=submitted, submitted_on=submitted, settled_on=confirmed,
    )  # fmt: skip
    for _number in range(files):
        name = f"{next(NUMBERS)}.pdf"
        kept = KeptFile.objects.create(
            zone=item.plan.zone, name=name, media_type="application/pdf", size=1, sha256=f"{len(name):064x}",
            content=name, added_at=NOW,
        )  # fmt: skip
        ReportEvidence.objects.create(report=report, file=kept, caption=f"证明{name}", added_on=submitted or about)
    return report
