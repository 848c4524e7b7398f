"""Which rulings and checks stand: the later one about the same thing, as it was known on a day."""

from __future__ import annotations

from collections.abc import Iterable

from zoneworks.verification.choices import Finding
from zoneworks.verification.models import Check, Ruling

# The worst finding of its parts is the finding of a report.
WORST_FIRST = (Finding.FALSE, Finding.INSUFFICIENT, Finding.TRUE)


def standing_rulings(rulings: Iterable[Ruling]) -> dict[int, Ruling]:
    """By item the ruling that stands, of rulings about one month in the order of the record; not the withdrawn ones."""
    last = {ruling.item_id: ruling for ruling in rulings}
    return {item: ruling for item, ruling in last.items() if ruling.light}


def standing_checks(checks: Iterable[Check]) -> dict[int, list[Check]]:
    """By report the checks that stand, of checks in the order of the record.

    A later check of a file stands instead of earlier ones of that file; one of the report as a whole instead of all
    before it, for it looked at every file.
    """
    by_report: dict[int, dict[int | None, Check]] = {}
    for check in checks:
        standing = by_report.setdefault(check.report_id, {})
        if check.evidence_id is None:
            standing.clear()
        standing[check.evidence_id] = check
    return {report: list(standing.values()) for report, standing in by_report.items()}


def worst_of(checks: Iterable[Check]) -> Check | None:
    """The check that decides about a report: of its standing checks the latest of the worst finding."""
    found = list(checks)
    for finding in WORST_FIRST:
        worst = [check for check in found if check.finding == finding]
        if worst:
            return worst[-1]
    return None
