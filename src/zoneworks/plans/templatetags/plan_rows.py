"""Rows of the board and the wall chart, joined from prepared pieces.

A page has hundreds of rows of a dozen cells: put together cell by cell in a template they would cost more than the
engine, the database and the rest of the page together. Everything typed by people passes `escape`.
"""

from __future__ import annotations

from html import escape

from django import template
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from zoneworks.plans.board import BoardRow
from zoneworks.plans.board_rows import Diamond, Figure
from zoneworks.plans.pages.board import BoardPage
from zoneworks.plans.pages.months import run_words
from zoneworks.ui.figures import NONE, figure_text, progress, share_text
from zoneworks.ui.lights import WORDS, lamp
from zoneworks.ui.lights import node as node_shape

register = template.Library()
DECIMALS = 1
DIAMOND_STATES = {"open": "open", "done": "done", "overdue": "overdue", "claimed": "open"}
DECIDING = {"red": 0, "yellow": 1, "green": 2, "grey": 3}


# --- words ---------------------------------------------------------------------------------------------------------


@register.filter
def points(value: float | None) -> str:
    """A gap in percentage points, with its sign."""
    if value is None:
        return NONE
    text = figure_text(round(value, 6), DECIMALS)
    return text if text.startswith("-") or text == "0" else f"+{text}"


@register.filter
def gap_words(value: float | None) -> str:
    """A gap as officers say it: 超进度 / 欠进度, ahead / behind."""
    if value is None:
        return ""
    size = figure_text(abs(round(value, 6)), DECIMALS)
    if size == "0":
        return gettext("on schedule to the point")
    if value > 0:
        return gettext("%(points)s points ahead") % {"points": size}
    return gettext("%(points)s points behind") % {"points": size}


@register.filter
def units_text(units: tuple[object, ...]) -> str:
    """Names joined as the language joins them."""
    return pgettext("between names in a list", ", ").join(str(unit) for unit in units)


def state_word(state: str) -> str:
    return {
        "open": pgettext("milestone", "open"),
        "done": pgettext("milestone", "done"),
        "overdue": pgettext("milestone", "overdue"),
        "claimed": pgettext("milestone", "reported, to be confirmed"),
    }[state]


@register.filter
def legend_states(words: str) -> list[tuple[str, str]]:
    return [(state, state_word(state)) for state in words.split()]


def short_word(word: str) -> str:
    return {
        "green": pgettext("light on paper", "G"),
        "yellow": pgettext("light on paper", "Y"),
        "red": pgettext("light on paper", "R"),
        "grey": "–",
    }[word]


# --- rows ----------------------------------------------------------------------------------------------------------


@register.simple_tag
def board_rows(page: BoardPage) -> SafeString:
    """The rows of the tree table."""
    cells = Cells(page)
    return mark_safe("".join(cells.board_row(row) for row in page.rows))


@register.simple_tag
def wall_rows(page: BoardPage) -> SafeString:
    """The rows of the wall chart: twelve months, then where the row stands."""
    cells = Cells(page)
    return mark_safe("".join(cells.wall_row(row) for row in page.rows))


