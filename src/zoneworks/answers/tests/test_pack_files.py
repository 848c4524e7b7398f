"""The whole pack as an archive, made as the background worker makes it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, BinaryIO
from zipfile import ZipFile

import pytest

from zonekit.documents.blocks import Document
from zonekit.documents.output import Output
from zoneworks.answers.models import Conference
from zoneworks.answers.pack import pack_of
from zoneworks.answers.pack_documents import as_file_name, files_of
from zoneworks.documents.choices import Format, ProductionState
from zoneworks.documents.models import Production
from zoneworks.documents.services import ask_for, asking, making, produce_now
from zoneworks.plans.tests.worlds import TODAY, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> list[Document]:
    """Instead of Word and PDF files, their titles: how a file looks is asked of its writer."""
    made: list[Document] = []

    def write(
        _format: Format, documents: Mapping[str, Document], language: str, out: BinaryIO, _output: Output
    ) -> None:
        made.append(documents[language])
        out.write(documents[language].title.encode())

    monkeypatch.setattr(making, "write", write)
    settings.MEDIA_ROOT, settings.ZONEWORKS_FONTS = str(tmp_path), str(tmp_path)
    return made


def produced(world: World, conference: Conference, persona: str = "supervision", inside: str = "pdf") -> Production:
    production = ask_for(
        scope=world.scope(persona), zone=world.zone, kind="deployment_pack", format="zip", language="zh-hans",
        arguments={"conference": conference.pk, "inside": inside}, submission="once", today=TODAY,
    )  # fmt: skip
    produce_now(production.pk)
    production.refresh_from_db()
    return production


@pytest.mark.parametrize("inside", ["docx", "pdf"])
def test_the_archive_holds_every_letter_and_every_list(
    world: World, conference: Conference, written: list[Document], inside: str
) -> None:
    production = produced(world, conference, inside=inside)

    assert production.state == ProductionState.DONE, production.failure_en
    assert production.file.name == "2023年高质量发展工作会部署材料（2023年）.zip"
    with ZipFile(production.file.content.open("rb")) as packed:
        assert packed.namelist() == [
            f"00 2023年高质量发展工作会部署材料（2023年）.{inside}",
            f"目标责任书/01 投资促进部2023年目标责任书.{inside}",
            f"目标责任书/02 招商一科2023年目标责任书.{inside}",
            f"目标责任书/03 科技创新部2023年目标责任书.{inside}",
            f"领导任务清单/01 党工委书记2023年任务清单.{inside}",
            f"领导任务清单/02 分管副主任2023年任务清单.{inside}",
        ]  # fmt: skip
        assert [packed.read(name).decode() for name in packed.namelist()] == [made.title for made in written]
    assert {document.language for document in written} == {"zh-hans"}


def test_letters_in_the_archive_are_those_of_the_pack(
    world: World, conference: Conference, written: list[Document]
) -> None:
    produced(world, conference)

    pack = pack_of(world.scope("supervision"), conference)
    assert len(written) == len(list(files_of(pack))) == 1 + 3 + 2
    letters = [document for document in written if list(document.entries())]
    told = [entry.key for document in letters for entry in document.entries()]
    owed = [task.key for unit in pack.units for task in pack.tasks if task.duty_of(unit)]
    assert sorted(told) == sorted(owed)


def test_who_lost_the_role_since_gets_no_archive(
    world: World, conference: Conference, written: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "produce", SimpleNamespace(enqueue=lambda _key: None))
    production = ask_for(
        scope=world.scope("leader"), zone=world.zone, kind="deployment_pack", format="zip", language="en",
        arguments={"conference": conference.pk}, submission="once", today=TODAY,
    )  # fmt: skip
    world.users["leader"].roles_held.all().delete()
    produce_now(production.pk)
    production.refresh_from_db()

    assert production.state == ProductionState.FAILED
    assert not written
    assert production.file is None


@pytest.mark.parametrize(
    ("title", "name"),
    [("甲/乙: 丙", "甲 乙 丙"), ("../..", "-"), ("a\x00b", "a b"), ("字" * 300, "字" * 120)],
)
def test_names_in_the_archive_are_no_folders(title: str, name: str) -> None:
    assert as_file_name(title) == name
