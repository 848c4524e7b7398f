"""Sheets of actual values: the one the product exports, and any other with items, indicators, dates and values."""
