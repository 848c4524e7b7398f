"""Real tables of Chinese zones and governments: in, again, out and in, and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from zoneworks.plans.exports import export_plan_xlsx
from zoneworks.plans.models import Item, Plan
from zoneworks.plans.tests.tables import accept, codes, counts, previewed, undone
from zoneworks.plans.tests.worlds import World
from zoneworks.units.models import Post, Unit

pytestmark = pytest.mark.django_db
TABLES = [
    "bazhong_2014_matrix.xlsx", "changshu_2018.csv", "chuzhou_2020.txt", "dazhu_2016.csv", "guangming_zone_2017.txt",
    "huoshan_zone_2025.xlsx", "lishan_2023.txt", "qiaocheng_2025.xlsx", "wuhu_2025.xlsx", "xian_2024.txt",
    "xianan_2023.txt", "xuancheng_hightech_2021.docx",
]  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_published_table_comes_in_twice_the_same_leaves_as_it_came_and_can_be_taken_back(
    world: World, shared_data: Path, name: str
) -> None:
    data = (shared_data / "task_tables" / name).read_bytes()
    known = Unit.objects.count(), Post.objects.count()
    asked = previewed(world, data, name)
    answers = {question["code"]: "new" for question in asked.summary["questions"]}
    batch = accept(world, previewed(world, data, name, answers=answers))
    plan = Plan.objects.get()
    assert Item.objects.filter(plan=plan, is_leaf=True).count() == sum(
        row > 0 for row in batch.rows.values_list("position", flat=True)
    )
    assert set(counts(previewed(world, data, name))) == {"same"}
    exported = previewed(world, export_plan_xlsx(world.scope("supervision"), plan), "export.xlsx", year=plan.year)
    assert (set(counts(exported)), codes(exported)) == ({"same"}, [])
    undone(world, batch)
    assert Plan.objects.count() == 0
    assert (Unit.objects.count(), Post.objects.count()) == known
