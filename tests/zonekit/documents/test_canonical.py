from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.zonekit.documents.drawn_documents import PLAIN_BLOCKS, charts, documents

from zonekit.documents import (
    Column,
    Document,
    DocumentDataError,
    Figure,
    Paragraph,
    Run,
    Table,
    canonical_bytes,
    from_data,
    read_canonical,
    sha256_of,
    to_data,
    words,
)

WHOLE = documents(st.one_of(PLAIN_BLOCKS, charts()))


@given(WHOLE)
def test_a_document_comes_back_from_its_data_as_it_was(document: Document) -> None:
    assert from_data(json.loads(json.dumps(to_data(document)))) == document


@given(WHOLE, WHOLE)
def test_documents_come_back_from_their_canonical_bytes_and_give_the_same_bytes(one: Document, two: Document) -> None:
    content = canonical_bytes({"zh-hans": one, "en": two})
    read = read_canonical(content)
    assert read == {"zh-hans": one, "en": two}
    assert canonical_bytes(read) == content


@given(documents(), st.randoms(use_true_random=False))
def test_the_hash_is_the_same_in_whatever_order_figures_were_added(document: Document, random: Any) -> None:
    def shuffled(mapping: Any) -> dict[str, Any]:
        pairs = list(mapping.items())
        random.shuffle(pairs)
        return dict(pairs)

    other = replace(
        document,
        figures=shuffled(document.figures),
        records=shuffled(document.records),
        facts=shuffled(document.facts),
    )
    assert sha256_of({"a": document, "b": document}) == sha256_of({"b": other, "a": other})


@given(st.decimals(allow_nan=False, allow_infinity=False), st.decimals(allow_nan=False, allow_infinity=False))
def test_the_hash_changes_with_any_digit_of_a_figure(one: Decimal, other: Decimal) -> None:
    def hashed(value: Decimal) -> str:
        return sha256_of({"en": Document("T", "en", (), figures={"f": Figure("f", "", value)})})

    assert (hashed(one) == hashed(other)) == (str(one) == str(other))


def test_one_changed_digit_of_the_text_changes_the_hash() -> None:
    told = [Document("T", "en", (Paragraph(words(f"{count} of 95")),)) for count in (61, 62)]
    assert sha256_of({"en": told[0]}) != sha256_of({"en": told[1]})


def test_what_is_at_its_default_is_left_out_so_that_later_fields_keep_old_hashes() -> None:
    block = Table((Column("完成值"),), ((words("3", Run("灯", is_strong=True)),),))
    assert to_data(Document("T", "en", (block,)))["blocks"] == [
        {"block": "table", "columns": [{"title": "完成值"}], "rows": [[["3", {"text": "灯", "is_strong": True}]]]}
    ]


def test_a_width_of_two_and_of_two_point_nought_hash_alike() -> None:
    hashes = {sha256_of({"en": Document("T", "en", (Table((Column("a", width),), ()),))}) for width in (2, 2.0)}
    assert len(hashes) == 1


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("sNaN")])
def test_what_is_no_number_is_not_frozen(value: Decimal) -> None:
    with pytest.raises(DocumentDataError):
        canonical_bytes({"en": Document("T", "en", (), figures={"f": Figure("f", "", value)})})


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ([], ""),
        ({}, ""),
        ({"title": "T", "language": "en", "blocks": [], "colour": "red"}, ""),
        ({"title": "T", "language": "en", "blocks": {}}, "blocks"),
        ({"title": 5, "language": "en", "blocks": []}, "title"),
        ({"title": "T", "language": "en", "blocks": ["poem"]}, "blocks[0]"),
        ({"title": "T", "language": "en", "blocks": [{"block": "run", "text": "a"}]}, "blocks[0]"),
        (
            {"title": "T", "language": "en", "blocks": [{"block": "heading", "level": "1", "text": ""}]},
            "blocks[0].level",
        ),
        (
            {"title": "T", "language": "en", "blocks": [{"block": "heading", "level": True, "text": ""}]},
            "blocks[0].level",
        ),
        ({"title": "T", "language": "en", "blocks": [{"block": "heading", "level": 1}]}, "blocks[0]"),
        (
            {"title": "T", "language": "en", "blocks": [], "figures": {"f": {"key": "f", "label": "", "value": "x"}}},
            "figures.f.value",
        ),
        (
            {"title": "T", "language": "en", "blocks": [], "figures": {"f": {"key": "f", "label": "", "value": "NaN"}}},
            "figures.f.value",
        ),
    ],
)
def test_data_that_is_no_document_is_refused_with_its_place(data: Any, place: str) -> None:
    with pytest.raises(DocumentDataError) as caught:
        from_data(data)
    assert caught.value.place == place


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b'{"en":1}', b"[" * 100_000])
def test_bytes_that_are_no_documents_are_refused(content: bytes) -> None:
    with pytest.raises(DocumentDataError):
        read_canonical(content)
