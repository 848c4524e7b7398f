"""Records that came in twice under another name: some are merged by a person, the others wait to be found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zoneworks.accounts.access import Scope
from zoneworks.demonstration.days import RECORD, Days
from zoneworks.demonstration.firms.making import fictitious_firms
from zoneworks.demonstration.firms.model import Firm
from zoneworks.demonstration.register import FICTITIOUS, FICTITIOUS_EN, Places
from zoneworks.enterprises.models import Enterprise, Merge
from zoneworks.enterprises.services import EnterpriseRow, merge_enterprises, save_enterprises, undo_merge

CAME_IN_ON = date(2023, 1, 12)
MERGED_ON = date(2023, 2, 8)
MERGED_TOO_ON = date(2023, 6, 20)
UNDONE_ON = date(2023, 6, 27)
FORMER, LONG_FORM = 6, 6
REASON = "same_address"


@dataclass(frozen=True, slots=True)
class Double:
    key: str
    row: EnterpriseRow


def doubles(places: Places) -> Iterator[Double]:
    """A list of the tax office has former names and the long form of the legal suffix, and no codes."""
    renamed = [firm for firm in fictitious_firms() if firm.former_name][:FORMER]
    plain = [
        firm for firm in fictitious_firms()
        if not firm.former_name and firm.name.endswith("有限公司") and "股份" not in firm.name
    ]  # fmt: skip
    for firm in renamed:
        yield Double(firm.key, row_of(firm, firm.former_name, places))
    for firm in plain[7 :: len(plain) // LONG_FORM][:LONG_FORM]:
        name = firm.name.replace("天津", "天津市", 1).removesuffix("有限公司") + "有限责任公司"
        yield Double(firm.key, row_of(firm, name, places))


def row_of(firm: Firm, name: str, places: Places) -> EnterpriseRow:
    values = {
        "unit_id": places.units["ESD"].pk, "address": firm.address, "is_fictitious": True, "basis": FICTITIOUS,
        "basis_en": FICTITIOUS_EN,
    }  # fmt: skip
    return EnterpriseRow(name, "", values)


def plan_doubles(office: Scope, places: Places, enterprises: dict[str, Enterprise], days: Days) -> None:
    """Twelve come in; four are merged, one of these wrongly, which is undone."""
    pairs = list(doubles(places))
    rows = [pair.row for pair in pairs]

    def enter(day: date) -> None:
        save_enterprises(scope=office, zone=places.zone, rows=rows, today=day)

    def merge(some: list[Double]) -> None:
        for pair in some:
            gone = Enterprise.objects.get(zone=places.zone, name=pair.row.name, credit_code="")
            merge_enterprises(
                scope=office, kept=enterprises[pair.key], gone=gone, today=days_of(pair), reasons=[REASON]
            )

    def days_of(pair: Double) -> date:
        return MERGED_TOO_ON if pair is pairs[FORMER] else MERGED_ON

    def undo(day: date) -> None:
        wrong = Merge.objects.select_related("kept", "gone").get(gone__name=pairs[FORMER].row.name)
        undo_merge(scope=office, merge=wrong, today=day)

    days.add(CAME_IN_ON, RECORD, enter)
    days.add(MERGED_ON, RECORD, lambda _day: merge(pairs[:3]))
    days.add(MERGED_TOO_ON, RECORD, lambda _day: merge(pairs[FORMER : FORMER + 1]))
    days.add(UNDONE_ON, RECORD, undo)
