"""Enterprises of a chain as the command line reads them beside a chain: judged there, they make the same gaps."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from zonekit.chains.headings import ROSTER
from zoneworks.accounts.access import Scope
from zoneworks.chains.judging import FEN, WHOLE, known_outputs, placed_on
from zoneworks.chains.models import Chain
from zoneworks.chains.queries_evidence import with_names
from zoneworks.common.text import is_english

WIDE = 18
INSTEAD = "revenue"  # read for the output, which is written here
Cell = str | float | int | None


def roster_workbook(scope: Scope, chain: Chain, known_on: date) -> tuple[str, bytes]:
    """Title and workbook, in the reader's language."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head, text = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(ROSTER.written(language()))
        sheet.set_column(0, len(ROSTER.headings) - 1, WIDE)
        sheet.freeze_panes(1, 0)
        for place, row in enumerate(roster_rows(scope, chain, known_on)):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(place, column, value, text if place else head)
                elif value is not None:
                    sheet.write_number(place, column, value)
    return _("%(chain)s: enterprises") % {"chain": chain.title}, out.getvalue()


def language() -> str:
    return "en" if is_english() else "zh"


def roster_rows(scope: Scope, chain: Chain, known_on: date) -> list[list[Cell]]:
    """Headings, then a row for each confirmed placement of the day.

    An enterprise that the person may not name has a number for a name and no figures.
    """
    said = {heading.field: heading.written(language()) for heading in ROSTER.headings if heading.field != INSTEAD}
    placed = list(placed_on(chain, known_on).select_related("enterprise__merged_into").order_by("pk"))
    firms = {one.enterprise.merged_into_id or one.enterprise_id for one in placed}
    rows, outputs = [list[Cell](said.values())], known_outputs(chain, firms, known_on)
    yes, no = ("yes", "no") if is_english() else ("是", "否")
    for one in with_names(scope, chain.zone, placed):
        firm = one.enterprise.merged_into or one.enterprise
        shown = one.enterprise_shown and firm  # type: ignore[attr-defined]
        values: dict[str, Cell] = {
            "code": shown.credit_code if shown else "",
            "name": shown.name if shown else _("Confidential enterprise %(number)s") % {"number": firm.pk},
            "industry_class": shown.class_code if shown else "",
            "scope": shown.scope if shown else "",
            "node": one.node_code,
            "output": outputs.get(firm.pk) if shown else None,
            "capacity": one.capacity_fen / FEN if shown and one.capacity_fen is not None else None,
            "share": None if one.share_bp is None else one.share_bp / WHOLE,
            "is_foreign": yes if one.is_foreign_owned else no,
            "is_confirmed": yes,
        }
        rows.append([values.get(field) for field in said])
    return rows
