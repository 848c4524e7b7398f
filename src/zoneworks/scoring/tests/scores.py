"""Rulebooks, facts and publications for the tests of scores."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

from zonekit.scoring import shipped
from zoneworks.common.clock import now
from zoneworks.plans.models import Item, Plan
from zoneworks.plans.services import confirm_actual
from zoneworks.plans.tests.worlds import TODAY, World, indicator, leaf, say
from zoneworks.reports.models import Report
from zoneworks.scoring import services
from zoneworks.scoring.models import Publication, Rulebook
from zoneworks.scoring.periods import period_named
from zoneworks.verification.choices import Finding
from zoneworks.verification.models import Check

QUARTER = "2023Q3"
# What is recorded on a day counts from the next day on.
EVE = date(2023, 10, 7)
SEPTEMBER, AUGUST = date(2023, 9, 30), date(2023, 8, 31)
NAME = {"zh": "台账加分", "en": "Ledger"}


def with_ledger() -> dict[str, Any]:
    """The product's default with a bonus that people enter."""
    data = deepcopy(json.loads(json.dumps(dict(shipped("zone_default").data))))
    ledger = {"id": "visits", "name": NAME, "formula": "ledger", "points": "0", "params": {"per": "0.5", "most": "2"}}
    data["groups"][3]["rules"].append(ledger)
    return data


def issue(world: World, data: dict[str, Any] | None = None) -> Rulebook:
    scope = world.scope("supervision")
    draft = services.draft_rulebook(scope=scope, zone=world.zone, valid_from=date(2023, 1, 1), code="zone_default")
    changed = services.change_rulebook(
        scope=scope, rulebook=draft, rules=data or with_ledger(), seen=draft.revision, objection_days=5, draw_up_day=15
    )
    return services.issue_rulebook(scope=scope, rulebook=changed, seen=changed.revision, today=date(2023, 3, 1))


def reach(world: World, plan: Plan, code: str, value: object, about: date = SEPTEMBER) -> None:
    """A confirmed value of a row's first indicator."""
    fact = say(world, "supervision", indicator(plan, code), about, value, EVE)
    if fact.confirmed_on is None:
        confirm_actual(scope=world.scope("supervision"), fact=fact, today=EVE)


def report(plan: Plan, code: str, about: date, sent: date | None, unit: Any) -> Report:
    """The bare record of a monthly report."""
    item: Item = leaf(plan, code)
    return Report.objects.create(
        zone=plan.zone, item=item, about=about, due=date(about.year, about.month + 1, 5), unit=unit, saved_at=now(),
        state="submitted" if sent else "draft", first_submitted_on=sent, submitted_on=sent,
    )  # fmt: skip


def find_false(kept: Report, on: date = EVE, finding: str = Finding.FALSE) -> Check:
    return Check.objects.create(
        zone=kept.zone, item=kept.item, about=kept.about, report=kept, finding=finding, reason="现场未见", on=on,
        at=now(), submission=f"check-{kept.pk}-{finding}",
    )  # fmt: skip


def publish(world: World, plan: Plan) -> Publication:
    reach(world, plan, "1.01.1", 60)
    reach(world, plan, "1.01.2", 75)
    report(plan, "1.01.1", SEPTEMBER, date(2023, 10, 4), world.investment)
    report(plan, "1.01.2", SEPTEMBER, date(2023, 10, 7), world.section)
    find_false(report(plan, "1.02.1", AUGUST, date(2023, 9, 5), world.investment))
    return services.publish_scores(
        scope=world.scope("supervision"), zone=world.zone, period=period_named(QUARTER), today=TODAY
    )


def total(publication: Publication, unit: str) -> Decimal:
    sheet = next(one for one in publication.data["league"]["sheets"] if one["unit"] == unit)
    return Decimal(sheet["total"])


def points(publication: Publication, unit: str) -> dict[str, Decimal]:
    """By line."""
    sheet = next(one for one in publication.data["league"]["sheets"] if one["unit"] == unit)
    return {line["key"]: Decimal(line["points"]) for line in sheet["lines"]}
