"""Readers of files: one module per format, and `read_source`, which finds the right one by content."""

from zonekit.sheets.readers.opening import read_source

__all__ = ["read_source"]
