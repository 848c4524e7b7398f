"""Plans in what was read: tables, matrices, outlines and project cards become drafts of plan items.

`read_plan` finds out by itself what a file holds. A table is found by its header (anywhere in the first rows, one or
two rows deep, in Chinese or English), an outline by its numbers and labels, a card by labels and values side by side.

Codes of the issues, each with its place, its parameters and its severity:

==================== ======== ======================= ==============================================================
code                 severity params                  when
==================== ======== ======================= ==============================================================
header_not_found     error    sheet                   a sheet holds cells but no header of a plan (a note when
                                                      another sheet holds the plan)
sheet_empty          note     sheet                   a sheet without any content, when no other holds a plan
nothing_recognised   error    filename                neither a table nor an outline nor a card was found
text_missing         error    no ("" when there is    a row has a number or units but no task
                              none)
target_without_text  error    value                   a row has a goal or figure but no task
second_table         note     sheet, items            a sheet holds a further table below the first; it is read too
column_unknown       note     header (as printed)     a column whose header says nothing known; it is left out
merge_conflict       warning                          two merged ranges claim one cell; the first counts
level_too_deep       warning  levels, items           more than four levels; the deepest headings are joined
number_duplicate     warning  no, first (a place)     a number stands twice
number_missing       note     no ("7" or "7-9")       a running number leaves a gap before this item
unit_missing         warning  text; or items (count)  no unit answers for an item; with `items` when the file names
                                                      none at all
deadline_unreadable  warning  value                   a deadline that says no date
date_impossible      error    value                   a date that does not exist (2月30日)
year_missing         warning  value                   a deadline without a year, and the file states none (once)
area_chosen          note     area                    the column of a matrix taken as the zone's own
area_choice_needed   note     areas                   several columns, or none, could be the zone's own
area_unknown         warning  area, areas             the area asked for is not among the columns
==================== ======== ======================= ==============================================================
"""

from zonekit.sheets.recognition.plans import read_plan

__all__ = ["read_plan"]
