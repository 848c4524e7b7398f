"""The process that reads one .xls from its standard input and writes its sheets as JSON.

Run as a script by `old_excel`, so it imports nothing of the project.
"""

from __future__ import annotations

import io
import json
import sys
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

MEMORY = 1024 * 1024 * 1024
SECONDS = 15


def main(rows: int, columns: int, sheets: int) -> None:
    _limit_resources()
    try:
        answer = _read(sys.stdin.buffer.read(), rows, columns, sheets)
    except PasswordError:
        answer = {"problem": "password_protected"}
    except (CalamineError, MemoryError):
        answer = {"problem": "old_excel_format"}
    sys.stdout.write(json.dumps(answer))


def _limit_resources() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _read(data: bytes, rows: int, columns: int, sheets: int) -> dict[str, Any]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    visible = [each.name for each in workbook.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
    names = visible or workbook.sheet_names
    return {
        "sheets": len(names),
        "hidden": [name for name in workbook.sheet_names if name not in names],
        "read": [_read_sheet(workbook, name, rows, columns) for name in names[:sheets]],
    }


def _read_sheet(workbook: CalamineWorkbook, name: str, rows: int, columns: int) -> dict[str, Any]:
    sheet = workbook.get_sheet_by_name(name)
    values = sheet.to_python(nrows=rows)
    return {
        "name": name,
        "origin": sheet.start or (0, 0),
        "height": sheet.height,
        "width": sheet.width,
        "merges": (sheet.merged_cell_ranges or [])[:100_000],
        "rows": [[_portable(value) for value in row[: columns + 1]] for row in values],
    }


def _portable(value: object) -> object:
    if isinstance(value, datetime | date):
        return {"date": value.isoformat()}
    return value if isinstance(value, str | int | float | bool) else str(value)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:4]))
