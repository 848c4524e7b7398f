"""What the board and the wall chart show around their rows: figures, filters, choices, windows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.plans import RuleSet
from zoneworks.accounts.access import Scope
from zoneworks.common.text import in_language
from zoneworks.plans.board import Board, BoardFilters, BoardRow, Totals, build_board
from zoneworks.plans.choices import TagKind
from zoneworks.plans.models import Plan
from zoneworks.ui.addresses import address
from zoneworks.ui.lights import WORDS
from zoneworks.ui.parts import Crumb, FigureCell

WINDOW = 200
TAGS = ("battlefield", "dimension", "theme", "chapter")
FILTERS = ("unit", "duty", "leader", *TAGS, "light", "overdue", "waiting", "text")


def filters_from(params: QueryDict) -> BoardFilters:
    """The filters of an address; a light nobody knows is left out, so that an old link still opens."""
    lights = frozenset(code for value in params.getlist("light") for code in value.split(",") if code in WORDS)
    named = {name: params.get(name, "")[:80] for name in ("unit", "duty", "leader", *TAGS)}
    return BoardFilters(
        **named,
        lights=lights,
        overdue=params.get("overdue") == "1",
        waiting=params.get("waiting") == "1",
        text=params.get("text", "")[:80],
    )


class BoardPage:
    """One page of the board: `rows` is the window asked for with `from`, `all` rows on demand (print)."""

    def __init__(self, request: HttpRequest, plan: Plan, board: Board) -> None:
        self.request, self.plan, self.board = request, plan, board
        self.is_whole = request.GET.get("rows") == "all"
        asked = request.GET.get("from", "0")
        self.offset = min(int(asked), len(board)) if asked.isdecimal() and len(asked) < 8 else 0

    @cached_property
    def rows(self) -> list[BoardRow]:
        return self.board.window(self.offset, None if self.is_whole else WINDOW)

    @property
    def next_offset(self) -> int | None:
        end = self.offset + len(self.rows)
        return end if end < len(self.board) else None

    @property
    def previous_offset(self) -> int | None:
        return max(self.offset - WINDOW, 0) if self.offset else None

    @property
    def left(self) -> int:
        return len(self.board) - self.offset - len(self.rows)

    @property
    def first_shown(self) -> int:
        return self.offset + 1

    @property
    def last_shown(self) -> int:
        return self.offset + len(self.rows)

    def address_with(self, **query: object) -> str:
        """The present view with other parameters; None leaves one out. Windows start anew."""
        params = self.request.GET.copy()
        for name in ("from", "rows"):
            params.pop(name, None)
        for name, value in query.items():
            params.pop(name, None)
            if value not in {None, ""}:
                params[name] = str(value)
        return f"{self.request.path}?{params.urlencode()}" if params else self.request.path

    @cached_property
    def next_address(self) -> str:
        return self.address_with(**{"from": self.next_offset})

    @cached_property
    def previous_address(self) -> str:
        return self.address_with(**{"from": self.previous_offset or None})

    @cached_property
    def whole_address(self) -> str:
        return self.address_with(rows="all")

    def other_view(self, name: str) -> str:
        """The same rows in the other view."""
        kept = {key: self.request.GET.get(key) for key in ("plan", *FILTERS)}
        return address(self.request, name, **kept)

    @property
    def board_address(self) -> str:
        return self.other_view("plans:board")

    @property
    def wall_address(self) -> str:
        return self.other_view("plans:wall")

    @property
    def workbook_address(self) -> str:
        return self.other_view("plans:board-workbook")

    @property
    def unfiltered_address(self) -> str:
        return self.address_with(**dict.fromkeys(FILTERS))

    @cached_property
    def item_address(self) -> tuple[str, str]:
        """What stands before and after an item's key in its address: worked out once for all rows."""
        before, after = address(self.request, "plans:item", 0).split("/0/")
        return f"{before}/", f"/{after}"

    @cached_property
    def as_of_month(self) -> int:
        """The month the date looked at lies in, 0 outside the plan's year."""
        day = self.board.as_of
        return day.month if day.year == self.plan.year else 0

    @cached_property
    def trail(self) -> list[Crumb]:
        return [Crumb(_("Plan"), address(self.request, "plans:board")), Crumb(self.plan.title_shown)]

    @cached_property
    def figures(self) -> list[FigureCell]:
        """Counts at every level, then the leaves by light; each is a link to the rows it counts."""
        totals, facets = self.board.totals, self.facets
        cells = [
            FigureCell(
                level.name,
                level.shown,
                note=_("of %(total)s") % {"total": level.total} if level.shown != level.total else "",
            )
            for level in totals.levels
        ]
        for code, word in WORDS.items():
            is_current = self.board.filters.lights == frozenset({code})
            url = self.address_with(light=None if is_current else code)
            cells.append(FigureCell(word, facets.lights[code], light=code, url=url, is_current=is_current))
        late = self.address_with(overdue=None if self.board.filters.overdue else "1")
        cells.append(FigureCell(_("Overdue"), facets.overdue, url=late, is_current=self.board.filters.overdue))
        if facets.waiting or self.board.filters.waiting:
            waiting = self.address_with(waiting=None if self.board.filters.waiting else "1")
            cells.append(
                FigureCell(
                    _("Waiting for confirmation"), facets.waiting, url=waiting, is_current=self.board.filters.waiting
                )
            )
        return cells

    @cached_property
    def facets(self) -> Totals:
        """Counts of what each light would show: the other filters hold, the lights chosen do not."""
        wider = replace(self.board.filters, lights=frozenset(), overdue=False, waiting=False)
        if wider == self.board.filters:
            return self.board.totals
        scope: Scope = self.request.scope  # type: ignore[attr-defined]
        return build_board(scope, self.plan, self.board.as_of, rules=self.board.rules, filters=wider).totals

    @cached_property
    def unit_choices(self) -> list[tuple[str, str]]:
        units = sorted(self.board.directory.units.values(), key=lambda unit: unit.path)
        zone_depth = self.plan.zone.path.count(".")
        inside = [unit for unit in units if unit.path.startswith(self.plan.zone.path) and unit.pk != self.plan.zone_id]
        return [(unit.code, "　" * (unit.path.count(".") - zone_depth - 1) + unit.title) for unit in inside]

    @cached_property
    def leader_choices(self) -> list[tuple[str, str]]:
        return [(post.code, post.title) for post in self.board.directory.posts.values()]

    def tag_choices(self, kind: TagKind) -> list[tuple[str, str]]:
        tags = sorted(self.board.directory.tags.values(), key=lambda tag: (tag.position, tag.pk))
        return [(tag.code, str(tag)) for tag in tags if tag.kind == kind]

    @property
    def battlefield_choices(self) -> list[tuple[str, str]]:
        return self.tag_choices(TagKind.BATTLEFIELD)

    @property
    def dimension_choices(self) -> list[tuple[str, str]]:
        return self.tag_choices(TagKind.DIMENSION)

    @property
    def theme_choices(self) -> list[tuple[str, str]]:
        return self.tag_choices(TagKind.THEME)

    @property
    def chapter_choices(self) -> list[tuple[str, str]]:
        return self.tag_choices(TagKind.CHAPTER)

    @property
    def light_choices(self) -> list[tuple[str, Any]]:
        return list(WORDS.items())

    @property
    def rules(self) -> RuleSet:
        return self.board.rules

    @property
    def rules_title(self) -> str:
        return in_language(self.rules.name.zh, self.rules.name.en)

    @cached_property
    def month_names(self) -> list[tuple[int, str]]:
        written = pgettext("a month alone, as a date format", "M")
        return [(month, date_format(date(self.plan.year, month, 1), written)) for month in range(1, 13)]
