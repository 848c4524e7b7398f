"""Rows inserted through one statement are those that saving one by one would give."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from zoneworks.common.bulk import insert_rows, set_by_key
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Post, Unit
from zoneworks.units.services import create_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone() -> Unit:
    return create_unit(kind=UnitKind.ZONE, code="Z", name="东河开发区")


def test_rows_get_what_they_name_and_the_defaults_for_the_rest(zone: Unit) -> None:
    rows = [{"zone_id": zone.pk, "code": f"P{n}", "name": f"职务{n}", "position": n} for n in range(3)]
    assert insert_rows(Post, rows) == 3
    assert list(Post.objects.values_list("code", "name", "name_en", "position")) == [
        ("P0", "职务0", "", 0),
        ("P1", "职务1", "", 1),
        ("P2", "职务2", "", 2),
    ]


def test_a_choice_is_stored_as_its_value(zone: Unit) -> None:
    insert_rows(Unit, [{"parent_id": zone.pk, "kind": UnitKind.PARK, "code": "Z-1", "name": "园区", "path": "Z.Z-1."}])
    assert Unit.objects.filter(kind="park").count() == 1


def test_thousands_of_rows_are_one_statement(zone: Unit) -> None:
    with CaptureQueriesContext(connection) as captured:
        insert_rows(Post, ({"zone_id": zone.pk, "code": f"P{n}", "name": f"职务{n}"} for n in range(3000)))
    assert len(captured) == 1
    assert Post.objects.count() == 3000


def test_no_rows_are_no_statement() -> None:
    with CaptureQueriesContext(connection) as captured:
        assert insert_rows(Post, []) == 0
    assert len(captured) == 0


def test_the_database_still_says_no(zone: Unit) -> None:
    row = {"zone_id": zone.pk, "code": "P", "name": "职务"}
    with pytest.raises(IntegrityError):
        insert_rows(Post, [row, row])


def test_a_column_that_is_not_there_is_named(zone: Unit) -> None:
    with pytest.raises(LookupError, match="'zone'"):
        insert_rows(Post, [{"zone": zone, "code": "P"}])


def test_one_column_is_set_by_key(zone: Unit) -> None:
    insert_rows(Post, [{"zone_id": zone.pk, "code": code, "name": code} for code in "ABC"])
    keys = dict(Post.objects.values_list("code", "pk"))
    set_by_key(Post, "name", [(keys["A"], "甲"), (keys["C"], "丙")])
    assert list(Post.objects.order_by("code").values_list("name", flat=True)) == ["甲", "B", "丙"]
