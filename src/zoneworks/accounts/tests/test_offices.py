"""Where a role must be held to count for the whole zone."""

from __future__ import annotations

import pytest

from zoneworks.accounts.access import Scope, counting_for
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.models import RoleHeld, User
from zoneworks.accounts.services import create_account, grant_role
from zoneworks.common.errors import Refused
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Unit
from zoneworks.units.services import create_unit

OFFICES = {"zone", "province", "office", "body", "bodys_office"}
PLACES = [*OFFICES, "section", "centre", "company", "parks_office", "inner", "inner_office", "other", "other_office"]
EXPECTED = {
    RoleKind.ADMINISTRATOR: {"zone", "province"},
    RoleKind.SUPERVISION: OFFICES,
    RoleKind.LEADER: OFFICES,
    RoleKind.EDITOR: OFFICES,
    RoleKind.OFFICER: set(PLACES) - {"other", "other_office"},
}


@pytest.fixture
def units(db: None) -> dict[str, Unit]:
    made: dict[str, Unit] = {}

    def add(name: str, kind: UnitKind, above: str | None) -> None:
        made[name] = create_unit(kind=kind, code=name, name=name, parent=made[above] if above else None)

    add("province", UnitKind.AUTHORITY, None)
    add("zone", UnitKind.ZONE, "province")
    add("other", UnitKind.ZONE, "province")
    add("office", UnitKind.DEPARTMENT, "zone")
    add("body", UnitKind.LEADERSHIP, "zone")
    add("bodys_office", UnitKind.DEPARTMENT, "body")
    add("section", UnitKind.SECTION, "office")
    add("centre", UnitKind.PROMOTION_CENTRE, "zone")
    add("company", UnitKind.HOLDING_COMPANY, "zone")
    add("park", UnitKind.PARK, "zone")
    add("parks_office", UnitKind.DEPARTMENT, "park")
    add("inner", UnitKind.ZONE, "zone")
    add("inner_office", UnitKind.DEPARTMENT, "inner")
    add("other_office", UnitKind.DEPARTMENT, "other")
    return made


def holder(unit: Unit, kind: RoleKind) -> User:
    """Held without the service, which refuses what counts for nothing: older databases have such roles."""
    user = create_account(username=f"{kind}-{unit.code}", password=None)
    RoleHeld.objects.create(user=user, unit=unit, kind=kind)
    return user


@pytest.mark.parametrize("kind", RoleKind)
def test_a_role_counts_for_the_zone_where_the_table_says(units: dict[str, Unit], kind: RoleKind) -> None:
    counted = {place for place in PLACES if Scope(holder(units[place], kind)).holds([kind], units["zone"])}
    assert counted == EXPECTED[kind]
    asked_in_sql = RoleHeld.objects.filter(counting_for(kind, units["zone"]))
    assert set(asked_in_sql.values_list("unit__code", flat=True)) == EXPECTED[kind]


def test_a_sections_administrator_opens_no_door_of_the_zone(units: dict[str, Unit]) -> None:
    scope = Scope(holder(units["section"], RoleKind.ADMINISTRATOR))
    assert scope.zones == (units["zone"],)
    assert not scope.is_administering(units["zone"])
    assert not scope.sees_all_working_records(units["zone"])


def test_a_role_is_asked_in_one_statement(units: dict[str, Unit], django_assert_num_queries) -> None:
    scope = Scope(holder(units["bodys_office"], RoleKind.SUPERVISION))
    with django_assert_num_queries(1):
        assert scope.is_supervising(units["zone"])
        assert not scope.is_leading(units["zone"])


@pytest.mark.parametrize(
    ("kind", "place", "is_granted"),
    [
        (RoleKind.ADMINISTRATOR, "zone", True),
        (RoleKind.ADMINISTRATOR, "office", False),
        (RoleKind.SUPERVISION, "office", True),
        (RoleKind.SUPERVISION, "section", False),
        (RoleKind.LEADER, "company", False),
        (RoleKind.EDITOR, "bodys_office", True),
        (RoleKind.OFFICER, "section", True),
    ],
)
def test_a_role_that_would_count_for_nothing_is_refused(
    units: dict[str, Unit], kind: RoleKind, place: str, is_granted: bool
) -> None:
    user = create_account(username="new", password=None)
    if is_granted:
        grant_role(user=user, unit=units[place], kind=kind)
    else:
        with pytest.raises(Refused) as refused:
            grant_role(user=user, unit=units[place], kind=kind)
        assert refused.value.code == "role_counts_for_nothing"
        assert refused.value.field == "unit"
    assert user.roles_held.exists() is is_granted
