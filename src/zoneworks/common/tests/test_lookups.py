"""Texts asked for by the thousand."""

from __future__ import annotations

import pytest

from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Unit

pytestmark = pytest.mark.django_db


def test_those_of_the_texts_are_found_and_nothing_is_read_into_them() -> None:
    names = ("甲", "乙 'x", '丙"],["', "%s")
    for place, name in enumerate(names):
        Unit.objects.create(kind=UnitKind.ZONE, code=f"Z{place}", path=f"Z{place}", name=name)
    asked = [*names[:3], "丁", *(f"无{number}" for number in range(3_000))]
    assert sorted(Unit.objects.filter(name__among=asked).values_list("name", flat=True)) == sorted(names[:3])
    assert not Unit.objects.filter(name__among=[]).exists()
