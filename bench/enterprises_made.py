"""A register of fictitious enterprises in a database of its own: names as registers have them, codes that check."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from zonekit.registry.codes import make_credit_code

if TYPE_CHECKING:
    from zoneworks.enterprises.rows import EnterpriseRow

PLACES = ("天津", "天津武清", "天津市武清区", "天津滨海新区", "北京", "河北", "江苏", "深圳")
SIGNS = "华盛恒通瑞达宏远金鼎博雅中科创新联合众诚信隆昌泰和源润丰利泽康宁景明辉耀鑫森林海川江河山岳峰云天宇航星辰光电"
TRADES = (
    "科技",
    "电子",
    "机械制造",
    "新能源",
    "生物医药",
    "商贸",
    "物流",
    "建材",
    "信息技术",
    "汽车零部件",
    "轨道装备",
)
FORMS = ("有限公司", "有限责任公司", "股份有限公司")
CLASSES = ("3451", "2710", "6513", "5171", "3670", "3720", "3912", "7320", "5990", "4420")
SCOPE = (
    "一般项目：技术服务、技术开发；机械设备制造；机械设备销售；货物进出口。"
    "（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）"
)


def firm(number: int, dice: random.Random) -> tuple[str, str]:
    """Code and name; no district begins with 99, so no code is anybody's."""
    name = dice.choice(PLACES) + "".join(dice.choices(SIGNS, k=dice.randint(2, 4)))
    code = make_credit_code("91", "990100", f"{number:08d}")
    return code, f"{name}{dice.choice(TRADES)}{number if number % 50 == 0 else ''}{dice.choice(FORMS)}"


def rows(count: int, start: int = 1) -> Iterator[EnterpriseRow]:
    from zoneworks.enterprises.choices import AssignedBy
    from zoneworks.enterprises.rows import EnterpriseRow, StatedClass

    dice = random.Random(start)
    for number in range(start, start + count):
        code, name = firm(number, dice)
        values = {"address": f"天津市武清区示例路{number % 999}号", "established_on": date(2015, 1, 1), "scope": SCOPE}
        industry = StatedClass(dice.choice(CLASSES), AssignedBy.REGISTER)
        yield EnterpriseRow(name, code, values, industry=industry)


def fill(scope: Any, zone: Any, unit: Any, count: int, start: int = 1) -> None:
    from zoneworks.enterprises.services import save_enterprises

    save_enterprises(scope=scope, zone=zone, rows=rows(count, start), today=date(2023, 10, 8), unit=unit)
