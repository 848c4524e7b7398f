"""Verifying a file against what was frozen."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib

import pytest

from zonekit.documents import pdf_volumes
from zoneworks.documents.services import verify_file
from zoneworks.documents.tests.conftest import World
from zoneworks.documents.tests.test_productions import stored


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def test_a_file_made_from_an_edition_is_genuine(world: World) -> None:
    edition = world.freeze()
    outcome = verify_file(stored(world.ask(edition=edition)))
    assert (outcome.verdict, outcome.edition, outcome.format) == ("genuine", edition, "json")


def test_the_data_of_an_edition_is_genuine_however_it_is_laid_out(world: World) -> None:
    edition = world.freeze()
    data = json.loads(stored(world.ask(edition=edition)))
    outcome = verify_file(json.dumps(data, indent=2).encode())
    assert (outcome.verdict, outcome.edition) == ("genuine", edition)


def test_a_changed_number_is_found(world: World) -> None:
    edition = world.freeze()
    data = stored(world.ask(edition=edition)).replace(b'"value":"7"', b'"value":"8"')
    outcome = verify_file(data)
    assert (outcome.verdict, outcome.edition, outcome.format) == ("changed", edition, None)


def test_a_pdf_with_one_byte_changed_anywhere_is_changed(world: World) -> None:
    edition = world.freeze()
    data = stored(world.ask(edition=edition, format="pdf"))
    assert verify_file(data).verdict == "genuine"
    places = [
        len(data) // 3,
        len(data) // 2,
        *(match.start() + 5 for match in re.finditer(edition.sha256.encode(), data)),
    ]
    for at in places:
        outcome = verify_file(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert (outcome.verdict, outcome.edition) == ("changed", edition)


def test_each_volume_of_a_pdf_is_genuine_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_volumes.volumes_of, "__defaults__", (1,))
    edition = world.freeze()
    production = world.ask(edition=edition, format="pdf")
    data = stored(production)
    assert production.file is not None
    assert (production.file.name[-4:], production.file.media_type) == (".zip", "application/zip")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        volumes = [archive.read(name) for name in archive.namelist()]
    assert len(volumes) == 2
    assert {(verify_file(one).verdict, verify_file(one).edition) for one in (data, *volumes)} == {("genuine", edition)}
    assert verify_file(volumes[0] + b" ").verdict == "changed"


@pytest.mark.parametrize("hidden", ["docx", "xlsx", "pdf", "text"])
def test_a_file_that_names_an_edition_and_is_not_it_is_changed(world: World, hidden: str) -> None:
    edition = world.freeze()
    said = f"edition {edition.sha256}.".encode()
    data = {
        "docx": packed(word__footer1_xml=said),
        "xlsx": packed(docProps__custom_xml=said),
        "pdf": b"%PDF-1.7\n1 0 obj\nstream\n" + zlib.compress(said) + b"\nendstream",
        "text": said,
    }[hidden]
    outcome = verify_file(data)
    assert (outcome.verdict, outcome.edition) == ("changed", edition)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[" * 100_000, b'{"documents": NaN}', b'{"documents": 1, "documents": 2}', b"PK\x03\x04broken",
        b"%PDF stream\nxx endstream", b"a" * 64, packed(docProps__app_xml=b"0" * 64), "中文".encode("gb18030"),
    ],
)  # fmt: skip
def test_a_file_that_names_no_edition_is_unknown(world: World, data: bytes) -> None:
    world.freeze()
    assert verify_file(data).verdict == "unknown"


def test_a_file_made_from_no_edition_is_unknown(world: World) -> None:
    assert verify_file(stored(world.ask())).verdict == "unknown"
