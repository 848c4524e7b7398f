"""Large tables row by row: what a file of a hundred thousand rows needs instead of grids in memory."""

from zonekit.sheets.streams.opening import BULK, RowStream, open_rows

__all__ = ["BULK", "RowStream", "open_rows"]
