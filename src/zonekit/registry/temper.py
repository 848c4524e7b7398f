"""What kind of firm speaks: its name says maker, trader, shop, builder or developer before any goods are read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from zonekit.registry.names import parts_of
from zonekit.registry.scopes import Activity, Item

_MAKER = re.compile(
    r"厂|制造|制品|加工|工业|铸造|制衣|制药|印刷|纺织|酿|锻|印务|彩印|电镀|屠宰|纸业|塑业|铝业|铜业|线缆|机械(?!销售|设备销售)|模具|木业|毛纺|棉纺|构件"
)
_TRADER = re.compile(
    r"商贸|贸易|经贸|物资|销售|购销|供应|经销|批发|进出口|商务|科贸|经营部|经营中心|供销|商行|百货公司|五交化|外贸"
)
_SHOP = re.compile(
    r"商店|门市|超市|商场|商城|大厦|商厦|药店|药房|加油站|加气站|便利店|专卖店|购物|零售|书店|[^客旅饭酒网茶]店$|供销(?:合作)?社|商社|副食店"
)
_REPAIRER = re.compile(r"修理|汽修|维修|修配|检修")
_BUILDER = re.compile(r"建筑|工程|安装|建设|市政|装饰|装潢|装修|装璜|园林|幕墙|防腐保温|路桥")
_DEVELOPER = re.compile(r"科技|技术|研究|软件|信息|科学")


Times = Mapping[str, float]
_TIMES: Mapping[str, Times] = MappingProxyType(
    {
        "shop": {"make": 0.25, "wholesale": 0.6, "retail": 1.8, "build": 0.3, "develop": 0.4},
        "trader": {"make": 0.35, "wholesale": 1.5, "retail": 0.8, "build": 0.4, "develop": 0.5},
        "maker": {"make": 1.5, "wholesale": 0.45, "retail": 0.4, "build": 0.5, "develop": 0.5},
        "builder": {"make": 0.6, "wholesale": 0.6, "retail": 0.5, "build": 1.8, "develop": 0.7},
        "developer": {"make": 0.9, "wholesale": 0.9, "retail": 0.7, "develop": 1.4},
        "repairer": {"make": 0.3, "wholesale": 0.7, "retail": 0.7, "repair": 1.8},
        "making": {"make": 1.2, "wholesale": 0.8, "retail": 0.7},
        "": {},
    }
)


@dataclass(frozen=True, slots=True)
class Temper:
    """A kind of firm, and what it is taken to do with goods it names without a verb."""

    name: str
    activity: Activity

    @property
    def times(self) -> Times:
        """Multipliers of the kinds of class."""
        return _TIMES[self.name]


def name_core(name: str) -> str:
    """The name without place, legal form and brackets; a branch's own words stay, as they may say what it does."""
    parts = parts_of(name)
    return parts.core + parts.branch


def temper_of(core: str, items: Sequence[Item]) -> Temper:
    """What kind of firm it is by the core of its name, and by the first verbs of its scope where the name is silent."""
    first = Activity.NONE
    for item in items:
        if item.place < 3:
            first |= item.activity
    return _temper(core, first)


@lru_cache(maxsize=65_536)
def _temper(core: str, first: Activity) -> Temper:
    if _SHOP.search(core):
        found = Temper("shop", Activity.RETAIL)
    elif _REPAIRER.search(core):
        found = Temper("repairer", Activity.REPAIR)
    elif _TRADER.search(core):
        found = Temper("trader", Activity.SELL)
    elif _MAKER.search(core):
        found = Temper("maker", Activity.MAKE)
    elif _BUILDER.search(core):
        found = Temper("builder", first)
    elif _DEVELOPER.search(core):
        found = Temper("developer", first or Activity.DEVELOP)
    elif first & Activity.MAKE:
        found = Temper("making", Activity.MAKE)
    else:
        found = Temper("", first)
    return found
