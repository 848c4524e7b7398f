"""Figures of the demonstration's enterprises as they came in: three years at the start of 2023, then month by month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from zoneworks.accounts.access import Scope
from zoneworks.demonstration.days import RECORD, Days, Deed
from zoneworks.demonstration.files import read
from zoneworks.demonstration.firms.figures import (
    MONTHS,
    Figure,
    figures_before,
    is_reporting,
    listed_since,
    monthly_figures,
    yearly_figures,
)
from zoneworks.demonstration.firms.making import fictitious_firms
from zoneworks.demonstration.firms.words import chance
from zoneworks.demonstration.register import leavings
from zoneworks.demonstration.story import month_end
from zoneworks.enterprises.choices import EnterpriseState, FactKind, FactSource, LeadingRole, Span
from zoneworks.enterprises.models import Enterprise, EnterpriseFact
from zoneworks.enterprises.proposing import propose_for_many
from zoneworks.enterprises.services import (
    EnterpriseFields,
    FactEntry,
    change_enterprise,
    confirm_facts,
    give_role,
    list_many_above_scale,
    record_facts,
)
from zoneworks.units.models import Unit

YEARS_KNOWN_ON = date(2023, 1, 5)
REPORTED_AFTER = 6  # days after the end of a month
CLASSES_PROPOSED_ON, CLASSES_PROPOSED = date(2023, 2, 20), 24
LATE = 0.08  # of the enterprises, who has not reported September yet
SOURCES = {"tax": FactSource.TAX_OFFICE, "rd": FactSource.ENTERPRISE, "land": FactSource.ENTERPRISE}
NOTE = "示例数据"
# Figures of a slipped unit or a wrong sign, in the last two months: (enterprise, month, kind, times).
ODD = (
    ("rail_transit:fastenings:2", 8, "tax", -1), ("equipment:valves:3", 8, "revenue", 0.01),
    ("biomedicine:consumables:2", 9, "tax", 10_000), ("new_energy_vehicles:dies:1", 9, "revenue", 10_000),
    ("electronics:connectors:2", 9, "revenue", 0.0001),
)  # fmt: skip


@dataclass
class Register:
    """The enterprises by their key in the story, and who keeps them."""

    office: Scope
    zone: Unit
    enterprises: dict[str, Enterprise]

    def record(self, figures: Iterable[Figure], today: date) -> None:
        entries = [self.entry(figure) for figure in figures]
        record_facts(scope=self.office, zone=self.zone, entries=entries, today=today)

    def entry(self, figure: Figure) -> FactEntry:
        return FactEntry(
            enterprise=self.enterprises[figure.firm].pk,
            kind=FactKind(figure.kind),
            span=Span(figure.span),
            about=figure.about,
            value=figure.value,
            source=SOURCES.get(figure.kind, FactSource.STATISTICS),
            submission=f"demonstration:{figure.firm}:{figure.kind}:{figure.span}:{figure.about}",
            source_note=NOTE,
        )

    def enter_years(self) -> None:
        """2020 to 2022, what was published of existing ones, who is entered in the statistics, and who leads."""
        firms = fictitious_firms()
        self.record((figure for firm in firms for figure in yearly_figures(firm)), YEARS_KNOWN_ON)
        reporting = (firm for firm in firms if is_reporting(firm))
        self.record((figure for firm in reporting for figure in figures_before(firm)), YEARS_KNOWN_ON)
        self.enter_published()
        listed = {self.enterprises[firm.key].pk: listed_since(firm) for firm in firms}
        since = {key: day for key, day in listed.items() if day is not None and day <= YEARS_KNOWN_ON}
        list_many_above_scale(scope=self.office, zone=self.zone, since=since, basis=NOTE)
        for row in read("chain_story.json")["leading"]:
            give_role(
                scope=self.office, enterprise=self.enterprises[row["enterprise"]], role=LeadingRole(row["role"]),
                since=date.fromisoformat(row["since"]), basis=NOTE,
            )  # fmt: skip

    def enter_published(self) -> None:
        entries = [
            FactEntry(
                self.enterprises[row["key"]].pk, FactKind.LAND, Span.YEAR, date(row["land_year"], 12, 31),
                row["land_m2"], FactSource.PUBLISHED, f"demonstration:{row['key']}:land", "见“依据”",
            )
            for row in read("published_firms.json")["firms"]
            if "land_m2" in row
        ]  # fmt: skip
        record_facts(scope=self.office, zone=self.zone, entries=entries, today=YEARS_KNOWN_ON)

    # --- the year ----------------------------------------------------------------------------------------------------

    def plan(self, days: Days, until: date) -> None:
        for month in range(1, MONTHS + 1):
            day = month_end(2023, month) + timedelta(days=REPORTED_AFTER)
            days.add(min(day, until), RECORD, self.reporting(month))
        days.add(CLASSES_PROPOSED_ON, RECORD, self.propose_classes)
        for row in leavings():
            days.add(row.on, RECORD, partial(self.leave, row.key, row.state))

    def propose_classes(self, day: date) -> None:
        """For some of those that came without a class; people have still to look at them."""
        without = [self.enterprises[firm.key] for firm in fictitious_firms() if not firm.is_class_known]
        propose_for_many(scope=self.office, zone=self.zone, enterprises=without[:CLASSES_PROPOSED], today=day)

    def reporting(self, month: int) -> Deed:
        def report(day: date) -> None:
            self.record(self.of_month(month), day)
            if month < MONTHS - 1:
                self.look_at_odd(day)

        return report

    def of_month(self, month: int) -> Iterator[Figure]:
        for firm in fictitious_firms():
            is_late = month == MONTHS and firm.chain != "rail_transit" and chance(firm.key, "late").random() < LATE
            if is_reporting(firm) and not is_late:
                slips = {kind: times for key, when, kind, times in ODD if (key, when) == (firm.key, month)}
                for figure in monthly_figures(firm, month):
                    times = slips.get(figure.kind, 1)
                    yield replace(figure, value=round(figure.value * times)) if times != 1 else figure

    def look_at_odd(self, day: date) -> None:
        """Rises and falls that are real are confirmed by a person the same day."""
        waiting = EnterpriseFact.objects.filter(
            enterprise__zone=self.zone, confirmed_on__isnull=True, rejected_on__isnull=True
        )
        confirm_facts(scope=self.office, zone=self.zone, keys=waiting.values_list("pk", flat=True), today=day)

    def leave(self, key: str, state: EnterpriseState, day: date) -> None:
        fields = EnterpriseFields(state=state)
        if state == EnterpriseState.MOVED_OUT:
            fields["left_on"] = day
        change_enterprise(scope=self.office, enterprise=self.enterprises[key], **fields)