class Cells:
    """Makes cells; what all rows share (words of this language, addresses, shapes) is worked out once."""

    def __init__(self, page: BoardPage) -> None:
        before, after = page.item_address
        self.before, self.after = escape(before), escape(after)
        self.now = page.as_of_month
        self.words = {word: escape(str(said)) for word, said in WORDS.items()}
        self.lamps = {(word, hollow): lamp(word, hollow=hollow) for word in WORDS for hollow in (False, True)}
        self.months = {word: self.month_light(word) for word in WORDS}
        self.overdue = f' <span class="tag is-red">{escape(gettext("Overdue"))}</span>'

    def month_light(self, word: str) -> str:
        """Shape, word for readers of screens, and a short word for paper."""
        return (
            f'<span class="month-light" title="{self.words[word]}">{self.lamps[word, False]}'
            f'<span class="visually-hidden">{self.words[word]}</span>'
            f'<span class="month-word" aria-hidden="true">{escape(short_word(word))}</span></span>'
        )

    def board_row(self, row: BoardRow) -> str:
        return (
            f'{self.opening(row)}<th class="board-item is-depth-{row.level}" scope="row">'
            f"{self.title(row)}</th>{self.standing(row)}"
            f'<td class="number">{share_text(row.progress)}</td><td class="number">{share_text(row.scheduled)}</td>'
            f"{self.gap(row)}<td>{self.main_figure(row) if row.is_leaf else self.below(row)}</td>{self.people(row)}"
            f'<td class="is-tight">{row.deadline or ""}</td></tr>'
        )

    def wall_row(self, row: BoardRow) -> str:
        return (
            f'{self.opening(row)}<th class="is-fixed is-depth-{row.level}" scope="row">{self.title(row)}</th>'
            f'<td class="small">{escape(units_text(row.responsible))}</td>{self.month_cells(row)}'
            f"{self.standing(row, run_words(row))}{self.gap(row)}</tr>"
        )

    def opening(self, row: BoardRow) -> str:
        group = "" if row.is_leaf else f' class="is-group is-level-{row.level}"'
        return f'<tr data-row{group}><td class="is-tight quiet">{escape(row.label)}</td>'

    def title(self, row: BoardRow) -> str:
        """The title, opening to the item; overdue leaves say so."""
        late = self.overdue if row.is_overdue and row.is_leaf else ""
        return f'<a href="{self.before}{row.item}{self.after}">{escape(row.title)}</a>{late}'

    def below(self, row: BoardRow) -> str:
        """How many rows of each level stand below."""
        words = " · ".join(f"{escape(part.name)} {figure_text(part.count)}" for part in row.below)
        return f'<span class="board-below">{words}</span>'

    def standing(self, row: BoardRow, run: str = "") -> str:
        """The overall light, opening to its reason (hollow where a report waits), for how many months it has lasted
        where the months are known, and actual against schedule."""
        word = row.lights.overall
        shape = self.lamps[word, row.is_hollow and row.is_leaf]
        light = (
            f'<a class="light is-{word}" href="{self.before}{row.item}/reason{self.after}">'
            f'{shape}<span class="light-word">{self.words[word]}</span></a>'
        )
        bar = NONE if row.progress is None else progress(row.progress, row.scheduled, word, words=False)
        lasting = f'<span class="lasting">{escape(run)}</span>' if run else ""
        return f"<td>{light}{lasting}</td><td>{bar}</td>"

    def gap(self, row: BoardRow) -> str:
        behind = " is-behind" if row.gap is not None and row.gap < 0 else ""
        return f'<td class="number{behind}" title="{escape(gap_words(row.gap))}">{points(row.gap)}</td>'

    def people(self, row: BoardRow) -> str:
        leaders = f'<span class="faint">{escape(units_text(row.leaders))}</span>' if row.leaders else ""
        return f'<td class="small people">{escape(units_text(row.responsible))}{leaders}</td>'

    def main_figure(self, row: BoardRow) -> str:
        """Actual / schedule / target of the indicator that decides the light, and how many more there are."""
        if not row.figures:
            return ""
        chosen = deciding_figure(row.figures)
        values = (chosen.value, chosen.scheduled, chosen.target)
        numbers = " / ".join(NONE if value is None else figure_text(round(value, 4)) for value in values)
        hover = escape(gettext("%(name)s: actual / schedule / target") % {"name": chosen.name})
        more = f' <span class="faint">+{len(row.figures) - 1}</span>' if len(row.figures) > 1 else ""
        unit = f'<span class="figure-unit">{escape(chosen.unit)}</span>'
        return f'<span class="figure" title="{hover}">{numbers}{unit}</span>{more}'

    def month_cells(self, row: BoardRow) -> str:
        """Twelve cells: the month's light, and a diamond for each milestone due in it."""
        by_month: dict[int, str] = {}
        for diamond in row.diamonds:
            by_month[diamond.month] = by_month.get(diamond.month, "") + diamond_shape(diamond)
        cells = []
        for month, word in enumerate(row.months, start=1):
            now = " is-now" if month == self.now else ""
            light = self.months[word] if word else ""
            cells.append(f'<td class="month{now}">{light}{by_month.get(month, "")}</td>')
        return "".join(cells)


def deciding_figure(figures: tuple[Figure, ...]) -> Figure:
    """The one furthest behind by its light, then by its gap; the first where nothing is reported."""
    return min(figures, key=lambda figure: (DECIDING[figure.light], figure.gap if figure.gap is not None else 0.0))


def diamond_shape(diamond: Diamond) -> str:
    words = gettext("%(text)s (due %(due)s, %(state)s)") % {
        "text": diamond.text,
        "due": date_format(diamond.due, "MONTH_DAY_FORMAT"),
        "state": state_word(diamond.state),
    }
    return node_shape(DIAMOND_STATES[diamond.state], words)
