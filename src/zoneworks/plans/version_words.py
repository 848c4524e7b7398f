"""What differs between two versions in the reader's language, row by row: for the page and for the annex."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from zonekit.plans.differences import AmountChange, FieldChange, RowAt, RowChange, StepChange
from zoneworks.common.text import in_language
from zoneworks.plans.board_filters import Directory
from zoneworks.plans.choices import BasisKind, Direction, Duty, IndicatorKind, MilestoneKind
from zoneworks.plans.messages import day, listed
from zoneworks.plans.queries_versions import Compared, Seat
from zoneworks.ui.figures import figure_text

IN, OUT, CHANGED = "in", "out", "changed"
KINDS: dict[str, Promise] = {
    IN: gettext_lazy("Moved in"),
    OUT: gettext_lazy("Moved out"),
    CHANGED: pgettext_lazy("a row of the plan", "Changed"),
}
ADJUSTED = gettext_lazy("Amount adjusted")
FIELDS: dict[str, Promise] = {
    "name": pgettext_lazy("of a row", "Name"),
    "goal": gettext_lazy("Goal"),
    "site": gettext_lazy("Site"),
    "basis": gettext_lazy("Basis"),
    "basis_kind": gettext_lazy("Kind of basis"),
    "weight": gettext_lazy("Weight"),
    "deadline": gettext_lazy("Deadline"),
    "deadline_text": gettext_lazy("Deadline as written"),
    Duty.LEAD: gettext_lazy("Lead unit"),
    Duty.RESPONSIBLE: gettext_lazy("Responsible unit"),
    Duty.COOPERATING: gettext_lazy("Cooperating unit"),
    "leaders": gettext_lazy("Leaders"),
    "tags": gettext_lazy("Tags"),
    "nodes": gettext_lazy("Quarter nodes"),
    "unit": gettext_lazy("Unit of measure"),
    "kind": gettext_lazy("Kind"),
    "direction": gettext_lazy("Direction"),
    "baseline": gettext_lazy("Baseline"),
    "start": gettext_lazy("Start value"),
    "text": gettext_lazy("Text"),
    "due": gettext_lazy("Due date"),
    "is_fixed_date": gettext_lazy("Falls on the date"),
}
CHOICES = {
    "basis_kind": dict(BasisKind.choices),
    "kind": dict(IndicatorKind.choices) | dict(MilestoneKind.choices),
    "direction": dict(Direction.choices),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that differs, old and new side by side; "" is nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that differs. `item` is its key in the later version that has it, `group` the headings above it."""

    key: Hashable
    kind: str
    is_adjusted: bool
    item: int
    level: int
    is_leaf: bool
    label: str
    title: str
    group: str
    units: tuple[int, ...]
    unit_names: str
    lines: tuple[Line, ...]
    reason: str

    @property
    def word(self) -> str:
        """Adjusted amounts are named when nothing else of the row changed or when both did."""
        return str(ADJUSTED) if self.kind == CHANGED and self.is_adjusted else str(KINDS[self.kind])


