"""Every kind of import and every command says each issue in its own words; none overwrites those of another."""

from __future__ import annotations

import ast
from itertools import combinations
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.functional import Promise

import zonekit
import zoneworks
from zonekit.values.issues import Issue
from zoneworks.commands.chain_sentences import GAPS_WORDING
from zoneworks.commands.chain_sentences_targets import ENTRY_WORDING, TARGETS_WORDING
from zoneworks.commands.dry_run import PLAN_WORDING
from zoneworks.commands.registry_sentences import REGISTRY_WORDING
from zoneworks.imports.kinds import all_kinds, kind_of
from zoneworks.imports.messages import Wording

PRODUCT, ENGINES = Path(zoneworks.__file__).parent, Path(zonekit.__file__).parent
CODES_OF = {"Issue", "Refusal", "_report", "say", "refuse", "note"}  # what is given a code, in a call or in a method
# The folders and modules that read the tables of a kind, and codes that stand in them as something else.
READ_BY = {
    "plan": ["zonekit/sheets/recognition", "plans/sheets/*.py"],
    "actuals": ["plans/sheets/actuals"],
    "monthly_reports": ["reports/sheets"],
    "enterprises": ["enterprises/sheets/register_kind.py", "enterprises/sheets/reading.py", "enterprises/reading"],
    "enterprise_facts": ["enterprises/sheets/facts_kind.py", "enterprises/sheets/figures.py"],
    "chain": ["zonekit/chains/checks.py", "zonekit/chains/linking.py", "zonekit/chains/tables.py",
              "zonekit/chains/workbook.py", "chains/sheets/chain_kind.py", "chains/sheets/reading.py"],
    "pool": ["zonekit/chains/pool_reading.py:PoolReading", "zonekit/chains/tables.py", "chains/sheets/pool_kind.py",
             "chains/sheets/pool_reading.py"],
}  # fmt: skip
COLUMNS = {"class_code", "credit_code", "established_on", "capital", "state", "name"}  # said first to a note of a cell
# Codes that engines hand on in a variable, by the kinds in whose tables they stand.
CREDIT_CODES = {"code_length", "code_character", "code_check_digit", "code_as_number"}
CLASSES = {"class_as_number", "class_of_2011", "class_unknown"}
DAYS = {"day_unreadable", "day_impossible"}
CAPITAL = {"capital_unreadable", "capital_negative", "capital_absurd"}
HANDED_ON = {
    "plan": {"plan_is_issued", "plan_is_closed", "unit_unknown", "post_unknown", "unit_ambiguous",
             "unit_name_too_long", "post_name_too_long", "date_impossible", "deadline_unreadable"},
    "actuals": {"value_indicator_unknown", "value_indicator_ambiguous", "value_milestone_unknown",
                "value_milestone_ambiguous", "values_without_plan", "values_before_issue"},
    "monthly_reports": {"month_refused", "value_unit_differs", "value_unreadable"},
    "enterprises": CREDIT_CODES | CLASSES | DAYS | CAPITAL | {
        "class_of_2011_open", "state_unknown", "not_yours", "unit_not_yours", "unit_not_named", "unit_not_of_zone",
        "name_ambiguous", "row_repeated", "code_of_another_name", "enterprise_name_too_long", "name_missing",
        "name_like_another", "text_shortened", "column_unknown",
    },
    "enterprise_facts": CREDIT_CODES | {"name_ambiguous", "column_unknown"},
    "chain": {"chain_sheet_missing", "nodes_sheet_missing", "links_sheet_missing", "tier_unreadable", "cycle",
              "flag_unreadable", "date_unreadable", "weight_unreadable", "input_rate_unreadable", "node_code_twice",
              "node_name_twice", "chain_code_unreadable", "node_code_unreadable"},
    "pool": CREDIT_CODES | CLASSES | DAYS | {"figure_negative", "figure_absurd", "class_unreadable"},
}  # fmt: skip
WORDINGS = {
    **{f"kind {kind.code}": kind.wording for kind in all_kinds()},
    "chain gaps": GAPS_WORDING,
    "chain targets": TARGETS_WORDING,
    "chain entry": ENTRY_WORDING,
    "registry classify": REGISTRY_WORDING,
    "plan import --dry-run": PLAN_WORDING,
}


def files_of(place: str) -> list[Path]:
    root = ENGINES.parent if place.startswith("zonekit") else PRODUCT
    path = root / place
    found = sorted(path.rglob("*.py")) if path.is_dir() else sorted(root.glob(place))
    return [one for one in found if "tests" not in one.parts]


