"""Cells of the board and the wall chart. Hundreds of rows make a page, so these are joined from prepared pieces."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext

from zoneworks.plans.board import BoardRow
from zoneworks.plans.board_rows import Diamond, Figure
from zoneworks.plans.pages.board import BoardPage
from zoneworks.ui.figures import NONE, figure_text, progress
from zoneworks.ui.lights import WORDS, lamp, light
from zoneworks.ui.lights import node as node_shape

register = template.Library()
DECIMALS = 1
DIAMOND_STATES = {"open": "open", "done": "done", "overdue": "overdue", "claimed": "open"}


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


@register.simple_tag
def main_figure(row: BoardRow) -> SafeString:
    """Actual / schedule / target of the indicator that decides the row's light, and how many more there are."""
    if not row.figures:
        return mark_safe("")
    chosen = deciding_figure(row.figures)
    numbers = " / ".join(figure_text(round(v, 4)) if v is not None else NONE for v in shown_values(chosen))
    more = len(row.figures) - 1
    also = format_html(' <span class="faint">+{}</span>', more) if more else ""
    hover = gettext("%(name)s: actual / schedule / target") % {"name": chosen.name}
    return format_html(
        '<span class="figure" title="{}">{}<span class="figure-unit">{}</span></span>{}',
        hover,
        numbers,
        chosen.unit,
        also,
    )


def shown_values(figure: Figure) -> tuple[float | None, float, float]:
    return figure.value, figure.scheduled, figure.target


def deciding_figure(figures: tuple[Figure, ...]) -> Figure:
    """The one furthest behind by its light, then by its gap; the first where nothing is reported."""
    order = {"red": 0, "yellow": 1, "green": 2, "grey": 3}
    return min(figures, key=lambda figure: (order[figure.light], figure.gap if figure.gap is not None else 0.0))


@lru_cache(maxsize=32)
def month_lamp(word: str, language: str) -> str:
    """Shape, word for readers of screens, and a short word for paper. Cached per language."""
    said = escape(WORDS[word])
    return (
        f'<span class="month-light" title="{said}">{lamp(word)}<span class="visually-hidden">{said}</span>'
        f'<span class="month-word" aria-hidden="true">{escape(short_word(word))}</span></span>'
    )


def short_word(word: str) -> str:
    return {
        "green": pgettext("light on paper", "G"),
        "yellow": pgettext("light on paper", "Y"),
        "red": pgettext("light on paper", "R"),
        "grey": "–",
    }[word]


@register.simple_tag
def month_cells(row: BoardRow, as_of_month: int) -> SafeString:
    """Twelve cells: the month's light, and a diamond for each milestone due in it."""
    language = get_language() or ""
    by_month: dict[int, list[Diamond]] = {}
    for diamond in row.diamonds:
        by_month.setdefault(diamond.month, []).append(diamond)
    cells = []
    for month, word in enumerate(row.months, start=1):
        light = month_lamp(word, language) if word else ""
        nodes = "".join(diamond_shape(diamond) for diamond in by_month.get(month, ()))
        now = ' class="month is-now"' if month == as_of_month else ' class="month"'
        cells.append(f"<td{now}>{light}{nodes}</td>")
    return mark_safe("".join(cells))


def diamond_shape(diamond: Diamond) -> str:
    words = gettext("%(text)s (due %(due)s, %(state)s)") % {
        "text": diamond.text,
        "due": date_format(diamond.due, "MONTH_DAY_FORMAT"),
        "state": state_word(diamond.state),
    }
    return node_shape(DIAMOND_STATES[diamond.state], words)


def state_word(state: str) -> str:
    return {
        "open": pgettext("milestone", "open"),
        "done": pgettext("milestone", "done"),
        "overdue": pgettext("milestone", "overdue"),
        "claimed": pgettext("milestone", "reported, to be confirmed"),
    }[state]


@register.filter
def units_text(units: tuple[object, ...]) -> str:
    """Names joined as the language joins them."""
    return pgettext("between names in a list", ", ").join(str(unit) for unit in units)


@register.filter
def unlocalised(number: int) -> str:
    """A number for a class or an address: without separators."""
    return str(number)


@register.filter
def legend_states(words: str) -> list[tuple[str, str]]:
    return [(state, state_word(state)) for state in words.split()]


@register.simple_tag
def item_link(row: BoardRow, page: BoardPage) -> SafeString:
    """The title, indented by its level, opening to the item; overdue leaves say so."""
    before, after = page.item_address
    late = (
        format_html(' <span class="tag is-red">{}</span>', gettext("Overdue")) if row.is_overdue and row.is_leaf else ""
    )
    return format_html('<a href="{}{}{}">{}</a>{}', before, str(row.item), after, row.title, late)


@register.simple_tag
def below_words(row: BoardRow) -> SafeString:
    """How many rows of each level stand below."""
    words = " · ".join(f"{part.name} {figure_text(part.count)}" for part in row.below)
    return format_html('<span class="board-below">{}</span>', words)


@register.simple_tag
def light_of(row: BoardRow, page: BoardPage) -> SafeString:
    """The overall light, opening to its reason; hollow where a report of the leaf waits to be confirmed."""
    before, after = page.item_address
    return light(row.lights.overall, href=f"{before}{row.item}/reason{after}", hollow=row.is_hollow and row.is_leaf)


@register.simple_tag
def progress_of(row: BoardRow) -> SafeString:
    """Actual against schedule as a bar in the colour of the light."""
    if row.progress is None:
        return mark_safe(NONE)
    return progress(row.progress, row.scheduled, row.lights.overall, words=False)