class Teller:
    """Tells a difference in the active language."""

    def __init__(self, compared: Compared) -> None:
        self.compared = compared
        self.found = compared.found
        self.directory = Directory(compared.after.zone)

    def entries(self) -> list[Entry]:
        """In the order of the table; what was moved out stands after the rows that stayed below the same heading."""
        made = [self.moved(row, IN) for row in self.found.moved_in]
        made += [self.moved(row, OUT) for row in self.found.moved_out]
        made += [self.changed(change) for change in self.found.changed]
        return sorted(made, key=self.place)

    def place(self, entry: Entry) -> tuple[str, int, str]:
        """A row that is gone stands where its nearest heading stands now."""
        after = self.compared.seats_after
        if entry.kind != OUT:
            seat = after[entry.key]
            above = after[seat.parent].path if seat.parent in after else ""
            return (above if seat.is_leaf else seat.path, 0 if not seat.is_leaf else 1, seat.path)
        seat = self.compared.seats_before[entry.key]
        standing = next((after[key].path for key in self.above(seat, self.compared.seats_before) if key in after), "~")
        return (standing, 2, seat.path)

    def above(self, seat: Seat, seats: dict[Hashable, Seat]) -> Iterator[Hashable]:
        """The keys of the headings above a row, the nearest first."""
        key = seat.parent
        while key is not None:
            yield key
            key = seats[key].parent

    def moved(self, row: RowAt, kind: str) -> Entry:
        seats = self.compared.seats_after if kind == IN else self.compared.seats_before
        lines = [self.side(label, text, kind) for label, text in self.said_of(row)]
        return self.entry(row.key, kind, seats, lines, is_adjusted=False)

    def side(self, label: str, text: str, kind: str) -> Line:
        return Line(label, "", text) if kind == IN else Line(label, text, "")

    def said_of(self, row: RowAt) -> Iterator[tuple[str, str]]:
        """What a row that came or went says: goal, units, leaders, deadline, amounts, milestones."""
        for name in ("goal", Duty.LEAD, Duty.RESPONSIBLE, Duty.COOPERATING, "leaders", "deadline"):
            if name in row.fields:
                yield str(FIELDS[name]), self.said(name, row.fields[name])
        for amount in row.amounts:
            yield pair(amount.fields["name"]), amount_words(amount.target, amount.fields)
        if row.steps:
            yield _("Milestones"), listed(step_words(step.fields) for step in row.steps)

    def changed(self, change: RowChange) -> Entry:
        lines = list(self.place_lines(change))
        lines += [self.field(one) for one in change.fields]
        lines += [line for amount in change.amounts for line in amount_lines(amount)]
        lines += [line for step in change.steps for line in step_lines(step)]
        return self.entry(change.key, CHANGED, self.compared.seats_after, lines, is_adjusted=change.is_adjusted)

    def place_lines(self, change: RowChange) -> Iterator[Line]:
        if change.is_moved:
            before, after = self.compared.seats_before, self.compared.seats_after
            yield Line(_("Below"), self.group(before[change.key], before), self.group(after[change.key], after))

    def field(self, change: FieldChange) -> Line:
        return Line(str(FIELDS[change.name]), *two_sides(change, self.said))

    def said(self, name: str, value: Any) -> str:
        """The value of a field as text."""
        if value is None:
            return ""
        if name in self.named:
            return _("; ").join(str(thing) for key in value if (thing := self.named[name].get(key)))
        if name == "nodes":
            return _("; ").join(f"{day(due)}{_(': ')}{in_language(text, text_en)}" for due, text, text_en in value)
        return plain_words(name, value)

    @property
    def named(self) -> dict[str, dict[int, Any]]:
        units, posts, tags = self.directory.units, self.directory.posts, self.directory.tags
        return {Duty.LEAD: units, Duty.RESPONSIBLE: units, Duty.COOPERATING: units, "leaders": posts, "tags": tags}

    def group(self, seat: Seat, seats: dict[Hashable, Seat]) -> str:
        above = [title_of(seats[key]) for key in self.above(seat, seats)]
        return " · ".join(reversed(above))

    def entry(
        self, key: Hashable, kind: str, seats: dict[Hashable, Seat], lines: list[Line], *, is_adjusted: bool
    ) -> Entry:
        seat = seats[key]
        reason = self.compared.reasons.get(key)
        units = [unit for one in seat.units if (unit := self.directory.units.get(one))]
        return Entry(
            key=key,
            kind=kind,
            is_adjusted=is_adjusted,
            item=seat.item,
            level=seat.level,
            is_leaf=seat.is_leaf,
            label=seat.label,
            title=title_of(seat),
            group=self.group(seat, seats),
            units=seat.units,
            unit_names=_("; ").join(unit.title for unit in units),
            lines=tuple(line for line in lines if line.before or line.after),
            reason=in_language(*reason) if reason else "",
        )


def title_of(seat: Seat) -> str:
    return in_language(*seat.name) or in_language(*seat.goal)


def pair(value: Any) -> str:
    return in_language(*value)


def plain_words(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return pgettext("a statement that holds", "Yes") if value else pgettext("a statement that holds", "No")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return figure_text(value)
    if isinstance(value, tuple):
        return pair(value)
    return str(CHOICES.get(name, {}).get(value, value))


def amount_words(target: Decimal | None, fields: Any) -> str:
    return f"{figure_text(target)} {pair(fields['unit'])}".strip()


def amount_lines(change: AmountChange) -> Iterator[Line]:
    """Target first, then what is due at each date, then whatever else changed of the indicator."""
    before, after = change.before, change.after
    last = after or before
    assert last is not None
    name = pair(last.fields["name"])
    if before is None or after is None or before.target != after.target:
        sides = [amount_words(one.target, one.fields) if one else "" for one in (before, after)]
        yield Line(_("%(indicator)s: annual target") % {"indicator": name}, *sides)
    if before is None or after is None:
        return
    for value in change.schedule:
        label = _("%(indicator)s: due by %(date)s") % {"indicator": name, "date": day(value.due)}
        yield Line(label, number(value.before), number(value.after))
    for one in change.fields:
        yield Line(f"{name}{_(': ')}{FIELDS[one.name]}", *two_sides(one, said_plainly))


def two_sides(change: FieldChange, said: Callable[[str, Any], str]) -> tuple[str, str]:
    """Before and after; where only the text in the other language changed, both languages."""
    before, after = said(change.name, change.before), said(change.name, change.after)
    if before == after and isinstance(change.before, tuple) and isinstance(change.after, tuple):
        return " / ".join(map(str, change.before)), " / ".join(map(str, change.after))
    return before, after


def number(value: Decimal | None) -> str:
    return "" if value is None else figure_text(value)


def said_plainly(name: str, value: Any) -> str:
    return "" if value is None else plain_words(name, value)


def step_words(fields: Any) -> str:
    due = fields["due"]
    text = pair(fields["text"])
    return _("%(text)s (by %(date)s)") % {"text": text, "date": day(due)} if due else text


def step_lines(change: StepChange) -> Iterator[Line]:
    yield Line(
        _("Milestone"),
        step_words(change.before.fields) if change.before else "",
        step_words(change.after.fields) if change.after else "",
    )
