"""Formula escapes: nothing runs, and everything comes back as it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonekit.sheets.escapes import escape_formula, unescape_formula
from zonekit.sheets.readers import read_source


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠"])
def test_text_that_excel_might_run_gets_an_apostrophe(first):
    assert escape_formula(f"{first}cmd|'/C calc'!A0") == f"'{first}cmd|'/C calc'!A0"


@pytest.mark.parametrize("text", ["", "建成厂房", "'引号开头", "a=1", "1-6月", "（=）"])
def test_harmless_text_stays_as_it_is(text):
    assert escape_formula(text) == text


@given(st.text() | st.text("'=+-@\t\r1a", max_size=6))
def test_unescaping_gives_back_every_text(text):
    assert unescape_formula(escape_formula(text)) == text


@given(st.text("'=+-@任务1", min_size=1, max_size=6))
def test_an_escaped_text_begins_with_nothing_that_runs(text):
    assert escape_formula(text)[0] not in "=+-@"


@given(st.lists(st.text("'=+-@任务1\"，,", min_size=1, max_size=6), min_size=2, max_size=5))
def test_a_row_exported_as_csv_and_read_again_is_the_same(cells):
    buffer = io.StringIO()
    csv.writer(buffer).writerow([escape_formula(cell) for cell in cells])
    grid = read_source(buffer.getvalue().encode("utf-8-sig"), "a.csv").grids[0]
    assert [unescape_formula(str(cell)) for cell in grid.rows[0]] == cells
