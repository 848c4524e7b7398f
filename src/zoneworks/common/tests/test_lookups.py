"""Texts asked for by the thousand."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType

pytestmark = pytest.mark.django_db


def test_those_of_the_texts_are_found_and_nothing_is_read_into_them() -> None:
    names = ("甲", "乙 'x", '丙"],["', "%s")
    for name in names:
        ContentType.objects.create(app_label="sample", model=name)
    asked = [*names[:3], "丁", *(f"无{number}" for number in range(3_000))]
    found = ContentType.objects.filter(app_label="sample", model__among=asked)
    assert sorted(found.values_list("model", flat=True)) == sorted(names[:3])
    assert not ContentType.objects.filter(model__among=[]).exists()
