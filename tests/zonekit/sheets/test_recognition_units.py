"""Names of units: where one ends, which belong together, what each is to do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonekit.sheets.recognition.headers import read_header
from zonekit.sheets.recognition.labels import parse_duty_bracket, parse_labels
from zonekit.sheets.recognition.numbering import parse_number_cell, parse_numbering
from zonekit.sheets.recognition.unit_names import split_leaders, split_units


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("市经信局、市商务局，市交通局；市水利局", ["市经信局", "市商务局", "市交通局", "市水利局"]),
        ("县水务局\n县住建局\n护城河指挥部", ["县水务局", "县住建局", "护城河指挥部"]),
        ("市财政局 市工信局", ["市财政局", "市工信局"]),
        ("水务集团/城投公司", ["水务集团", "城投公司"]),
        ("市 发改委、规划建 设局、招商 部", ["市发改委", "规划建设局", "招商部"]),
        ("各县、市、区政府", ["各县、市、区政府"]),
        ("各区、县（市）人民政府，各开发区管委会", ["各区、县（市）人民政府", "各开发区管委会"]),
        ("各乡镇人民政府、街道办事处", ["各乡镇人民政府、街道办事处"]),
        ("13个街道、镇", ["13个街道、镇"]),
        ("各镇、街道、各园区", ["各镇、街道", "各园区"]),
        ("各县市区政府、 开发区管委会", ["各县市区政府", "开发区管委会"]),
        ("各街道、区直各部门", ["各街道", "区直各部门"]),
        ("各街道，区市场局", ["各街道", "区市场局"]),
        ("五星街道 南大街街道", ["五星街道", "南大街街道"]),
        ("各街办（新区）、区卫健局", ["各街办（新区）", "区卫健局"]),
        ("市经信局、滁州经开区管委会等，各县、市、区政府。", ["市经信局", "滁州经开区管委会", "各县、市、区政府"]),
        ("市财政局等部门、各区", ["市财政局", "各区"]),
        ("招商局、建设局等4个部门", ["招商局", "建设局"]),
        ("高新投公司等各部门", ["高新投公司"]),
        ("各相关单位", ["各相关单位"]),
        ("市对外开放办\n及相关部门", ["市对外开放办", "相关部门"]),
        ("区发改局和区财政局", ["区发改局", "区财政局"]),
        ("市自然资源和规划局、住房和城乡建设局", ["市自然资源和规划局", "住房和城乡建设局"]),
        ("新区发展和财政局", ["新区发展和财政局"]),
        ("区委宣传部（区文旅局）", ["区委宣传部（区文旅局）"]),
        ("市市场监管局", ["市市场监管局"]),
        ("团市委、妇联、残联", ["团市委", "妇联", "残联"]),
        ("发改局、发改局", ["发改局"]),
        ("Finance Department; Planning Bureau", ["Finance Department", "Planning Bureau"]),
        ("Finance Department, Planning Bureau", ["Finance Department", "Planning Bureau"]),
        ("Bureau of Housing, Urban Development", ["Bureau of Housing, Urban Development"]),
        ("无", []),
        ("—", []),
    ],
)
def test_a_cell_is_split_into_its_units(cell: str, names: list[str]) -> None:
    assert [unit.name for unit in split_units(cell)] == names


@pytest.mark.parametrize(
    ("cell", "roles"),
    [
        (
            "市发改委牵头，市财政局、市商务局配合",
            [("市发改委", "lead"), ("市财政局", "cooperating"), ("市商务局", "cooperating")],
        ),
        ("环保局（牵头）、住建委", [("环保局", "lead"), ("住建委", None)]),
        ("环保局(牵头)、住建委(配合)", [("环保局", "lead"), ("住建委", "cooperating")]),
        ("由区教育局牵头", [("区教育局", "lead")]),
        ("教育局、住建局按职责分工负责", [("教育局", "responsible"), ("住建局", "responsible")]),
        ("审改办牵头，各县市区政府按职责分工负责", [("审改办", "lead"), ("各县市区政府", "responsible")]),
        ("生态局牵头，各镇、街道配合", [("生态局", "lead"), ("各镇、街道", "cooperating")]),
        ("Water Bureau (lead); Finance Bureau", [("Water Bureau", "lead"), ("Finance Bureau", None)]),
    ],
)
def test_role_words_in_a_cell_are_read(cell: str, roles: list[tuple[str, str | None]]) -> None:
    assert [(unit.name, unit.role) for unit in split_units(cell)] == roles


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("分管领导乙、分管领导甲", ("分管领导乙", "分管领导甲")),
        ("管委会分管副主任（招商、外事）", ("管委会分管副主任（招商、外事）",)),
        ("王 明、李小红", ("王明", "李小红")),
        ("王明 李小红", ("王明", "李小红")),
        ("Deputy director (trade); Chief engineer", ("Deputy director (trade)", "Chief engineer")),
    ],
)
def test_leaders_are_split_like_people_write_them(cell: str, names: tuple[str, ...]) -> None:
    assert split_leaders(cell) == names


@settings(deadline=None)
@given(st.lists(st.sampled_from(["市发改委", "区财政局", "各镇街", "城投公司", "某某管委会"]), min_size=1, unique=True))
def test_joining_units_and_splitting_them_gives_them_back(names: list[str]) -> None:
    assert [unit.name for unit in split_units("、".join(names))] == names
    assert [unit.name for unit in split_units("\n".join(names) + "。")] == names


@settings(deadline=None)
@given(st.text(alphabet="市区各县、，局委（）等和牵头配合。 \n负责街道镇", max_size=60))
def test_no_cell_breaks_the_splitting_and_no_name_is_empty(cell: str) -> None:
    assert all(unit.name.strip() for unit in split_units(cell))


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("序 号", "no"),
        ("战役", "category"),
        ("所属领域", "category"),
        ("攻坚战", "group"),
        ("重点项目", "project"),
        ("子项目", "sub_project"),
        ("重点工作任务", "task"),
        ("民生实事", "task"),
        ("目标与任务", "task"),
        ("年度目标", "goal"),
        ("推进措施", "measures"),
        ("主办单位", "lead"),
        ("牵头责任单位", "lead"),
        ("主要责任单位", "lead"),
        ("责任\n部门", "responsible"),
        ("责任单位及责任人", "responsible"),
        ("协同配合单位", "cooperating"),
        ("协同责任单位", "cooperating"),
        ("参与单位", "cooperating"),
        ("牵头负责领导", "leaders"),
        ("挂点领导", "leaders"),
        ("具体责任人", "leaders"),
        ("完成时限（2023年）", "deadline"),
        ("时间节点", "deadline"),
        ("监督方式", "ignore"),
        ("联系电话", "ignore"),
        ("推进情况", "progress"),
        ("考核实施单位", "assessor"),
        ("Lead department", "lead"),
        ("Supporting units", "cooperating"),
        ("Person in charge", "leaders"),
        ("Due date", "deadline"),
    ],
)
def test_headers_mean_what_people_mean(header: str, meaning: str) -> None:
    found = read_header(header)
    assert found is not None
    assert found.meaning == meaning


@pytest.mark.parametrize(
    ("header", "meaning", "index"),
    [
        ("一季度节点", "quarter", 1),
        ("第三季度目标", "quarter", 3),
        ("4季度", "quarter", 4),
        ("Q2 node", "quarter", 2),
        ("下半年", "half", 2),
        ("7-9月", "month", 9),
        ("十二月", "month", 12),
        ("March", "month", 3),
    ],
)
def test_periods_are_numbered(header: str, meaning: str, index: int) -> None:
    found = read_header(header)
    assert found is not None
    assert (found.meaning, found.index) == (meaning, index)


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("一、主要目标", "一", "主要目标"),
        ("（二）扩大投资", "（二）", "扩大投资"),
        ("3.促进消费", "3", "促进消费"),
        ("３．促进消费", "3", "促进消费"),
        ("（4）推进", "（4）", "推进"),
        ("①推进", "①", "推进"),
        ("1.2 推进", "1.2", "推进"),
        ("4.2023年底前建成", "4", "2023年底前建成"),
        ("2.6月底前建成", "2", "6月底前建成"),
    ],
)
def test_numbers_are_told_from_the_text_behind_them(text: str, label: str, rest: str) -> None:
    numbering = parse_numbering(text)
    assert numbering is not None
    assert (numbering.label, numbering.rest) == (label, rest)


@pytest.mark.parametrize(
    "text", ["6.2%左右", "2023年", "100亿元", "一、二产业协同", "6.5 km of roads", "5G基站", "三年行动"]
)
def test_figures_and_words_are_no_numbers_of_items(text: str) -> None:
    assert parse_numbering(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1.市发改委 2.市财政局", ["市发改委", "市财政局"]),
        ("1、市工信局；2、市商务局", ["市工信局", "市商务局"]),
        ("（1）住建局（2）水务局", ["住建局", "水务局"]),
        ("①住建局②水务局", ["住建局", "水务局"]),
        ("中建三局、第二人民医院", ["中建三局", "第二人民医院"]),
        ("相关区县、部门", ["相关区县、部门"]),
        ("各有关部门、单位", ["各有关部门、单位"]),
        ("各镇街、部门，管委会办公室", ["各镇街、部门", "管委会办公室"]),
        ("各部门　各单位", ["各部门", "各单位"]),
        ("市直有关部门、各县区", ["市直有关部门", "各县区"]),
        ("各市（县、区）水利部门配合", ["各市（县、区）水利部门"]),
        ("水利局等部门配合", ["水利局"]),
    ],
)
def test_lists_and_collectives_keep_their_names(text: str, names: list[str]) -> None:
    assert [unit.name for unit in split_units(text)] == names


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("责任单位：各部门　配合单位：各街道", ["responsible 各部门", "cooperating 各街道"]),
        (
            "牵头单位：商务局  责任单位：各责任单位  完成时限：12月底",
            ["lead 商务局", "responsible 各责任单位", "deadline 12月底"],
        ),
        (
            "牵头单位：区委办　配合单位：各有关单位、各街道　完成时限：年底",
            ["lead 区委办", "cooperating 各有关单位、各街道", "deadline 年底"],
        ),
        (
            "责任单位：市直有关部门、各县区　牵头领导：分管领导甲",
            ["responsible 市直有关部门、各县区", "leaders 分管领导甲"],
        ),
        ("责 任 单 位：各单位　　完 成 时 限：9月底", ["responsible 各单位", "deadline 9月底"]),
    ],
)
def test_collective_names_before_a_label_are_no_part_of_it(line: str, labels: list[str]) -> None:
    assert [f"{label.header.meaning} {label.value}" for label in parse_labels(line)[1]] == labels


@pytest.mark.parametrize(
    "text", ["以上事项由区政府督查室负责督办，每月通报", "本表由办公室解释", "每季度通报一次，由纪委办负责考核"]
)
def test_remarks_in_brackets_name_nobody(text: str) -> None:
    assert parse_duty_bracket(text) == ()


@pytest.mark.parametrize("cell", ["CX-01", "LQ2024-07", "A1", "工信-03", "招商01", "2024-XM-1", "T.3"])
def test_codes_are_numbers_of_items(cell: str) -> None:
    number = parse_number_cell(cell)
    assert number is not None
    assert number.label == cell


@pytest.mark.parametrize("cell", ["合计", "GDP", "第3", "建设局", "—", "2024年小计", "A, B"])
def test_words_are_no_numbers_of_items(cell: str) -> None:
    assert parse_number_cell(cell) is None
