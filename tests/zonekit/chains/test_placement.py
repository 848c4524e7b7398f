"""Where enterprises are proposed, where not, and which placements are doubted."""

from __future__ import annotations

from typing import Any

import pytest
from tests.zonekit.chains.sheets import node

from zonekit.chains import Chain, DoubtCode, Firms, Link, SignCode, load_gap_rules, propose, settle
from zonekit.chains.word_finder import WordFinder
from zonekit.values.texts import Text

RULES = load_gap_rules()
CHAIN = Chain(
    "bogie",
    Text("转向架", "Bogies"),
    (
        node("axle", 1, classes=("3714",), products=("车轴", "车轴钢坯"), products_en=("axle",)),
        node("gear", 1, classes=("3714", "345"), products=("齿轮箱",)),
        node("steel", 1, classes=("3130",), products=("车轴钢", "特种钢材")),
        node("bogie", 2, classes=("37",), products=("转向架", "构架总成")),
    ),
    (Link("axle", "bogie"), Link("gear", "bogie"), Link("steel", "axle")),
)
PLACES = CHAIN.positions()


def proposed(code: str, scope: str = "", name: str = "某公司") -> dict[str, float]:
    return {one.node: one.score for one in propose(CHAIN, Firms([code], [name], [scope]))}


@pytest.mark.parametrize(
    ("code", "scope", "nodes"),
    [
        ("3130", "", {"steel": 0.6}),
        ("3451", "", {"gear": 0.5}),
        ("3714", "", {}),  # shared by two nodes, no word tells which
        ("3714", "生产车轴", {"axle": 0.74}),
        ("3714", "gearbox, axle", {"axle": 0.74}),
        ("3720", "", {}),  # of the division only
        ("3720", "转向架制造", {"bogie": 0.65}),
        ("", "转向架、构架总成", {"bogie": 0.5775}),
        ("", "转向架", {}),
        ("5179", "车轴、齿轮箱、转向架、构架总成批发", {}),  # a dealer
        ("3130", "车轴钢的冶炼", {"steel": 0.8}),  # no axle, though its word begins the same
        ("3714", "车轴（不含齿轮箱）", {"axle": 0.74}),
        ("9999", "技术咨询", {}),
        ("", "", {}),
    ],
)
def test_what_is_proposed(code: str, scope: str, nodes: dict[str, float]) -> None:
    assert proposed(code, scope) == pytest.approx(nodes, abs=1e-4)


def test_a_word_in_the_name_says_more() -> None:
    assert proposed("", "构架总成") == {}
    assert proposed("", "", "武清构架总成有限公司") == pytest.approx({"bogie": 0.7 * 0.8})
    [one] = propose(CHAIN, Firms(["3714"], ["甲车轴厂"], ["车轴"]))
    assert one.score == pytest.approx(1 - 0.4 * 0.5, abs=1e-4)
    assert [reason.code for reason in one.reasons] == [
        SignCode.CLASS_FITS,
        SignCode.PRODUCT_WORDS,
        SignCode.CLASS_SHARED,
    ]
    assert one.reasons[1].figures == {"words": "车轴", "worth": 0.5}


def test_no_more_than_three_nodes_the_best_first() -> None:
    scope = "车轴、齿轮箱、特种钢材、转向架、构架总成"
    found = propose(CHAIN, Firms(["3714", "3130"], ["甲", "乙"], [scope, ""]))
    assert [one.firm for one in found] == [0, 0, 0, 1]
    scores = [one.score for one in found[:3]]
    assert scores == sorted(scores, reverse=True)


def settled(code: str, scope: str, at: str, **fields: Any) -> tuple[str, float, str]:
    one = settle(CHAIN, Firms([code], ["某公司"], [scope]), [PLACES[at]], RULES)
    doubt = one.doubts[0].code.value if one.doubts else ""
    return CHAIN.nodes[int(one.node[0])].code, float(one.weight[0]), doubt


@pytest.mark.parametrize(
    ("code", "scope", "at", "expected"),
    [
        ("3130", "", "steel", ("steel", 1.0, "")),
        ("3130", "", "gear", ("steel", 0.8, DoubtCode.MOVED)),
        ("3714", "", "steel", ("steel", 0.0, DoubtCode.CONTRADICTED)),  # an axle or a gear maker, nobody knows which
        ("3714", "车轴", "gear", ("gear", 1.0, "")),  # the class fits, and what was said counts too
        ("3130", "齿轮箱", "gear", ("gear", 1.0, "")),  # a word speaks for where it was put
        ("5179", "", "gear", ("gear", 0.5, DoubtCode.UNFITTING)),
        ("3459", "", "gear", ("gear", 1.0, "")),
        ("3499", "", "gear", ("gear", 1.0, "")),  # of one division with the node's classes
        ("", "", "gear", ("gear", 1.0, "")),
    ],
)
def test_placements_are_checked(code: str, scope: str, at: str, expected: tuple[str, float, str]) -> None:
    assert settled(code, scope, at) == expected


def test_a_doubt_names_the_row_and_both_nodes() -> None:
    firms = Firms(["3130", "3130"], ["甲", "乙"], ["", ""])
    [doubt] = settle(CHAIN, firms, [PLACES["steel"], PLACES["bogie"]], RULES).doubts
    assert (doubt.row, doubt.given, doubt.found) == (1, "bogie", "steel")


def test_nobody_is_placed_and_nobody_doubted_where_there_is_nobody() -> None:
    assert propose(CHAIN, Firms([], [], [])) == ()
    assert len(settle(CHAIN, Firms([], [], []), [], RULES).weight) == 0
    bare = Chain("bare", Text("空", "Bare"), (node("x", classes=()),))
    assert propose(bare, Firms(["3714"], ["车轴厂"], ["车轴"])) == ()
    with pytest.raises(ValueError, match="lengths"):
        Firms(["3714"], [], [])


@pytest.mark.parametrize(
    ("texts", "words", "expected"),
    [
        (["车轴钢坯车轴"], ["车轴", "车轴钢"], [(0, "车轴钢"), (0, "车轴")]),
        (["车", "轴"], ["车轴"], []),
        (["齿轮箱体"], ["轮箱", "齿轮箱"], [(0, "齿轮箱")]),
        (["cnc lathe", "acnc", "cnc2", "数控cnc机"], ["cnc"], [(0, "cnc"), (3, "cnc")]),
        (["𠮷车轴", ""], ["车轴", "𠮷车"], [(0, "𠮷车")]),
        (["车轴"], ["轴"], []),
        ([], ["车轴"], []),
    ],
)
def test_words_are_found(texts: list[str], words: list[str], expected: list[tuple[int, str]]) -> None:
    assert list(WordFinder(["不在其中", *words]).find(texts)) == expected


def test_words_are_found_in_the_right_text_of_many() -> None:
    texts = ["甲" * (i % 7) + ("车轴" if i % 5 == 0 else "") for i in range(300_000)]
    assert [place for place, _ in WordFinder(["车轴"]).find(texts)] == list(range(0, 300_000, 5))
