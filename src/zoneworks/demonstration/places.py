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
TRIED = {"IPD": "investment", "PCD": "construction", "CCC": "commerce"}
# Three people per role; officers come with their units.
STAFF = (
    ("leader", "管委会主任", "Director", RoleKind.LEADER, "R02"),
    ("secretary", "党工委书记", "Secretary of the Party Working Committee", RoleKind.LEADER, "R01"),
    ("deputy", "分管副主任（招商）", "Deputy Director (investment attraction)", RoleKind.LEADER, "R06"),
    ("supervision", "督查室", "Supervision office", RoleKind.SUPERVISION, ""),
    ("inspector", "督查员（甲）", "Inspector A", RoleKind.SUPERVISION, ""),
    ("inspector-b", "督查员（乙）", "Inspector B", RoleKind.SUPERVISION, ""),
    ("editor", "门户编辑（新闻）", "Editor, news", RoleKind.EDITOR, ""),
    ("editor-english", "门户编辑（英文）", "Editor, English pages", RoleKind.EDITOR, ""),
    ("editor-photo", "门户编辑（图片）", "Editor, pictures", RoleKind.EDITOR, ""),
    ("administrator", "系统管理员", "Administrator", RoleKind.ADMINISTRATOR, ""),
    ("administrator-b", "系统管理员（备岗）", "Deputy administrator", RoleKind.ADMINISTRATOR, ""),
    ("administrator-c", "系统管理员（值班）", "Administrator on duty", RoleKind.ADMINISTRATOR, ""),
)
HELD_AT = {RoleKind.SUPERVISION: "PAO", RoleKind.EDITOR: "PAO"}
TAG_LISTS = {
    TagKind.BATTLEFIELD: "battlefields",
    TagKind.DIMENSION: "visions",
    TagKind.THEME: "themes",
    TagKind.CHAPTER: "chapters",
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
    enums = {**read("plan.json")["enums"], "chapters": read("chapters.json")["chapters"]}
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
    """Three accounts per role and one officer per unit; those to try have the password, the others only report."""
    accounts = {
        name: make_account(name, chinese, english, units[HELD_AT.get(kind, ZONE_CODE)], kind, post)
        for name, chinese, english, kind, post in STAFF
    }
    for code, unit in units.items():
        if code != ZONE_CODE:
            name = TRIED.get(code, code.lower())
            accounts[code] = make_account(
                name, f"{unit.name}经办人", f"Officer, {unit.name_en}", unit, RoleKind.OFFICER, may_try=code in TRIED
            )
    return accounts
