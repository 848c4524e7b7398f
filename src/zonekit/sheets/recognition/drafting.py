"""From a leaf as it stands in the file to a draft of a plan item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from zonekit.sheets.drafts import ItemDraft, MilestoneDraft, Proposal, Target
from zonekit.sheets.goals import (
    NodeSeries,
    SeriesPoint,
    extract_targets,
    propose_from_series,
    read_series,
)
from zonekit.sheets.recognition.duties import Duties, read_duties
from zonekit.sheets.recognition.leaves import Leaf, Node, period_end
from zonekit.sheets.recognition.stages import Stage, find_stages, stages_between
from zonekit.sheets.recognition.wording import clean, text_of
from zonekit.values.dates import Deadline, find_deadlines, parse_deadline
from zonekit.values.issues import Issue, Where

_LONGEST_GOAL = 4000
_CACHE_SIZE = 20_000
_HAS_FIGURE = re.compile(r"[0-9０-９零一二两三四五六七八九十百半翻]")
_HAS_DATE = re.compile(r"[年月季底]|\b(?:by|before|until)\b|20\d\d", re.IGNORECASE)
_BARE_FIGURE = re.compile(r"[\d.,%％]+")
_SHORT_FIGURE = re.compile(
    r"^(?:[≥≤><=＞＜约]|不低于|不少于|不高于|不超过|低于|高于|控制在|达到|增长|增幅|下降|[+\-]?[0-9０-９])"
)


@dataclass(slots=True)
class _Staged:
    """The milestones of an item and the figures of those that have a day."""

    milestones: list[MilestoneDraft] = field(default_factory=list)
    nodes: list[NodeSeries] = field(default_factory=list)


class Drafter:
    """Makes drafts of leaves for one plan; remembers texts already read and collects the issues.

    `area`: in a matrix, the area whose figures suggest indicators. `propose`: whether any are suggested.
    """

    def __init__(self, year: int | None, area: str | None = None, *, propose: bool = True) -> None:
        self.year = year
        self.area = area
        self.propose = propose
        self.issues: list[Issue] = []
        self._targets: dict[str, tuple[Target, ...]] = {}
        self._nodes: dict[tuple[str, date], tuple[tuple[SeriesPoint, ...], tuple[Target, ...]]] = {}
        self._is_year_reported = False

    def draft(self, leaf: Leaf) -> ItemDraft:
        """The draft of one leaf."""
        text = clean(leaf.text)
        duties = read_duties(leaf.duties)
        deadline = self._deadline(leaf, duties)
        in_text = [] if deadline else self._deadlines_in(text)
        staged = self._milestones(leaf, text, in_text)
        is_in_text = len({found.due for _, _, found in in_text}) == 1
        if is_in_text:
            deadline = in_text[-1][2]
        targets = self._all_targets(leaf, text)
        return ItemDraft(
            where=leaf.where,
            no=leaf.no,
            path=leaf.path,
            text=text,
            name=clean(leaf.name) if leaf.name else None,
            lead=duties.lead[0] if duties.lead else None,
            co_leads=tuple(duties.lead[1:]),
            responsible=tuple(duties.responsible),
            cooperating=tuple(duties.cooperating),
            leaders=tuple(duties.leaders),
            deadline_raw=clean(deadline.raw) or None if deadline else None,
            deadline=deadline.due if deadline else None,
            deadline_in_text=is_in_text,
            weight=leaf.weight,
            milestones=tuple(staged.milestones),
            targets=targets,
            proposals=self._proposals(leaf, text, staged.nodes, targets) if self.propose else (),
            cells=leaf.cells,
        )

    def targets_of(self, text: str) -> tuple[Target, ...]:
        """The figures of a text that set a goal; a text is read once."""
        if not _HAS_FIGURE.search(text):
            return ()
        known = self._targets.get(text)
        if known is None:
            if len(self._targets) >= _CACHE_SIZE:
                self._targets.clear()
            known = self._targets[text] = extract_targets(text[:_LONGEST_GOAL], year=self.year)
        return known

    def _proposals(
        self, leaf: Leaf, text: str, nodes: Sequence[NodeSeries], targets: tuple[Target, ...]
    ) -> tuple[Proposal, ...]:
        """The indicators that the figures and quarter nodes suggest."""
        own: Sequence[Target] = targets
        if leaf.targets:
            own = [target for target in targets if target.area in (None, self.area)]
        if not own and not nodes:
            return ()
        return propose_from_series(text, nodes, own, leaf.cells.get("text", leaf.where))

    def _all_targets(self, leaf: Leaf, text: str) -> tuple[Target, ...]:
        if not leaf.targets and not leaf.goals:
            return self.targets_of(text)
        targets = [*dict.fromkeys(leaf.targets), *self.targets_of(text)]
        seen = {(target.value, target.unit, target.area) for target in targets}
        for goal in leaf.goals:
            for target in self.targets_of(self._worded(text, clean(goal))):
                if (target.value, target.unit, None) not in seen:
                    targets.append(_elsewhere(target))
        return tuple(targets)

    @staticmethod
    def _worded(text: str, goal: str) -> str:
        """A bare figure in a column of its own gets its subject from the text beside it."""
        if len(goal) <= 14 and len(text) <= 30 and _SHORT_FIGURE.match(goal):
            return text.rstrip("。；，,") + goal
        return goal

    def _deadline(self, leaf: Leaf, duties: Duties) -> Deadline | None:
        raw = leaf.due if leaf.due is not None else duties.due
        if raw is None or text_of(raw) == "":
            return None
        # A month written as a decimal (2025.11) comes as a number; 2025.1 may be January or October and stays unread.
        is_month = isinstance(raw, float) and not str(raw).endswith(".1")
        deadline = parse_deadline(text_of(raw) if is_month else raw, self.year)
        if deadline.problem == "deadline_unreadable" and isinstance(raw, str):
            dues = [stage.due for stage in find_stages(raw, self.year) if stage.due]
            deadline = Deadline(raw, max(dues), "by") if dues else deadline
        if deadline.problem:
            self._report_deadline(deadline, leaf.cells.get("deadline", leaf.where))
        return deadline

    def _report_deadline(self, deadline: Deadline, where: Where) -> None:
        code = deadline.problem or "deadline_unreadable"
        if code == "year_missing":
            self._report_year(deadline.raw, where)
            return
        params = {"value": deadline.raw[:60]}
        self.issues.append(Issue(code, where, params, "error" if code == "date_impossible" else "warning"))

    def _report_year(self, raw: str, where: Where) -> None:
        if not self._is_year_reported:
            self._is_year_reported = True
            self.issues.append(Issue("year_missing", where, {"value": raw[:60]}, "warning"))

    def _deadlines_in(self, text: str) -> list[tuple[int, int, Deadline]]:
        if not _HAS_DATE.search(text) or len(text) > _LONGEST_GOAL:
            return []
        return [found for found in find_deadlines(text, self.year) if found[2].due]

    def _milestones(self, leaf: Leaf, text: str, in_text: Sequence[tuple[int, int, Deadline]]) -> _Staged:
        staged = _Staged()
        for node in leaf.nodes:
            words = clean(node.text)
            if words:
                self._take_node(staged, node, words)
        if not leaf.nodes:
            for milestone in self._stages(leaf, text, in_text):
                staged.milestones.append(milestone)
                if milestone.due:
                    series, _ = read_series(milestone.text, self.year, milestone.due)
                    staged.nodes.append(NodeSeries(milestone.due, series, milestone.where))
        return staged

    def _stages(self, leaf: Leaf, text: str, in_text: Sequence[tuple[int, int, Deadline]]) -> list[MilestoneDraft]:
        """Stages in cells of their own, else in the cell of the deadline, else in the text."""
        staged = [stage for schedule, where in leaf.schedules for stage in self._scheduled(schedule, where)]
        if not staged and isinstance(leaf.due, str):
            stages = self._scheduled(leaf.due, leaf.cells.get("deadline", leaf.where))
            staged = stages if len({stage.due for stage in stages if stage.text}) > 1 else []
        if not staged and len({found.due for _, _, found in in_text}) > 1:
            staged = self._staged(text, leaf.cells.get("text", leaf.where), in_text)
        return staged

    def _scheduled(self, schedule: str, where: Where) -> list[MilestoneDraft]:
        """The stages of a cell that holds nothing else."""
        if len(schedule) > _LONGEST_GOAL or not _HAS_DATE.search(schedule):
            return []
        return [self._stage(stage, where) for stage in find_stages(schedule, self.year)]

    def _take_node(self, staged: _Staged, node: Node, text: str) -> None:
        due = period_end(node.header, self.year)
        if due is None:
            self._report_year(node.raw, node.where)
            targets = node.targets or self.targets_of(text)
        else:
            series, targets = self._read_node(node, text, due)
            staged.nodes.append(NodeSeries(due, series, node.where))
        staged.milestones.append(MilestoneDraft(clean(node.raw), due, text, targets, node.where))

    def _read_node(self, node: Node, text: str, due: date) -> tuple[tuple[SeriesPoint, ...], tuple[Target, ...]]:
        """What a node suggests, and its targets; a text is read once."""
        if node.targets:
            return read_series(_series_text(node, text), self.year, due)[0], node.targets
        if not _HAS_FIGURE.search(text):
            return (), ()
        if len(text) > _LONGEST_GOAL:
            return (), self.targets_of(text)
        known = self._nodes.get((text, due))
        if known is None:
            if len(self._nodes) >= _CACHE_SIZE:
                self._nodes.clear()
            known = self._nodes[text, due] = read_series(text, self.year, due)
        return known

    def _staged(self, text: str, where: Where, found: Sequence[tuple[int, int, Deadline]]) -> list[MilestoneDraft]:
        """Dated stages of a sentence: each runs from its date to the next one."""
        return [self._stage(stage, where) for stage in stages_between(text, found)]

    def _stage(self, stage: Stage, where: Where) -> MilestoneDraft:
        return MilestoneDraft(stage.raw, stage.due, stage.text, self.targets_of(stage.text), where)


def _series_text(node: Node, text: str) -> str:
    """The node as a sentence: a bare figure gets the name and unit of its target."""
    if len(node.targets) == 1 and _BARE_FIGURE.fullmatch(text):
        target = node.targets[0]
        return f"{target.text}达到{target.value}{target.unit}"
    return text


def _elsewhere(target: Target) -> Target:
    """A target read from another cell: its place in the text is not a place in the item's text."""
    return Target(
        target.text,
        target.value,
        target.unit,
        target.bound,
        target.area,
        target.base_value,
        target.base_unit,
    )
