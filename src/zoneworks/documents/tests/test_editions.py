"""Editions: frozen once, read back as they were whatever happens afterwards."""

from __future__ import annotations

import gzip
import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as drawing
from hypothesis import strategies as st

from zonekit.documents.blocks import Document
from zonekit.documents.canonical import canonical_bytes, sha256_of
from zoneworks.audit.models import Event
from zoneworks.common.errors import Refused
from zoneworks.documents import services
from zoneworks.documents.models import Edition, Production
from zoneworks.documents.tests.conftest import TODAY, World
from zoneworks.documents.tests.tally import TallyKind

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=8)
COUNTS = st.dictionaries(NAMES, st.integers(0, 10**12), max_size=6)


@drawing(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(frozen=COUNTS, afterwards=st.lists(COUNTS, max_size=3))
def test_whatever_is_written_afterwards_an_edition_reads_back_as_it_was_frozen(
    world: World, kind: TallyKind, frozen: dict[str, int], afterwards: list[dict[str, int]]
) -> None:
    kind.counts = frozen
    edition = world.freeze()
    before = canonical_bytes(services.read_edition(edition))
    for counts in afterwards:
        kind.counts = counts
        world.freeze()

    read = services.read_edition(Edition.objects.get(pk=edition.pk))
    assert canonical_bytes(read) == before
    assert sha256_of(read) == edition.sha256 == hashlib.sha256(before).hexdigest()
    assert set(read) == {"zh-hans", "en"}
    assert read["en"].figures["total"].value == sum(frozen.values())


def test_the_same_submission_freezes_once(world: World, kind: TallyKind) -> None:
    first = world.freeze(submission="once")
    kind.counts = {"丙": 9}

    assert world.freeze(submission="once") == first
    assert Edition.objects.count() == 1
    with pytest.raises(Refused, match="another document"):
        world.freeze(submission="once", zone=world.other_zone, scope=world.scope("outsider"))


def test_editions_are_counted_by_zone_kind_and_year(world: World) -> None:
    numbers = [world.freeze().number for _turn in range(3)]
    last_year = world.freeze(arguments={"year": 2022})
    elsewhere = world.freeze(zone=world.other_zone, scope=world.scope("outsider"))

    assert numbers == [1, 2, 3]
    assert (last_year.number, last_year.year, last_year.as_of) == (1, 2022, date(2022, 6, 30))
    assert (elsewhere.number, elsewhere.mark) == (1, "Y-T-2023-1")
    assert Event.objects.filter(verb="freeze").count() == 5


def test_a_number_taken_meanwhile_is_counted_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first, meant = world.freeze(), Edition.save
    overtaken = []

    def save_late(edition: Edition, **how: bool) -> None:
        if not overtaken:
            overtaken.append(edition)
            edition.number = first.number
        meant(edition, **how)

    monkeypatch.setattr(Edition, "save", save_late)
    assert world.freeze().number == 2
    assert overtaken


def test_an_edition_is_neither_changed_nor_removed(world: World) -> None:
    edition = world.freeze()
    edition.title = "another"
    for change in (edition.save, edition.delete, Edition.objects.filter(pk=edition.pk).delete):
        with pytest.raises(TypeError, match="never changed"):
            change()
    with pytest.raises(TypeError, match="never changed"):
        Edition.objects.update(title="another")


def test_the_database_refuses_to_change_an_edition(world: World) -> None:
    edition = world.freeze()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE documents_edition SET title = 'another' WHERE id = %s", [edition.pk])
    assert Edition.objects.get(pk=edition.pk).title == edition.title


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-9],
        lambda content: gzip.compress(gzip.decompress(content).replace(b"7", b"8")),
        lambda content: gzip.compress(b"{}"),
    ],
)
def test_data_that_is_not_what_was_frozen_is_not_shown(world: World, damage: object) -> None:
    edition = world.freeze()
    stored = Path(edition.data.path)
    stored.write_bytes(damage(stored.read_bytes()))

    with pytest.raises(services.EditionDamaged, match="is not what was frozen"):
        services.read_edition(edition)


def test_data_that_is_gone_is_said_in_a_sentence(world: World) -> None:
    edition = world.freeze()
    Path(edition.data.path).unlink()
    with pytest.raises(services.EditionDamaged, match="Restore editions/"):
        services.read_edition(edition)


def test_a_document_that_does_not_hold_together_is_not_frozen(world: World, kind: TallyKind, settings: object) -> None:
    kind.is_wrong = True
    with pytest.raises(Refused, match=r"figure total says 8, its parts add up to 7"):
        world.freeze()
    assert not Edition.objects.exists()
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.gz"))


def test_only_who_makes_it_freezes_it_and_only_what_has_come(world: World, kind: TallyKind) -> None:
    for name in ("leader", "officer", "outsider", "nobody"):
        with pytest.raises(Refused, match="cannot freeze"):
            world.freeze(scope=world.scope(name))
    with pytest.raises(Refused, match="not come yet"):
        world.freeze(arguments={"year": 2023, "as_of": "2023-12-31"})
    with pytest.raises(Refused, match="Say the year"):
        world.freeze(arguments={})
    kind.is_frozen = False
    with pytest.raises(Refused, match="cannot freeze"):
        world.freeze()
    assert not Edition.objects.exists()


def ask_to_freeze(world: World, submission: str = "f") -> Production:
    production = services.ask_to_freeze(
        scope=world.scope(), zone=world.zone, kind="tally", arguments={"year": 2023}, submission=submission, today=TODAY
    )
    production.refresh_from_db()
    return production


def test_freezing_in_the_background_makes_one_edition_and_the_file_of_its_data(world: World) -> None:
    production = ask_to_freeze(world)
    assert ask_to_freeze(world) == production
    edition = Edition.objects.get()
    assert (production.state, production.edition, edition.frozen_by) == ("done", edition, production.asked_by)
    assert edition.frozen_on == TODAY
    assert production.file is not None
    assert edition.sha256.encode() in production.file.content.open("rb").read()


def test_freezing_that_is_stopped_leaves_no_edition_and_can_be_asked_for_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = TallyKind.build

    def stopped_meanwhile(self: TallyKind, *given: Any) -> Document:
        Production.objects.update(state="stopped")
        return build(self, *given)

    monkeypatch.setattr(TallyKind, "build", stopped_meanwhile)
    # The clock stands still, so that nothing is told between the beginning and the numbering.
    monkeypatch.setattr("zoneworks.documents.services.telling.SECONDS_BETWEEN", 1e9)
    production = ask_to_freeze(world)
    assert (production.state, production.edition, Edition.objects.count()) == ("stopped", None, 0)
    monkeypatch.setattr(TallyKind, "build", build)
    again = services.repeat_production(scope=world.scope(), production=production, submission="again", today=TODAY)
    again.refresh_from_db()
    assert (again.is_freezing, again.state, again.edition) == (True, "done", Edition.objects.get())


def test_whoever_may_not_freeze_cannot_have_it_done_in_the_background(world: World) -> None:
    with pytest.raises(Refused):
        services.ask_to_freeze(
            scope=world.scope("leader"), zone=world.zone, kind="tally", arguments={"year": 2023}, submission="x",
            today=TODAY,
        )  # fmt: skip
    assert not Production.objects.exists()
