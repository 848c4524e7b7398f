"""Every real task table gives the fields a careful reader wrote down for it."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from zonekit.sheets.drafts import ItemDraft, PlanSheet
from zonekit.sheets.readers import read_source
from zonekit.sheets.recognition import read_plan

FIELDS = ("path", "text", "lead", "co_leads", "responsible", "cooperating", "leaders", "deadline", "milestones")
LISTS = frozenset({"responsible", "cooperating"})


def folded(text: str | None) -> str | None:
    return None if text is None else re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def folded_all(texts: list[str] | tuple[str, ...]) -> list[str | None]:
    return [folded(text) for text in texts]


@pytest.fixture(scope="module")
def tables(shared_data: Path) -> list[tuple[dict, PlanSheet]]:
    folder = shared_data / "task_tables"
    read = []
    for path in sorted(folder.glob("*.expected.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))
        file = folder / expected["file"]
        read.append((expected, read_plan(read_source(file.read_bytes(), file.name))))
    return read


def expected_fields(item: dict) -> dict[str, object]:
    fields: dict[str, object] = {
        name: folded_all(item.get(name, [])) for name in ("path", "co_leads", "leaders", *LISTS)
    }
    milestones = [(folded(m["raw"]), m["date"], folded(m["text"])) for m in item.get("milestones", [])]
    return (
        fields
        | {"text": folded(item["text"]), "lead": folded(item["lead"])}
        | {
            "deadline": item["deadline"],
            "milestones": milestones,
        }
    )


def read_fields(item: ItemDraft) -> dict[str, object]:
    fields: dict[str, object] = {
        name: folded_all(getattr(item, name)) for name in ("path", "co_leads", "leaders", *LISTS)
    }
    return fields | {
        "text": folded(item.text),
        "lead": folded(item.lead),
        "deadline": item.deadline.isoformat() if item.deadline else None,
        "milestones": [(folded(m.raw), m.due.isoformat() if m.due else None, folded(m.text)) for m in item.milestones],
    }


def is_accepted(name: str, got: object, wanted: object, table: dict, item: dict) -> bool:
    """Equal, or equal but for another reading that the expected file says is fine."""
    if got == wanted:
        return True
    if name not in LISTS or not isinstance(got, list) or not isinstance(wanted, list):
        return False
    extra = folded_all(item.get("accept_also", {}).get(name, []))
    spellings = {folded(key): folded_all(values) for key, values in table.get("accept_also", {}).items()}
    other = [part for name_ in wanted for part in spellings.get(name_, [name_])]
    return [name_ for name_ in got if name_ not in extra] in (wanted, other)


def comparisons(tables: list[tuple[dict, PlanSheet]]) -> Iterator[tuple[str, str, bool]]:
    for table, sheet in tables:
        assert len(sheet.items) == len(table["items"]), f"{table['file']}: {len(sheet.items)} items"
        for draft, item in zip(sheet.items, table["items"], strict=True):
            got, wanted = read_fields(draft), expected_fields(item)
            for name in FIELDS:
                right = is_accepted(name, got[name], wanted[name], table, item)
                yield name, f"{table['file']} {item['no']} {name}: {got[name]!r}, wanted {wanted[name]!r}", right


def test_at_least_98_percent_of_the_fields_are_as_written_down(tables: list[tuple[dict, PlanSheet]]) -> None:
    seen = list(comparisons(tables))
    misses = [where for _, where, right in seen if not right]
    assert len(misses) <= 0.02 * len(seen), "\n".join(misses)


@pytest.mark.parametrize("field", FIELDS)
def test_every_kind_of_field_is_right_in_98_of_100_items(field: str, tables: list[tuple[dict, PlanSheet]]) -> None:
    seen = [(where, right) for name, where, right in comparisons(tables) if name == field]
    misses = [where for where, right in seen if not right]
    assert len(misses) <= 0.02 * len(seen), "\n".join(misses)


def figures(targets: list[dict], *, optional: bool) -> Counter[tuple[float, str | None, str]]:
    wanted = [target for target in targets if optional or not target.get("optional")]
    return Counter((float(t["value"]), folded(t["unit"]), folded(t.get("area")) or "") for t in wanted)


def test_targets_reach_90_percent_f1_by_value_unit_and_area(tables: list[tuple[dict, PlanSheet]]) -> None:
    hits = read = wanted = 0
    misses = []
    for table, sheet in tables:
        for draft, item in zip(sheet.items, table["items"], strict=True):
            got = Counter((float(t.value), folded(t.unit), folded(t.area) or "") for t in draft.targets)
            needed, allowed = figures(item["targets"], optional=False), figures(item["targets"], optional=True)
            hits += sum((got & needed).values())
            wanted += sum(needed.values())
            read += sum(got.values()) - sum((got & (allowed - needed)).values())
            if got - allowed or needed - got:
                misses.append(f"{table['file']} {item['no']}: too much {got - allowed}, missing {needed - got}")
    assert 2 * hits / (read + wanted) >= 0.9, "\n".join(misses)


def test_numbers_years_and_levels_are_as_written_down(tables: list[tuple[dict, PlanSheet]]) -> None:
    for table, sheet in tables:
        assert [folded(item.no) for item in sheet.items] == [folded(item["no"]) for item in table["items"]], table[
            "file"
        ]
        assert sheet.year == table["year"], table["file"]
        assert list(sheet.levels) == table["levels"], table["file"]


def test_no_real_table_is_read_with_an_error(tables: list[tuple[dict, PlanSheet]]) -> None:
    errors = [(table["file"], issue) for table, sheet in tables for issue in sheet.issues if issue.severity == "error"]
    assert errors == []
