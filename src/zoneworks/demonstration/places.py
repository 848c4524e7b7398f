"""The demonstration zone itself: units, posts, tags and the accounts to try."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.models import User
from zoneworks.accounts.services import create_account, grant_role
from zoneworks.demonstration.files import read
from zoneworks.plans.choices import TagKind
from zoneworks.plans.services import create_tag
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Unit, ZoneProfile
from zoneworks.units.services import create_post, create_unit

ZONE_CODE = "WQDZ"
TODAY = date(2023, 10, 8)
KINDS = {
    "department": UnitKind.DEPARTMENT,
    "sector_promotion_centre": UnitKind.PROMOTION_CENTRE,
    "holding_company": UnitKind.HOLDING_COMPANY,
}
TRIED = {"IPD": "investment", "PCD": "construction"}
TAG_LISTS = {
    TagKind.BATTLEFIELD: "battlefields",
    TagKind.DIMENSION: "visions",
    TagKind.THEME: "themes",
}


def make_zone_unit() -> Unit:
    plan, committee = read("plan.json"), read("units.json")["units"][0]
    zone = create_unit(
        kind=UnitKind.ZONE,
        code=ZONE_CODE,
        name=plan["plan"]["organisation_zh"],
        name_en=plan["plan"]["organisation_en"],
        aliases=[committee["name_zh"], committee["name_en"]],
    )
    ZoneProfile.objects.filter(zone=zone).update(
        notice=plan["notice_zh"], notice_en=plan["notice_en"], fixed_today=TODAY
    )
    return zone


def make_units(zone: Unit) -> dict[str, Unit]:
    units = {ZONE_CODE: zone}
    for position, row in enumerate(read("units.json")["units"][1:], start=1):
        units[row["code"]] = create_unit(
            kind=KINDS[row["kind"]],
            code=row["code"],
            name=row["name_zh"],
            name_en=row["name_en"],
            parent=units[row["parent"]],
            aliases=[row["name_en"]],
            position=position,
        )
    return units


def make_posts(zone: Unit) -> None:
    for position, row in enumerate(read("roles.json")["roles"], start=1):
        create_post(zone=zone, code=row["code"], name=row["name_zh"], name_en=row["name_en"], position=position)


def make_tags(scope: Scope, zone: Unit) -> None:
    enums = read("plan.json")["enums"]
    for kind, name in TAG_LISTS.items():
        for row in enums[name]:
            if row["code"] != "none":
                create_tag(scope=scope, zone=zone, kind=kind, code=row["code"], name=row["zh"], name_en=row["en"])


def make_account(
    username: str,
    chinese: str,
    english: str,
    unit: Unit,
    kind: RoleKind,
    post: str = "",
    may_try: bool = True,
) -> User:
    user = create_account(
        username=username,
        password=settings.ZONEWORKS_DEMO_PASSWORD if may_try else None,
        display_name=chinese,
        display_name_en=english,
    )
    grant_role(user=user, unit=unit, kind=kind, post=unit.posts.get(code=post) if post else None)
    return user


def make_accounts(units: dict[str, Unit]) -> dict[str, User]:
    """One account per role and one officer per unit; those to try have the password, the others only report."""
    zone = units[ZONE_CODE]
    accounts = {
        "leader": make_account("leader", "管委会主任", "Director", zone, RoleKind.LEADER, "R02"),
        "supervision": make_account("supervision", "督查室", "Supervision office", units["PAO"], RoleKind.SUPERVISION),
        "administrator": make_account("administrator", "系统管理员", "Administrator", zone, RoleKind.ADMINISTRATOR),
    }
    for code, unit in units.items():
        if code != ZONE_CODE:
            name = TRIED.get(code, code.lower())
            accounts[code] = make_account(
                name, f"{unit.name}经办人", f"Officer, {unit.name_en}", unit, RoleKind.OFFICER, may_try=code in TRIED
            )
    return accounts
