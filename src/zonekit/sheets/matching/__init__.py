"""Which known thing a word or a row of a sheet means: units and posts by name, rows by what they say."""

from zonekit.sheets.matching.names import NearName, folded, near_names, similarity
from zonekit.sheets.matching.rows import RowWords, match_rows

__all__ = ["NearName", "RowWords", "folded", "match_rows", "near_names", "similarity"]
