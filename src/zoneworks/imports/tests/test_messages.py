"""Every issue code is a sentence in both languages, with its place and its figures."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation

import zonekit.sheets
from zonekit.values.issues import Issue, Where
from zoneworks.imports.kinds import kind_of, register
from zoneworks.imports.messages import COMMON, Wording, place
from zoneworks.imports.sentences import COMMON_SENTENCES
from zoneworks.imports.tests.posts_kind import PostsKind

ENGINES = [Path(zonekit.sheets.__file__).parent / name for name in ("readers", "streams", "notes.py")]
LOCALE = Path(__file__).parents[1] / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
HANDED_ON = {"password_protected", "old_excel_format"}  # in a variable of the reader of old formats
OF_RECOGNITION = {"sheet_empty", "merge_conflict", "column_unknown"}  # but of every sheet
OWN = {"file_missing", "file_unreadable", "program_failed", "arguments_wrong", "database_not_ready"}
WORDING = Wording.of({
    "number_duplicate": "The number %(no)s stands twice, first at %(first)s.",
    "unit_missing": "No unit is named for “%(text)s”.",
    "unit_missing:items": "No unit is named for any of its %(items)s items.",
    "sheet_empty": "The sheet of this kind is empty.",
    "refused": "%(sentence)s",
})  # fmt: skip


def emitted_codes() -> set[str]:
    """Every code that stands as a text in a call of Issue or Refusal in the engine's readers of files."""
    codes = HANDED_ON | OF_RECOGNITION
    for path in (one for folder in ENGINES for one in ([folder] if folder.is_file() else folder.rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in {"Issue", "Refusal"} and isinstance(node.args[0].value, str):
                    codes.add(node.args[0].value)
    return codes


def chinese() -> dict[str, str]:
    with LOCALE.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def test_the_engines_emit_codes_at_all() -> None:
    assert {"file_corrupted", "too_many_rows", "sheet_not_read"} <= emitted_codes()


def test_every_code_of_the_readers_has_a_sentence_for_every_kind() -> None:
    assert {code for code in emitted_codes() if not COMMON.knows(code)} == set()
    assert {code for code in emitted_codes() if not WORDING.knows(code)} == set()


def test_every_sentence_has_its_chinese() -> None:
    known = chinese()
    with translation.override("en"):
        missing = [code for code, words in COMMON_SENTENCES.items() if not known.get(str(words))]
    assert missing == []


def test_no_sentence_is_kept_for_a_code_that_nobody_emits() -> None:
    assert {code.partition(":")[0] for code in COMMON_SENTENCES} - emitted_codes() - OWN == set()


def test_a_kind_says_in_its_own_words_what_another_says_otherwise() -> None:
    other = Wording.of({"number_duplicate": "Twice.", "doubtful": "%(doubts)s"}, showing={"doubts": str.upper})
    issue = Issue("number_duplicate", params={"no": "3", "first": "line 4"})
    assert WORDING.sentence(issue) == "The number 3 stands twice, first at Line 4."
    assert other.sentence(issue) == "Twice."
    assert other.sentence(Issue("doubtful", params={"doubts": "absurd"})) == "ABSURD"


def test_the_words_of_a_kind_go_before_those_of_all() -> None:
    empty = Issue("sheet_empty")
    assert (WORDING.sentence(empty), COMMON.sentence(empty)) == (
        "The sheet of this kind is empty.", "The sheet is empty.",
    )  # fmt: skip
    assert "(number_duplicate)" in COMMON.sentence(Issue("number_duplicate"))


def test_a_code_that_is_declared_twice_for_one_kind_is_found_at_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="code_length"):
        Wording.of({"code_length": "Too short."}, {"name_missing": "No name."}, {"code_length": "Too long."})


def test_two_kinds_of_one_name_are_found_at_the_start(posts_kind: PostsKind) -> None:
    with pytest.raises(ImproperlyConfigured, match="posts"):
        register(PostsKind())
    assert kind_of("posts") is posts_kind


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
            Issue("column_unknown", Where("S", "M7"), {"header": "2月30日"}),
            "Sheet “S”, cell M7: The column “2月30日” is not known and was left out.",
        ),
        (Issue("number_duplicate", Where(line=9), {"no": "3", "first": "line 4"}), "first at Line 4"),
        (Issue("number_duplicate", Where("S", "A9"), {"no": "3", "first": "S!A4"}), "first at Sheet “S”, cell A4"),
        (Issue("unit_missing", Where("S"), {"items": 12}), "any of its 12 items"),
        (Issue("unit_missing", Where("S", "B2"), {"text": "建厂房"}), "named for “建厂房”"),
        (Issue("cell_too_long", Where("S", "B2"), {"characters": 40000, "limit": 32767}), "40,000 characters"),
        (Issue("sheet_hidden", Where("S"), {}), "Sheet “S”: The sheet is hidden"),
        (Issue("file_missing", params={}), "There is no file ?."),
        (Issue("unheard_of", Where("S", "A1"), {"value": "100%"}), "unheard_of"),
    ],
)
def test_an_issue_is_told_with_place_value_and_what_to_do(issue: Issue, words: str) -> None:
    assert words in WORDING.told(issue)


def test_a_long_value_is_cut_inside_a_sentence_but_a_sentence_is_not() -> None:
    assert len(COMMON.sentence(Issue("column_unknown", params={"header": "长" * 5000}))) < 200
    assert WORDING.sentence(Issue("refused", params={"sentence": "长" * 500})) == "长" * 500


def test_a_sentence_survives_every_value() -> None:
    for code in COMMON_SENTENCES:
        odd = dict.fromkeys(("value", "no", "first", "header", "filename"), "100% %(x)s {0}\n")
        assert COMMON.sentence(Issue(code.partition(":")[0], params=odd))
