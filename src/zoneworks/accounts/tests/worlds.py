"""Two zones under one province, with everybody who may come to a thing of a zone - and those who must never see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.models import User
from zoneworks.accounts.services import create_account, grant_role
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Post, Unit
from zoneworks.units.services import create_post, create_unit

TODAY = date(2023, 10, 8)


@dataclass
class World:
    """Units and people; `scopes` by persona."""

    province: Unit
    zone: Unit
    other_zone: Unit
    supervision_office: Unit
    investment: Unit
    section: Unit
    science: Unit
    other_unit: Unit
    chief: Post
    deputy: Post
    users: dict[str, User]

    def scope(self, persona: str) -> Scope:
        """Made anew each time, as each request makes one."""
        return Scope(self.users[persona])


PERSONAS = {
    "administrator": (RoleKind.ADMINISTRATOR, "zone"),
    "leader": (RoleKind.LEADER, "zone"),
    "supervision": (RoleKind.SUPERVISION, "supervision_office"),
    "officer": (RoleKind.OFFICER, "investment"),
    "section_officer": (RoleKind.OFFICER, "section"),
    "cooperating": (RoleKind.OFFICER, "science"),
    "outsider": (RoleKind.OFFICER, "other_unit"),
    "outside_supervision": (RoleKind.SUPERVISION, "other_zone"),
    "province_officer": (RoleKind.OFFICER, "province"),
}
INSIDERS = ("administrator", "leader", "supervision", "officer", "section_officer", "cooperating")
STRANGERS = ("outsider", "outside_supervision", "nobody")


def make_world() -> World:
    province = create_unit(kind=UnitKind.AUTHORITY, code="P", name="省开发区办")
    zone = create_unit(kind=UnitKind.ZONE, code="A", name="甲开发区", name_en="Zone A", parent=province)
    other = create_unit(kind=UnitKind.ZONE, code="B", name="乙开发区", name_en="Zone B", parent=province)
    office = create_unit(kind=UnitKind.DEPARTMENT, code="A-SUP", name="督查室", parent=zone)
    investment = create_unit(
        kind=UnitKind.DEPARTMENT, code="A-INV", name="投资促进部", name_en="Investment", parent=zone
    )
    section = create_unit(kind=UnitKind.SECTION, code="A-INV-1", name="招商一科", parent=investment)
    science = create_unit(kind=UnitKind.DEPARTMENT, code="A-SCI", name="科技创新部", name_en="Science", parent=zone)
    other_unit = create_unit(kind=UnitKind.DEPARTMENT, code="B-INV", name="投资促进部", parent=other)
    places = {
        "zone": zone, "supervision_office": office, "investment": investment, "section": section,
        "science": science, "other_unit": other_unit, "other_zone": other, "province": province,
    }  # fmt: skip
    chief = create_post(zone=zone, code="R1", name="党工委书记", name_en="Secretary")
    deputy = create_post(zone=zone, code="R2", name="分管副主任", name_en="Deputy Director", position=1)
    users = {"nobody": create_account(username="nobody", password=None)}
    for persona, (kind, place) in PERSONAS.items():
        users[persona] = create_account(username=persona, password=None, display_name=persona)
        grant_role(user=users[persona], unit=places[place], kind=kind, post=chief if persona == "leader" else None)
    return World(
        province=province, zone=zone, other_zone=other, supervision_office=office, investment=investment,
        section=section, science=science, other_unit=other_unit, chief=chief, deputy=deputy, users=users,
    )  # fmt: skip
