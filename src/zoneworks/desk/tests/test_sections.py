"""The desk is made of what the apps above declare, in their order, and of nothing else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest

from zoneworks.desk import sections
from zoneworks.desk.sections import Section, figures_of, register, sections_for
from zoneworks.ui.parts import FigureCell


@pytest.fixture
def request_(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(sections, "_sections", {})
    return SimpleNamespace(persona="officer")


def declare(code: str, order: int, given: dict[str, Any] | None) -> None:
    register(Section(code, order, f"{code}.html", lambda request: given))


def test_sections_stand_in_their_order_and_those_without_anything_are_left_out(request_: HttpRequest) -> None:
    declare("late", 30, {"count": 0})
    declare("none", 20, None)
    declare("first", 10, {"count": 2})
    assert [section.code for section, _given in sections_for(request_)] == ["first", "late"]


def test_the_same_section_declared_again_replaces_the_earlier_one(request_: HttpRequest) -> None:
    declare("owed", 10, {"count": 1})
    declare("owed", 10, {"count": 2})
    assert [given["count"] for _section, given in sections_for(request_)] == [2]


def test_the_figures_of_all_sections_stand_at_the_head(request_: HttpRequest) -> None:
    declare("b", 20, {"count": 1, "figures": [FigureCell("second", 2)]})
    declare("a", 10, {"count": 1, "figures": [FigureCell("first", 1)]})
    declare("c", 30, {"count": 1})
    assert [cell.label for cell in figures_of(sections_for(request_))] == ["first", "second"]
