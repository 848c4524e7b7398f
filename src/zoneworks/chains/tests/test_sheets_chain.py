"""A chain's workbook: all faults with their cells and nothing written, differences, a draft, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from zonekit.chains.workbook import chain_sheets
from zoneworks.chains.bridge import engine_chain
from zoneworks.chains.models import Chain, ChainVersion
from zoneworks.chains.queries import draft_of, version_on
from zoneworks.chains.services import put_in_force
from zoneworks.chains.sheets.reading import sheets_of
from zoneworks.chains.tests.books import book
from zoneworks.chains.tests.worlds import LINKS, NODES, TODAY, World, content
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.imports.models import Batch
from zoneworks.imports.services import accept_batch, preview, receive_upload, undo_batch

MORE = (*NODES, ("brake", "制动系统", "Brakes", "midstream", 2, ["3714"], ["制动器"]))
LINKED = (*LINKS, ("brake", "train", 0.1))


def send(world: World, data: bytes, persona: str = "officer", name: str = "轨道交通.xlsx") -> Batch:
    scope = world.scope(persona)
    upload = receive_upload(scope=scope, zone=world.zone, filename=name, data=data)
    return preview(scope=scope, upload=upload, kind="chain", options={})


def workbook(**changes: Any) -> bytes:
    return book(chain_sheets(content(**changes)))


def accept(world: World, batch: Batch, persona: str = "officer", **more: Any) -> Batch:
    return accept_batch(scope=world.scope(persona), batch=batch, turn=batch.turn, **more)


def said(batch: Batch) -> set[tuple[str, str]]:
    return {(issue["code"], issue.get("cell", "")) for issue in batch.issues}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_exported_chain_imported_again_is_nothing_new(world: World, chain: Chain, language: str) -> None:
    version = version_on(chain, TODAY)
    assert version is not None
    with translation.override(language):
        batch = send(world, book(sheets_of(version)))
    assert batch.summary["actions"] == {"create": 0, "update": 0, "same": 9, "reject": 0}
    assert ("chain_nothing_new", "") in said(batch)
    with pytest.raises(Refused, match="No row is ticked"):
        accept(world, batch)


def test_a_changed_chain_becomes_a_draft_and_what_is_in_force_stays(world: World, chain: Chain) -> None:
    changed = [node if node[0] != "signal" else (*node[:5], ["3716", "3975"], node[6]) for node in MORE]
    batch = send(world, workbook(nodes=changed, links=LINKED))
    assert batch.summary["actions"] == {"create": 2, "update": 1, "same": 8, "reject": 0}
    signal = batch.rows.get(label="信号系统")
    assert signal.changes == [{"field": "classes", "before": ["3716"], "after": ["3716", "3975"]}]
    accept(world, batch)
    chain.refresh_from_db()
    standing, draft = version_on(chain, TODAY), draft_of(chain)
    assert (standing.number, draft.number) == (1, 2)
    assert {node.code for node in engine_chain(draft).nodes} == {node[0] for node in MORE}
    put_in_force(scope=world.scope("officer"), version=draft, today=TODAY)
    assert version_on(chain, TODAY) == draft
    assert version_on(chain, date(2023, 10, 7)) == standing


def test_only_what_is_ticked_is_taken(world: World, chain: Chain) -> None:
    fewer = [node for node in MORE if node[0] != "steel"]
    batch = send(world, workbook(nodes=fewer, links=[link for link in LINKED if link[0] != "steel"]))
    positions = [row.position for row in batch.rows.all() if row.label in {"制动系统", "制动系统 → 整车"}]
    accept(world, batch, positions=positions)
    assert {node.code for node in engine_chain(draft_of(chain)).nodes} == {node[0] for node in MORE}


def test_a_new_chain_is_set_up_by_the_supervision_office(world: World) -> None:
    data = workbook(code="tyres", name={"zh": "轮胎", "en": "Tyres"})
    batch = send(world, data, "supervision")
    accept(world, batch, "supervision")
    assert Chain.objects.get().title in {"轮胎", "Tyres"}
    assert ChainVersion.objects.get().state == "draft"


def test_who_writes_no_chain_imports_none(world: World, chain: Chain) -> None:
    for persona in ("cooperating", "outsider", "leader", "nobody"):
        with pytest.raises(Refused):
            send(world, workbook(), persona)
    batch = send(world, workbook(code="tyres"), "officer")
    assert batch.summary["obstacle"]["code"] == "chain_not_yours"
    assert not batch.rows.exists()


def test_every_fault_is_listed_with_its_cell_and_nothing_is_written(world: World, chain: Chain) -> None:
    sheets = chain_sheets(content(nodes=MORE, links=LINKED))
    nodes, links = sheets["环节"], sheets["链接"]
    nodes[1][5] = 3130  # a code as a number
    nodes[2][5] = "3610"  # of the 2011 edition
    nodes[3][5] = "9999"
    nodes[4][1] = nodes[3][1]  # two nodes of one name
    links[1][1] = "nowhere"
    links.append(["train", "bearing", None, None, None])  # a circle
    batch = send(world, book(sheets))
    found = said(batch)
    assert {("class_as_number", "F2"), ("class_of_2011", "F3"), ("class_unknown", "F4")} <= found
    assert ("link_node_unknown", "B2") in found
    assert {"node_name_twice", "cycle"} <= {code for code, _cell in found}
    assert batch.summary["obstacle"]["code"] == "chain_has_errors"
    with pytest.raises(Refused):
        accept(world, batch)
    assert draft_of(chain) is None


def test_a_text_too_long_to_keep_is_named_with_its_cell(world: World, chain: Chain) -> None:
    sheets = chain_sheets(content())
    sheets["环节"][2][1] = "轴" * 201
    assert ("chain_text_too_long", "B3") in said(send(world, book(sheets)))


def test_undoing_an_import_brings_the_earlier_draft_back(world: World, chain: Chain) -> None:
    accept(world, send(world, workbook(nodes=MORE, links=LINKED)))
    first = draft_of(chain).digest
    second = send(world, workbook(links=LINKED[:3], nodes=MORE), name="other.xlsx")
    accept(world, second)
    assert draft_of(chain).digest != first
    undo_batch(scope=world.scope("officer"), batch=second)
    assert draft_of(chain).digest == first


def test_a_version_in_force_is_not_undone(world: World, chain: Chain) -> None:
    batch = send(world, workbook(nodes=MORE, links=LINKED))
    accept(world, batch)
    put_in_force(scope=world.scope("officer"), version=draft_of(chain), today=TODAY)
    with pytest.raises(Refused, match="in force"):
        undo_batch(scope=world.scope("officer"), batch=batch)


def test_a_preview_made_against_an_earlier_version_is_overtaken(world: World, chain: Chain) -> None:
    late = send(world, workbook(nodes=MORE, links=LINKED), name="late.xlsx")
    accept(world, send(world, workbook(links=LINKS[:3])))
    put_in_force(scope=world.scope("officer"), version=draft_of(chain), today=TODAY)
    with pytest.raises(Overtaken):
        accept(world, late)


def test_accepting_twice_makes_one_draft(world: World, chain: Chain) -> None:
    batch = send(world, workbook(nodes=MORE, links=LINKED))
    for _time in range(2):
        accept(world, batch)
    assert ChainVersion.objects.filter(chain=chain).count() == 2


def test_a_file_that_is_no_workbook_is_told(world: World, chain: Chain) -> None:
    batch = send(world, b"\x00\x01garbage", name="x.xlsx")
    assert batch.summary["obstacle"]["code"] == "chain_has_errors"
    assert batch.issues


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_workbook_of_the_page_imported_again_is_nothing_new(
    world: World, chain: Chain, enter: Callable[[str], Client], language: str
) -> None:
    with translation.override(language):
        address = reverse("chains:version-workbook", args=[chain.pk, 1])
    answer = enter("officer").get(address)
    assert answer.status_code == 200
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert ("chain_nothing_new", "") in said(send(world, data))
