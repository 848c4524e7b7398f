"""The plan leaves as the table it came from: read again it says the same, imported again it changes nothing."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from zonekit.sheets.drafts import ItemDraft, PlanSheet
from zonekit.sheets.readers import read_source
from zonekit.sheets.recognition import read_plan
from zonekit.values.issues import NOWHERE
from zoneworks.accounts.access import Scope
from zoneworks.demonstration import files, places
from zoneworks.demonstration.services import import_table
from zoneworks.imports.services import preview, receive_upload
from zoneworks.plans.exports import export_plan_xlsx
from zoneworks.plans.models import Plan


@pytest.fixture
def imported(db: None) -> tuple[Scope, Plan]:
    zone = places.make_zone_unit()
    units = places.make_units(zone)
    places.make_posts(zone)
    scope = Scope(places.make_accounts(units)["supervision"])
    places.make_tags(scope, zone)
    return scope, import_table(scope, zone)


def read(data: bytes) -> PlanSheet:
    return read_plan(read_source(data, "table.xlsx"))


def said(item: ItemDraft) -> dict[str, object]:
    """What a row says, wherever it stands in the sheet."""
    values = {field.name: getattr(item, field.name) for field in fields(item)}
    del values["where"], values["cells"]
    for name in ("milestones", "proposals"):
        values[name] = tuple(replace(part, where=NOWHERE) for part in values[name])
    return values


def test_the_exported_plan_says_word_for_word_what_the_issued_table_says(imported: tuple[Scope, Plan]) -> None:
    before, after = read(files.table_bytes()), read(export_plan_xlsx(*imported))

    assert len(after.items) == 95
    assert [said(item) for item in after.items] == [said(item) for item in before.items]
    assert (after.title, after.document_no, after.issued_on, after.year, after.level_names) == (
        before.title, before.document_no, before.issued_on, before.year, before.level_names,
    )  # fmt: skip
    assert after.column_map == before.column_map


def test_the_exported_plan_imported_again_changes_nothing(imported: tuple[Scope, Plan]) -> None:
    scope, plan = imported
    upload = receive_upload(scope=scope, zone=plan.zone, filename="again.xlsx", data=export_plan_xlsx(scope, plan))
    batch = preview(scope=scope, upload=upload, kind="plan", options={})

    assert {row.action for row in batch.rows.all()} == {"same"}
    assert batch.target == str(plan.pk)
