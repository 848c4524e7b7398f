"""What the preview says of the columns of a table."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from zoneworks.plans.sheets.head import LEVEL_WORDS
from zoneworks.plans.sheets.summary import columns_told


@pytest.mark.parametrize("level", LEVEL_WORDS)
def test_a_column_of_any_level_is_told_as_headings(level: str) -> None:
    with override("zh-hans"):
        assert [str(word) for _printed, word in columns_told({"column_map": {"重点项目": level}})] == ["所属标题"]


def test_a_row_has_a_name_of_things_not_of_people() -> None:
    with override("zh-hans"):
        assert [str(word) for _printed, word in columns_told({"column_map": {"子项目": "name"}})] == ["名称"]
