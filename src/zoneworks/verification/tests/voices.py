"""Rulings, draws and checks as tests ask for them."""

from __future__ import annotations

from datetime import date
from itertools import count

from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import TODAY, World, leaf
from zoneworks.reports.models import Report, ReportEvidence
from zoneworks.reports.tests.reporting import SEPTEMBER, submitted
from zoneworks.reports.tests.settlements import confirm
from zoneworks.verification.models import Check, Draw, Ruling
from zoneworks.verification.queries_lights import TwoLights, lights_of
from zoneworks.verification.services import draw_sample, record_check, rule_light

tokens = (f"form-{number}" for number in count())


def rule(
    world: World, plan: Plan, light: str = "red", code: str = "1.01.1", about: date = SEPTEMBER, *,
    reason: str = "现场核实，进展不符", today: date = TODAY, persona: str = "supervision", submission: str = "",
) -> Ruling:  # fmt: skip
    return rule_light(
        scope=world.scope(persona), item=leaf(plan, code), about=about, light=light, reason=reason, today=today,
        submission=submission or next(tokens),
    )  # fmt: skip


def confirmed(
    world: World, plan: Plan, code: str = "1.01.1", about: date = SEPTEMBER, *, today: date = TODAY, **given: object
) -> Report:
    persona = given.pop("persona", "officer")
    report = submitted(world, plan, code, about, today=today, sure=True, persona=persona, **given)
    confirm(world, report, today=today)
    report.refresh_from_db()
    return report


def check(
    world: World, report: Report, finding: str = "false", *, evidence: ReportEvidence | None = None,
    reason: str = "与现场不符", draw: Draw | None = None, today: date = TODAY, persona: str = "supervision",
    submission: str = "",
) -> Check:  # fmt: skip
    return record_check(
        scope=world.scope(persona), report=report, evidence=evidence, finding=finding, reason=reason, draw=draw,
        today=today, submission=submission or next(tokens),
    )  # fmt: skip


def draw(world: World, size: int = 1, seed: str = "A 2023-09", *, today: date = TODAY, **more: object) -> Draw:
    asked = {"size": size} if "share" not in more else {}
    return draw_sample(
        scope=world.scope(more.pop("persona", "supervision")), zone=world.zone, about=SEPTEMBER, seed=seed, today=today,
        **asked, **more,
    )  # fmt: skip


def voices(
    world: World, plan: Plan, code: str = "1.01.1", about: date = SEPTEMBER, *, as_of: date = TODAY,
    persona: str = "supervision",
) -> TwoLights:  # fmt: skip
    """What a person finds at a row."""
    found = lights_of(world.scope(persona), world.zone, about, as_of)
    assert found is not None
    place = found.board.places[leaf(plan, code).pk]
    return found.at(place)
