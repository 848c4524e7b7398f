"""A document as plain JSON data and back, and the SHA-256 by which an edition is known.

What is at its default is left out, so that a block that gains a field later does not change the hash of what was
frozen before. Decimals are written as strings (10, 10.0 and 1E+1 stay three different texts), blocks carry their name
under "block", words without any mark are plain strings.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from zonekit.documents.blocks import Block, Document, Run

Data = dict[str, Any]
Decoder = Callable[[Any, str], Any]

NAMES: dict[type, str] = {kind: kind.__name__.lower() for kind in get_args(Block)}
KINDS: dict[str, type] = {name: kind for kind, name in NAMES.items()}


class DocumentDataError(ValueError):
    """Data that is no document; `place` says where, as in "blocks[3].rows[0]"."""

    def __init__(self, place: str, what: str) -> None:
        super().__init__(f"{place or 'document'}: {what}")
        self.place = place


def to_data(document: Document) -> Data:
    """The document as what JSON knows: dicts, lists, strings, numbers and booleans.

    >>> from zonekit.documents.blocks import Document, Heading
    >>> to_data(Document(title="Answer sheet", language="en", blocks=(Heading(1, "Economy"),)))
    {'title': 'Answer sheet', 'language': 'en', 'blocks': [{'block': 'heading', 'level': 1, 'text': 'Economy'}]}
    """
    data: Data = _encoded(document)
    return data


def from_data(data: Data) -> Document:
    """The document that `to_data` wrote: `from_data(to_data(d)) == d`. Raises `DocumentDataError`.

    >>> from_data({"title": "Answer sheet", "language": "en", "blocks": []}).title
    'Answer sheet'
    >>> from_data({"title": "Answer sheet", "language": "en", "blocks": [{"block": "poem"}]})
    Traceback (most recent call last):
    zonekit.documents.canonical.DocumentDataError: blocks[0]: no block 'poem'
    """
    document: Document = _decoder(Document)(data, "")
    return document


def canonical_bytes(documents: Mapping[str, Document]) -> bytes:
    """The documents by language, as one JSON: keys sorted, UTF-8, no white space.

    >>> canonical_bytes({"en": Document(title="T", language="en", blocks=())})
    b'{"en":{"blocks":[],"language":"en","title":"T"}}'
    """
    return canonical_json({language: to_data(document) for language, document in documents.items()})


def canonical_json(data: Any) -> bytes:
    """Any JSON data in the one form that is hashed; NaN and infinities raise `ValueError`.

    >>> canonical_json({"b": 1, "a": "年"}).decode()
    '{"a":"年","b":1}'
    """
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def sha256_of(documents: Mapping[str, Document]) -> str:
    """The SHA-256 of the canonical bytes, in lower case hexadecimal.

    >>> sha256_of({"en": Document(title="T", language="en", blocks=())})[:12]
    '08029f56af7d'
    """
    return hashlib.sha256(canonical_bytes(documents)).hexdigest()


def read_canonical(content: bytes) -> dict[str, Document]:
    """The documents by language from their canonical bytes. Raises `DocumentDataError`.

    >>> read_canonical(b'{"en":{"blocks":[],"language":"en","title":"T"}}')["en"].title
    'T'
    """
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise DocumentDataError("", f"no JSON ({error})") from error
    if not isinstance(data, dict):
        raise DocumentDataError("", "no mapping of languages")
    return {language: _decoder(Document)(each, language) for language, each in data.items()}


def _encoded(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise DocumentDataError("", f"{value} is no number")
        return str(value)
    if isinstance(value, tuple):
        return [_encoded(each) for each in value]
    if isinstance(value, Mapping):
        return {key: _encoded(each) for key, each in value.items()}
    return _encoded_object(value)


def _encoded_object(value: Any) -> Any:
    kind: Any = type(value)
    data: Data = {"block": NAMES[kind]} if kind in NAMES else {}
    for name, (default, is_float) in _fields(kind).items():
        each = getattr(value, name)
        if default is dataclasses.MISSING or each != default:
            data[name] = float(each) if is_float else _encoded(each)
    return data["text"] if kind is Run and len(data) == 1 and "text" in data else data


@cache
def _fields(kind: Any) -> dict[str, tuple[Any, bool]]:
    """The fields of a block in order: default (or MISSING), and whether it is a float (1 and 1.0 hash alike)."""
    hints = get_type_hints(kind)
    found = {}
    for each in dataclasses.fields(kind):
        factory = each.default_factory
        default = each.default if isinstance(factory, dataclasses._MISSING_TYPE) else factory()
        found[each.name] = (default, hints[each.name] is float)
    return found


@cache
def _decoder(kind: Any) -> Decoder:
    if kind == Block:
        return _decoded_block
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {types.UnionType, Union}:
        inner = _decoder(next(each for each in arguments if each is not type(None)))
        return lambda value, place: None if value is None else inner(value, place)
    if origin is tuple:
        return _sequence_decoder(_decoder(arguments[0]))
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_decoder(_decoder(arguments[1]))
    if dataclasses.is_dataclass(kind):
        return _object_decoder(kind)
    return _plain_decoder(kind)


def _sequence_decoder(inner: Decoder) -> Decoder:
    def decoded(value: Any, place: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise DocumentDataError(place, "no list")
        return tuple([inner(each, f"{place}[{number}]") for number, each in enumerate(value)])

    return decoded


def _mapping_decoder(inner: Decoder) -> Decoder:
    def decoded(value: Any, place: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise DocumentDataError(place, "no mapping")
        return {key: inner(each, f"{place}.{key}") for key, each in value.items()}

    return decoded


def _object_decoder(kind: Any) -> Decoder:
    hints = get_type_hints(kind)
    needed = {name for name, (default, _) in _fields(kind).items() if default is dataclasses.MISSING}
    # Fields are asked for when first decoded: blocks hold runs, documents hold blocks.
    allowed = set(hints) | ({"block"} if kind in NAMES else set())

    def decoded(value: Any, place: str) -> Any:
        if kind is Run and isinstance(value, str):
            return Run(value)
        if not isinstance(value, dict):
            raise DocumentDataError(place, "no mapping")
        if missing := needed - value.keys():
            raise DocumentDataError(place, f"lacks {sorted(missing)[0]!r}")
        if unknown := value.keys() - allowed:
            raise DocumentDataError(place, f"has {sorted(unknown)[0]!r}, which is unknown")
        given = {
            name: _decoder(hints[name])(each, f"{place}.{name}" if place else name)
            for name, each in value.items()
            if name != "block"
        }
        return kind(**given)

    return decoded


def _decoded_block(value: Any, place: str) -> Any:
    name = value.get("block") if isinstance(value, dict) else None
    if not isinstance(name, str) or name not in KINDS:
        raise DocumentDataError(place, f"no block {name!r}")
    return _decoder(KINDS[name])(value, place)


def _plain_decoder(kind: Any) -> Decoder:
    accepted = {float: (int, float), Decimal: (str,)}.get(kind, (str,) if issubclass(kind, StrEnum) else (kind,))

    def decoded(value: Any, place: str) -> Any:
        if not isinstance(value, accepted) or (isinstance(value, bool) and kind is not bool):
            raise DocumentDataError(place, f"{value!r} is no {kind.__name__.lower()}")
        try:
            made = kind(value)
        except (ValueError, InvalidOperation) as error:
            raise DocumentDataError(place, f"{value!r} is no {kind.__name__.lower()}") from error
        if isinstance(made, Decimal) and not made.is_finite():
            raise DocumentDataError(place, f"{value!r} is no number")
        return made

    return decoded
