from __future__ import annotations

import pytest

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.services import create_account, grant_role
from zoneworks.files.tests.made_files import Place
from zoneworks.units.choices import UnitKind
from zoneworks.units.services import create_unit


@pytest.fixture
def place(db: None) -> Place:
    """Two zones, and an officer of the first."""
    zone = create_unit(kind=UnitKind.ZONE, code="A", name="甲开发区")
    other = create_unit(kind=UnitKind.ZONE, code="B", name="乙开发区")
    officer = create_account(username="officer", password=None)
    grant_role(user=officer, unit=zone, kind=RoleKind.OFFICER)
    return Place(zone, other, Scope(officer))
