"""The enterprises of the demonstration zone: the fictitious ones, and what was published about existing ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from zoneworks.accounts.access import Scope
from zoneworks.demonstration.files import read
from zoneworks.demonstration.firms.figures import STOPPED_AFTER
from zoneworks.demonstration.firms.making import fictitious_firms
from zoneworks.demonstration.firms.model import Course, Firm
from zoneworks.demonstration.firms.words import chance, words
from zoneworks.enterprises.choices import AssignedBy, EnterpriseState
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.services import EnterpriseRow, StatedClass, save_enterprises
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Unit
from zoneworks.units.services import create_unit

Json = dict[str, Any]
ENTERED_ON = date(2023, 1, 3)
FICTITIOUS = "演示用虚构企业，名称、代码和数据均为示例。"
FICTITIOUS_EN = "A fictitious enterprise of the demonstration: name, code and figures are examples."
HIDDEN = 2  # enterprises whose plans are confidential


@dataclass(frozen=True)
class Places:
    """Units in charge and parks by code."""

    zone: Unit
    units: dict[str, Unit]
    parks: dict[str, Unit]


def make_parks(zone: Unit) -> dict[str, Unit]:
    return {
        row["code"]: create_unit(
            kind=UnitKind.PARK, code=row["code"], name=row["name_zh"], name_en=row["name_en"], parent=zone,
            aliases=[row["name_en"]], position=100 + position,
        )
        for position, row in enumerate(words()["parks"], start=1)
    }  # fmt: skip


def enter_enterprises(scope: Scope, places: Places) -> dict[str, Enterprise]:
    """All enterprises of the register by their key in the story."""
    rows = dict(rows_of(places))
    save_enterprises(scope=scope, zone=places.zone, rows=rows.values(), today=ENTERED_ON)
    kept = Enterprise.objects.filter(zone=places.zone)
    by_code = {one.credit_code: one for one in kept if one.credit_code}
    by_name = {one.name: one for one in kept}
    return {key: by_code.get(row.credit_code) or by_name[row.name] for key, row in rows.items()}


def rows_of(places: Places) -> Iterator[tuple[str, EnterpriseRow]]:
    hidden = {firm.key for firm in fictitious_firms() if firm.closes_on is None and not firm.chain}
    for firm in fictitious_firms():
        yield firm.key, fictitious_row(firm, places, is_hidden=firm.key in sorted(hidden)[:HIDDEN])
    for told in read("published_firms.json")["firms"]:
        yield told["key"], published_row(told, places)


def fictitious_row(firm: Firm, places: Places, *, is_hidden: bool) -> EnterpriseRow:
    values = {
        "unit_id": places.units[firm.unit].pk,
        "park_id": places.parks[firm.park].pk,
        "name_en": firm.name_en,
        "legal_form": firm.legal_form,
        "capital_fen": firm.capital_fen,
        "capital_text": firm.capital_text,
        "established_on": firm.established_on,
        "scope": firm.scope,
        "address": firm.address,
        "home_region": firm.home_region,
        "is_confidential": is_hidden,
        "is_fictitious": True,
        "basis": FICTITIOUS,
        "basis_en": FICTITIOUS_EN,
    }
    former = (firm.former_name,) if firm.former_name else ()
    industry = StatedClass(firm.class_code) if firm.is_class_known else None
    return EnterpriseRow(firm.name, firm.credit_code, values, former, industry)


def published_row(told: Json, places: Places) -> EnterpriseRow:
    """What was published, and nothing else."""
    values = {
        "unit_id": places.units[told["unit"]].pk,
        "name_en": told["name_en"],
        "established_on": date.fromisoformat(told["established_on"]) if "established_on" in told else None,
        "address": told.get("address", ""),
        "basis": told["basis"],
        "basis_en": told["basis_en"],
    }
    industry = StatedClass(told["class"], AssignedBy.PERSON) if told["class"] else None
    return EnterpriseRow(told["name"], "", values, (), industry)


# --- those that give up ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Leaving:
    key: str
    on: date
    state: EnterpriseState


def leavings() -> list[Leaving]:
    """Some suspend their business in the summer of 2023, others move out."""
    found = []
    for firm in fictitious_firms():
        if firm.course == Course.GIVEN_UP:
            dice = chance(firm.key, "leaves")
            state = dice.choice((EnterpriseState.SUSPENDED, EnterpriseState.MOVED_OUT))
            found.append(Leaving(firm.key, date(2023, dice.randint(STOPPED_AFTER + 1, 9), dice.randint(3, 27)), state))
    return found
