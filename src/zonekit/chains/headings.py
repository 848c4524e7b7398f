"""The sheets of a chain's workbook and their headings, in both languages and in the words people use for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal


@dataclass(frozen=True, slots=True)
class Heading:
    """A column, or a line of the first sheet. The written words come first; `others` are understood as well."""

    field: str
    zh: str
    en: str
    others: tuple[str, ...] = ()
    is_required: bool = False
    instead: tuple[str, ...] = ()

    def written(self, language: str) -> str:
        return self.zh if language == "zh" else self.en

    @property
    def fields_that_do(self) -> tuple[str, ...]:
        """Any one of these fields fulfils what is required."""
        return (self.field, *self.instead)

    def plain_aliases(self, plain: Callable[[str], str]) -> frozenset[str]:
        return _plain_aliases((self.zh, self.en, *self.others), plain)


@cache
def _plain_aliases(words: tuple[str, ...], plain: Callable[[str], str]) -> frozenset[str]:
    return frozenset(plain(word) for word in words)


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A sheet. `absent`: how bad it is when there is none; `least_headings`: how many make a row of headings."""

    code: str
    zh: str
    en: str
    others: tuple[str, ...]
    absent: Literal["error", "warning"]
    headings: tuple[Heading, ...]
    least_headings: int = 2

    @property
    def aliases(self) -> tuple[str, ...]:
        return (self.zh, self.en, *self.others)

    @property
    def names(self) -> str:
        """Both, for whoever looks for the sheet."""
        return f"{self.zh} / {self.en}"

    def written(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


CHAIN = SheetForm(
    "chain",
    "产业链",
    "Chain",
    ("链",),
    "warning",
    (
        Heading("code", "代码", "Code", ("产业链代码", "编码", "chain code")),
        Heading("name_zh", "名称", "Name (Chinese)", ("产业链名称", "产业链", "name", "chain", "中文名称")),
        Heading("name_en", "英文名称", "Name (English)", ("english name", "名称（英文）")),
        Heading("version", "版本", "Version", ("版本号",)),
        Heading("valid_from", "生效日期", "Valid from", ("启用日期", "in force from")),
        Heading("is_confirmed", "已经专家确认", "Confirmed by experts", ("已确认", "是否确认", "confirmed")),
        Heading("note_zh", "说明", "Note (Chinese)", ("备注", "note")),
        Heading("note_en", "英文说明", "Note (English)", ("说明（英文）",)),
    ),
)
NODES = SheetForm(
    "nodes",
    "环节",
    "Nodes",
    ("节点", "链条环节", "环节表", "node", "chain nodes"),
    "error",
    (
        Heading("code", "环节代码", "Code", ("代码", "编码", "环节编码", "节点代码", "node code", "node")),
        Heading(
            "name_zh",
            "环节名称",
            "Name (Chinese)",
            ("名称", "环节", "节点", "节点名称", "中文名称", "name", "node name"),
            is_required=True,
            instead=("name_en",),
        ),
        Heading("name_en", "英文名称", "Name (English)", ("环节英文名称", "名称（英文）", "english name")),
        Heading(
            "segment",
            "上中下游",
            "Segment",
            ("位置", "所处位置", "链条位置", "环节位置", "产业链位置"),
            is_required=True,
        ),
        Heading("tier", "层级", "Tier", ("级次", "层次", "level")),
        Heading(
            "classes",
            "行业代码",
            "Industry classes",
            (
                "国民经济行业代码",
                "行业分类代码",
                "行业小类",
                "行业类别",
                "classes",
                "class",
                "gb/t 4754",
                "gb/t 4754 classes",
                "industry class",
                "industry codes",
            ),
        ),
        Heading(
            "products",
            "产品词",
            "Products (Chinese)",
            ("产品", "主要产品", "产品关键词", "关键词", "products", "product words"),
        ),
        Heading("products_en", "英文产品词", "Products (English)", ("产品（英文）", "英文产品")),
        Heading("is_key", "关键环节", "Key node", ("是否关键", "是否关键环节", "key", "is key")),
        Heading(
            "input_rate", "外购投入占产值比重", "Inputs per output", ("外购率", "投入率", "中间投入率", "input rate")
        ),
        Heading("capacity_unit", "产能单位", "Capacity unit", ("计量单位", "unit")),
    ),
)
LINKS = SheetForm(
    "links",
    "链接",
    "Links",
    ("上下游关系", "供需关系", "关系", "link", "chain links"),
    "warning",
    (
        Heading(
            "supplier",
            "供方环节",
            "Supplier",
            ("上游环节", "供应环节", "供方", "供应方", "from", "supplier node", "upstream"),
            is_required=True,
        ),
        Heading(
            "customer",
            "需方环节",
            "Customer",
            ("下游环节", "需求环节", "需方", "采购方", "to", "customer node", "downstream"),
            is_required=True,
        ),
        Heading("products", "供应产品", "Products (Chinese)", ("产品", "产品词", "products")),
        Heading("products_en", "供应产品（英文）", "Products (English)", ("产品（英文）", "英文产品词", "英文产品")),
        Heading("weight", "占需方投入比重", "Share of inputs", ("权重", "比重", "占比", "投入比重", "weight", "share")),
    ),
)

ROSTER = SheetForm(
    "roster",
    "企业",
    "Enterprises",
    ("企业名单", "企业清单", "enterprise"),
    "error",
    (
        Heading(
            "code",
            "统一社会信用代码",
            "Credit code",
            (
                "code",
                "uscc",
                "社会信用代码",
                "信用代码",
                "unified social credit code",
                "企业代码",
                "credit code",
                "enterprise code",
            ),
        ),
        Heading(
            "name",
            "企业名称",
            "Name",
            (
                "name",
                "名称",
                "企业",
                "企业名",
                "企业全称",
                "单位名称",
                "公司名称",
                "enterprise",
                "enterprise name",
                "company",
                "company name",
                "firm",
                "firm name",
            ),
            is_required=True,
            instead=("code",),
        ),
        Heading(
            "industry_class",
            "行业代码",
            "Industry class",
            (
                "class",
                "行业小类",
                "行业分类代码",
                "国民经济行业代码",
                "行业",
                "industry",
                "industry code",
                "gb/t 4754",
                "class code",
                "industry class code",
                "gb/t 4754-2017",
                "classes",
                "行业小类代码",
                "国民经济行业分类",
                "国标行业代码",
                "gbt4754",
            ),
        ),
        Heading(
            "scope",
            "经营范围",
            "Business scope",
            ("scope", "主营业务", "主要产品", "经营业务", "products", "经营范围和主要产品"),
        ),
        Heading(
            "node",
            "环节",
            "Node",
            (
                "所在环节",
                "环节名称",
                "环节代码",
                "落位环节",
                "chain node",
                "placement",
                "node code",
                "node name",
                "环节名",
                "所属环节",
                "产业链环节",
                "链条环节",
                "节点",
            ),
        ),
        Heading(
            "output",
            "产值",
            "Output",
            (
                "年产值",
                "工业总产值",
                "总产值",
                "yearly output",
                "output value",
                "output yuan",
                "annual output",
                "yearly output value",
            ),
        ),
        Heading(
            "capacity",
            "产能",
            "Capacity",
            (
                "年产能",
                "设计产能",
                "生产能力",
                "产能（折产值）",
                "产能折产值",
                "yearly capacity",
                "capacity yuan",
                "annual capacity",
                "production capacity",
            ),
        ),
        Heading("share", "占比", "Share of output", ("share", "产值占比", "环节产值占比", "本环节占比", "share")),
        Heading(
            "is_foreign", "外资控股", "Foreign-owned", ("外资", "是否外资", "foreign", "is foreign", "foreign owned")
        ),
        Heading("is_confirmed", "已确认", "Confirmed", ("是否确认", "落位已确认", "confirmed")),
        Heading(
            "revenue",
            "营业收入",
            "Revenue",
            (
                "年营业收入",
                "主营业务收入",
                "销售收入",
                "年销售收入",
                "销售额",
                "营收",
                "收入",
                "annual revenue",
                "yearly revenue",
                "operating revenue",
                "sales",
                "turnover",
            ),
        ),
    ),
    least_headings=1,
)
BLOCKAGES = SheetForm(
    "blockages",
    "堵点",
    "Blockages",
    ("受阻情况", "blockage"),
    "warning",
    (
        Heading("node", "环节", "Node", ("受阻环节", "环节代码", "环节名称"), is_required=True),
        Heading("kind", "受阻类型", "Kind", ("类型", "堵点类型", "blocked by"), is_required=True),
        Heading("words", "情况", "Words", ("说明", "情况说明", "note")),
    ),
)
