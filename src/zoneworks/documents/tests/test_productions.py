"""Productions: asked for once, made in the background, stopped, repeated, removed when they have served."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from threading import Event as Flag
from typing import Any

import pytest
from django.db import OperationalError
from django_tasks_db.models import DBTaskResult

from zonekit.documents.output import GlyphError
from zoneworks.accounts.models import RoleHeld
from zoneworks.audit.models import Event
from zoneworks.common.background import forget_old_tasks, work
from zoneworks.common.clock import now
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.documents import services
from zoneworks.documents.models import Production
from zoneworks.documents.services import making
from zoneworks.documents.services.telling import StopAsked, Teller
from zoneworks.documents.tests.conftest import TODAY, World
from zoneworks.documents.tests.tally import TallyKind
from zoneworks.files.models import KeptFile


def let_work() -> None:
    work(stop=Flag(), is_once=True)


def stored(production: Production) -> bytes:
    assert production.file is not None
    with production.file.content.open("rb") as file:
        return bytes(file.read())


@pytest.mark.usefixtures("in_background")
def test_a_file_is_made_by_the_worker_and_nowhere_else(world: World, kind: TallyKind) -> None:
    production = world.ask()
    assert (production.state, kind.built) == ("waiting", 0)

    let_work()
    production.refresh_from_db()
    assert (production.state, production.done, kind.built) == ("done", 100, 1)
    assert production.file is not None
    assert (production.file.name, production.file.media_type) == ("Tally of 2023.json", "application/json")
    assert production.file.size == len(stored(production))
    assert set(json.loads(stored(production))["documents"]) == {"en"}
    assert Event.objects.get(verb="ask_for").details["document"] == "tally"
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


@pytest.mark.usefixtures("in_background")
def test_what_waits_or_runs_is_not_queued_twice(world: World) -> None:
    first = world.ask(submission="same")

    assert world.ask(submission="same") == first
    assert world.ask() == first
    assert DBTaskResult.objects.count() == 1
    others = {world.ask(language="zh-hans"), world.ask(format="xlsx"), world.ask(arguments={"year": 2022})}
    assert len({first, *others}) == 4


def test_what_is_made_from_what_is_known_now_is_made_anew_and_a_file_of_an_edition_is_not(world: World) -> None:
    assert world.ask() != world.ask()
    edition = world.freeze()
    first = world.ask(edition=edition)
    assert (first.state, world.ask(edition=edition)) == ("done", first)
    assert world.ask(edition=edition, scope=world.scope("leader")) != first


def test_a_file_of_an_edition_is_made_from_what_was_frozen(world: World, kind: TallyKind) -> None:
    edition = world.freeze()
    kind.counts, kind.built = {"丙": 1}, 0
    made = json.loads(stored(world.ask(edition=edition)))

    assert (made["edition"], made["sha256"], kind.built) == ("Z-T-2023-1", edition.sha256, 0)
    assert made["documents"]["en"]["figures"]["total"]["value"] == "7"


@pytest.mark.usefixtures("in_background")
def test_a_waiting_production_is_stopped_and_never_made(world: World, kind: TallyKind) -> None:
    production = world.ask()
    services.stop_production(scope=world.scope(), production=production)
    services.stop_production(scope=world.scope(), production=production)
    let_work()

    production.refresh_from_db()
    assert (production.state, kind.built) == ("stopped", 0)
    assert Event.objects.filter(verb="stop").count() == 1
    again = services.repeat_production(scope=world.scope(), production=production, submission="again", today=TODAY)
    assert (again.state, again == production) == ("waiting", False)


@pytest.mark.usefixtures("in_background")
def test_a_running_production_stops_at_its_next_sign_of_life(
    world: World, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    production = world.ask()

    def stopped_meanwhile(*_all: Any, tell: Any, **_more: Any) -> None:
        services.stop_production(scope=world.scope(), production=Production.objects.get(pk=production.pk))
        tell.told_at = None
        tell(1, 2)
        raise AssertionError("went on after the stop")

    monkeypatch.setattr(making, "make_file", stopped_meanwhile)
    let_work()
    production.refresh_from_db()
    assert (production.state, production.file, production.failure) == ("stopped", None, "")
    assert not list((Path(settings.MEDIA_ROOT) / "unfinished").iterdir())


def test_a_file_that_was_ready_first_stays(world: World) -> None:
    production = world.ask()
    with pytest.raises(Overtaken, match="ready before"):
        services.stop_production(scope=world.scope(), production=production)
    production.refresh_from_db()
    assert production.state == "done"


@pytest.mark.usefixtures("in_background")
def test_a_file_stopped_at_the_last_moment_is_not_kept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    production, keep = world.ask(), making.keep_made_file

    def kept_late(**file: Any) -> KeptFile:
        services.stop_production(scope=world.scope(), production=production)
        return keep(**file)

    monkeypatch.setattr(making, "keep_made_file", kept_late)
    let_work()
    production.refresh_from_db()
    assert production.state == "stopped"
    assert not KeptFile.objects.exists()


def failing_with(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_all: object) -> None:
        raise error

    monkeypatch.setattr(making, "write", fail)


def test_a_missing_glyph_is_told_with_character_code_point_and_place(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_with(GlyphError((("𪚥", "entry 1.1"), ("\u200b", "title"))), monkeypatch)
    production = world.ask()

    assert production.state == "failed"
    assert "“𪚥” (U+2A6A5) in entry 1.1; “ZERO WIDTH SPACE” (U+200B) in title" in production.failure_en
    assert "U+2A6A5" in production.failure
    assert production.failure != production.failure_en


def test_a_fault_of_the_program_is_a_sentence_and_not_a_traceback(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_with(ZeroDivisionError("secret"), monkeypatch)
    production = world.ask()
    assert production.state == "failed"
    assert "fault in the program" in production.failure_shown
    assert "secret" not in production.failure_en + production.failure


def test_what_does_not_hold_together_and_missing_typefaces_are_said(
    world: World, kind: TallyKind, settings: Any, tmp_path: Path
) -> None:
    settings.ZONEWORKS_FONTS = tmp_path / "nowhere"
    assert f"no folder of typefaces at {tmp_path / 'nowhere'}" in world.ask(format="pdf").failure_en
    kind.is_wrong = True
    faulty = world.ask()
    assert "its parts add up to 7" in faulty.failure_en
    assert "各构成项合计为 7" in faulty.failure


def test_whoever_lost_the_role_meanwhile_gets_nothing(world: World, in_background: None, kind: TallyKind) -> None:
    production = world.ask()
    RoleHeld.objects.filter(user=world.people["supervision"]).delete()
    let_work()
    production.refresh_from_db()
    assert (production.state, kind.built) == ("failed", 0)


@pytest.mark.parametrize("name", ["leader", "officer", "outsider", "nobody"])
def test_only_who_makes_it_asks_for_it(world: World, name: str) -> None:
    edition = world.freeze()
    with pytest.raises(Refused, match="cannot have"):
        world.ask(scope=world.scope(name))
    if name != "leader":
        with pytest.raises(Refused, match="cannot have"):
            world.ask(scope=world.scope(name), edition=edition)
    assert not Production.objects.exists()


def test_an_edition_of_another_zone_is_not_smuggled_in(world: World) -> None:
    elsewhere = world.freeze(zone=world.other_zone, scope=world.scope("outsider"))
    with pytest.raises(Refused, match="cannot have"):
        world.ask(edition=elsewhere)


def test_formats_and_languages_that_are_not_made_are_refused(world: World, kind: TallyKind) -> None:
    with pytest.raises(Refused, match="not made in that format"):
        world.ask(format="zip", edition=world.freeze())
    kind.formats = kind.formats[:1]
    for wrong in ({"format": "exe"}, {"format": "json"}, {"format": "docx", "language": "fr"}):
        with pytest.raises(Refused):
            world.ask(**wrong)


def test_another_person_neither_stops_nor_repeats_nor_takes_over(world: World, in_background: None) -> None:
    production = world.ask(submission="mine")
    other = world.scope("leader")
    with pytest.raises(Refused, match="Somebody else"):
        services.stop_production(scope=other, production=production)
    with pytest.raises(Refused, match="Somebody else"):
        services.repeat_production(scope=other, production=production, submission="x", today=TODAY)
    with pytest.raises(Refused, match="Somebody else"):
        world.ask(scope=other, submission="mine")


@pytest.mark.usefixtures("in_background")
def test_work_that_ended_without_a_word_is_shown_as_failed_and_can_be_repeated(world: World) -> None:
    production = world.ask()
    long_ago = now() - timedelta(minutes=11)
    Production.objects.update(state="running", begun_at=long_ago, heard_at=long_ago)
    production.refresh_from_db()
    assert (production.state_shown, production.is_open) == ("failed", False)
    assert "without a word" in production.failure_shown

    again = services.repeat_production(scope=world.scope(), production=production, submission="again", today=TODAY)
    production.refresh_from_db()
    assert (production.state, again.state) == ("failed", "waiting")
    Production.objects.filter(pk=again.pk).update(state="running", begun_at=now(), heard_at=now())
    assert services.fail_silent() == 0


def test_files_of_no_edition_are_removed_after_thirty_days(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    old, edition = world.ask(), world.freeze()
    kept, recent = world.ask(edition=edition), world.ask()
    Production.objects.exclude(pk=recent.pk).update(ended_at=now() - timedelta(days=31))

    place = Path(old.file.content.path)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.remove_served() == 1
    assert set(Production.objects.all()) == {kept, recent}
    assert set(KeptFile.objects.all()) == {kept.file, recent.file}
    assert (place.exists(), Path(kept.file.content.path).exists()) == (False, True)


def test_what_dead_workers_left_is_removed(settings: Any, db: None) -> None:
    import os

    folder = Path(settings.MEDIA_ROOT) / "unfinished"
    for name, age in (("made-old", 2), ("made-new", 0)):
        (folder / name).mkdir(parents=True)
        moment = (now() - timedelta(days=age)).timestamp()
        os.utime(folder / name, (moment, moment))
    assert services.remove_unfinished() == 1
    assert [path.name for path in folder.iterdir()] == ["made-new"]


def test_progress_is_told_a_few_times_a_second_and_never_backwards(world: World, in_background: None) -> None:
    production, seconds = world.ask(), [0.0]
    Production.objects.update(state="running")
    tell = Teller(production.pk, clock=lambda: seconds[0])
    written = []
    tell.write = written.append  # type: ignore[method-assign]
    for done in range(1000):
        tell(done, 1000)
        seconds[0] += 0.01
    assert 30 <= len(written) <= 41
    assert written == sorted(written)
    seconds[0] += 1
    tell(5, 0)
    assert written[-1] == 0


def test_a_database_that_is_locked_costs_a_word_and_not_the_document(
    world: World, in_background: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    production = world.ask()
    tell = Teller(production.pk)
    with pytest.raises(StopAsked):
        tell(1, 2)

    def locked(*_all: object, **_more: object) -> int:
        raise OperationalError("database is locked")

    monkeypatch.setattr("django.db.models.query.QuerySet.update", locked)
    tell.write(5)


def test_tasks_are_forgotten_after_a_week(world: World, in_background: None) -> None:
    world.ask()
    let_work()
    assert forget_old_tasks() == 0
    DBTaskResult.objects.update(started_at=now() - timedelta(days=8))
    assert forget_old_tasks() == 1
