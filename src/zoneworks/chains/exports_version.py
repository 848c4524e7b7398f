"""A version of a chain in the form in which chains are imported: exported and imported again it is nothing new."""

from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from zoneworks.chains.models import ChainVersion
from zoneworks.chains.sheets.reading import sheets_of
from zoneworks.common.text import in_language

WIDE = 18


def chain_workbook(version: ChainVersion) -> tuple[str, bytes]:
    """Title and workbook, in the reader's language."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@", "valign": "top"})
        for name, rows in sheets_of(version).items():
            sheet = book.add_worksheet(name)
            sheet.set_column(0, max((len(row) for row in rows), default=1) - 1, WIDE)
            sheet.freeze_panes(1, 0)
            for place, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(place, column, value, text if place else head)
                    elif value is not None:
                        sheet.write(place, column, value)
    name = in_language(version.name, version.name_en)
    return _("%(chain)s: version %(number)s") % {"chain": name, "number": version.number}, out.getvalue()
