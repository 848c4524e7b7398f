"""The status of a node, rule by rule, with the figures it was judged by and what would close the gap."""

from __future__ import annotations

from typing import Any

import pytest
from tests.zonekit.chains.sheets import line, node

from zonekit.chains import (
    Blockage,
    Chain,
    ClosingCode,
    Link,
    NodeJudgement,
    Placed,
    PlacedFirms,
    ReasonCode,
    Status,
    judge,
    load_gap_rules,
)
from zonekit.chains.words import Basis
from zonekit.values.texts import Text

RULES = load_gap_rules()
PAIR = line("axle", "bogie")  # the bogie maker buys half its inputs, which are 0.7 of output, from axle makers
CUSTOMERS = [Placed(f"b{i}", "bogie", output=100.0) for i in range(4)]  # ask for 0.5 * 0.7 * 400 = 140


def axles(*outputs: float | None, **fields: Any) -> list[Placed]:
    return [Placed(f"a{i}", "axle", output=output, **fields) for i, output in enumerate(outputs)]


def judged(placed: list[Placed], blockages: tuple[Blockage, ...] = (), chain: Chain = PAIR) -> NodeJudgement:
    firms = PlacedFirms.of([*placed, *CUSTOMERS], chain.positions())
    return judge(chain, firms, RULES, blockages).nodes[0]


@pytest.mark.parametrize(
    ("placed", "status", "code"),
    [
        ([], Status.MISSING, ReasonCode.NO_SUPPLIER),
        (axles(500), Status.BROKEN, ReasonCode.SINGLE_SUPPLIER),
        (axles(60, 60, 60), Status.STRONG, ReasonCode.WELL_SUPPLIED),
        (axles(70, 70), Status.PRESENT, ReasonCode.ENOUGH),
        (axles(40, 43.9), Status.WEAK, ReasonCode.COVERAGE_LOW),
        (axles(40, 44), Status.PRESENT, ReasonCode.ENOUGH),
        (axles(100, 100, 100, is_foreign=True), Status.BROKEN, ReasonCode.FOREIGN_SUPPLY),
        (axles(200, 5, 5), Status.WEAK, ReasonCode.CONCENTRATED),
        (axles(900, 50, 50), Status.PRESENT, ReasonCode.ENOUGH),
        (axles(100, 100, 100, capacity=90), Status.WEAK, ReasonCode.CAPACITY_STRETCHED),
        (axles(100, 100, 100, capacity=91), Status.STRONG, ReasonCode.WELL_SUPPLIED),
        (axles(None, None, None), Status.PRESENT, ReasonCode.ENOUGH),
        (axles(60, 60, 60, weight=0.009), Status.MISSING, ReasonCode.NO_SUPPLIER),
        (axles(300, 300, weight=0.6), Status.BROKEN, ReasonCode.SINGLE_SUPPLIER),
    ],
)
def test_a_rule_gives_a_status(placed: list[Placed], status: Status, code: ReasonCode) -> None:
    node = judged(placed)
    assert (node.status, node.reasons[0].code) == (status, code)
    assert node.is_gap == (status not in (Status.STRONG, Status.PRESENT))
    assert bool(node.closing) == node.is_gap


def test_figures_of_a_node() -> None:
    figures = judged(axles(70, 30, capacity=None)).figures
    assert figures == pytest.approx({
        "firms": 2, "counted": 2, "output": 100, "supply": 100, "demand": 140, "coverage": 100 / 140,
        "largest_share": 0.7, "foreign_share": 0, "hhi": 0.58,
    })  # fmt: skip


def test_a_reason_carries_the_threshold_and_the_value() -> None:
    [reason, *_] = judged(axles(35, 35)).reasons
    assert dict(reason.figures) == pytest.approx(
        {"coverage": 0.5, "below": 0.6, "supply": 70, "demand": 140, "usual": 1.0}
    )


@pytest.mark.parametrize(
    ("placed", "code", "amount"),
    [
        (axles(35, 35), ClosingCode.SUPPLY, {"supply": 14}),
        (axles(14), ClosingCode.SUPPLIERS, {"suppliers": 1, "supply_each": 70}),
        ([], ClosingCode.SUPPLIERS, {"suppliers": 2, "supply_each": 42}),
        (axles(100, 100, is_foreign=True), ClosingCode.DOMESTIC_SUPPLY, {"supply": 200 / 0.9 - 200}),
        (axles(200, 5, 5), ClosingCode.OTHER_SUPPLY, {"supply": 200 / 0.9 - 210}),
        (axles(110, 110, capacity=80), ClosingCode.CAPACITY, {"capacity": 40}),
    ],
)
def test_what_would_close_a_gap(placed: list[Placed], code: ClosingCode, amount: dict[str, float]) -> None:
    [closing] = [one for one in judged(placed).closing if one.code == code]
    assert dict(closing.figures) == pytest.approx(amount)


def test_what_would_close_a_gap_closes_it() -> None:
    missing = judged([])
    each = float(missing.closing[0].figures["supply_each"])
    assert not judged(axles(each, each)).is_gap
    weak = judged(axles(35, 35))
    assert not judged(axles(35, 35, float(weak.closing[0].figures["supply"]))).is_gap


def test_a_blockage_goes_before_a_single_supplier_and_after_nobody() -> None:
    land = (Blockage("axle", "land"), Blockage("axle", "land"), Blockage("axle", "weather"), Blockage("other", "land"))
    blocked = judged(axles(200), land)
    assert blocked.status == Status.BLOCKED
    assert [reason.code for reason in blocked.reasons[:2]] == [ReasonCode.BLOCKAGE, ReasonCode.SINGLE_SUPPLIER]
    assert blocked.reasons[0].figures == {"kind": "land"}
    assert ClosingCode.UNBLOCK in [one.code for one in blocked.closing]
    assert judged([], land).status == Status.MISSING
    assert judged(axles(80, 80), (Blockage("axle", "weather"),)).status == Status.PRESENT


