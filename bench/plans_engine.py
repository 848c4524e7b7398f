"""Lights and roll-up of 100,000 items with 200,000 indicators and 2.4 million facts, beside plain Python."""

from __future__ import annotations

from datetime import date

from bench.measure import Measured, best_of
from bench.plans_made import YEAR, as_rows, large_facts, large_plan
from bench.plans_plain import judge
from zonekit.plans import assess, assess_months, default_rule_set

DAY = date(2023, 10, 8)
IN_GRACE = date(2023, 10, 3)  # reports of September come in: some indicators are judged by August


def run() -> list[Measured]:
    rules = default_rule_set(DAY)
    small = large_plan(0.05)
    small_facts = large_facts(small)
    rows = as_rows(small, small_facts)
    for day in (DAY, IN_GRACE):
        verdicts = judge(rows, day, day, YEAR)
        state = assess(small, small_facts, at=day, known_on=day, rules=rules, year=YEAR)
        if [verdicts[i].light for i in range(len(small.tree))] != state.items.overall.tolist():
            raise AssertionError(f"the engine and the plain baseline judge {day} differently")
    plain = best_of(3, lambda: judge(rows, DAY, DAY, YEAR)) * 20
    plan = large_plan()
    facts = large_facts(plan)
    state = assess(plan, facts, at=DAY, known_on=DAY, rules=rules, year=YEAR)
    one_date = best_of(5, lambda: assess(plan, facts, at=DAY, known_on=DAY, rules=rules, year=YEAR))
    in_grace = best_of(5, lambda: assess(plan, facts, at=IN_GRACE, known_on=IN_GRACE, rules=rules, year=YEAR))
    strip = best_of(2, lambda: assess_months(plan, facts, known_on=DAY, rules=rules, year=YEAR))
    leaf, top = len(plan.tree) - 1, 0
    baseline = "plain Python, a twentieth of the items, times 20"
    return [
        Measured("lights and roll-up of 100,000 items, 2.4 million facts", one_date, baseline, plain, 0.3),
        Measured("the same on 3 October, while reports come in", in_grace, baseline, plain, 0.3),
        Measured("wall chart: the nine month ends reached by 8 October", strip, baseline + ", nine dates", plain * 9),
        Measured("reason of a leaf", best_of(20, lambda: state.reason(leaf).as_dict()), "one date", one_date, 0.001),
        Measured("reason of a category", best_of(20, lambda: state.reason(top).as_dict()), "one date", one_date, 0.001),
        Measured("plan table of 100,000 items from arrays", best_of(2, large_plan), "plain", plain),
        Measured("fact table of 2.4 million facts from arrays", best_of(2, lambda: large_facts(plan)), "plain", plain),
    ]


if __name__ == "__main__":
    for line in run():
        print(f"{line.what}: {line.seconds * 1000:,.2f} ms, ratio {line.ratio:.4f}")
