"""Which dated steps of a table are new and which standing milestones they change. None is ever removed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from zonekit.sheets.matching import folded, similarity
from zoneworks.imports.kinds import Change
from zoneworks.plans.models import Milestone
from zoneworks.plans.sheets.standing import StandingRow

LIKE_ENOUGH = 0.5
Said = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class MilestoneStep:
    """A milestone to be added, or (`standing`) changed."""

    due: date | None
    text: str
    standing: Milestone | None = None


def milestone_steps(row: StandingRow, said: Iterable[Said], before: Iterable[Said]) -> list[MilestoneStep]:
    """What differs from the standing milestones. A step the last table stated too was settled then: somebody may have
    put it right since, so it is no news."""
    known = {key_of(due, text) for due, text in before}
    left = list(row.milestones)
    waiting: list[tuple[date | None, str]] = []
    for due, text in said:
        day = date.fromisoformat(due) if due else None
        same = next((one for one in left if one.due == day and folded(one.text) == folded(text or "")), None)
        if same:
            left.remove(same)
        elif key_of(due, text) not in known:
            waiting.append((day, text or ""))
    return [step_of(day, text, left) for day, text in waiting]


def key_of(due: str | None, text: str | None) -> tuple[str | None, str]:
    return due, folded(text or "")


def step_of(day: date | None, text: str, left: list[Milestone]) -> MilestoneStep:
    """The same words on another day, or like words on the same day, are the same milestone changed."""
    for one in left:
        moved = folded(one.text) == folded(text)
        reworded = one.due == day and similarity(one.text, text) >= LIKE_ENOUGH
        if moved or reworded:
            left.remove(one)
            return MilestoneStep(day, text, one)
    return MilestoneStep(day, text)


def milestone_changes(steps: Iterable[MilestoneStep]) -> list[Change]:
    return [
        Change(
            "milestone",
            shown_step(str(step.standing.due or ""), step.standing.text) if step.standing else None,
            shown_step(str(step.due or ""), step.text),
        )
        for step in steps
    ]


def shown_step(due: str | None, text: str | None) -> str:
    return f"{due} {text}" if due else text or ""
