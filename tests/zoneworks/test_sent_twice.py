"""Every form of the running year sent twice: it counts once, and the second answer is a page that says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from zoneworks.accounts.tests.visits import Page, fix_today, visitor
from zoneworks.plans import services as plans
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import TODAY, World, leaf, make_plan, make_world
from zoneworks.reports.models import Report
from zoneworks.rhythm.services import record_decision
from zoneworks.scoring import services as scoring
from zoneworks.scoring.models import Appeal, Publication, Rulebook
from zoneworks.scoring.tests.scores import QUARTER, find_false, issue, publish
from zoneworks.scoring.tests.test_entries import enter as enter_score
from zoneworks.scoring.tests.test_publishing import object_to
from zoneworks.supervision.tests.ordering import brought_to, filed, step
from zoneworks.verification.tests.voices import confirmed, rule

OURS = ("supervision", "verification", "scoring", "plans", "rhythm", "inbox", "reports", "audit")
DISPATCH = date(2023, 9, 28)  # the Thursday before the holidays


@dataclass
class Year:
    world: World
    plan: Plan

    def page(self, persona: str, address: str, action: str, **typed: Any) -> tuple[Client, str, dict[str, Any]]:
        """A form of a page, filled in."""
        client = visitor(self.world, persona)
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        forms = [form for form in Page(answer).forms if action in (form.action or address)]
        assert forms, (address, action, [form.action for form in Page(answer).forms])
        return client, forms[-1].action or address, {**forms[-1].values, **typed}

    def order(self, start: str, verb: str, persona: str = "supervision", **typed: Any) -> Any:
        order = filed(self.world) if start == "filed" else brought_to(self.world, start, today=TODAY, limit_days=40)
        for more in {"ask": ("grant-extension", "refuse-extension"), "suspend": ("resume",)}.items():
            if verb in more[1]:
                step(self.world, order, more[0], TODAY, **({"due": date(2023, 12, 29)} if more[0] == "ask" else {}))
        return self.page(persona, reverse("supervision:order", args=[order.pk]), f"/{verb}/", **typed)

    def published(self) -> Publication:
        issue(self.world)
        return publish(self.world, self.plan)

    def appealed(self) -> Appeal:
        self.published()
        return object_to(self.world, Publication.objects.get(), "false_reports")

    def version(self) -> Plan:
        scope = self.world.scope("supervision")
        draft = plans.draft_next_version(scope=scope, plan=self.plan, notice_title="通知", reason="x")
        plans.move_out(scope=scope, item=leaf(draft, "1.02.2"), reason="土地未落实")
        draft.refresh_from_db()
        return draft

    def rulebook(self) -> Rulebook:
        scope = self.world.scope("supervision")
        return scoring.draft_rulebook(
            scope=scope, zone=self.world.zone, valid_from=date(2023, 1, 1), code="zone_default"
        )  # fmt: skip

    def corrected(self) -> Publication:
        made = self.appealed()
        office = self.world.scope("supervision")
        scoring.decide_appeal(scope=office, appeal=made, is_upheld=True, reason="属实", today=TODAY)
        find_false(Report.objects.get(about=date(2023, 8, 31)), finding="true")
        return made.publication


@pytest.fixture
def year(db: None) -> Year:
    world = make_world()
    fix_today(world.zone, world.other_zone)
    return Year(world, make_plan(world))


def at(name: str, *keys: object) -> str:
    return reverse(name, args=list(keys))


NEW = {"title": "加快落地", "content": "请反馈", "units": ["A-INV", "A-SCI"], "helpers": [], "basis": "minutes"}
WHY = {"reason": "情况说明"}
Sent = Callable[[Year], tuple[Client, str, dict[str, Any]]]
FORMS: dict[str, Sent] = {
    "file and assign": lambda y: y.page(
        "supervision", at("supervision:new"), "/new/", **{**NEW, "assign": "on"}
    ),
    "assign": lambda y: y.order("filed", "assign"),
    "accept": lambda y: y.order("assign", "accept", "officer"),
    "start": lambda y: y.order("accept", "start", "officer"),
    "report": lambda y: y.order("start", "report", "officer", words="已完成"),
    "return": lambda y: y.order("report", "return", **WHY),
    "verify": lambda y: y.order("report", "verify"),
    "close": lambda y: y.order("verify", "close"),
    "strike off": lambda y: y.order("accept", "strike-off", **WHY),
    "suspend": lambda y: y.order("accept", "suspend", **WHY),
    "resume": lambda y: y.order("accept", "resume"),
    "ask": lambda y: y.order("accept", "ask-extension", "officer", due="2023-12-29", **WHY),
    "grant": lambda y: y.order("accept", "grant-extension", due="2023-12-29"),
    "refuse": lambda y: y.order("accept", "refuse-extension", **WHY),
    "urge": lambda y: y.order("accept", "urge"),
    "urge all": lambda y: (
        visitor(y.world, "supervision"), at("rhythm:urging"), {"owed": [f"report:2023-08:{y.world.investment.pk}"]},
    ),
    "rule": lambda y: y.page(
        "supervision", at("verification:item", leaf(y.plan).pk) + "?month=2023-09", "/lights/", light="red", **WHY
    ),
    "withdraw a ruling": lambda y: y.page(
        "supervision",
        at("verification:item", rule(y.world, y.plan) and leaf(y.plan).pk) + "?month=2023-09", "/withdraw/", **WHY,
    ),
    "check": lambda y: y.page(
        "supervision", at("verification:report", confirmed(y.world, y.plan).pk), "/reports/",
        part="whole", finding="false", **WHY,
    ),
    "draw": lambda y: y.page(
        "supervision", at("verification:month") + f"?month=2023-0{confirmed(y.world, y.plan).about.month}", "/draw/",
        size="1", share="", seed="A",
    ),
    "publish": lambda y: (
        issue(y.world) and visitor(y.world, "supervision"), at("scoring:publish"), {"period": QUARTER},
    ),
    "object": lambda y: y.page(
        "officer", at("scoring:make-appeal", y.published().pk, "A-INV"), "/appeal/", line="false_reports",
        words="请复核",
    ),
    "withdraw an objection": lambda y: y.page(
        "officer", at("scoring:withdraw-appeal", y.appealed().pk), "/withdraw/"
    ),
    "decide": lambda y: y.page(
        "supervision", at("scoring:decide-appeal", y.appealed().pk), "/decide/", decision="upheld", **WHY
    ),
    "publish anew": lambda y: y.page(
        "supervision", at("scoring:republish", y.corrected().pk), "/correct/", **WHY
    ),
    "enter": lambda y: y.page(
        "supervision", at("scoring:enter", issue(y.world) and QUARTER), "/enter/", unit="A-INV", rule="visits",
        amount="1", words="走访",
    ),
    "mark": lambda y: y.page(
        "leader", at("scoring:mark", issue(y.world) and QUARTER), "/mark/", unit="A-INV", rule="leader", amount="15",
        words="较好",
    ),
    "undo": lambda y: y.page(
        "supervision", at("scoring:undo-entry", issue(y.world) and enter_score(y.world).pk), "/undo/", **WHY
    ),
    "draft a rulebook": lambda y: y.page(
        "supervision", at("scoring:draft-rulebook"), "/draft/", base="shipped:zone_default", valid_from="2023-01-01"
    ),
    "change a rulebook": lambda y: (
        visitor(y.world, "supervision"), at("scoring:change-rulebook", y.rulebook().pk),
        {"seen": "0", "valid_from": "2023-02-01", "draw_up_day": "10", "objection_days": "3",
         "rules": json.dumps(Rulebook.objects.get().data)},
    ),
    "issue a rulebook": lambda y: y.page("supervision", at("scoring:issue-rulebook", y.rulebook().pk), "/issue/"),
    "discard a rulebook": lambda y: y.page("supervision", at("scoring:discard-rulebook", y.rulebook().pk), "/discard/"),
    "draft a version": lambda y: y.page(
        "supervision", at("plans:next", y.plan.pk), "/next/", notice_title="通知", reason="x"
    ),
    "row out": lambda y: y.page(
        "supervision", at("plans:row-out", y.version().pk, leaf(Plan.objects.get(version=2)).pk), "/out/", **WHY
    ),
    "row back": lambda y: y.page(
        "supervision", at("plans:rows", y.version().pk), "/back/"
    ),
    "issue a version": lambda y: y.page("supervision", at("plans:issue", y.version().pk), "/issue/"),
    "roll over": lambda y: y.page("supervision", at("plans:roll", y.plan.pk), "/roll/"),
    "decide at a dispatch": lambda y: y.page(
        "supervision", at("rhythm:dispatch", DISPATCH.isoformat()), "/decide/", words="办结手续", unit="A-INV"
    ),
    "tick off": lambda y: (
        visitor(y.world, "supervision"), at("rhythm:finish-decision", decided(y)), {"outcome": "已办结"},
    ),
}  # fmt: skip


GONE = {"discard a rulebook"}  # what it spoke of is there no more


def decided(year: Year) -> int:
    made = record_decision(
        scope=year.world.scope("supervision"), zone=year.world.zone, on=DISPATCH, words="办结手续",
        unit=year.world.investment, due=None, submission="x", today=TODAY,
    )  # fmt: skip
    return made.pk


def everything() -> dict[str, list[Any]]:
    """All rows of ours, as they stand."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for app in OURS
        for model in apps.get_app_config(app).get_models()
    }


@pytest.mark.parametrize("name", FORMS)
def test_the_same_form_sent_twice_counts_once(year: Year, name: str) -> None:
    client, action, values = FORMS[name](year)
    before = everything()
    first = client.post(action, values)
    assert first.status_code == 302, Page(first).text
    once = everything()
    assert once != before
    again = client.post(action, values)
    assert again.status_code in ({404} if name in GONE else {200, 302, 422}), again.status_code
    twice = everything()
    assert {label for label in once if once[label] != twice[label]} == set()