def test_notes_stand_beside_any_status() -> None:
    doubted = judged([*axles(80, 80), Placed("a9", "axle", weight=0.1)])
    assert doubted.reasons[-1].code == ReasonCode.PLACEMENTS_DOUBTED
    assert doubted.reasons[-1].figures == {"firms": 3, "doubted": 1}
    no_figures = judged(axles(None, None, 9))
    assert [reason.code for reason in no_figures.reasons] == [ReasonCode.ENOUGH, ReasonCode.FIGURES_MISSING]
    end = judge(PAIR, PlacedFirms.of(CUSTOMERS, PAIR.positions()), RULES).nodes[1]
    assert end.reasons[-1].code == ReasonCode.DEMAND_UNKNOWN
    assert "coverage" not in end.figures


def test_a_firm_on_two_nodes_gives_each_its_share() -> None:
    chain = line("axle", "wheel", "bogie")
    rows = [
        Placed("A", "axle", output=90.0),
        Placed("A", "wheel", output=90.0, share=0.2),
        Placed("B", "axle", output=10),
    ]
    nodes = judge(chain, PlacedFirms.of(rows, chain.positions()), RULES).nodes
    assert [node.figures["output"] for node in nodes] == pytest.approx([82, 18, 0])


def test_capacity_beyond_output_supplies_and_figures_that_cannot_be_are_unknown() -> None:
    assert judged(axles(10, 10, capacity=100)).figures["supply"] == 200
    odd = judged(axles(-5, float("inf"), 50))
    assert odd.figures["supply"] == 50
    assert "coverage" not in odd.figures


def test_importance_multiplies_the_shares_along_every_way() -> None:
    nodes = (node("a"), node("b", 2), node("c", 2), node("d", 3), node("free", 3))
    links = (
        Link("a", "b", weight=0.5),
        Link("a", "c", weight=0.2),
        Link("b", "d", weight=0.4),
        Link("c", "d", weight=0.6),
    )
    chain = Chain("diamond", Text("菱形", "Diamond"), nodes, links)
    rows = [
        Placed(code, code, output=output) for code, output in (("b", 10.0), ("c", 20.0), ("d", 50.0), ("free", 20.0))
    ]
    judgement = judge(chain, PlacedFirms.of(rows, chain.positions()), RULES)
    # a: 0.5 of b, 0.2 of c, 0.4*0.5 + 0.6*0.2 of d; of 100 in all
    assert [one.importance for one in judgement.nodes] == pytest.approx([(5 + 4 + 16) / 100, 0.2, 0.3, 0, 0])
    assert judgement.basis == Basis.OUTPUT
    assert [one.node for one in judgement.gaps()] == ["c", "a", "b", "d", "free"]


def test_links_without_a_weight_share_what_the_others_leave() -> None:
    links = (Link("a", "d", weight=0.4), Link("b", "d"), Link("c", "d"))
    chain = Chain("fan", Text("扇", "Fan"), (node("a"), node("b"), node("c"), node("d", 2)), links)
    judgement = judge(chain, PlacedFirms.of([Placed("D", "d", output=10.0)], chain.positions()), RULES)
    assert [one.importance for one in judgement.nodes] == pytest.approx([0.4, 0.3, 0.3, 0])


def test_without_output_firms_are_counted_and_without_firms_nodes() -> None:
    firms = judge(PAIR, PlacedFirms.of([Placed("B", "bogie"), Placed("A", "axle")], PAIR.positions()), RULES)
    assert (firms.basis, firms.nodes[0].importance) == (Basis.FIRMS, 0.25)
    nobody = judge(PAIR, PlacedFirms.of([], PAIR.positions()), RULES)
    assert (nobody.basis, nobody.nodes[0].importance) == (Basis.STRUCTURE, 0.25)
    assert {one.status for one in nobody.nodes} == {Status.MISSING}


def test_coverage_is_compared_with_what_is_usual_in_the_chain() -> None:
    nodes = (*(node(f"s{i}") for i in range(10)), node("end", 2))
    links = tuple(Link(f"s{i}", "end", weight=0.1) for i in range(10))
    chain = Chain("wide", Text("宽", "Wide"), nodes, links)
    rows = [Placed(f"{i}{k}", f"s{i}", output=14.0 if i else 3.0) for i in range(10) for k in range(2)]
    rows += [Placed(f"e{k}", "end", output=500.0) for k in range(2)]  # asks each for 70 and gets 28 from most
    judgement = judge(chain, PlacedFirms.of(rows, chain.positions()), RULES)
    assert judgement.coverage_below == pytest.approx(0.6 * 0.4)
    assert [one.status for one in judgement.nodes[:3]] == [Status.WEAK, Status.PRESENT, Status.PRESENT]


def test_what_the_chain_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        PlacedFirms.of([Placed("A", "nowhere")], PAIR.positions())
    far = PlacedFirms.of([Placed("A", "x")], {"x": 7})
    with pytest.raises(ValueError, match="does not have"):
        judge(PAIR, far, RULES)
    ring = Chain("ring", Text("环", "Ring"), PAIR.nodes, (Link("axle", "bogie"), Link("bogie", "axle")))
    with pytest.raises(ValueError, match="circle"):
        judge(ring, PlacedFirms.of([], ring.positions()), RULES)
