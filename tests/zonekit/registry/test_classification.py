"""The industry class of an enterprise: invented firms of many trades, what never matters, and real firms labelled."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonekit.registry import Ranked, classify_chunks, load_classifier
from zonekit.registry.industry import find_industry
from zonekit.registry.scopes import plain_text

# (name, scope, class); all invented.
FIRMS = [
    ("示例县晨星阀门厂", "阀门、管件制造", "3443"),
    ("天津示例印务有限公司", "包装装潢印刷品印刷；纸张销售", "2319"),
    ("示例市远航物业管理有限公司", "物业管理；房屋租赁", "7020"),
    ("天津示例国际货运代理有限公司", "承办海运、空运进出口货物的国际运输代理业务", "5821"),
    ("示例服装厂", "服装加工", "1819"),
    ("示例家具有限公司", "家具制造、销售", "2110"),
    ("示例塑料制品厂", "塑料制品制造", "2929"),
    ("示例五金厂", "金属制品、五金件加工", "3399"),
    ("示例镇供销合作社第三门市部", "日用百货、五金交电、烟酒零售", "5219"),
    ("天津示例科技有限公司", "技术开发、咨询、服务、转让", "7519"),
    ("天津示例国际贸易有限公司", "国际贸易", "5199"),
    ("示例钢材销售有限公司", "钢材、生铁批发兼零售", "5164"),
    ("示例大药房", "中成药、化学药制剂、抗生素零售", "5251"),
    ("示例市第七加油站", "汽油、柴油零售", "5265"),
    ("示例房地产开发有限公司", "房地产开发、商品房销售", "7010"),
    ("示例广告有限公司", "设计、制作、发布、代理国内广告", "7259"),
    ("示例电动自行车有限公司", "电动自行车及配件制造、销售", "3770"),
    ("示例混凝土有限公司", "商品混凝土生产、销售", "3021"),
    ("示例银行股份有限公司示例支行", "吸收公众存款；发放贷款；办理结算", "6621"),
    ("示例汽修厂", "小型客车整车修理、总成修理", "8111"),
    ("示例运输队", "普通货物运输", "5431"),
    ("示例线缆有限公司", "电线、电缆制造", "3831"),
    ("示例生态农业有限公司", "生猪养殖、销售；饲料销售", "0313"),
    ("示例矿业有限公司", "铁矿石开采、洗选，铁精粉销售", "0810"),
    ("示例酒业有限公司", "白酒酿造、销售", "1512"),
    ("示例风电有限公司", "风力发电；风电场运营", "4415"),
    ("示例装备有限公司", "半导体刻蚀机、薄膜沉积设备制造", "3562"),
]


@pytest.mark.parametrize(("name", "scope", "expected"), FIRMS)
def test_a_plain_firm_gets_the_class_of_its_trade(name: str, scope: str, expected: str) -> None:
    best = load_classifier().classify_one(name, scope)
    assert best[0].code == expected, [(one.code, one.score) for one in best]


# Firms that do more than what every firm lists.
OF_A_TRADE = [firm for firm in FIRMS if firm[2] not in ("5199", "7519")]
EVERYBODYS = "技术服务、技术开发、技术咨询、技术交流、技术转让、技术推广；货物进出口；技术进出口"
RIDER = "（依法须经批准的项目，经相关部门批准后方可开展经营活动）"


@pytest.mark.parametrize(("name", "scope", "expected"), OF_A_TRADE)
@pytest.mark.parametrize(
    "wrapping", ["一般项目：{}", f"一般项目：{EVERYBODYS}；{{}}{RIDER}", "{}（不含汽车、食品、白酒）"]
)
def test_what_registers_put_around_a_scope_changes_nothing(
    name: str, scope: str, expected: str, wrapping: str
) -> None:  # fmt: skip
    best = load_classifier().classify_one(name, wrapping.format(scope))
    assert best[0].code == expected, [(one.code, one.score) for one in best]


@pytest.mark.parametrize("scope", ["Manufacture of products", "abct"])
def test_letters_within_a_word_are_no_word(scope: str) -> None:
    assert load_classifier().classify_one("Example Ltd", scope) == ()


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("阀门制造", "3443"),
        ("阀门批发", "5174"),
        ("阀门零售", "5281"),
        ("医疗器械生产", "3584"),
        ("医疗器械批发", "5154"),
        ("医疗器械零售", "5254"),
    ],
)
def test_what_is_done_with_the_goods_decides_between_maker_wholesaler_and_shop(scope: str, expected: str) -> None:
    assert load_classifier().classify_one("", scope)[0].code == expected


def test_wholesale_and_retail_together_count_as_wholesale() -> None:
    both, swapped = (
        load_classifier().classify_one("", scope)[0].code for scope in ("钢材批发兼零售", "钢材零售兼批发")
    )
    assert both == swapped == "5164"


def test_licence_riders_and_exceptions_say_nothing() -> None:
    bare = load_classifier().classify_one("示例化工厂", "涂料制造")
    ridden = load_classifier().classify_one(
        "示例化工厂",
        "涂料（危险化学品、炸药、烟花爆竹除外）制造（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
    )
    assert bare == ridden
    assert bare[0].code == "2641"


def test_the_first_items_weigh_more_than_the_last() -> None:
    codes = [
        load_classifier().classify_one("", scope)[0].code for scope in ("轴承制造；水泵制造", "水泵制造；轴承制造")
    ]
    assert codes == ["3451", "3441"]


def test_each_class_says_which_words_decided() -> None:
    best = load_classifier().classify_one("示例轴承有限公司", "轴承、齿轮制造")[0]
    assert best.code == "3451"
    assert {(phrase.text, phrase.field) for phrase in best.phrases} == {("轴承", "name"), ("轴承", "scope")}
    assert sum(phrase.weight for phrase in best.phrases) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(("name", "scope"), [("", ""), ("示例某某", ""), ("12345", "。；，"), ("\x00", "　")])
def test_where_nothing_is_said_no_class_is_made_up(name: str, scope: str) -> None:
    assert load_classifier().classify_one(name, scope) == ()


def test_traditional_and_full_width_spellings_change_nothing() -> None:
    classifier = load_classifier()
    plain = classifier.classify_one("天津示例电子有限公司", "LED显示屏、电线电缆的生产、销售(危险品除外)")
    other = classifier.classify_one("天津示例電子有限公司", "ＬＥＤ顯示屏、電線電纜的生產、銷售（危險品除外）")
    assert plain == other
    assert plain[0].code == "3974"


WORDS = st.sampled_from(
    [
        "生产",
        "制造",
        "加工",
        "销售",
        "批发兼零售",
        "零售",
        "维修",
        "服务",
        "技术开发",
        "阀门",
        "塑料制品",
        "五金",
        "钢材",
        "服装",
        "仓储",
        "货运",
        "食品",
        "咨询",
        "除外",
        "（",
        "）",
        "；",
        "、",
        "，",
        "。",
        "：",
        "和",
        "及",
        "a",
        "1",
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=25).map("".join))


@given(name=TEXTS, scope=TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_classes_in_order_with_words_that_stand_there(name: str, scope: str) -> None:
    best = load_classifier().classify_one(name, scope, top=5)
    scores = [one.score for one in best]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert sum(scores) <= 1.001
    said = "".join((plain_text(name) + plain_text(scope)).split())
    for one in best:
        assert find_industry(one.code) is not None
        assert one.phrases
        for phrase in one.phrases:
            # In order, though not side by side: a bracket with an exception may have stood between.
            rest = iter(said)
            assert all(sign in rest for sign in phrase.text if sign.strip())


@given(firms=st.lists(st.tuples(TEXTS, TEXTS), max_size=12), chunk=st.integers(1, 5))
@settings(max_examples=30, deadline=None)
def test_chunks_give_what_one_call_gives(firms: list[tuple[str, str]], chunk: int) -> None:
    heard: list[int] = []
    parts = list(classify_chunks(firms, chunk=chunk, tell=heard.append))
    whole = load_classifier().classify([name for name, _ in firms], [scope for _, scope in firms])
    assert [one for part in parts for one in part] == whole
    assert heard == [min(chunk * (place + 1), len(firms)) for place in range(len(parts))]


def test_two_processes_give_what_one_gives() -> None:
    firms = [(name, scope) for name, scope, _ in FIRMS]
    assert list(classify_chunks(firms, chunk=5, workers=2)) == list(classify_chunks(firms, chunk=5))


def share(found: Sequence[tuple[Ranked, ...]], truths: Sequence[set[str]], digits: int, top: int) -> float:
    hits = [
        any(one.code[:digits] in {truth[:digits] for truth in truths_of} for one in best[:top])
        for best, truths_of in zip(found, truths, strict=True)
    ]
    return sum(hits) / len(hits)


def test_real_firms_labelled_by_hand_are_told_well_enough(shared_data: Path) -> None:
    file = shared_data / "scope_gold_dev" / "gold.csv"
    if not file.exists():
        pytest.skip("scope_gold_dev is not there")
    with file.open(encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    found = load_classifier().classify([row["name"] for row in rows], [row["scope"] for row in rows])
    strict = [{row["class4"]} for row in rows]
    lenient = [{row["class4"], row["alt1"], row["alt2"]} - {""} for row in rows]
    assert share(found, strict, 4, 1) >= 0.45
    assert share(found, strict, 4, 3) >= 0.65
    assert share(found, strict, 2, 1) >= 0.60
    assert share(found, strict, 2, 3) >= 0.80
    assert share(found, lenient, 4, 1) >= 0.60
    assert share(found, lenient, 4, 3) >= 0.80
