"""A large list comes in: read in the background into a preview, taken over whole or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

import pytest
import xlsxwriter
from django.core.files.base import ContentFile

from zonekit.registry.industry import edition_of, former_classes
from zoneworks.audit.models import Event
from zoneworks.common.errors import Refused
from zoneworks.enterprises.facts import EnterpriseFact
from zoneworks.enterprises.models import Enterprise, EnterpriseClass
from zoneworks.enterprises.queries_facts import open_facts, standing_facts
from zoneworks.enterprises.search import search
from zoneworks.enterprises.services import change_enterprise
from zoneworks.enterprises.tests.worlds import STRANGERS, TODAY, World, code_of, make_enterprise, make_enterprises
from zoneworks.imports.models import Batch
from zoneworks.imports.services import accept_bulk, receive_file, start_reading
from zoneworks.imports.working import Desk, StopAsked
from zoneworks.units.models import ZoneProfile

HEAD = ["统一社会信用代码", "企业名称", "行业代码", "注册资本（万元）", "成立日期", "经营范围", "注册地址", "登记状态"]


@pytest.fixture
def zone_day(world: World) -> World:
    ZoneProfile.objects.update_or_create(zone=world.zone, defaults={"fixed_today": TODAY})
    return world


def as_csv(rows: Sequence[Sequence[object]], encoding: str = "gb18030") -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def as_workbook(rows: Sequence[Sequence[object]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("企业")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


def send(
    world: World, data: bytes, name: str = "list.csv", kind: str = "enterprises", persona: str = "officer"
) -> Batch:
    scope = world.scope(persona)
    upload = receive_file(scope=scope, zone=world.zone, filename=name, file=ContentFile(data, name))
    return start_reading(scope=scope, upload=upload, kind=kind, options={})


def accept(world: World, batch: Batch, persona: str = "officer") -> Batch:
    accepted = accept_bulk(scope=world.scope(persona), batch=batch, turn=batch.turn)
    accepted.refresh_from_db()
    return accepted


def said(batch: Batch) -> dict[str, list[str]]:
    """Code of an issue -> its cells."""
    found: dict[str, list[str]] = {}
    for issue in batch.issues:
        found.setdefault(issue["code"], []).append(issue.get("cell", ""))
    return found


ROWS = [
    HEAD,
    [code_of(1), "示例一号轴承有限公司", "3451", "500", "2015-03-04", "轴承制造", "示例路1号", "存续"],
    [code_of(2), "示例二号制药有限公司", "2710", "1000", "2016/5/6", "药品制造", "示例路2号", "在业"],
]


@pytest.mark.parametrize(("make", "name"), [(as_csv, "a.csv"), (as_workbook, "a.xlsx"), (lambda rows: as_csv(rows, "utf-8-sig"), "b.csv")])  # fmt: skip  # noqa: E501
def test_a_list_is_shown_then_written_and_the_same_again_is_same(zone_day: World, make, name: str) -> None:
    batch = send(zone_day, make(ROWS), name)
    assert (batch.state, batch.summary["actions"]) == ("previewed", {"create": 2, "update": 0, "same": 0, "reject": 0})
    assert not Enterprise.objects.exists()
    assert accept(zone_day, batch).state == "accepted"
    firm = Enterprise.objects.get(credit_code=code_of(1))
    assert (firm.name, firm.class_code, firm.capital_fen, firm.established_on, firm.unit) == (
        "示例一号轴承有限公司", "3451", 500_000_000, date(2015, 3, 4), zone_day.investment,
    )  # fmt: skip
    assert search(zone_day.scope("leader"), zone_day.zone, "轴承").enterprises == [firm]
    again = send(zone_day, make(ROWS), name)
    assert again.summary["actions"] == {"create": 0, "update": 0, "same": 2, "reject": 0}
    assert not Desk(batch.pk).folder.exists()


def test_what_changed_is_shown_as_changes(zone_day: World) -> None:
    accept(zone_day, send(zone_day, as_csv(ROWS)))
    changed = [HEAD, [code_of(1), "示例改名有限公司", "3452", "500", "2015-03-04", "轴承制造", "新路9号", "停业"]]
    batch = send(zone_day, as_csv(changed))
    (row,) = batch.rows.all()
    assert {change["field"] for change in row.changes} == {"name", "class_code", "address", "state", "former_names"}
    accept(zone_day, batch)
    firm = Enterprise.objects.get(credit_code=code_of(1))
    assert (firm.name, firm.state, firm.class_code) == ("示例改名有限公司", "suspended", "3452")
    assert [one.name for one in firm.names.all()] == ["示例一号轴承有限公司"]


def test_everything_wrong_is_said_with_its_cell_and_the_rest_is_kept(zone_day: World) -> None:
    rows = [
        HEAD,
        [code_of(1)[:-1] + ("0" if code_of(1)[-1] != "0" else "1"), "错码示例公司", "", "", "", "", "", ""],
        [9.1990100e17, "数字示例公司", "", "", "", "", "", ""],
        [code_of(3), "示例三号有限公司", "3610", "-5", "2015-02-30", "", "", "飞走"],
        [code_of(3), "示例三号另名有限公司", "", "", "", "", "", ""],
        [code_of(3), "示例三號有限公司", "", "", "", "", "", ""],
        ["", "北方示例有限公司", "", "", "", "", "", ""],
        ["", "北方示例（天津）有限责任公司", "9999", "", "", "", "", ""],
        ["", "", "", "5", "", "", "", ""],
        ["", "", "", "", "", "", "", ""],
    ]
    batch = send(zone_day, as_workbook(rows), "bad.xlsx")
    assert batch.summary["actions"] == {"create": 3, "update": 0, "same": 0, "reject": 5}
    assert said(batch) == {
        "code_check_digit": ["A2"], "code_as_number": ["A3"], "class_of_2011_open": ["C4"], "capital_negative": ["D4"],
        "day_impossible": ["E4"], "state_unknown": ["H4"], "code_of_another_name": ["A5"], "row_repeated": ["A6"],
        "name_like_another": ["B8"], "class_unknown": ["C8"], "name_missing": ["B9"],
    }  # fmt: skip
    assert accept(zone_day, batch).summary.get("failure_en") is None
    assert Enterprise.objects.count() == 3
    assert Enterprise.objects.get(credit_code=code_of(3)).capital_text == "-5"


def test_a_class_of_2011_with_one_successor_is_converted_and_said_so(zone_day: World) -> None:
    rows = [HEAD, [code_of(1), "示例一号有限公司", "C3720", "", "", "", "", ""]]
    gone = [code for code in former_classes() if edition_of(code) == "2011"]
    old = next(code for code in gone if len(former_classes()[code].successors) == 1)
    after = former_classes()[old].successors[0]
    rows.append([code_of(2), "示例二号有限公司", old, "", "", "", "", ""])
    batch = send(zone_day, as_csv(rows))
    accept(zone_day, batch)
    kept = EnterpriseClass.objects.get(enterprise__credit_code=code_of(2))
    assert (kept.class_code, kept.edition, kept.stated) == (after, "2011", old)
    assert said(batch)["class_of_2011"] == ["C3"]


def test_a_register_that_changed_since_the_preview_stops_all_of_it(zone_day: World) -> None:
    firm = make_enterprise(zone_day, 1, name="示例一号轴承有限公司")
    batch = send(zone_day, as_csv(ROWS))
    change_enterprise(scope=zone_day.scope("officer"), enterprise=firm, address="别处")
    batch = accept(zone_day, batch)
    assert batch.state == "previewed"
    assert "changed since" in batch.summary["failure_en"] or "变" in batch.summary["failure_en"]
    assert Enterprise.objects.count() == 1


def test_stopping_leaves_nothing(zone_day: World, monkeypatch) -> None:
    batch = send(zone_day, as_csv(ROWS))
    monkeypatch.setattr(Desk, "tell", stopping)
    batch = accept(zone_day, batch)
    assert batch.state == "previewed"
    assert not Enterprise.objects.exists()
    assert not Event.objects.filter(verb="accept").exists()


def stopping(_desk: Desk, done: int, _about: int) -> None:
    if done:
        raise StopAsked


def test_a_preview_is_accepted_once(zone_day: World) -> None:
    batch = send(zone_day, as_csv(ROWS))
    for _twice in range(2):
        assert accept_bulk(scope=zone_day.scope("officer"), batch=batch, turn=1).state == "accepted"
    assert Event.objects.filter(verb="accept").count() == 1
    assert Enterprise.objects.count() == 2


@pytest.mark.parametrize("persona", [*STRANGERS, "leader", "administrator"])
def test_who_keeps_no_enterprises_imports_none(zone_day: World, persona: str) -> None:
    with pytest.raises(Refused):
        send(zone_day, as_csv(ROWS), persona=persona)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04broken", as_csv([["a", "b"], ["1", "2"]])])
def test_a_file_that_is_no_list_says_why(zone_day: World, data: bytes) -> None:
    batch = send(zone_day, data, "odd.csv")
    assert batch.summary["obstacle"]["code"]
    with pytest.raises(Refused):
        accept(zone_day, batch)


def test_figures_come_in_and_the_odd_ones_wait(zone_day: World) -> None:
    first, second = make_enterprises(zone_day, 2)
    rows = [
        ["统一社会信用代码", "企业名称", "报告期", "营业收入(万元)", "从业人员(人)", "用地面积（亩）"],
        [first.credit_code, "", "2022年", "3,000", 120, "30"],
        ["", second.name, "2023年1-9月", -5, "三十", ""],
        [code_of(99), "不在册", "2022", 1, 1, 1],
        [first.credit_code, "", "2022", 4000, "", ""],
        [first.credit_code, "", "2030", 4000, "", ""],
    ]
    batch = send(zone_day, as_csv(rows), kind="enterprise_facts")
    assert said(batch) == {
        "figure_no_number": ["E3"], "figure_odd": ["D3"], "enterprise_unknown": ["A4"], "figure_said_twice": ["D5"],
        "period_ahead": ["C6"],
    }  # fmt: skip
    assert batch.summary["told"] == {"figures": 4, "same": 0, "doubtful": 1}
    assert accept(zone_day, batch).result == {"recorded": 4, "doubtful": 1, "same": 0}
    values = {(fact.kind, fact.value) for fact in standing_facts([first.pk], TODAY)}
    assert values == {("revenue", 3_000 * 10**6), ("staff", 120), ("land", 20_000)}
    assert [fact.value for fact in open_facts([second.pk], TODAY)] == [-5 * 10**6]
    again = send(zone_day, as_csv(rows[:2]), kind="enterprise_facts")
    assert again.summary["told"] == {"figures": 0, "same": 3, "doubtful": 0}
    assert EnterpriseFact.objects.count() == 4


def test_a_long_list_read_in_a_second_process_says_and_writes_the_same(
    zone_day: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = [
        HEAD,
        ROWS[1],
        [code_of(1), "示例另一家有限公司", "3451", "500", "2015-03-04", "轴承制造", "示例路1号", "存续"],
        [code_of(3)[:-1] + "?", "示例三号有限公司", "4444x", "-5", "2015-02-30", "轴承", "示例路3号", "不详"],
        ["", "示例四号电子有限公司", "0711", "多少", "去年", "电子", "示例路4号", "存续"],
        ["", "", "", "", "", "", "", ""],
        ["", "！！", "", "", "", "", "", ""],
    ]
    here = send(zone_day, as_csv(odd))
    monkeypatch.setattr("zoneworks.enterprises.sheets.register_kind.LARGE", -1)
    monkeypatch.setattr("zoneworks.common.beside.has_second_process", lambda: True)
    beside = send(zone_day, as_csv(odd))
    assert (beside.summary, beside.issues) == (here.summary, here.issues)
    assert beside.summary["actions"]["create"] == 2
    accepted = accept(zone_day, beside)
    assert accepted.state == "accepted", accepted.summary
    names = Enterprise.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["示例一号轴承有限公司", "示例四号电子有限公司"]
    found = search(zone_day.scope("officer"), zone_day.zone, "slsh").enterprises
    assert [one.name for one in found] == ["示例四号电子有限公司"]
