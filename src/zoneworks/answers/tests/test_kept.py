"""A document as known now is built once for what is known, and anew as soon as something else is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from zonekit.documents.blocks import Document
from zoneworks.answers.kept import document_now
from zoneworks.answers.views.periods import SHEET
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import TODAY, World
from zoneworks.reports.services import confirm_reports, return_reports
from zoneworks.reports.tests.reporting import submitted

NUMBER = re.compile(r"\b83\b")
ARGUMENTS = {"year": 2023, "as_of": TODAY.isoformat()}


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages in which the sheet was built, in order."""
    made: list[str] = []
    build = type(SHEET).build

    def counted(*given: Any) -> Document:
        made.append(translation.get_language() or "")
        return build(*given)

    monkeypatch.setattr(type(SHEET), "build", counted)
    return made


def test_it_is_built_once_for_each_language(world: World, plan: Plan, built: list[str]) -> None:
    scope = world.scope("supervision")
    first = document_now(SHEET, scope, world.zone, ARGUMENTS)
    assert document_now(SHEET, world.scope("leader"), world.zone, ARGUMENTS) == first
    with translation.override("zh-hans"):
        assert document_now(SHEET, scope, world.zone, ARGUMENTS).language == "zh-hans"
    assert built == ["en", "zh-hans"]


@pytest.mark.parametrize("verb", ["submit", "confirm", "return"])
def test_what_was_just_done_shows_at_once(world: World, plan: Plan, built: list[str], verb: str) -> None:
    scope = world.scope("supervision")
    report = submitted(world, plan) if verb != "submit" else None
    document_now(SHEET, scope, world.zone, ARGUMENTS)
    if report is None:
        submitted(world, plan)
    elif verb == "confirm":
        confirm_reports(scope=scope, zone=world.zone, reports=[(report.pk, report.revision)], today=TODAY)
    else:
        return_reports(
            scope=scope, zone=world.zone, reports=[(report.pk, report.revision)], reason="补充佐证", today=TODAY
        )
    document_now(SHEET, scope, world.zone, ARGUMENTS)
    assert len(built) == 2


def test_the_page_shows_a_value_confirmed_a_moment_ago(world: World, plan: Plan, enter: Callable[[str], Any]) -> None:
    client, url = enter("supervision"), reverse("answers:answer-sheet")
    report = submitted(world, plan, signed=83)
    before = client.get(url).content.decode()
    confirm_reports(
        scope=world.scope("supervision"), zone=world.zone, reports=[(report.pk, report.revision)], today=TODAY
    )
    after = client.get(url).content.decode()
    assert not NUMBER.search(before)
    assert NUMBER.search(after)
