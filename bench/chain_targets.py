"""Targets for a gap from pools of 3,000 and 50,000 firms, beside looking for each word in each text."""

from __future__ import annotations

import numpy as np

from bench.measure import Measured, best_of
from zonekit.chains.pool import Pool, PoolFirm
from zonekit.chains.targets import rank_targets
from zonekit.chains.targets_model import Customer, NodeNeed

WORDS = ("轴承", "车轴", "转向架", "制动盘", "牵引电机", "受电弓", "齿轮箱", "空调", "座椅", "连接器", "变流器", "电缆")
KINDS = ("滚子", "高速", "重载", "精密", "轨道", "汽车", "铁路", "船用")
NEED = NodeNeed(
    node="bearing",
    name="轴承",
    classes=("3451", "345"),
    products=("轴承", "滚子轴承", "轴箱轴承", "轴承座", "bearing"),
    customers=(Customer("bogie", 3e8, ("轴承",), 4), Customer("motor", 1e8, (), 2)),
    longitude=117.0,
    latitude=39.4,
    relatedness={"34": 0.7, "37": 0.9},
)


def run() -> list[Measured]:
    lines = []
    for count in (3_000, 50_000):
        firms = made_firms(count)
        pool = Pool.of(firms)
        rank_targets(NEED, pool)
        ranking = best_of(7, lambda pool=pool: rank_targets(NEED, pool))  # type: ignore[misc]
        plain = best_of(3, lambda firms=firms: plainly_found(firms))  # type: ignore[misc]
        what = f"targets for a gap from {count:,} firms, 50 shown with their reasons"
        lines.append(Measured(what, ranking, "each word in each text", plain, 0.1))
    return lines


def made_firms(count: int) -> list[PoolFirm]:
    """Half of them of 40 classes around machinery, each with three products; revenue known of two thirds."""
    random = np.random.default_rng(2)
    numbers = random.integers(0, 10_000, (count, 6)).tolist()
    return [
        PoolFirm(
            code=f"{place:018d}",
            name=f"某地{KINDS[a % 8]}{place}有限公司",
            industry_class=str(3400 + a % 40 if a % 2 else 1310 + b % 2000),
            products=tuple(KINDS[one % 8] + WORDS[one % 12] for one in (b, c, d)),
            scope="制造、销售" + "、".join(WORDS[one % 12] for one in (c, d, e)),
            region=("河北", "江苏省苏州市", "广东", "四川")[e % 4],
            revenue=float(10 ** (6 + f / 2000)) if f % 3 else None,
        )
        for place, (a, b, c, d, e, f) in enumerate(numbers)
    ]


def plainly_found(firms: list[PoolFirm]) -> int:
    texts = [" ".join((*firm.products, firm.name, firm.scope)) for firm in firms]
    return sum(word in text for text in texts for word in NEED.products)
