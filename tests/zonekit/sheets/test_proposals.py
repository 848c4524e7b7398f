"""Indicators proposed from quarter nodes and goal texts, and milestones taken out of the nodes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from zonekit.sheets.drafts import Proposal
from zonekit.sheets.goals import QuarterNode, extract_targets, propose_indicators, split_node
from zonekit.values.issues import Where

QUARTERS = (date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30), date(2023, 12, 31))


def propose(goal: str, *texts: str) -> tuple[Proposal, ...]:
    nodes = [QuarterNode(due, text) for due, text in zip(QUARTERS, texts, strict=False)]
    return propose_indicators(goal, nodes, year=2023, targets=extract_targets(goal))


def values(proposal: Proposal) -> list[str]:
    return [str(value) for _, value in proposal.schedule]


def test_a_figure_of_the_same_name_through_the_quarters_is_one_indicator() -> None:
    (signed,) = propose(
        "", "优质项目签约数累计达到48个", "优质项目签约数累计达到100个", "", "优质项目签约数累计达到200个"
    )
    assert (signed.name, signed.unit, signed.kind, signed.target) == (
        "优质项目签约数",
        "个",
        "cumulative",
        Decimal(200),
    )
    assert signed.schedule == (
        (QUARTERS[0], Decimal(48)),
        (QUARTERS[1], Decimal(100)),
        (QUARTERS[3], Decimal(200)),
    )


def test_a_running_total_counts_nothing_before_its_first_mention() -> None:
    (started,) = propose("", "有序推进", "", "项目投产数累计达到2个", "项目投产数累计达到6个")
    assert values(started) == ["0", "0", "2", "6"]


def test_a_level_has_no_value_before_its_first_mention() -> None:
    (bases,) = propose("", "有序推进", "", "建成基地数达到1个", "建成基地数达到2个")
    assert (bases.kind, values(bases)) == ("level", ["1", "2"])


@pytest.mark.parametrize(
    ("node", "kind"),
    [
        ("引资到位额累计达到28亿元", "cumulative"),
        ("高新技术企业数达到205家", "level"),
        ("商务楼宇入驻率达到77%", "rate"),
        ("制造业占比达到40%", "rate"),
        ("外贸进出口总额增速达到3%", "rate"),
        ("重点任务按序时进度完成率达到90%", "rate"),
        ("二期工程形象进度达到35%", "level"),
        ("规上工业亩均税收达到26万元/亩", "level"),
        ("签约项目20个", "cumulative"),
        ("完成投资5亿元", "cumulative"),
        ("Occupancy of office buildings: 77%", "rate"),
        ("Funds in place: CNY 2.8 bn", "cumulative"),
    ],
)
def test_the_words_of_a_node_tell_the_kind(node: str, kind: str) -> None:
    (proposal,) = propose("", node)
    assert proposal.kind == kind


@pytest.mark.parametrize(
    ("goal", "direction"),
    [
        ("城镇登记失业率不高于4.5%。", "lower"),
        ("PM2.5平均浓度下降到35微克/立方米。", "lower"),
        ("企业开办时间压缩至1个工作日。", "lower"),
        ("生产安全事故控制在5起以内。", "lower"),
        ("单位地区生产总值能耗下降3%。", "higher"),
        ("新增规上企业30家以上。", "higher"),
        ("化解信访积案20件。", "higher"),
    ],
)
def test_the_words_of_a_goal_tell_which_way_is_better(goal: str, direction: str) -> None:
    (proposal,) = propose(goal)
    assert proposal.direction == direction


@pytest.mark.parametrize(
    ("goal", "kind"),
    [
        ("固定资产投资增长8%。", "rate"),
        ("一般公共预算收入增幅8%以上。", "rate"),
        ("规上工业企业达到300家。", "level"),
        ("高价值发明专利拥有量达到520件。", "level"),
        ("新增规上工业企业30家。", "cumulative"),
        ("固定资产投资达到60亿元。", "cumulative"),
        ("贷款余额达到900亿元。", "level"),
        ("全年接待游客达到450万人次。", "cumulative"),
        ("粮食产量保持23万吨。", "cumulative"),
        ("工程形象进度达到70%。", "level"),
    ],
)
def test_the_words_of_a_goal_tell_the_kind(goal: str, kind: str) -> None:
    (proposal,) = propose(goal)
    assert proposal.kind == kind
    assert proposal.schedule == ()


def test_a_goal_that_says_the_last_quarters_figure_is_the_same_indicator() -> None:
    (funds,) = propose("引资到位额100亿元以上。", "引资到位额累计达到28亿元", "", "", "引资到位额累计达到100亿元")
    assert (funds.name, funds.bound, funds.target) == ("引资到位额", ">=", Decimal(100))
    assert values(funds) == ["28", "100"]


def test_a_goal_that_no_quarter_states_becomes_an_indicator_of_its_own() -> None:
    proposals = propose(
        "完成固定资产投资60亿元，同比增长9%。", "固定资产投资累计达到11亿元", "", "", "固定资产投资累计达到60亿元"
    )
    assert [(each.name, each.kind, each.schedule != ()) for each in proposals] == [
        ("固定资产投资", "cumulative", True),
        ("固定资产投资同比增长", "rate", False),
    ]


def test_of_two_goals_with_the_same_figure_the_more_similar_words_win() -> None:
    goal = "引进研发机构6家、培训企业6家以上。"
    trained, brought = propose(goal, "培训企业数累计达到6家；引进研发机构数累计达到6家")
    assert (trained.bound, brought.bound) == (">=", None)


def test_english_values_come_in_the_unit_of_the_last_quarter() -> None:
    (financing,) = propose(
        "CNY 1.2 bn of new financing.",
        "New financing: CNY 300 m",
        "New financing: CNY 600 m",
        "New financing: CNY 900 m",
        "New financing: CNY 1.2 bn",
    )
    assert (financing.unit, financing.base_unit, financing.factor) == ("CNY bn", "CNY", Decimal(10**9))
    assert values(financing) == ["0.3", "0.6", "0.9", "1.2"]


def test_an_english_count_takes_its_noun_from_the_goal() -> None:
    (signed,) = propose(
        "Sign at least 200 quality projects.", "Quality projects signed: 48", "", "", "Quality projects signed: 200"
    )
    assert (signed.unit, signed.bound) == ("projects", ">=")


def test_an_english_count_without_a_goal_counts_items() -> None:
    (signed,) = propose("", "Quality projects signed: 48")
    assert (signed.unit, signed.base_unit) == ("items", "count")


def test_quarters_that_add_up_to_the_goal_are_summed() -> None:
    (invested,) = propose("完成投资26亿元。", "投资5亿元", "投资6亿元", "投资7亿元", "投资8亿元")
    assert (values(invested), invested.target) == (["5", "11", "18", "26"], Decimal(26))


def test_quarters_that_happen_to_add_up_to_anothers_goal_stay_as_they_are() -> None:
    chains, meetings = propose(
        "4 chains at work, 16 dispatch meetings.",
        "Chains at work: 4; Dispatch meetings: 4",
        "Chains at work: 4; Dispatch meetings: 8",
        "Chains at work: 4; Dispatch meetings: 12",
        "Chains at work: 4; Dispatch meetings: 16",
    )
    assert values(chains) == ["4", "4", "4", "4"]
    assert values(meetings) == ["4", "8", "12", "16"]


def test_a_proposal_remembers_the_cell_it_was_read_from() -> None:
    node = QuarterNode(QUARTERS[0], "签约项目数累计达到9个", Where("表", "H5"))
    proposals = propose_indicators(
        "举办活动3场。", [node], year=2023, where=Where("表", "D5"), targets=extract_targets("举办活动3场。")
    )
    assert [str(each.where) for each in proposals] == ["表!H5", "表!D5"]


def test_the_area_of_a_matrix_target_stays_with_its_indicator() -> None:
    (target,) = extract_targets("地区生产总值增长8%")
    from_area = type(target)(**{name: getattr(target, name) for name in target.__slots__} | {"area": "经开区"})
    (proposal,) = propose_indicators("", targets=[from_area])
    assert proposal.area == "经开区"


@pytest.mark.parametrize(
    ("text", "milestones"),
    [
        ("3月15日前印发工作方案", [("2023-03-15", "印发工作方案")]),
        ("2月3日参加招商推介活动，现场签约5个项目", [("2023-02-03", "参加招商推介活动，现场签约5个项目")]),
        ("3月底前4个专班组建到位；签约数累计达到4个", [("2023-03-31", "4个专班组建到位")]),
        ("2023年3月20日前，组织集中开工。", [("2023-03-20", "组织集中开工")]),
        ("完成施工招标", [("2023-03-31", "完成施工招标")]),
        ("季度末前完成选址", [("2023-03-31", "完成选址")]),
        ("有序推进", []),
        ("持续推进；", []),
        ("无", []),
        ("", []),
        ("10亿元以上项目签约数累计达到1个", []),
        (
            "by 15 Mar: issue the plan; on 3 Feb: attend the event",
            [("2023-03-15", "issue the plan"), ("2023-02-03", "attend the event")],
        ),
        (
            "by 31 Mar: rules for leads issued: duplicates, transfer",
            [("2023-03-31", "rules for leads issued: duplicates, transfer")],
        ),
        ("Work in progress", []),
    ],
)
def test_milestones_are_taken_out_of_a_node_with_their_day(text: str, milestones: list[tuple[str, str]]) -> None:
    parts = split_node(text, 2023, QUARTERS[0])
    assert [(each.due.isoformat() if each.due else None, each.text) for each in parts.milestones] == milestones


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("一季度完成投资3000万元", [("投资", "3000", "万元")]),
        ("签约项目20个，开工10个", [("签约项目", "20", "个"), ("开工项目", "10", "个")]),
        ("失业率控制在5%以内", [("失业率", "5", "%")]),
        ("Tax per mu: CNY 260,000 per mu", [("Tax per mu", "260000", "CNY/mu")]),
        ("Footfall: 2.2 million visits", [("Footfall", "2.2", "million visits")]),
        ("Leading (or to-be-leading) firms: 3", [("Leading (or to-be-leading) firms", "3", "")]),
        ("3月底前签约10个", []),
        ("完成招标，组织进场", []),
    ],
)
def test_the_figures_of_a_node_are_taken_as_stated(text: str, points: list[tuple[str, str, str]]) -> None:
    series = split_node(text, 2023, QUARTERS[0]).series
    assert [(point.name, str(point.value), point.unit) for point in series] == points


def test_targets_are_read_from_the_goal_when_none_are_given() -> None:
    (proposal,) = propose_indicators("新增规上企业30家以上。", year=2023)
    assert (proposal.name, proposal.target, proposal.bound) == ("新增规上企业", Decimal(30), ">=")


def test_an_impossible_day_leaves_the_milestone_without_one() -> None:
    (milestone,) = split_node("2月30日前完成评审", 2023, QUARTERS[0]).milestones
    assert (milestone.due, milestone.raw, milestone.text) == (None, "2月30日前", "完成评审")


def test_the_figures_of_a_milestone_stay_with_it() -> None:
    (milestone,) = split_node("3月20日前组织20个项目集中开工", 2023, QUARTERS[0]).milestones
    assert [(each.value, each.unit) for each in milestone.targets] == [(Decimal(20), "个")]
