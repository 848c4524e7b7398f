"""Plans that cannot be used are refused with every fault named."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from zonekit.plans import IndicatorRow, ItemRow, MilestoneRow, PlanError, PlanTable

GOOD = IndicatorRow("i", "1", "cumulative", target=10)
NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("items", "indicators", "milestones", "issue", "named"),
    [
        ([ItemRow("1"), ItemRow("1")], [], [], "item_key_twice", {"item": "1", "times": 2}),
        ([ItemRow("1", "0")], [], [], "item_with_unknown_parent", {"item": "1", "parent": "0"}),
        ([ItemRow("1", weight=-5)], [], [], "item_weight_negative", {"item": "1", "value": -5.0}),
        ([ItemRow("1", weight=INF)], [], [], "item_weight_not_finite", {"item": "1"}),
        ([ItemRow("1", "1")], [], [], "item_on_cycle", {"item": "1"}),
        ([ItemRow("1")], [replace(GOOD, item="9")], [], "indicator_of_unknown_item", {"indicator": "i", "item": "9"}),
        ([ItemRow("1")], [GOOD, GOOD], [], "indicator_key_twice", {"indicator": "i"}),
        ([ItemRow("1")], [replace(GOOD, target=None)], [], "indicator_without_target", {"indicator": "i"}),
        ([ItemRow("1")], [replace(GOOD, target=NAN)], [], "indicator_target_not_finite", {"indicator": "i"}),
        ([ItemRow("1")], [replace(GOOD, target=INF)], [], "indicator_target_not_finite", {"indicator": "i"}),
        ([ItemRow("1")], [replace(GOOD, target=1e19)], [], "indicator_target_out_of_range", {"value": 1e19}),
        ([ItemRow("1")], [replace(GOOD, start=INF)], [], "indicator_start_not_finite", {"indicator": "i"}),
        ([ItemRow("1")], [replace(GOOD, weight=-1)], [], "indicator_weight_negative", {"indicator": "i"}),
        ([ItemRow("1")], [replace(GOOD, weight=NAN)], [], "indicator_weight_not_finite", {"indicator": "i"}),
        ([ItemRow("1")], [replace(GOOD, kind="stock")], [], "indicator_kind_unknown", {"kind": "stock"}),
        ([ItemRow("1")], [replace(GOOD, direction="up")], [], "indicator_direction_unknown", {"direction": "up"}),
        ([ItemRow("1")], [replace(GOOD, schedule=((date(2023, 6, 30), 1.0), (date(2023, 6, 30), 2.0)))], [],
         "schedule_day_twice", {"indicator": "i", "day": "2023-06-30"}),
        ([ItemRow("1")], [replace(GOOD, schedule=((date(2023, 6, 30), NAN),))], [],
         "schedule_value_not_finite", {"indicator": "i"}),
        ([ItemRow("1")], [replace(GOOD, schedule=((date(2023, 6, 30), -2e18),))], [],
         "schedule_value_out_of_range", {"value": -2e18}),
        ([ItemRow("1"), ItemRow("1.1", "1")], [GOOD], [], "indicator_on_item_with_children", {"item": "1"}),
        ([ItemRow("1")], [], [MilestoneRow("m", "7", date(2023, 6, 30))], "milestone_of_unknown_item", {"item": "7"}),
        ([ItemRow("1"), ItemRow("1.1", "1")], [], [MilestoneRow("m", "1", date(2023, 6, 30))],
         "milestone_on_item_with_children", {"milestone": "m", "item": "1"}),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_key(items, indicators, milestones, issue, named):
    with pytest.raises(PlanError) as caught:
        PlanTable.build(items, indicators, milestones)
    (found,) = caught.value.issues
    assert found.code == issue
    assert named.items() <= dict(found.params).items()


def test_every_item_of_a_cycle_and_below_it_is_named():
    rows = [ItemRow("a", "b"), ItemRow("b", "a"), ItemRow("c", "b"), ItemRow("d")]
    with pytest.raises(PlanError) as caught:
        PlanTable.build(rows)
    assert [issue.params["item"] for issue in caught.value.issues] == ["a", "b", "c"]


def test_all_faults_are_told_at_once_and_the_message_stays_short():
    rows = [replace(GOOD, key=f"i{k}", target=None) for k in range(25)]
    with pytest.raises(PlanError, match=r"indicator=i9.*and 15 more") as caught:
        PlanTable.build([ItemRow("1")], rows)
    assert len(caught.value.issues) == 25


@pytest.mark.parametrize(
    ("part", "changes", "issue"),
    [
        ("items", {"parent": np.array([5])}, "item_parent_out_of_range"),
        ("items", {"parent": np.array([-1, -1])}, "array_length_wrong"),
        ("indicators", {"item": np.array([3])}, "indicator_item_out_of_range"),
        ("indicators", {"target": np.array([1.0, 2.0])}, "array_length_wrong"),
        ("indicators", {"points": np.array([0, 2])}, "schedule_points_not_a_partition"),
        ("indicators", {"point_day": np.array([738700, 738700], dtype=np.int32), "point_value": np.array([1.0, 2.0]),
                        "points": np.array([0, 2])}, "schedule_days_not_ascending"),
    ],
)  # fmt: skip
def test_arrays_are_checked_like_rows(part, changes, issue):
    plan = PlanTable.build([ItemRow("1")], [replace(GOOD, schedule=((date(2023, 6, 30), 4.0),))])
    parts = {"items": plan.items, "indicators": plan.indicators, "milestones": plan.milestones}
    parts[part] = replace(parts[part], **changes)
    with pytest.raises(PlanError) as caught:
        PlanTable.from_arrays(**parts)
    assert caught.value.issues[0].code == issue


def test_a_table_cannot_be_changed_under_its_readers():
    plan = PlanTable.build([ItemRow("1")], [GOOD])
    with pytest.raises(ValueError, match="read-only"):
        plan.indicators.target[0] = 5


@pytest.mark.parametrize("look_up", ["item_index", "indicator_index", "milestone_index"])
def test_an_unknown_key_is_named(look_up):
    plan = PlanTable.build([ItemRow("1")], [GOOD])
    with pytest.raises(KeyError, match="nowhere"):
        getattr(plan, look_up)("nowhere")
