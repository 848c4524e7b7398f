"""Ranking a pool for a gap: what each part is worth, what is not known, and what would change a rank."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonekit.chains import Chain, Link, Node, Placed, PlacedFirms, Segment, load_gap_rules
from zonekit.chains.places import kilometres, place_of
from zonekit.chains.pool import Pool, PoolFirm
from zonekit.chains.targets import rank_targets
from zonekit.chains.targets_model import ChangeCode, Customer, NodeNeed, PartCode, Target
from zonekit.chains.targets_need import need_of, relatedness_of_zone
from zonekit.chains.targets_rules import TargetRuleError, load_target_rules, read_target_rules
from zonekit.values.texts import Text

NEED = NodeNeed(
    node="bearing", name="轴承", classes=("3451",), products=("轴承", "轴箱轴承"),
    customers=(Customer("bogie", 4e8, ("轴承",), 3), Customer("motor", 1e8, ("电机轴承",), 1)),
    longitude=117.0, latitude=39.4, relatedness={"34": 0.8, "31": 0.2},
)  # fmt: skip
BEST = PoolFirm("A", "甲公司", "3451", ("轴承", "电机轴承"), "", "天津", revenue=1e8)


def ranked(*firms: PoolFirm, need: NodeNeed = NEED, limit: int = 0) -> tuple[Target, ...]:
    return rank_targets(need, Pool.of(firms), limit=limit)


def value(firm: PoolFirm, part: PartCode, need: NodeNeed = NEED) -> float:
    """The value of one part of a firm that certainly fits."""
    (target,) = ranked(firm, need=need)
    return next(one.value for one in target.parts if one.code is part)


def is_known(firm: PoolFirm, part: PartCode, need: NodeNeed = NEED) -> bool:
    (target,) = ranked(firm, need=need)
    return next(one.is_known for one in target.parts if one.code is part)


@pytest.mark.parametrize(
    ("code", "expected"),
    [("3451", 1.0), ("345", 0.6), ("34", 0.6), ("3452", 0.6), ("3490", 0.3), ("3130", 0.0), ("", 0.3)],
)
def test_classes_fit_in_full_by_branch_by_group_or_by_division(code: str, expected: float) -> None:
    assert value(replace(BEST, industry_class=code), PartCode.CLASS_FIT) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("products", "name", "scope", "expected"),
    [
        (("轴承",), "甲", "", 1.0),
        (("滚子轴承",), "甲", "", 0.9),
        (("轴承钢",), "甲", "", 0.5),
        (("铸件",), "某轴承厂", "", 0.8),
        (("铸件",), "甲", "生产、销售轴承", 0.4),
        (("轴承", "轴箱轴承"), "甲", "", 1.0),
        (("滚子轴承", "轴箱轴承座"), "甲", "", 0.95),
        ((), "甲", "", 0.3),
    ],
)
def test_products_fit_by_what_they_are_not_by_what_they_hold(
    products: tuple[str, ...], name: str, scope: str, expected: float
) -> None:
    firm = PoolFirm("1", name, "3451", products, scope)
    assert value(firm, PartCode.PRODUCT_FIT) == pytest.approx(expected)


def test_a_product_of_the_same_head_counts_with_firms_of_the_class_only() -> None:
    need = replace(NEED, products=("轴箱轴承", "控制系统"))
    own, other = PoolFirm("1", "甲", "3451", ("滚子轴承",)), PoolFirm("2", "乙", "3130", ("滚子轴承",))
    assert value(own, PartCode.PRODUCT_FIT, need) == pytest.approx(0.5)
    assert ranked(other, need=need) == ()
    general = PoolFirm("3", "丙", "3451", ("供水系统",))
    assert value(general, PartCode.PRODUCT_FIT, need) == 0


def test_demand_pulls_by_what_the_firm_could_serve_and_by_its_size() -> None:
    whole, part = BEST, replace(BEST, products=("轴承",))
    giant = replace(BEST, revenue=1e12)
    assert value(whole, PartCode.DEMAND) == pytest.approx(5e8 / (5e8 + 0.2 * 1e8))
    assert value(part, PartCode.DEMAND) == pytest.approx((4e8 + 0.3 * 1e8) / 5e8 * 5e8 / (5e8 + 0.2 * 1e8))
    assert value(giant, PartCode.DEMAND) < 0.01
    assert not is_known(replace(BEST, revenue=None), PartCode.DEMAND)


def test_without_a_known_demand_all_firms_take_the_middling_value() -> None:
    need = replace(NEED, customers=(Customer("bogie", None, (), 2),))
    assert value(BEST, PartCode.DEMAND, need) == 0.5
    assert not is_known(BEST, PartCode.DEMAND, need)
    none_bought = replace(NEED, customers=(Customer("bogie", 0.0, (), 2),))
    assert value(BEST, PartCode.DEMAND, none_bought) == 0
    assert is_known(BEST, PartCode.DEMAND, none_bought)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"revenue": 2e7}, 0.0), ({"revenue": 1e10}, 1.0), ({"revenue": 1e13}, 1.0), ({"revenue": 0.0}, 0.0),
        ({"revenue": (2e7 * 1e10) ** 0.5}, 0.5), ({"revenue": None, "employees": 10_000}, 1.0),
        ({"revenue": None, "capital": 5e6}, 0.0), ({"revenue": None}, 0.5), ({"revenue": -5.0, "employees": 50}, 0.0),
    ],
)  # fmt: skip
def test_size_runs_on_a_logarithmic_scale_by_the_best_figure_there_is(figures: dict[str, Any], expected: float) -> None:
    assert value(replace(BEST, **figures), PartCode.SIZE) == pytest.approx(expected)


def test_distance_halves_every_five_hundred_kilometres() -> None:
    near = replace(BEST, region="", longitude=117.0, latitude=39.4)
    assert value(near, PartCode.DISTANCE) == pytest.approx(1.0)
    north = replace(near, latitude=39.4 + 500 / 111.195)
    assert value(north, PartCode.DISTANCE) == pytest.approx(0.5, abs=0.001)
    assert value(replace(BEST, region="河北省唐山市"), PartCode.DISTANCE) == value(
        replace(BEST, region="河北"), PartCode.DISTANCE
    )
    assert not is_known(replace(BEST, region="某地"), PartCode.DISTANCE)
    assert not is_known(BEST, PartCode.DISTANCE, replace(NEED, longitude=None))


def test_relatedness_goes_by_the_longest_head_of_the_class() -> None:
    need = replace(NEED, relatedness={"34": 0.8, "345": 0.4})
    assert value(BEST, PartCode.RELATEDNESS, need) == 0.4
    assert value(replace(BEST, industry_class="3490"), PartCode.RELATEDNESS, need) == 0.8
    assert not is_known(replace(BEST, industry_class="1310"), PartCode.RELATEDNESS, need)


def test_a_firm_that_fits_neither_by_class_nor_by_product_is_no_target() -> None:
    assert ranked(PoolFirm("1", "某酒店", "6110", ("住宿",), revenue=1e10), PoolFirm("2", "某某"), BEST)[0].code == "A"
    assert len(ranked(PoolFirm("1", "某酒店", "6110", ("住宿",)), PoolFirm("2", "某某"), BEST)) == 1


def test_the_maker_of_the_missing_part_stands_above_all_others() -> None:
    others = [
        PoolFirm(f"{place}", f"乙{place}", f"{3100 + place}", ("铸件", "钢材"), "销售轴承", "北京", revenue=1e10)
        for place in range(40)
    ]
    assert ranked(*others, BEST)[0].code == "A"


def test_an_empty_pool_and_an_empty_need_give_nothing() -> None:
    assert ranked() == ()
    assert ranked(BEST, need=NodeNeed("x", "x")) == ()


# --- what would change it --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kilometres_off", "passes"), [(-3, True), (3, False)])
def test_the_change_told_does_change_the_rank(kilometres_off: int, passes: bool) -> None:
    """Moved to just within the distance told the firm passes the one above, just beyond it does not."""
    first = replace(BEST, revenue=9e7, longitude=117.0, latitude=39.4 - 300 / 111.195)
    second = replace(BEST, code="B", name="乙公司", longitude=117.0, latitude=39.4 - 900 / 111.195)
    board = ranked(first, second)
    change = next(one for one in board[1].would_change if one.code is ChangeCode.OVERTAKES)
    assert (board[1].code, change.part, change.figures["other"]) == ("B", PartCode.DISTANCE, "甲公司")
    assert change.figures["points"] == pytest.approx(board[0].score - board[1].score)
    moved = replace(second, latitude=39.4 - (change.figures["km"] + kilometres_off) / 111.195)
    assert (ranked(first, moved)[0].code == "B") is passes


def test_a_fit_changes_from_level_to_level() -> None:
    first, second = BEST, replace(BEST, code="B", name="乙公司", products=("轴承座", "电机轴承座"), revenue=1.01e8)
    change = next(one for one in ranked(first, second)[1].would_change if one.code is ChangeCode.OVERTAKES)
    levels = {0.0, *load_target_rules().product_fit.values(), *load_target_rules().class_fit.values()}
    assert change.part not in (PartCode.CLASS_FIT, PartCode.PRODUCT_FIT) or change.figures["to"] in levels


def test_a_missing_figure_says_between_which_ranks_the_firm_would_be() -> None:
    known = [replace(BEST, code=f"{place}", name=f"企业{place}", revenue=10.0 ** (7 + place / 2)) for place in range(7)]
    unsure = replace(BEST, code="U", name="未知", revenue=None)
    found = next(one for one in ranked(*known, unsure) if one.code == "U")
    told = {one.part: one.figures for one in found.would_change if one.code is ChangeCode.UNKNOWN}
    assert told[PartCode.SIZE]["rank"] <= found.rank <= told[PartCode.SIZE]["worst"]
    assert told[PartCode.SIZE]["worst"] > told[PartCode.SIZE]["rank"]


def test_without_a_part_the_rank_is_the_one_told() -> None:
    far = replace(BEST, code="F", name="远方", region="新疆", products=("轴承", "电机轴承", "轴箱轴承"))
    near = replace(BEST, code="N", name="近处", products=("轴承",))
    board = ranked(far, near)
    assert [one.code for one in board] == ["N", "F"]
    change = next(one for one in board[1].would_change if one.code is ChangeCode.WITHOUT)
    assert (change.part, change.figures["rank"]) == (PartCode.DISTANCE, 1)


# --- properties ------------------------------------------------------------------------------------------------------

MAYBE = st.none() | st.floats(0, 1e12)
FIRMS = st.lists(
    st.builds(
        PoolFirm,
        code=st.text("0123456789", min_size=1, max_size=6),
        name=st.text("甲乙丙丁轴承钢铁", min_size=1, max_size=6),
        industry_class=st.sampled_from(["", "34", "345", "3451", "3452", "3499", "3130", "6110"]),
        products=st.lists(st.sampled_from(["轴承", "轴承钢", "滚子轴承", "电机", "水泥"]), max_size=3).map(tuple),
        scope=st.sampled_from(["", "轴承制造", "住宿"]),
        region=st.sampled_from(["", "河北", "江苏", "火星"]),
        revenue=MAYBE,
        employees=MAYBE,
    ),
    max_size=12,
    unique_by=lambda firm: (firm.code, firm.name),
)


@settings(max_examples=80)
@given(FIRMS, st.randoms(use_true_random=False))
def test_the_order_of_the_pool_changes_no_rank(firms: list[PoolFirm], random: Any) -> None:
    mixed = random.sample(firms, len(firms))
    assert [(one.code, one.name, one.score) for one in ranked(*firms)] == [
        (one.code, one.name, one.score) for one in ranked(*mixed)
    ]


@settings(max_examples=80)
@given(FIRMS)
def test_shares_add_up_scores_are_bounded_and_ranks_descend(firms: list[PoolFirm]) -> None:
    board = ranked(*firms)
    assert [one.rank for one in board] == list(range(1, len(board) + 1))
    assert [one.score for one in board] == sorted((one.score for one in board), reverse=True)
    for one in board:
        assert 0 <= one.score <= 1
        assert sum(part.share for part in one.parts) == pytest.approx(1)
        assert all(0 <= part.value <= 1 for part in one.parts)
        assert one.score == pytest.approx(sum(part.value * part.weight for part in one.parts), abs=1e-6)
        told = [change.figures["rank"] for change in one.would_change if "rank" in change.figures]
        assert all(1 <= rank <= len(board) for rank in told)


@settings(max_examples=50)
@given(FIRMS, st.integers(1, 4))
def test_a_limit_cuts_the_list_and_changes_nothing_above_it(firms: list[PoolFirm], limit: int) -> None:
    assert ranked(*firms, limit=limit) == ranked(*firms)[:limit]


# --- rules, places, needs --------------------------------------------------------------------------------------------


def shipped() -> dict[str, Any]:
    return json.loads(files("zonekit.chains").joinpath("data/target_rules.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("path", "wrong", "code"),
    [
        (("weights", "size"), 0.5, "target_weights_sum"),
        (("weights", "size"), -0.1, "target_weights_wrong"),
        (("neutral", "size"), 2, "target_rule_out_of_range"),
        (("product_fit", "same"), None, "target_rule_out_of_range"),
        (("size", "revenue"), [10, 1], "target_rule_out_of_range"),
        (("distance", "half_at_km"), 0, "target_rule_out_of_range"),
        (("name", "en"), "", "target_rules_unnamed"),
    ],
)
def test_faulty_rules_are_refused_by_name(path: tuple[str, str], wrong: Any, code: str) -> None:
    data = copy.deepcopy(shipped())
    data["sets"][0][path[0]][path[1]] = wrong
    with pytest.raises(TargetRuleError) as caught:
        read_target_rules(data)
    assert [issue.code for issue in caught.value.issues] == [code]


def test_the_shipped_rules_are_to_be_confirmed_and_other_weights_give_other_ranks() -> None:
    rules = load_target_rules()
    assert rules.to_be_confirmed
    near, large = replace(BEST, code="N", region="天津"), replace(BEST, code="L", region="云南", revenue=2e8)
    only_size = replace(rules, weights={part: float(part is PartCode.SIZE) for part in PartCode})
    pool = Pool.of([near, large])
    assert rank_targets(NEED, pool, rules)[0].code == "N"
    assert rank_targets(NEED, pool, only_size)[0].code == "L"


def test_places_are_found_in_the_names_people_write() -> None:
    found = {text: place_of(text) for text in ("广东省深圳市南山区", "陕西省", "山西", "Shaanxi", "", "Paris")}
    assert [place.name if place else None for place in found.values()] == ["深圳", "陕西", "山西", "陕西", None, None]
    beijing = kilometres(np.array([116.4]), np.array([39.9]), 116.4, 39.9)
    assert beijing.tolist() == [0.0]


CHAIN = Chain(
    "c", Text("链", "chain"),
    nodes=(
        Node("steel", Text("钢", "steel"), Segment.UPSTREAM, 1, ("3130",), ("轴承钢",), ("bearing steel",)),
        Node("bearing", Text("轴承", "bearing"), Segment.MIDSTREAM, 2, ("3451",), ("轴承",), input_rate=0.5),
        Node("motor", Text("电机", "motor"), Segment.DOWNSTREAM, 3, ("3812",), ("电机",)),
    ),
    links=(Link("steel", "bearing", ("轴承钢",), weight=0.4), Link("steel", "motor", weight=0.1)),
)  # fmt: skip


def test_the_need_of_a_node_is_what_enterprises_here_buy_of_it() -> None:
    placed = PlacedFirms.of([Placed("A", "bearing", 1e8), Placed("B", "motor")], CHAIN.positions())
    need = need_of(CHAIN, "steel", placed, load_gap_rules(), at=(117.0, 39.0))
    assert need.products == ("轴承钢", "bearing steel")
    assert [(one.node, one.amount, one.firms) for one in need.customers] == [("bearing", 2e7, 1), ("motor", None, 1)]
    assert need_of(CHAIN, "motor", placed, load_gap_rules()).customers == ()
    with pytest.raises(KeyError):
        need_of(CHAIN, "nothing", placed, load_gap_rules())


def test_relatedness_of_a_zone_is_highest_around_what_it_has() -> None:
    kinds = [("34", "35", "36"), ("13", "14", "15"), ("26", "27", "28")]
    firms = [
        PoolFirm(f"{region}{code}", "", f"{code}10", region=f"地区{region}")
        for region in range(9)
        for code in kinds[region % 3]
    ]
    found = relatedness_of_zone(["3451", "3511"], Pool.of(firms))
    assert min(found[code] for code in kinds[0]) > max(found[code] for code in (*kinds[1], *kinds[2]))
    assert set(found) == {code for kind in kinds for code in kind}
    assert relatedness_of_zone([], Pool.of(firms)) == {}
    assert relatedness_of_zone(["3451"], Pool.of(firms[:4])) == {}
