"""`zoneworks plan import` and `zoneworks plan board` on a database."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from zoneworks.audit.models import Event
from zoneworks.commands import main
from zoneworks.imports.tests.hostile import FILES, workbook
from zoneworks.plans.models import Item, Plan
from zoneworks.plans.tests.worlds import World, indicator, make_plan, make_world, say
from zoneworks.units.models import Unit, ZoneProfile

pytestmark = pytest.mark.django_db
ROWS = ((1, "建成厂房2万平方米", "投资促进部", "9月底前"), (2, "引进企业10家", "科技创新部", "年底前"))


@pytest.fixture
def world() -> World:
    made = make_world()
    ZoneProfile.objects.update(fixed_today=date(2023, 10, 8))
    return made


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.xlsx"
    path.write_bytes(workbook(*ROWS))
    return path


def run(*arguments: str, capfd) -> tuple[int, dict, str]:
    code = main([*arguments, "--json", "--lang", "en"])
    out, told = capfd.readouterr()
    return code, json.loads(out), told


def test_a_table_is_taken_over_and_the_second_time_changes_nothing(world: World, table: Path, capfd) -> None:
    code, document, _told = run("plan", "import", str(table), "--zone", "A", capfd=capfd)
    assert (code, document["batch"]["state"], document["batch"]["rows"]["create"]) == (0, "accepted", 2)
    assert Item.objects.count() == 2
    code, document, _told = run("plan", "import", str(table), "--zone", "A", capfd=capfd)
    assert (code, document["batch"]["state"], document["batch"]["rows"]["same"]) == (0, "previewed", 2)
    assert Item.objects.count() == 2


def test_what_the_command_writes_is_on_record_under_no_person_s_name(world: World, table: Path, capfd) -> None:
    run("plan", "import", str(table), "--zone", "A", capfd=capfd)
    assert Event.objects.filter(verb="accept").get().user is None


def test_unknown_names_wait_unless_they_are_to_be_new(world: World, tmp_path: Path, capfd) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(workbook(*ROWS, (3, "修路5公里", "区建设局", "全年")))
    code, document, told = run("plan", "import", str(path), "--zone", "A", capfd=capfd)
    assert (code, document["batch"]["rows"]["reject"], document["batch"]["unknown_names"]) == (0, 1, ["区建设局"])
    assert "区建设局" in told
    code, document, _told = run("plan", "import", str(path), "--zone", "A", "--new-names", capfd=capfd)
    assert (code, document["batch"]["rows"]["create"]) == (0, 1)
    assert Unit.objects.filter(name="区建设局", parent=world.zone).exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [((), "zone_unclear"), (("--zone", "X"), "zone_unknown")],
)
def test_the_zone_has_to_be_clear(world: World, table: Path, capfd, arguments, code: str) -> None:
    answer, document, told = run("plan", "import", str(table), *arguments, capfd=capfd)
    assert (answer, document["issues"][0]["code"], document["items"]) == (1, code, [])
    assert "A, B" in told


def test_without_any_zone_the_next_step_is_named(table: Path, capfd) -> None:
    assert run("plan", "import", str(table), capfd=capfd)[1]["issues"][0]["code"] == "zone_missing"


@pytest.mark.parametrize("name", [name for name, (_make, _file, _codes, is_usable) in FILES.items() if not is_usable])
def test_a_file_without_anything_usable_writes_no_plan(world: World, tmp_path: Path, capfd, name: str) -> None:
    make, filename, _codes, _usable = FILES[name]
    path = tmp_path / filename
    path.write_bytes(make())
    code, document, _told = run("plan", "import", str(path), "--zone", "A", capfd=capfd)
    assert (code, document["items"]) == (2, [])
    assert document["issues"]
    assert Plan.objects.count() == 0


def test_an_issued_plan_refuses_a_changed_table(world: World, tmp_path: Path, capfd) -> None:
    make_plan(world)
    path = tmp_path / "t.xlsx"
    path.write_bytes(workbook(*ROWS))
    code, document, told = run("plan", "import", str(path), "--zone", "A", capfd=capfd)
    assert (code, document["batch"]["obstacle"]["code"]) == (1, "plan_is_issued")
    assert "new version" in told


def test_people_are_told_in_a_line(world: World, table: Path, capfd) -> None:
    assert main(["plan", "import", str(table), "--zone", "A", "--lang", "en"]) == 0
    assert capfd.readouterr().out.strip() == "table.xlsx: accepted (Create 2, Update 0, Same 0, Reject 0)"


def test_the_board_is_a_tree_with_lights_as_known_on_a_day(world: World, capfd) -> None:
    plan = make_plan(world)
    say(world, "supervision", indicator(plan), date(2023, 9, 30), 75)
    code, document, _told = run("plan", "board", "--zone", "A", capfd=capfd)
    assert code == 0
    assert (document["plan"]["year"], document["as_of"]) == (2023, "2023-10-08")
    assert [level["count"] for level in document["levels"]] == [1, 2, 4]
    leaf = next(item for item in document["items"] if item["no"] == "1.01.1")
    assert leaf["responsible"] == ["投资促进部"]
    figure = next(one for one in leaf["indicators"] if one["name"] == "签约数")
    assert (figure["value"], figure["scheduled"], figure["target"], figure["light"]) == (75, 75, 100, "green")
    assert sum(document["totals"]["lights"].values()) == 4


def test_the_board_of_an_earlier_day_knows_nothing_of_later_values(world: World, capfd) -> None:
    plan = make_plan(world)
    say(world, "supervision", indicator(plan), date(2023, 9, 30), 75)
    _code, document, _told = run("plan", "board", "--zone", "A", "--as-of", "2023-06-30", capfd=capfd)
    values = [figure["value"] for item in document["items"] for figure in item["indicators"]]
    assert values == [None] * 8


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--as-of", "soon"), "date_unreadable"),
        (("--as-of", "2099-01-01"), "date_in_future"),
        (("--year", "1999"), "plan_missing"),
        (("--zone", "B"), "plan_missing"),
    ],
)
def test_a_board_that_cannot_be_shown_says_why(world: World, capfd, arguments, code: str) -> None:
    make_plan(world)
    zone = () if "--zone" in arguments else ("--zone", "A")
    answer, document, told = run("plan", "board", *zone, *arguments, capfd=capfd)
    assert (answer, document["issues"][0]["code"], document["items"]) == (1, code, [])
    assert told


def test_people_see_the_board_as_a_table(world: World, capfd) -> None:
    make_plan(world)
    assert main(["plan", "board", "--zone", "A", "--lang", "en"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[0].startswith("Zone A: breakdown of key tasks 2023 · 2023-10-08")
    assert any("Sub-project 1.1" in line for line in lines)
