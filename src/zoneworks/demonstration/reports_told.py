"""The monthly reports of the demonstration year as data: what each unit wrote when, and what became of it.

Values come from the story, dates from its rhythm and from reports.json, words from the figures themselves where the
scenario has none of its own. Nothing here touches a database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from zoneworks.demonstration.story import LAST_MONTH, Story, ToldMilestone, ToldValue, month_end

Json = dict[str, Any]
DUE_DAY = 5
SILENT = {"not_reported": 1, "silent_since_july": 7}


@dataclass(frozen=True, slots=True)
class ToldReport:
    """`returned`: the day and the reason; then `again_on`, if the unit sent it anew. `sent_on` None: still a draft."""

    item: str
    unit: str
    about: date
    values: dict[str, Decimal]
    steps: dict[str, date]
    progress: str
    problems: str
    next_steps: str
    own_light: str
    written_on: date
    sent_on: date | None
    returned: tuple[date, str] | None
    again_on: date | None
    confirmed_on: date | None


class ReportsTold:
    """All reports until a day, in the order of the table within each month."""

    def __init__(self, story: Story, words: Json, until: date) -> None:
        self.story, self.words, self.until = story, words, until
        self.values: dict[tuple[str, date], list[ToldValue]] = defaultdict(list)
        for value in story.values():
            self.values[value.item, value.about].append(value)
        self.steps: dict[tuple[str, date], list[ToldMilestone]] = defaultdict(list)
        for step in story.milestones(until):
            self.steps[step.item, month_end(step.done_on.year, step.done_on.month)].append(step)
        self.returned = {(row["item"], row["month"]): row for row in words["returned"]}
        self.late = {(row["unit"], row["month"]): row["days"] for row in words["late"]}

    def __iter__(self) -> Iterator[ToldReport]:
        for month in range(1, LAST_MONTH + 1):
            for item in self.story.items:
                if not self.is_silent(item, month):
                    yield self.report(item, month)

    def is_silent(self, item: Json, month: int) -> bool:
        arc = self.story.scenario["items"].get(item["code"], "")
        return month >= SILENT.get(arc, LAST_MONTH + 1)

    def report(self, item: Json, month: int) -> ToldReport:
        code, about = item["code"], month_end(self.story.year, month)
        values, steps = self.values[code, about], self.steps[code, about]
        written = self.written_on(item["responsible_unit"], month)
        is_draft = month == LAST_MONTH and code in self.words["drafts"]
        back = self.returned.get((code, month))
        waits = month == LAST_MONTH and self.story.scenario["items"].get(code) == "september_submitted_only"
        again = written + timedelta(days=2) if back and back["resubmitted"] else None
        settled = None if is_draft or waits or (back and not again) else (again or written) + timedelta(days=1)
        return ToldReport(
            item=code,
            unit=item["responsible_unit"],
            about=about,
            values={value.indicator: value.value for value in values},
            steps={step.milestone: step.done_on for step in steps if step.recorded_on <= written},
            progress=progress_of(item, month, values, steps),
            **self.plans_of(item, month),
            own_light=self.own_light(item, month),
            written_on=written,
            sent_on=None if is_draft else written,
            returned=(written + timedelta(days=1), back["reason"]) if back else None,
            again_on=again,
            confirmed_on=settled,
        )

    def written_on(self, unit: str, month: int) -> date:
        """A unit writes all its reports of a month on one day: in time, or as late as the scenario says."""
        about = month_end(self.story.year, month)
        if (unit, month) in self.late:
            return about + timedelta(days=DUE_DAY + self.late[unit, month])
        chance = self.story.chance(unit, month, "dates")
        return about + timedelta(days=chance.choice(self.story.scenario["rhythm"]["recorded_day"]))

    def own_light(self, item: Json, month: int) -> str:
        """A unit with a problem of its own says yellow; some say green all the same, and some say nothing."""
        unit, told = item["responsible_unit"], self.words["own_light"]
        if unit in told["silent_units"]:
            return ""
        own = self.words["words"].get(item["code"])
        has_problem = bool(own) and month >= own["from_month"] + 1
        return "yellow" if has_problem and unit not in told["optimists"] else "green"

    def plans_of(self, item: Json, month: int) -> dict[str, str]:
        """Problems and next steps: the scenario's own words, else what is ordinary."""
        own = self.words["words"].get(item["code"])
        if own and month >= own["from_month"]:
            return {"problems": own["problems"], "next_steps": own["next_steps"]}
        quarter = min((month + 3) // 3, 4)
        node = (item["quarter_nodes"].get(f"Q{quarter}") or {}).get("zh", "")
        ahead = f"对照{quarter_name(quarter)}节点抓好落实：{node}。" if node else "对照年度目标按月分解推进。"
        return {"problems": self.words["opening_month"]["problems"], "next_steps": ahead}


def quarter_name(quarter: int) -> str:
    return "一二三四"[quarter - 1] + "季度"


def progress_of(item: Json, month: int, values: list[ToldValue], steps: list[ToldMilestone]) -> str:
    """What a unit would write: figures first, then what was finished in the month."""
    indicators = {row["id"]: row for row in item["indicators"]}
    figures = [
        f"{indicators[value.indicator]['name_zh']}{value.value.normalize():f}{indicators[value.indicator]['unit_zh']}"
        f"（年度目标{number(indicators[value.indicator]['annual_target'])}{indicators[value.indicator]['unit_zh']}）"
        for value in values
    ]
    names = {row["id"]: row["text_zh"] for row in item["milestones"]}
    finished = [f"{step.done_on.month}月{step.done_on.day}日完成“{names[step.milestone]}”" for step in steps]
    sentences = [
        f"截至{month}月底，" + "，".join(figures) + "。" if figures else "",
        "；".join(finished) + "。" if finished else "",
    ]
    return "".join(sentences) or f"{month}月按计划推进，{item['name_zh']}各项工作有序开展。"


def number(value: float) -> str:
    return f"{Decimal(str(value)).normalize():f}"
