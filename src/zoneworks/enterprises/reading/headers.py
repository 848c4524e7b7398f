"""Which column of a sheet is what: header words in both languages, the unit that stands in a header's brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from zonekit.registry.names import folded
from zonekit.sheets.streams import RowStream
from zonekit.values.issues import Issue

LOOKED_AT: Final = 20
NEEDED: Final = 2
_UNIT = re.compile(r"[(\[]([^()\[\]]{1,20})[)\]]|[,:]\s*(\S{1,10})\Z")

ENTERPRISE_HEADERS: Final[Mapping[str, str]] = {
    "credit_code": "统一社会信用代码 社会信用代码 信用代码 统一代码 creditcode unifiedsocialcreditcode uscc code",
    "name": "企业名称 单位名称 单位详细名称 公司名称 名称 企业 name enterprise company enterprisename companyname",
    "name_en": "英文名称 企业英文名称 englishname nameinenglish nameen",
    "former_names": "曾用名 原名称 曾用名称 历史名称 formername formernames",
    "class_code": "行业代码 行业小类代码 行业小类 国民经济行业代码 行业类别代码 industrycode class classcode",
    "class_name": "行业名称 所属行业 行业 行业类别 industry industryname classname",
    "unit": "主管单位 责任单位 归口部门 服务单位 归口单位 unitincharge unit",
    "park": "所在园区 园区 所属园区 park",
    "state": "登记状态 经营状态 企业状态 状态 state status registrationstatus",
    "legal_form": "企业类型 登记注册类型 市场主体类型 公司类型 类型 legalform type companytype",
    "capital": "注册资本 注册资金 认缴注册资本 registeredcapital capital",
    "established_on": "成立日期 成立时间 注册日期 注册时间 established establishedon dateofestablishment founded",
    "scope": "经营范围 业务范围 scope businessscope",
    "address": "注册地址 住所 地址 经营地址 注册地 address registeredaddress",
    "home_region": "投资方所在地 来源地 投资来源地 homeregion origin",
    "basis": "数据来源 来源 source basis",
}
FACT_HEADERS: Final[Mapping[str, str]] = {
    "credit_code": ENTERPRISE_HEADERS["credit_code"],
    "name": ENTERPRISE_HEADERS["name"],
    "year": "年份 年度 年 year",
    "month": "月份 月 截至月份 month",
    "period": "报告期 期间 统计期 数据期 period",
    "source": "数据来源 来源 source",
    "output": "产值 工业总产值 总产值 output outputvalue grossoutput",
    "revenue": "营业收入 主营业务收入 销售收入 收入 revenue mainbusinessrevenue sales",
    "value_added": "增加值 工业增加值 valueadded",
    "tax": "税收 纳税额 纳税总额 实缴税金 税金 tax taxpaid",
    "staff": "从业人员 从业人员数 职工人数 员工人数 人数 从业人员平均人数 staff employees headcount",
    "rd": "研发费用 研发经费 研发投入 r&d r&dexpenditure rd rdexpenditure",
    "energy": "综合能源消费量 能源消费量 综合能耗 能耗 energy energyconsumption",
    "land": "用地面积 占地面积 土地面积 land landused",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where what stands. `units`: what a header says of its unit; `row`: the number of the header row."""

    places: Mapping[str, int]
    units: Mapping[str, str]
    row: int
    unknown: tuple[tuple[int, str], ...]

    def value(self, row: Sequence[object], name: str) -> object:
        place = self.places.get(name)
        if place is None or place >= len(row):
            return None
        value = row[place]
        return None if value == "" else value

    def text(self, row: Sequence[object], name: str) -> str:
        """What a cell says in one line; whole numbers without the fraction that spreadsheets give them."""
        place = self.places.get(name)
        if place is None or place >= len(row):
            return ""
        value = row[place]
        if isinstance(value, str):
            return value.strip() if value.isprintable() else " ".join(value.split())
        if value is None:
            return ""
        if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
            value = int(value)
        return " ".join(str(value).split())


def find_columns(stream: RowStream, headers: Mapping[str, str]) -> tuple[Columns | None, Iterator[tuple[int, Sequence[object]]]]:  # fmt: skip  # noqa: E501
    """The columns by the best of the first rows, and the rows below it; None where no row is a header."""
    known = {alias: name for name, aliases in headers.items() for alias in aliases.split()}
    waiting: list[tuple[int, Sequence[object]]] = []
    best: Columns | None = None
    for number, row in stream.rows:
        waiting.append((number, row))
        columns = columns_of(number, row, known)
        if best is None or len(columns.places) > len(best.places):
            best = columns
        if len(waiting) == LOOKED_AT:
            break
    if best is None or len(best.places) < NEEDED:
        return None, stream.rows
    header = best.row

    def below() -> Iterator[tuple[int, Sequence[object]]]:
        yield from (one for one in waiting if one[0] > header)
        yield from stream.rows

    return best, below()


def columns_of(number: int, row: Sequence[object], known: Mapping[str, str]) -> Columns:
    places: dict[str, int] = {}
    units: dict[str, str] = {}
    unknown = []
    for place, value in enumerate(row):
        text = folded(str(value)) if isinstance(value, str) else ""
        if not text:
            continue
        unit = _UNIT.search(text)
        bare = "".join(_UNIT.sub("", text).split()).strip("*").casefold()
        name = known.get(bare) or known.get("".join(text.split()).casefold())
        if name is None or name in places:
            unknown.append((place, text))
            continue
        places[name] = place
        if unit:
            units[name] = (unit[1] or unit[2]).strip()
    return Columns(places, units, number, tuple(unknown))


def header_issues(stream: RowStream, columns: Columns) -> list[Issue]:
    return [
        Issue("column_unknown", stream.where(columns.row, place), {"header": text[:60]}, "note")
        for place, text in columns.unknown[:50]
    ]
