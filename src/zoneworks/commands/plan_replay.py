"""A year run again: orders, escalations and score events with rule and figures, against what was recorded."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from zonekit.scoring import Line
from zonekit.supervision import Demand, Step
from zonekit.values.issues import Issue
from zoneworks.commands.operators import OperatorScope, zone_named
from zoneworks.commands.plan import REFUSED, print_json
from zoneworks.commands.plan_board import day_asked
from zoneworks.commands.plan_json import issue_json
from zoneworks.common.errors import Refused
from zoneworks.plans.models import Item
from zoneworks.plans.queries import current_plan
from zoneworks.rhythm.replay import YearAgain, replay_zone
from zoneworks.rhythm.replay_scores import ScoresAgain, replay_scores
from zoneworks.supervision.bridge import rules_on
from zoneworks.units.queries import profile_of

Json = dict[str, Any]
DIFFERS = 1
NOTHING: Json = {
    "zone": None, "year": None, "through": None, "is_equal": None, "rules": None, "counts": {}, "orders": [],
    "events": [], "scores": [], "score_events": [], "differences": [], "issues": [],
}  # fmt: skip


def replay(options: argparse.Namespace) -> int:
    """0: run again and equal; 1: refused with a sentence, or not equal."""
    try:
        again, scores = asked_for(options)
    except Refused as refused:
        if options.json:
            print_json({**NOTHING, "issues": [issue_json(Issue(refused.code), str(refused))]})
        print(str(refused), file=sys.stderr)
        return REFUSED
    is_equal = again.is_equal and all(one.is_equal for one in scores)
    if options.json:
        print_json(document(again, scores, is_equal))
    else:
        print("\n".join(report(again, scores)))
    return 0 if is_equal else DIFFERS


def asked_for(options: argparse.Namespace) -> tuple[YearAgain, list[ScoresAgain]]:
    zone = zone_named(options.zone)
    through = day_asked(options.through, profile_of(zone).today)
    plan = current_plan(OperatorScope(zone), zone, options.year, through)
    if plan is None:
        raise Refused(
            "plan_missing", _("There is no plan to run again. Import its table with `zoneworks plan import`.")
        )
    year = options.year or plan.year
    return replay_zone(zone=zone, year=year, through=through), replay_scores(zone, year, through)


def document(again: YearAgain, scores: Sequence[ScoresAgain], is_equal: bool) -> Json:
    codes = codes_of_items(again)
    rules = rules_on(date(again.year, 12, 31))
    events = [event_json(demand, codes) for demand in again.replay.demands if demand.on.year >= again.year]
    return NOTHING | {
        "zone": again.zone.code,
        "year": again.year,
        "through": again.through.isoformat(),
        "is_equal": is_equal,
        "rules": {
            "code": rules.code, "name": rules.name.zh, "name_en": rules.name.en,
            "to_be_confirmed": rules.is_to_be_confirmed,
        },
        "counts": counts(again, scores),
        "orders": [order_json(uid, again, codes) for uid in again.replay.filings],
        "events": events,
        "scores": [score_json(one) for one in scores],
        "score_events": [score_event(one, unit, line) for one in scores for unit, line in one.events],
        "differences": [{"side": one.side, "step": list(one.step)} for one in again.differences],
    }  # fmt: skip


def counts(again: YearAgain, scores: Sequence[ScoresAgain]) -> dict[str, int]:
    kinds = [str(demand.kind) for demand in again.replay.demands]
    return {
        "orders": len(again.replay.filings),
        **{f"events_{kind}": kinds.count(kind) for kind in sorted(set(kinds))},
        "publications": len(scores),
        "score_events": sum(len(one.events) for one in scores),
        "differences": len(again.differences) + sum(not one.is_equal for one in scores),
    }


def codes_of_items(again: YearAgain) -> dict[str, str]:
    """Printed codes of rows by the key of their first appearance."""
    keys = [int(key) for key in {*again.replay.keys.values()} if key.isdecimal()]
    return {str(pk): code or no for pk, code, no in Item.objects.filter(pk__in=keys).values_list("pk", "code", "no")}


def order_json(uid: str, again: YearAgain, codes: Mapping[str, str]) -> Json:
    filing, state, key = again.replay.filings[uid], again.replay.states[uid], again.replay.keys[uid]
    order = again.recorded.get(uid)
    return {
        "uid": uid,
        "number": f"{order.year}-{order.number}" if order else None,
        "title": order.title if order else None,
        "item": codes.get(key),
        "rule": filing.rule or None,
        "basis": str(filing.basis),
        "filed_on": filing.filed_on.isoformat(),
        "entry_rung": filing.rung.word,
        "limit_days": filing.limit_days,
        "figures": dict(filing.figures),
        "state": str(state.state),
        "rung": state.rung.word,
        "due": state.due.isoformat() if state.due else None,
        "urged": state.urged,
        "extensions": state.extensions,
        "steps": [step_json(step) for step in again.replay.steps[uid]],
    }


def step_json(step: Step) -> Json:
    return {
        "no": step.no, "kind": str(step.kind), "on": step.on.isoformat(), "rule": step.rule or None,
        "data": dict(step.data),
    }  # fmt: skip


def event_json(demand: Demand, codes: Mapping[str, str]) -> Json:
    return {
        "on": demand.on.isoformat(),
        "kind": str(demand.kind),
        "order": demand.uid,
        "item": codes.get(demand.key),
        "rule": demand.rule,
        "rung": demand.rung.word,
        "consequence": str(demand.consequence) if demand.consequence else None,
        "figures": dict(demand.figures),
    }


def score_json(one: ScoresAgain) -> Json:
    return {
        "period": one.publication.period,
        "number": one.publication.number,
        "as_of": one.publication.as_of.isoformat(),
        "published_on": one.publication.published_on.isoformat(),
        "digest": one.publication.digest,
        "is_equal": one.is_equal,
        "units": [{"unit": unit, "score": str(score), "rank": rank} for unit, score, rank in one.totals],
    }


def score_event(one: ScoresAgain, unit: str, line: Line) -> Json:
    return {
        "period": one.publication.period, "number": one.publication.number, "unit": unit, "rule": line.rule,
        "line": line.key, "points": str(line.points), "figures": dict(line.figures), "notes": list(line.notes),
        "evidence": list(line.evidence),
    }  # fmt: skip


def report(again: YearAgain, scores: Sequence[ScoresAgain]) -> list[str]:
    lines = [
        _("%(year)s to %(through)s: %(orders)d orders, %(demands)d demands of rules, %(scores)d publications of scores")
        % {
            "year": again.year, "through": again.through, "orders": len(again.replay.filings),
            "demands": len(again.replay.demands), "scores": len(scores),
        }
    ]  # fmt: skip
    for demand in again.replay.demands:
        what = demand.consequence or demand.rung.word
        lines.append(f"{demand.on}  {demand.kind:<11} {what:<14} {demand.rule:<28} {demand.uid}")
    lines += [f"{one.side}: {' '.join(str(part) for part in one.step)}" for one in again.differences]
    lines += [
        _("The scores of %(period)s come out otherwise.") % {"period": one.publication.period}
        for one in scores
        if not one.is_equal
    ]
    said = _("Equal to what was recorded.") if again.is_equal else _("Not equal to what was recorded.")
    return [*lines, said]
