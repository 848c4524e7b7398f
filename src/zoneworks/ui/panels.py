"""Places on the pages of lower apps where upper apps show something: each declares itself in its own panels.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

Context = dict[str, Any]


@dataclass(frozen=True)
class Panel:
    """What is shown in a slot. `build` takes the request and the page's subject; None: nothing for this person."""

    slot: str
    order: int
    template: str
    build: Callable[[HttpRequest, Any], Context | None]


_panels: dict[tuple[str, str], Panel] = {}


def register(panel: Panel) -> None:
    """Declare a panel; the same template in the same slot declared again replaces the earlier one."""
    _panels[panel.slot, panel.template] = panel


def panels_in(request: HttpRequest, slot: str, subject: Any) -> list[SafeString]:
    """The panels of a slot in their order, those without anything for this person left out."""
    chosen = sorted((panel for panel in _panels.values() if panel.slot == slot), key=lambda panel: panel.order)
    built = ((panel, panel.build(request, subject)) for panel in chosen)
    return [
        mark_safe(render_to_string(panel.template, context, request)) for panel, context in built if context is not None
    ]
