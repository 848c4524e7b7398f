"""What a table says of itself, as the head of a plan, and what of it would change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePath
from typing import Any, Final

from zonekit.sheets.drafts import PlanSheet
from zonekit.sheets.matching import folded
from zonekit.sheets.recognition.wording import is_chinese
from zoneworks.imports.kinds import Change
from zoneworks.plans.models import Plan
from zoneworks.plans.services import PlanFields
from zoneworks.plans.services.plans import LevelName

Json = dict[str, Any]
LONGEST: Final = {"title": 200, "document_no": 80, "document_no_en": 120, "title_en": 300}
# The usual words for levels that a table does not name itself.
LEVEL_WORDS: Final[dict[str, tuple[str, str]]] = {
    "category": ("类别", "Category"),
    "direction": ("方向", "Direction"),
    "group": ("分类", "Group"),
    "project": ("重点项目", "Key project"),
    "sub_project": ("子项目", "Sub-project"),
    "indicator": ("考核指标", "Indicator"),
    "task": ("重点任务", "Task"),
}


GOAL_HEADS: Final = frozenset(
    folded(head) for head in ("工作目标", "目标", "任务目标", "目标任务", "goal", "goals", "target")
)


def head_of(sheet: PlanSheet, deepest: int, filename: str) -> Json:
    """Title, document number, date and level names as stated; `deepest` is the number of levels in use."""
    return {
        "title": sheet.title or "",
        "document_no": sheet.document_no or "",
        "issued_on": sheet.issued_on.isoformat() if sheet.issued_on else None,
        "levels": list(sheet.levels),
        "level_names": level_names(sheet.levels, sheet.level_names, deepest),
        "filename": filename,
    }


def level_names(levels: Sequence[str], named: Sequence[str], deepest: int) -> list[Json]:
    """A word for each level in use: the table's own where it has them ("own"), innermost first, else the usual.

    工作目标 above the goals of a table without short names is the name of a column, not of a level.
    """
    codes = list(levels) or ["task"]
    codes = (["category"] * max(deepest - len(codes), 0) + codes)[-max(deepest, 1) :]
    words: list[Json] = [dict(zip(("zh", "en"), LEVEL_WORDS.get(code, (code, code)), strict=True)) for code in codes]
    own = list(named)[-len(words) :]
    for word, name in zip(reversed(words), reversed(own), strict=False):
        if folded(name) in GOAL_HEADS:
            continue
        is_usual = folded(name) in {folded(word["zh"]), folded(word["en"])}
        mine, other = ("zh", "en") if is_chinese(name) else ("en", "zh")
        word |= {mine: name, other: word[other] if is_usual else "", "own": True}
    return words


def head_changes(plan: Plan | None, said: Json) -> list[Change]:
    """What of the head would change; what the table does not state stays as it is."""
    changes = []
    for name in ("title", "document_no"):
        old = getattr(plan, name) if plan else ""
        if said[name] and folded(old) != folded(said[name]):
            changes.append(Change(name, old or None, said[name]))
    issued_on = plan.issued_on.isoformat() if plan and plan.issued_on else None
    if said["issued_on"] and said["issued_on"] != issued_on:
        changes.append(Change("issued_on", issued_on, said["issued_on"]))
    names = merged_names(plan, said)
    standing = list(plan.level_names) if plan else []
    if names != standing:
        changes.append(Change("level_names", standing or None, names))
    return changes


def merged_names(plan: Plan | None, said: Json) -> list[Json]:
    """The table's names, with the other language kept where the plan has it; a deeper plan keeps its own."""
    names: list[Json] = said["level_names"]
    standing: list[Json] = list(plan.level_names) if plan else []
    if len(standing) > len(names):
        return standing
    merged = []
    for place, name in enumerate(names):
        old = standing[place] if place < len(standing) else {}
        is_same = any(name.get(code) and folded(name[code]) == folded(old.get(code, "")) for code in ("zh", "en"))
        fresh = {"zh": name.get("zh", ""), "en": name.get("en", "")}
        merged.append(old if is_same or (old and not name.get("own")) else fresh)
    return merged


def head_fields(plan: Plan | None, said: Json, year: int) -> PlanFields:
    """The head as the services take it. A new plan gets a title even where the table has none."""
    fields = PlanFields()
    changed = {change.field for change in head_changes(plan, said)}
    if "title" in changed or plan is None:
        fields["title"] = (said["title"] or f"{year} {PurePath(said['filename']).stem}")[: LONGEST["title"]]
    if "document_no" in changed:
        fields["document_no"] = said["document_no"][: LONGEST["document_no"]]
    if "issued_on" in changed:
        fields["issued_on"] = date.fromisoformat(said["issued_on"])
    if "level_names" in changed:
        fields["level_names"] = [
            LevelName(zh=one.get("zh", ""), en=one.get("en", "")) for one in merged_names(plan, said)
        ]
    return fields
