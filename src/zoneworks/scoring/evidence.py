"""The evidence behind a figure, as far as the person may know it: each with its name and its page.

What is frozen names orders, reports and entries; whoever reads a league table need not be among those who work on
them. Items of the plan are known to everybody in the zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from zoneworks.accounts.access import Scope
from zoneworks.accounts.subjects import subjects_of
from zoneworks.plans.models import Item
from zoneworks.reports.addresses import report_address
from zoneworks.reports.models import Report
from zoneworks.reports.months import month_named
from zoneworks.scoring.frozen import Scores
from zoneworks.ui.addresses import address, with_kept
from zoneworks.units.models import Unit


@dataclass(frozen=True)
class Evidence:
    """`url` is "" where there is no page, or none for the person."""

    ref: str
    name: str
    url: str


@dataclass(frozen=True)
class EvidenceList:
    """What may be shown, and how many more there are."""

    shown: tuple[Evidence, ...]
    hidden: int


class EvidenceFinder:
    """Evidence of a sheet, resolved in a fixed number of statements."""

    def __init__(
        self, request: HttpRequest, scope: Scope, zone: Unit, scores: Scores, refs: Iterable[str], *, is_close: bool
    ) -> None:
        self.scores, self.is_close = scores, is_close
        named = [(kind, key) for kind, _colon, key in (ref.partition(":") for ref in sorted(set(refs)))]
        self.urls: dict[str, str] = {}
        for (kind, key), subject in subjects_of(scope, named).items():
            if subject.url:
                self.urls[f"{kind}:{key}"] = with_kept(request, subject.url)
        self.urls |= {ref: url for ref, url in self.own(request, named) if ref not in self.urls}

    def own(self, request: HttpRequest, named: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
        """Pages of what nobody else declares: rows, reports (also those that were never written), entries."""
        keys = {kind: [key for one, key in named if one == kind] for kind in ("item", "owed", "report", "entry")}
        for key in keys["item"]:
            yield f"item:{key}", address(request, "plans:item", int(key))
        if not self.is_close:
            return
        owed = [
            (int(leaf), month_named(month), key) for key in keys["owed"] for leaf, _s, month in [key.partition("/")]
        ]
        for leaf, about, key in owed:
            if about:
                yield f"owed:{key}", report_address(request, Item(pk=leaf), about)
        reports = Report.objects.filter(pk__in=[int(key) for key in keys["report"]]).order_by()
        for pk, item, month_end in reports.values_list("pk", "item_id", "about") if keys["report"] else ():
            yield f"report:{pk}", report_address(request, Item(pk=item), month_end)
        for key in keys["entry"]:
            yield f"entry:{key}", address(request, "scoring:entry", int(key))

    def of(self, refs: Iterable[str]) -> EvidenceList:
        refs = list(refs)
        shown = tuple(
            Evidence(ref, self.scores.name(ref) or ref, self.urls.get(ref, ""))
            for ref in refs
            if self.is_close or ref.startswith("item:")
        )
        return EvidenceList(shown, len(refs) - len(shown))


def close_to(scope: Scope, zone: Unit, unit: Unit | None) -> bool:
    """Whether the person reads the working records behind a unit's scores."""
    return scope.sees_all_working_records(zone) or (unit is not None and scope.works_for([unit.path]))
