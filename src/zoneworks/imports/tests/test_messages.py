"""Every issue code is a sentence in both languages, with its place and its figures."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

import zonekit.sheets
from zonekit.values.issues import Issue, Where
from zoneworks.imports.messages import has_sentence, place, sentence, told
from zoneworks.imports.sentences import SENTENCES

ENGINES = Path(zonekit.sheets.__file__).parent
LOCALE = Path(__file__).parents[1] / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
# Codes that are handed on in a variable: those of deadlines, of rows without a task, of the old-format reader.
HANDED_ON = {
    "deadline_unreadable", "date_impossible", "year_missing", "text_missing", "target_without_text",
    "password_protected", "old_excel_format",
}  # fmt: skip


def emitted_codes() -> set[str]:
    """Every code that stands as a text in a call of Issue, Refusal or a reporter in the engines of sheets."""
    codes = set(HANDED_ON)
    for path in ENGINES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in {"Issue", "Refusal", "_report"} and isinstance(node.args[0].value, str):
                    codes.add(node.args[0].value)
    return codes


def chinese() -> dict[str, str]:
    with LOCALE.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def test_the_engines_emit_codes_at_all() -> None:
    assert {"file_corrupted", "header_not_found", "number_duplicate"} <= emitted_codes()


def test_every_code_of_the_engines_has_a_sentence() -> None:
    assert {code for code in emitted_codes() if not has_sentence(code)} == set()


def test_every_sentence_has_its_chinese() -> None:
    known = chinese()
    with translation.override("en"):
        missing = [code for code, words in SENTENCES.items() if not known.get(str(words))]
    assert missing == []


def test_no_sentence_is_kept_for_a_code_that_nobody_emits() -> None:
    own = {"file_missing", "file_unreadable", "program_failed", "arguments_wrong", "database_not_ready"}
    assert {code.partition(":")[0] for code in SENTENCES} - emitted_codes() - own == set()


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (Where("任务分解表", "M7"), "Sheet “任务分解表”, cell M7"),
        (Where("任务分解表"), "Sheet “任务分解表”"),
        (Where("table 2", "C3"), "Table 2, cell C3"),
        (Where(line=12), "Line 12"),
        (Where(cell="B4"), "Cell B4"),
        (Where(), ""),
    ],
)
def test_a_place_is_named_as_a_person_names_it(where: Where, words: str) -> None:
    assert place(where) == words


@pytest.mark.parametrize(
    ("issue", "words"),
    [
        (
            Issue("date_impossible", Where("S", "M7"), {"value": "2月30日"}),
            "Sheet “S”, cell M7: “2月30日” is a date that does not exist. Correct it.",
        ),
        (Issue("number_duplicate", Where(line=9), {"no": "3", "first": "line 4"}), "first at Line 4"),
        (Issue("number_duplicate", Where("S", "A9"), {"no": "3", "first": "S!A4"}), "first at Sheet “S”, cell A4"),
        (Issue("unit_missing", Where("S"), {"items": 12}), "any of its 12 items"),
        (Issue("unit_missing", Where("S", "B2"), {"text": "建厂房"}), "named for “建厂房”"),
        (Issue("cell_too_long", Where("S", "B2"), {"characters": 40000, "limit": 32767}), "40,000 characters"),
        (Issue("header_not_found", Where("S"), {}), "Sheet “S”: No header"),
        (Issue("file_missing", params={}), "There is no file ?."),
        (Issue("unheard_of", Where("S", "A1"), {"value": "100%"}), "unheard_of"),
    ],
)
def test_an_issue_is_told_with_place_value_and_what_to_do(issue: Issue, words: str) -> None:
    assert words in told(issue)


def test_a_long_value_is_cut_inside_a_sentence() -> None:
    assert len(sentence(Issue("deadline_unreadable", params={"value": "长" * 5000}))) < 200


def test_a_sentence_survives_every_value() -> None:
    for code in SENTENCES:
        odd = dict.fromkeys(("value", "no", "first", "header", "filename"), "100% %(x)s {0}\n")
        assert sentence(Issue(code.partition(":")[0], params=odd))