def codes_in(place: str) -> set[str]:
    """Codes that stand as a text in a call that tells an issue; "file:Class" looks into one class alone."""
    name, _colon, wanted = place.partition(":")
    files = files_of(name)
    assert files, place
    codes: set[str] = set()
    for path in files:
        tree: ast.AST = ast.parse(path.read_text(encoding="utf-8"))
        if wanted:
            tree = next(one for one in ast.walk(tree) if isinstance(one, ast.ClassDef) and one.name == wanted)
        for call in (one for one in ast.walk(tree) if isinstance(one, ast.Call)):
            called = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if called in CODES_OF:
                texts = [one.value for one in call.args if isinstance(one, ast.Constant)]
                codes |= {text for text in texts if isinstance(text, str) and text.isidentifier() and "_" in text}
    return codes - COLUMNS


@pytest.mark.parametrize("code", sorted(READ_BY))
def test_every_code_that_a_kind_emits_has_a_sentence_there(code: str) -> None:
    emitted = HANDED_ON[code].union(*(codes_in(place) for place in READ_BY[code]))
    wording = kind_of(code).wording
    assert {one for one in emitted if not wording.knows(one)} == set()


def test_the_kinds_looked_at_are_all_there_are_and_are_found_to_emit_codes() -> None:
    assert {kind.code for kind in all_kinds()} == READ_BY.keys()
    assert "figure_odd" in codes_in("enterprises/sheets/facts_kind.py")
    assert "weights_over_one" in codes_in("zonekit/chains/linking.py")


COMMAND_READS = {
    "chain gaps": ["zonekit/chains/roster.py", *READ_BY["chain"][:4]],
    "chain targets": ["zonekit/chains/roster.py", "zonekit/chains/pool_reading.py:PoolReading",
                      "commands/chain_targets.py", *READ_BY["chain"][:4]],
    "chain entry": ["zonekit/chains/entry_table.py", "zonekit/chains/tables.py", "commands/chain_entry.py"],
    "registry classify": ["commands/registry_files.py"],
    "plan import --dry-run": ["zonekit/sheets/recognition"],
}  # fmt: skip
PLACED = {"placement_moved", "placement_contradicted", "placement_unfitting"}
COMMAND_HANDED_ON = {
    "chain gaps": CREDIT_CODES | PLACED | HANDED_ON["chain"],
    "chain targets": CREDIT_CODES | HANDED_ON["chain"],
    "registry classify": {"class_not_told"},
}


@pytest.mark.parametrize("command", sorted(COMMAND_READS))
def test_every_code_that_a_command_emits_has_a_sentence_there(command: str) -> None:
    emitted = COMMAND_HANDED_ON.get(command, set()).union(*(codes_in(place) for place in COMMAND_READS[command]))
    assert {one for one in emitted if not WORDINGS[command].knows(one)} == set()


@pytest.mark.parametrize("name", sorted(READ_BY))
def test_every_sentence_of_a_kind_is_said_in_both_languages(name: str) -> None:
    for code, template in kind_of(name).wording.own.items():
        said = {}
        for language in ("en", "zh-hans"):
            with translation.override(language):
                said[language] = str(template)
        assert isinstance(template, Promise), code
        assert said["en"] != said["zh-hans"] or code.endswith(("_refused", "_lacking")), (name, code)


def test_kinds_that_share_a_code_each_keep_their_own_words() -> None:
    issue = Issue("code_length", params={"value": "91350100"})
    figure = Issue("class_unknown", params={"value": "9999"})
    with translation.override("en"):
        said = {code: kind_of(code).wording.sentence(issue) for code in ("enterprises", "pool", "plan")}
        classes = {code: kind_of(code).wording.sentence(figure) for code in ("enterprises", "chain")}
    assert said["enterprises"] == "“91350100” is no unified social credit code: it must have 18 characters."
    assert said["pool"] == "The credit code 91350100 does not have 18 characters."
    assert "(code_length)" in said["plan"]
    assert "kept without a class" in classes["enterprises"]
    assert "Correct it" in classes["chain"]


def test_no_two_wordings_share_one_table_to_write_into() -> None:
    own = [wording.own for wording in WORDINGS.values()]
    assert not any(one is other for one, other in combinations(own, 2))
    assert all(isinstance(wording, Wording) for wording in WORDINGS.values())
