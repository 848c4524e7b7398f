"""Components of the pages, for every template without loading; /style/ shows each of them in each state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest
from django.template.context import RequestContext
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zoneworks.ui import addresses, figures, lights
from zoneworks.ui.panels import panels_in
from zoneworks.ui.parts import Crumb, FigureCell, Happening, Tab

register = template.Library()
PIECE = "ui/components/{}.html"

register.simple_tag(lights.light)
register.simple_tag(lights.light_alone)
register.simple_tag(lights.lamp)
register.simple_tag(lights.lamp_at)
register.simple_tag(lights.node)
register.simple_tag(lights.node_at)
register.simple_tag(figures.figure)
register.simple_tag(figures.progress)
register.filter("figure_text", figures.figure_text)
register.filter("share_text", figures.share_text)
register.filter("points_text", figures.points_text)


# --- addresses ---------------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def address(context: RequestContext, url_name: str, *args: object, **query: object) -> str:
    """A page at the date and in the zone looked at: {% address "plans:item" item.pk tab="facts" %}."""
    return addresses.address(context["request"], url_name, *args, **query)


@register.simple_tag(takes_context=True)
def panels(context: RequestContext, slot: str, subject: object) -> SafeString:
    """What upper apps show in a slot of this page: {% panels "plans.item" item %}."""
    return format_html_join("", "{}", ((panel,) for panel in panels_in(context["request"], slot, subject)))


@register.simple_tag(takes_context=True)
def kept_fields(context: RequestContext, *replaced: str) -> SafeString:
    """Hidden inputs for a GET form: every parameter of the present address but those the form itself asks for."""
    pairs = addresses.kept_pairs(context["request"], *replaced)
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


# --- the head of a page ------------------------------------------------------------------------------------------


@register.inclusion_tag(PIECE.format("crumbs"))
def crumbs(trail: Iterable[Crumb]) -> dict[str, Any]:
    return {"trail": trail}


@register.inclusion_tag(PIECE.format("figures"), name="figures")
def figure_strip(cells: Iterable[FigureCell]) -> dict[str, Any]:
    return {"cells": cells}


@register.inclusion_tag(PIECE.format("light_counts"))
def light_counts(counts: Mapping[str, int], urls: Mapping[str, str] | None = None) -> dict[str, Any]:
    """How many lights of each kind, in the order green, yellow, red, grey; `urls` makes them links."""
    links = urls or {}
    return {"rows": [(code, word, counts.get(code, 0), links.get(code, "")) for code, word in lights.WORDS.items()]}


@register.inclusion_tag(PIECE.format("tabs"))
def tabs(entries: Iterable[Tab], label: str = "") -> dict[str, Any]:
    return {"entries": entries, "label": label}


# --- filters and tables ------------------------------------------------------------------------------------------


@register.inclusion_tag(PIECE.format("filter_select"), takes_context=True)
def filter_select(
    context: RequestContext, name: str, label: str, choices: Iterable[tuple[Any, Any]], any_label: str = ""
) -> dict[str, Any]:
    """A choice in a filter bar, set from the address; the first option (any) sends nothing."""
    chosen = context["request"].GET.get(name, "")
    rows = [(str(value), text, str(value) == chosen) for value, text in choices]
    return {"name": name, "label": label, "rows": rows, "is_set": bool(chosen), "any_label": any_label}


@register.inclusion_tag(PIECE.format("filter_check"), takes_context=True)
def filter_check(context: RequestContext, name: str, label: str) -> dict[str, Any]:
    return {"name": name, "label": label, "is_set": context["request"].GET.get(name) == "1"}


@register.inclusion_tag(PIECE.format("filter_text"), takes_context=True)
def filter_text(context: RequestContext, name: str, label: str, placeholder: str = "") -> dict[str, Any]:
    value = context["request"].GET.get(name, "")
    return {"name": name, "label": label, "value": value, "placeholder": placeholder}


@register.inclusion_tag(PIECE.format("sort_head"), takes_context=True)
def sort_head(context: RequestContext, key: str, label: str, number: bool = False) -> dict[str, Any]:
    """A column head that sorts: ?sort=key, then ?sort=-key."""
    request: HttpRequest = context["request"]
    present = request.GET.get("sort", "")
    params = request.GET.copy()
    params.pop("page", None)
    params["sort"] = f"-{key}" if present == key else key
    direction = {key: "ascending", f"-{key}": "descending"}.get(present, "")
    return {"label": label, "url": f"?{params.urlencode()}", "direction": direction, "number": number}


@register.inclusion_tag(PIECE.format("pager"), takes_context=True)
def pager(context: RequestContext, page: Page) -> dict[str, Any]:
    """Windowed page links, which work without scripts."""
    request: HttpRequest = context["request"]

    def url(number: int) -> str:
        params = request.GET.copy()
        params["page"] = str(number)
        return f"?{params.urlencode()}"

    window = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {
        "page": page,
        "links": [(number, url(number) if isinstance(number, int) else "") for number in window],
        "before": url(page.number - 1) if page.has_previous() else "",
        "after": url(page.number + 1) if page.has_next() else "",
    }


@register.inclusion_tag(PIECE.format("more"), takes_context=True)
def more(context: RequestContext, page: Page, target: str, columns: int = 1) -> dict[str, Any]:
    """A last table row that fetches the next page of rows: a link without scripts, htmx replaces the row with them.

    `target` is the partial that renders the rows (and this tag again).
    """
    params = context["request"].GET.copy()
    params["page"] = str(page.number + 1)
    left = page.paginator.count - page.end_index()
    return {"page": page, "url": f"?{params.urlencode()}", "target": target, "left": left, "columns": str(columns)}


# --- forms -------------------------------------------------------------------------------------------------------


@register.inclusion_tag(PIECE.format("field"))
def field(bound: BoundField, source: str = "") -> dict[str, Any]:
    """Label above, hint below it, error in a sentence; `source` says where a known value came from."""
    widget = bound.field.widget
    is_group = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    return {
        "field": bound,
        "source": source,
        "is_check": isinstance(widget, CheckboxInput),
        "is_group": is_group,
    }


@register.inclusion_tag(PIECE.format("fields"))
def fields(form: Any) -> dict[str, Any]:
    """All fields of a form, after what is wrong with it as a whole."""
    return {"form": form}


# --- pieces ------------------------------------------------------------------------------------------------------


@register.simple_tag
def tag(text: object, tone: str = "", href: str = "") -> SafeString:
    """A small label. Tones: (none), action, green, yellow, red, grey."""
    classes = f"tag is-{tone}" if tone else "tag"
    if href:
        return format_html('<a class="{}" href="{}">{}</a>', classes, href, text)
    return format_html('<span class="{}">{}</span>', classes, text)


@register.inclusion_tag(PIECE.format("notice"))
def notice(text: object, tone: str = "", title: object = "", link: object = "", href: str = "") -> dict[str, Any]:
    """Something the page has to say. Tones: (none), action, green, yellow, red."""
    return {"text": text, "tone": tone, "title": title, "link": link, "href": href}


@register.inclusion_tag(PIECE.format("state"))
def empty(title: object, sentence: object = "", label: object = "", href: str = "") -> dict[str, Any]:
    """Nothing here yet, and what to do next."""
    return {"title": title, "sentence": sentence, "label": label, "href": href, "is_failing": False}


@register.inclusion_tag(PIECE.format("state"))
def failing(title: object, sentence: object = "", label: object = "", href: str = "") -> dict[str, Any]:
    """Something did not work, what still holds, and what to do next."""
    return {"title": title, "sentence": sentence, "label": label, "href": href, "is_failing": True}


@register.inclusion_tag(PIECE.format("working"))
def working(sentence: object, done: int, total: int, stop_url: str = "") -> dict[str, Any]:
    """Long work: a bar, a count, and a way to stop."""
    return {"sentence": sentence, "done": done, "total": total, "stop_url": stop_url}


@register.inclusion_tag(PIECE.format("facts"))
def facts(pairs: Iterable[tuple[object, object]]) -> dict[str, Any]:
    """What is known of one thing: names and values; a value of nothing is a dash."""
    return {"pairs": [(name, figures.NONE if value in (None, "") else value) for name, value in pairs]}


@register.inclusion_tag(PIECE.format("history"))
def history(entries: Iterable[Happening]) -> dict[str, Any]:
    return {"entries": entries}


@register.simple_tag
def diff(before: object, after: object) -> SafeString:
    """A change of one value; a value that was not there before, or is not there after, is a dash."""
    if before == after:
        return format_html("{}", figures.NONE if after in (None, "") else after)
    parts = [
        format_html("<del>{}</del>", before) if before not in (None, "") else figures.NONE,
        format_html("<ins>{}</ins>", after) if after not in (None, "") else figures.NONE,
    ]
    return format_html('<span class="diff">{}<span class="diff-arrow">→</span>{}</span>', *parts)
