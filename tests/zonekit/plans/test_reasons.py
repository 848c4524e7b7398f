"""Every light opens to the rule, the figures and the facts that made it."""

import json
from datetime import date

import pytest

from zonekit.plans import IndicatorRow, ItemRow, MilestoneFact, MilestoneRow, ValueFact

AT, Q3 = date(2023, 10, 8), date(2023, 9, 30)
QUARTERS = ((date(2023, 3, 31), 48.0), (date(2023, 6, 30), 100.0), (Q3, 150.0), (date(2023, 12, 31), 200.0))
ITEMS = [ItemRow("1"), ItemRow("1.1", "1", 60), ItemRow("1.2", "1", 40)]
ROWS = [
    IndicatorRow("signed", "1.1", "cumulative", target=200, schedule=QUARTERS),
    IndicatorRow("share", "1.1", "rate", target=45, is_percent=True),
    IndicatorRow("levels", "1.2", "level", start=60, target=200),
]
STEPS = [MilestoneRow("review", "1.1", date(2023, 7, 10)), MilestoneRow("works", "1.2", date(2023, 8, 20), "start")]
VALUES = [
    ValueFact("r1", "signed", date(2023, 6, 30), date(2023, 7, 4), 96),
    ValueFact("r2", "signed", Q3, AT, 124),
    ValueFact("r3", "share", Q3, AT, 44.5),
    ValueFact("r4", "levels", Q3, None, 180, recorded=AT),
]
REACHED = [MilestoneFact("r5", "review", date(2023, 7, 8), date(2023, 7, 12))]


@pytest.fixture
def state(state_of):
    return state_of(ITEMS, ROWS, STEPS, values=VALUES, reached=REACHED, at=AT)


def test_a_leaf_names_the_indicator_the_rule_and_the_figures(state):
    reason = state.reason("1.1")
    assert reason.lights == {"start": "grey", "progress": "yellow", "milestones": "green", "overall": "yellow"}
    assert (reason.finding, reason.decided_by, reason.schedule_date) == ("worst_light", ("signed",), Q3)
    signed = reason.indicators[0]
    figures = signed.value, signed.schedule, signed.target, signed.progress, signed.scheduled, signed.gap
    assert figures == (124.0, 150.0, 200.0, pytest.approx(0.62), 0.75, -13.0)
    assert signed.band is not None
    assert (signed.band.rule, signed.band.band, signed.band.low, signed.band.high) == (
        "yinchuan_2025_progress", "behind", -30, -10,
    )  # fmt: skip
    assert (signed.band.includes_low, signed.band.includes_high, signed.band.is_inferred) == (True, True, False)


def test_a_small_gap_taken_as_green_says_that_the_product_inferred_it(state):
    share = state.reason("1.1").indicators[1]
    assert (share.light, share.gap, share.band.band, share.band.is_inferred) == ("green", -0.5, "slightly_behind", True)


def test_the_evidence_is_the_facts_in_use_and_no_others(state):
    assert state.reason("1.1").evidence == ("r2", "r3", "r5")


def test_an_unconfirmed_report_is_named_and_counts_for_nothing(state):
    reason = state.reason("1.2")
    levels = reason.indicators[0]
    assert (levels.finding, levels.light, levels.value, levels.evidence, levels.waiting) == (
        "not_reported", "grey", None, (), "r4",
    )  # fmt: skip
    assert reason.is_hollow
    assert (reason.indicators_total, reason.indicators_reported) == (1, 0)


def test_a_missed_start_tells_its_months(state):
    works = state.reason("1.2").milestones[0]
    assert (works.kind, works.light, works.months_late, works.days_late) == ("start", "yellow", 2, 49)
    assert (works.band.rule, works.band.measure, works.band.value) == ("yinchuan_2025_start", "months_late", 2.0)
    assert state.reason("1.2").decided_by == ("works",)


def test_a_parent_states_both_the_rule_over_children_and_its_gap(state):
    reason = state.reason("1")
    parent = reason.parent
    assert (reason.finding, reason.lights["overall"], parent.finding) == ("children", "yellow", "warning_share")
    assert parent.weight_by_light == pytest.approx({"grey": 0.0, "green": 0.0, "yellow": 1.0, "red": 0.0})
    assert parent.children_by_light == {"grey": 0, "green": 0, "yellow": 2, "red": 0}
    assert parent.leaves_by_light == {"grey": 0, "green": 0, "yellow": 2, "red": 0}
    assert parent.deciding == reason.decided_by == ("1.1", "1.2")
    assert parent.gap_band.value == reason.gap
    assert (parent.rule, parent.to_be_confirmed, parent.red_share) == ("product_parent", True, "1/3")


@pytest.mark.parametrize(
    ("values", "finding", "deciding"),
    [
        ((75, 75, 75), "below_shares", ("a", "b", "c")),
        ((75, 75, 10), "red_share", ("c",)),
        ((75, 55, 75), "warning_share", ("b",)),
        ((None, None, None), "none_known", ("a", "b", "c")),
        ((75, None, 75), "below_shares", ("a", "c")),
    ],
)
def test_a_parent_says_which_clause_decided(state_of, values, finding, deciding):
    items = [ItemRow("p"), *(ItemRow(key, "p") for key in "abc")]
    rows = [IndicatorRow(key, key, "cumulative", target=100) for key in "abc"]
    facts = [ValueFact(key, key, Q3, Q3, v) for key, v in zip("abc", values, strict=True) if v is not None]
    parent = state_of(items, rows, values=facts, at=Q3).reason("p").parent
    assert (parent.finding, parent.deciding) == (finding, deciding)


def test_one_light_red_child_is_said_to_be_one(state_of):
    items = [ItemRow("p"), ItemRow("a", "p", 90), ItemRow("b", "p", 10)]
    rows = [IndicatorRow(key, key, "cumulative", target=100) for key in "ab"]
    facts = [ValueFact("a", "a", Q3, Q3, 75), ValueFact("b", "b", Q3, Q3, 10)]
    parent = state_of(items, rows, values=facts, at=Q3).reason("p").parent
    assert (parent.finding, parent.deciding) == ("one_red", ("b",))


def test_of_very_many_children_only_the_heaviest_are_listed(state_of):
    items = [ItemRow("p"), *(ItemRow(k, "p", k + 1) for k in range(500))]
    parent = state_of(items, at=Q3).reason("p").parent
    assert parent.deciding == tuple(range(499, 479, -1))
    assert parent.children_by_light["grey"] == 500


def test_a_reason_is_plain_data(state):
    for key in ("1", "1.1", "1.2"):
        plain = state.reason(key).as_dict()
        assert json.loads(json.dumps(plain, allow_nan=False)) == plain
        assert plain["at"] == "2023-10-08"
    assert state.reason("1.1").as_dict()["evidence"] == ["r2", "r3", "r5"]


def test_nothing_due_is_a_finding_of_its_own(one):
    state = one(1, at=date(2023, 3, 31), kind="cumulative", target=3, schedule=((date(2023, 3, 31), 0.0),))
    (indicator,) = state.reason("1").indicators
    assert (indicator.finding, indicator.light, indicator.band) == ("nothing_due", "green", None)


def test_an_unknown_item_is_named(state):
    with pytest.raises(KeyError, match=r"9\.9"):
        state.reason("9.9")
