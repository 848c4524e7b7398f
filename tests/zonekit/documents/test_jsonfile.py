from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from bench.documents_made import made_document
from hypothesis import given
from hypothesis import strategies as st
from tests.zonekit.documents.drawn_documents import documents

from zonekit.documents import Document, DocumentDataError, Output, read_json, sha256_of, verify_json, write_json

OUTPUT = Output(fonts=Path(), made_at=datetime(2023, 10, 8, tzinfo=UTC), edition="WQDZ-2023-01")


def written(**given: Document) -> bytes:
    file = BytesIO()
    write_json(given, file, OUTPUT)
    return file.getvalue()


def test_an_edition_states_what_it_is_and_verifies() -> None:
    document = made_document(entries=3, rows=2)
    content = written(zh=document)
    data = json.loads(content)
    assert (data["format"], data["edition"]) == ("zoneworks.edition", "WQDZ-2023-01")
    assert data["sha256"] == sha256_of({"zh": document})
    outcome = verify_json(content)
    assert outcome
    assert (outcome.edition, outcome.stated, outcome.computed) == ("WQDZ-2023-01", data["sha256"], data["sha256"])


@given(documents())
def test_whatever_is_written_verifies_and_is_read_back(document: Document) -> None:
    content = written(en=document)
    assert verify_json(content)
    assert read_json(content) == {"en": document}


@given(st.data())
def test_a_change_of_any_digit_in_the_documents_is_found(data: st.DataObject) -> None:
    content = written(en=made_document("en", entries=2, rows=1))
    end = content.index(b',"edition"')
    at = data.draw(st.sampled_from([at for at in range(end) if content[at : at + 1].isdigit()]))
    changed = content[:at] + (b"1" if content[at : at + 1] != b"1" else b"2") + content[at + 1 :]
    assert verify_json(changed).code in {"differs", "unreadable"}


def test_a_pretty_printed_copy_is_still_what_was_frozen() -> None:
    content = json.dumps(json.loads(written(en=made_document("en", 2, 1))), indent=2).encode()
    assert verify_json(content)


def test_a_file_of_a_later_version_with_unknown_fields_still_verifies() -> None:
    data = {"en": {"blocks": [], "language": "en", "title": "T", "hologram": "yes"}}
    import hashlib

    from zonekit.documents.canonical import canonical_json

    stated = hashlib.sha256(canonical_json(data)).hexdigest()
    content = json.dumps({"format": "zoneworks.edition", "sha256": stated, "documents": data}).encode()
    assert verify_json(content)
    with pytest.raises(DocumentDataError):
        read_json(content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "unreadable"),
        (b"PK\x03\x04", "unreadable"),
        (b"\xff\xff", "unreadable"),
        (b"[" * 100_000, "unreadable"),
        (b"[]", "foreign"),
        (b'{"format":"other","documents":{}}', "foreign"),
        (b'{"format":"zoneworks.edition","documents":[]}', "foreign"),
        (b'{"format":"zoneworks.edition","documents":{"a":NaN},"sha256":""}', "malformed"),
        (b'{"format":"zoneworks.edition","documents":{"a":"\\ud800"},"sha256":""}', "malformed"),
        (b'{"format":"zoneworks.edition","documents":{},"documents":{"a":1},"sha256":""}', "malformed"),
        (b'{"format":"zoneworks.edition","documents":{}}', "differs"),
    ],
)
def test_a_file_that_is_no_edition_is_told_by_a_code(content: bytes, code: str) -> None:
    outcome = verify_json(content)
    assert outcome.code == code
    assert not outcome


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"documents":[]}', b'{"documents":{"en":[]}}'])
def test_what_holds_no_documents_is_not_read(content: bytes) -> None:
    with pytest.raises(DocumentDataError):
        read_json(content)
