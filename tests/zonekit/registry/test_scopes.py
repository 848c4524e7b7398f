"""Business scopes taken apart: verbs before and behind, riders cut, what restricts left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonekit.registry.scopes import LONGEST_SCOPE, MOST_ITEMS, Activity, items_of, plain_text, without_riders

MAKE, SELL, WHOLESALE, RETAIL = Activity.MAKE, Activity.SELL, Activity.WHOLESALE, Activity.RETAIL


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("生产阀门、管件", [("阀门", MAKE), ("管件", MAKE)]),
        ("阀门、管件制造", [("阀门", MAKE), ("管件", MAKE)]),
        ("阀门、管件的生产、销售", [("阀门", MAKE | SELL), ("管件", MAKE | SELL)]),
        ("生产、销售：阀门；五金批发兼零售", [("阀门", MAKE | SELL), ("五金", WHOLESALE)]),
        ("烟酒零售；服装", [("烟酒", RETAIL), ("服装", Activity.NONE)]),
        ("服务器销售", [("服务器", SELL)]),
        ("汽车配件铸造", [("汽车配件铸造", MAKE)]),
        ("生猪养殖、销售", [("生猪养殖", MAKE | SELL)]),
        ("铁矿石开采、洗选，铁精粉销售", [("铁矿石开采", MAKE | SELL), ("洗选", MAKE | SELL), ("铁精粉", SELL)]),
        ("", []),
        ("。；、，", []),
    ],
)
def test_each_item_has_what_is_done_with_it(scope: str, expected: list[tuple[str, Activity]]) -> None:
    assert [(one.text, one.activity) for one in items_of(scope)] == expected


@pytest.mark.parametrize(
    "rider",
    [
        "（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
        "（危险化学品除外）",
        "。以上经营范围涉及行业许可的凭许可证件，在有效期限内经营，国家有专项专营规定的按规定办理",
        "（国家有专营专项规定的按专营专项规定办理）",
        "（凭许可证经营，有效期至2024年5月1日）",
        "（取得许可证后方可经营",
        "，不含汽车整车、白酒",
        "；不得从事汽车整车制造、白酒生产",
        "；汽车整车除外",
        "；except cars, spirits",
    ],
)
def test_riders_add_no_item(rider: str) -> None:
    assert [one.text for one in items_of("阀门制造" + rider)] == ["阀门"]


COMMON = "货物进出口；技术进出口；技术服务、技术开发、技术咨询、技术交流、技术转让、技术推广"


@pytest.mark.parametrize("head", ["一般项目：", "一般经营项目：", "许可项目:", "许可经营项目"])
def test_the_heading_of_a_section_is_no_item(head: str) -> None:
    assert items_of(head + "阀门制造；五金批发") == items_of("阀门制造；五金批发")


@pytest.mark.parametrize("scope", [COMMON + "；阀门制造", "许可项目：" + COMMON + "。一般项目：阀门制造"])
def test_what_nearly_every_firm_lists_stands_last(scope: str) -> None:
    first, *others = items_of(scope)
    assert (first.text, first.activity, first.clause, first.place) == ("阀门", MAKE, 0, 0)
    assert "货物" in [one.text for one in others]
    assert all(one.place > 0 for one in others)


def test_what_nearly_every_firm_lists_is_read_where_nothing_else_is_said() -> None:
    assert [(one.text, one.place) for one in items_of("货物进出口；商品进出口")] == [("货物", 0), ("商品", 1)]


def test_each_section_is_counted_from_its_beginning() -> None:
    items = items_of("许可项目：饲料生产；兽药经营。一般项目：粮食收购；农具批发")
    assert [(one.text, one.section, one.clause, one.place) for one in items] == [
        ("饲料", 0, 0, 0),
        ("兽药", 0, 1, 1),
        ("粮食", 1, 0, 0),
        ("农具", 1, 1, 1),
    ]


@pytest.mark.parametrize(
    ("scope", "goods"),
    [
        ("除汽车、医药外的阀门制造", ["阀门"]),
        ("危险化学品除外的化工产品销售", ["化工产品"]),
        ("除尘器、外壳制造", ["除尘器", "外壳"]),
        ("除湿机、户外用品批发", ["除湿机", "户外用品"]),
    ],
)
def test_what_is_excepted_in_front_is_no_trade(scope: str, goods: list[str]) -> None:
    assert [one.text for one in items_of(scope)] == goods


def test_a_bracket_that_names_goods_is_kept() -> None:
    assert [one.text for one in items_of("电器(开关、插座)制造")] == ["电器", "开关", "插座"]


@given(st.text(max_size=200))
def test_any_text_comes_apart_in_bounds(text: str) -> None:
    items = items_of(text)
    assert len(items) <= MOST_ITEMS
    assert all(one.clause >= 0 and one.place >= 0 for one in items)
    assert len({(one.section, one.place) for one in items}) == len(items)
    assert plain_text(plain_text(text)) == plain_text(text)
    assert len(without_riders(plain_text(text))) <= 2 * len(plain_text(text)) + 2


def test_a_scope_without_end_is_read_to_a_bound() -> None:
    items = items_of("阀门、" * 10 * LONGEST_SCOPE)
    assert len(items) <= MOST_ITEMS
