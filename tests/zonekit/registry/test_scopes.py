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
    ],
)
def test_riders_add_no_item(rider: str) -> None:
    assert [one.text for one in items_of("阀门制造" + rider)] == ["阀门"]


def test_a_bracket_that_names_goods_is_kept() -> None:
    assert [one.text for one in items_of("电器(开关、插座)制造")] == ["电器", "开关", "插座"]


@given(st.text(max_size=200))
def test_any_text_comes_apart_in_bounds(text: str) -> None:
    items = items_of(text)
    assert len(items) <= MOST_ITEMS
    assert [one.clause for one in items] == sorted(one.clause for one in items)
    assert plain_text(plain_text(text)) == plain_text(text)
    assert len(without_riders(plain_text(text))) <= 2 * len(plain_text(text)) + 2


def test_a_scope_without_end_is_read_to_a_bound() -> None:
    items = items_of("阀门、" * 10 * LONGEST_SCOPE)
    assert len(items) <= MOST_ITEMS
