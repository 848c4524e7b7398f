"""What the pages of a chain show and do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import cast

import openpyxl
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zoneworks.audit.models import Event
from zoneworks.chains.models import Artefact, Chain, ChainRole, ChainVersion, Gap, Placement, TargetMark
from zoneworks.chains.services import draw_up
from zoneworks.chains.tests.worlds import (
    LINKS,
    NODES,
    SOURCE,
    TODAY,
    World,
    content,
    fill,
    make_chain,
    make_enterprise,
    place,
    pooled,
)
from zoneworks.enterprises.search import index_enterprises
from zoneworks.plans.tests.visits import Page

Enter = Callable[[str], Client]


def url(name: str, *args: object) -> str:
    return reverse(f"chains:{name}", args=args)


def page(client: Client, name: str, *args: object, **query: str) -> Page:
    return Page(cast(HttpResponse, client.get(url(name, *args), query)))


# --- the map ---------------------------------------------------------------------------------------------------------


def test_the_map_says_every_node_with_its_status_in_words(gap: Gap, enter: Enter) -> None:
    shown = page(enter("officer"), "map", gap.chain_id)
    for label in ("Axle steel: Strong, 3 firms", "Signalling: Missing, 0 firms", "Trains: "):
        assert label in shown.text, label
    assert "To be confirmed" in shown.text


def test_a_node_is_a_link_to_what_is_known_of_it(gap: Gap, enter: Enter) -> None:
    client = enter("officer")
    assert f"{url('map', gap.chain_id)}?node=signal" in page(client, "map", gap.chain_id).links
    shown = page(client, "map", gap.chain_id, node="signal")
    assert "No enterprise in the zone stands on this node." in shown.text
    assert "2 further suppliers" in shown.text
    assert url("gap", gap.pk) in shown.links
    assert f"{url('map', gap.chain_id)}?node=train" in shown.links


def test_under_htmx_only_the_panel_and_what_is_lit_come_back(gap: Gap, enter: Enter) -> None:
    client = enter("officer")
    answer = client.get(url("map", gap.chain_id), {"node": "steel"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in answer
    assert 'hx-swap-oob="true"' in answer
    again = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in client.get(url("map", gap.chain_id), {"node": "steel"}, headers=again).content.decode()


def test_a_node_the_chain_does_not_have_is_no_page(gap: Gap, enter: Enter) -> None:
    assert enter("officer").get(url("map", gap.chain_id), {"node": "nothing"}).status_code == 404


def test_filters_leave_the_rest_faint_and_the_table_without_it(gap: Gap, enter: Enter) -> None:
    client = enter("officer")
    drawn = client.get(url("map", gap.chain_id), {"status": "missing"}).content.decode()
    assert drawn.count("chain-node") == 5
    assert drawn.count(" is-dim") >= 4
    table = page(client, "map", gap.chain_id, **{"as": "table", "status": "missing"}).text
    assert "Signalling" in table
    assert "Wheelsets" not in table


def test_the_table_sorts_by_what_is_asked(gap: Gap, enter: Enter) -> None:
    text = page(enter("officer"), "map", gap.chain_id, **{"as": "table", "sort": "-node"}).text
    names = ("Wheelsets", "Trains", "Signalling", "Bearings", "Axle steel")
    assert [text.index(name) for name in names] == sorted(text.index(name) for name in names)


def test_a_long_table_has_pages_and_a_node_chosen_on_one_stays_there(
    gap: Gap, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zoneworks.chains.pages.map.TABLE_ROWS", 2)
    client = enter("officer")
    asked = {"as": "table", "sort": "node", "page": "2"}
    drawn = client.get(url("map", gap.chain_id), asked).content.decode()
    assert drawn.count("<tr data-row") == 2
    assert "page=2&amp;node=signal" in drawn
    assert "page=3" in drawn


@pytest.mark.parametrize(
    "query",
    [{"segment": "midstream"}, {"segment": "nonsense"}, {"status": "nonsense"}, {"zoom": "150"}, {"zoom": "-1"},
     {"as": "table", "sort": "nonsense"}, {"node": "steel", "firms": "99"}],
)  # fmt: skip
def test_whatever_is_asked_of_the_map_there_is_a_map(gap: Gap, enter: Enter, query: dict[str, str]) -> None:
    assert enter("officer").get(url("map", gap.chain_id), query).status_code == 200


def test_the_map_shows_what_was_known_on_the_day(gap: Gap, world: World, enter: Enter) -> None:
    for _number in range(3):
        place(world, gap.chain, "signal", today=date(2023, 9, 1))
    client = enter("officer")
    assert "Signalling: Strong, 3 firms" in page(client, "map", gap.chain_id).text
    assert "Signalling: Missing, 0 firms" in page(client, "map", gap.chain_id, as_of="2023-08-31").text
    assert "No version of this chain stood on this day" in page(client, "map", gap.chain_id, as_of="2023-01-01").text


def test_the_workbook_of_the_map_holds_the_table_and_is_on_record(gap: Gap, enter: Enter) -> None:
    answer = enter("officer").get(url("map-workbook", gap.chain_id))
    (sheet,) = [one for one in openpyxl.load_workbook(BytesIO(answer.content)).worksheets if one.max_row >= 6]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert any("Signalling" in row and "Missing" in row for row in cells)
    assert Event.objects.filter(verb="export", subject_kind="chain_map").count() == 1


def test_the_pages_cost_the_same_statements_however_many_enterprises_there_are(
    gap: Gap, world: World, enter: Enter
) -> None:
    client = enter("officer")
    names = ("map", "gaps", "bench", "placements")

    def counts() -> list[int]:
        found = []
        for name in names:
            client.get(url(name, gap.chain_id))
            with CaptureQueriesContext(connection) as caught:
                client.get(url(name, gap.chain_id), {"node": "steel"} if name == "map" else {})
            found.append(len(caught))
        return found

    before = counts()
    for _number in range(6):
        place(world, gap.chain, "steel")
    assert counts() == before
    assert max(before) <= 45


# --- gaps and target enterprises -------------------------------------------------------------------------------------


def test_a_chain_whose_gaps_are_not_kept_offers_to_keep_them(world: World, chain: Chain, enter: Enter) -> None:
    fill(world, chain, but=("signal",))
    client = enter("officer")
    assert "Gaps of this chain are not kept yet" in page(client, "gaps", chain.pk).text
    answer = client.post(url("find-gaps", chain.pk), follow=True)
    assert "1 gap found." in answer.content.decode()
    assert Gap.objects.get(chain=chain).node_code == "signal"


def test_a_gap_is_given_to_a_unit_with_a_day(gap: Gap, world: World, enter: Enter) -> None:
    client = enter("officer")
    sent = {"unit": "A-SCI", "due": "2023-12-01", "seen": str(gap.revision)}
    assert client.post(url("take-gap", gap.pk), {**sent, "due": "2023-01-01"}).status_code == 422
    assert client.post(url("take-gap", gap.pk), {**sent, "unit": "B-INV"}).status_code == 422
    assert client.post(url("take-gap", gap.pk), sent).status_code == 302
    gap.refresh_from_db()
    assert (gap.unit, gap.due) == (world.science, date(2023, 12, 1))
    listed = page(client, "gaps", gap.chain_id, unit="A-SCI").text
    assert "Signalling" in listed
    assert "Signalling" not in page(client, "gaps", gap.chain_id, unit="none").text


def test_a_colleague_who_was_first_is_not_written_over(gap: Gap, enter: Enter) -> None:
    client = enter("officer")
    sent = {"note": "Ours", "seen": str(gap.revision)}
    assert client.post(url("note-gap", gap.pk), sent).status_code == 302
    answer = client.post(url("note-gap", gap.pk), {"note": "Theirs", "seen": str(gap.revision)})
    assert answer.status_code == 422
    gap.refresh_from_db()
    assert gap.note == "Ours"


def test_a_blockage_is_recorded_once_and_lifted(gap: Gap, enter: Enter) -> None:
    client = enter("officer")
    sent = {"kind": "land", "words": "No land", "since": "2023-09-01", "submission": "a" * 32}
    for _time in range(2):
        assert client.post(url("block-gap", gap.pk), sent).status_code == 302
    (blockage,) = gap.chain.blockages.all()
    assert "No land" in page(client, "gap", gap.pk).text
    client.post(url("lift-blockage", gap.pk, blockage.pk))
    assert "No land" not in page(client, "gap", gap.pk).text


def test_target_enterprises_say_what_their_rank_is_made_of(gap: Gap, world: World, enter: Enter) -> None:
    pooled(world)
    text = page(enter("officer"), "gap", gap.pk).text
    assert "外地信号公司1" in text
    for word in (
        "Fit of industry class",
        "Pull of local demand",
        "Its class 3716",
        "Revenue of CNY 100 million a year.",
    ):
        assert word in text, word


def test_an_empty_pool_says_what_to_do(gap: Gap, enter: Enter) -> None:
    assert "The pool of target enterprises is empty" in page(enter("officer"), "gap", gap.pk).text


def test_a_target_is_shortlisted_once_however_often_the_form_is_sent(gap: Gap, world: World, enter: Enter) -> None:
    pooled(world)
    client = enter("officer")
    first = world.zone.pool_enterprises.first()
    assert first is not None
    sent = {"kind": "shortlisted", "token": "b" * 32, "reason": "Visited us in May"}
    for _time in range(2):
        client.post(url("mark-target", gap.pk, first.pk), sent)
    assert TargetMark.objects.get().enterprise == first
    assert "Visited us in May" in page(client, "gap", gap.pk, marked="shortlisted").text
    assert client.post(url("mark-target", gap.pk, first.pk), {"kind": "nonsense"}).status_code == 404


def test_the_workbook_of_targets_names_the_parts(gap: Gap, world: World, enter: Enter) -> None:
    pooled(world)
    answer = enter("officer").get(url("targets-workbook", gap.pk))
    sheets = openpyxl.load_workbook(BytesIO(answer.content)).worksheets
    cells = [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert "外地信号公司1" in cells
    assert any("Fit of products" in cell for cell in cells)


# --- placements, roles, versions -------------------------------------------------------------------------------------


def test_proposals_are_confirmed_and_rejected_many_at_once(world: World, chain: Chain, enter: Enter) -> None:
    for number in range(4):
        make_enterprise(world, f"轮对厂{number}", class_code="3714", scope="轮对制造")
    client = enter("officer")
    client.post(url("propose", chain.pk))
    waiting = list(Placement.objects.filter(chain=chain, node_code="wheelset", state="proposed"))
    assert len(waiting) == 4
    text = page(client, "placements", chain.pk).text
    assert "Its class 3714" in text
    keys = [str(one.pk) for one in waiting]
    client.post(url("decide-placements", chain.pk), {"placement": [*keys[:3], "x", "9" * 30], "confirm": "1"})
    client.post(url("decide-placements", chain.pk), {"placement": keys[3:], "reject": "1"})
    states = sorted(Placement.objects.filter(chain=chain).values_list("state", flat=True))
    assert states == ["confirmed"] * 3 + ["rejected"]


def test_an_enterprise_is_found_and_placed_by_hand(world: World, chain: Chain, enter: Enter) -> None:
    firm = make_enterprise(world, "武清车轴有限公司")
    index_enterprises([firm.pk])
    client = enter("officer")
    place_url = f"{url('place', chain.pk)}?q=车轴"
    assert "武清车轴有限公司" in client.get(place_url).content.decode()
    sent = {"node": "steel", "enterprise": str(firm.pk), "share": "40", "capacity": "5000"}
    assert client.post(place_url, {**sent, "share": "400"}).status_code == 422
    assert client.post(place_url, sent).status_code == 302
    one = Placement.objects.get(chain=chain, enterprise=firm)
    assert (one.share_bp, one.capacity_fen, one.state) == (4000, 5_000_000_000, "confirmed")
    client.post(url("change-placement", one.pk), {"share": "50", "capacity": "", "seen": str(one.revision)})
    later = Placement.objects.get(chain=chain, enterprise=firm, until__isnull=True)
    assert (later.share_bp, later.capacity_fen) == (5000, None)
    client.post(url("end-placement", later.pk))
    assert not Placement.objects.filter(chain=chain, enterprise=firm, until__isnull=True).exists()


def test_a_role_is_given_and_ended(world: World, chain: Chain, enter: Enter) -> None:
    client = enter("officer")
    sent = {"kind": "alliance", "words": "Rail alliance", "since": "2023-09-01"}
    assert client.post(url("people", chain.pk), {**sent, "holder": f"unit:{world.science.pk}"}).status_code == 422
    assert client.post(url("people", chain.pk), sent).status_code == 302
    role = ChainRole.objects.get(kind="alliance")
    assert "Rail alliance" in page(client, "people", chain.pk).text
    client.post(url("end-role", chain.pk, role.pk))
    assert "Rail alliance" not in page(client, "people", chain.pk).text


def test_an_artefact_is_kept_with_its_document(chain: Chain, enter: Enter) -> None:
    client = enter("officer")
    file = BytesIO("政策".encode())
    file.name = "政策.txt"
    sent = {"state": "in_force", "title": "轨道交通若干措施", "file": file}
    assert client.post(url("artefact", chain.pk, "policy"), sent).status_code == 302
    kept = Artefact.objects.get(chain=chain, kind="policy")
    assert (kept.state, kept.title) == ("in_force", "轨道交通若干措施")
    (document,) = kept.files.all()
    answer = client.get(url("artefact-file", chain.pk, document.pk))
    assert answer.getvalue() == "政策".encode()
    assert client.get(url("artefact", chain.pk, "nonsense")).status_code == 404


def test_a_draft_is_compared_put_in_force_and_exported(world: World, enter: Enter) -> None:
    chain = make_chain(world)
    more = (*NODES, ("seat", "座椅", "Seats", "midstream", 2, ["3714"], ["座椅"]))
    later = content(nodes=more, links=LINKS[1:])
    draw_up(scope=world.scope("officer"), chain=chain, content=later, today=TODAY, source=SOURCE)
    client = enter("officer")
    text = page(client, "version", chain.pk, 2).text
    assert "Node added" in text
    assert "Link removed" in text
    assert enter("leader").get(url("version", chain.pk, 2)).status_code == 404
    client.post(url("put-in-force", chain.pk, 2))
    assert ChainVersion.objects.get(chain=chain, number=2).state == "in_force"
    book = openpyxl.load_workbook(BytesIO(client.get(url("version-workbook", chain.pk, 2)).content))
    assert len(book.sheetnames) == 3
    assert "Seats: Missing, 0 firms" in page(client, "map", chain.pk).text


def test_the_bench_leads_to_gaps_people_and_artefacts(gap: Gap, enter: Enter) -> None:
    shown = page(enter("leader"), "bench", gap.chain_id)
    assert url("gap", gap.pk) in shown.links
    for word in ("Gaps without a unit", "Lead department", "Investment", "Recruiting team"):
        assert word in shown.text, word


def test_the_list_counts_statuses_and_names_the_leader(gap: Gap, enter: Enter) -> None:
    shown = page(enter("leader"), "list")
    assert "Rail transit" in shown.text
    assert "Missing 1" in shown.text
    assert "Secretary" in shown.text
