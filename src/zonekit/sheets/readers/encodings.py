"""The encoding of a text, found from its bytes."""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter
from typing import NamedTuple

from zonekit.sheets.readers.refusals import Refusal

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 20_000
_TOLERATED = 0.02


class Decoded(NamedTuple):
    """Text, the name of its encoding, and whether the file breaks off in the middle of a character."""

    text: str
    encoding: str
    is_cut_off: bool = False


def decode(data: bytes) -> Decoded:
    """Decode by byte order mark, else strict UTF-8, else GB18030.

    Raises Refusal `encoding_unknown` when none of them fits and `format_unknown` for what is not text at all.

    >>> decode("序号".encode("gb18030"))
    Decoded(text='序号', encoding='gb18030', is_cut_off=False)
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding)
    if b"\x00" in data:
        raise Refusal("format_unknown")
    return _decode_unmarked(data)


def _decode_marked(data: bytes, encoding: str) -> Decoded:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError as error:
        raise Refusal("encoding_unknown", tried=encoding) from error
    return _checked(Decoded(text, encoding, is_cut_off=_has_rest(decoder)))


def _decode_unmarked(data: bytes) -> Decoded:
    for encoding in ("utf-8", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            text = decoder.decode(data)
        except UnicodeDecodeError:
            continue
        # A few bytes that start a character and nothing before them prove no encoding.
        if not (_has_rest(decoder) and text.isascii()):
            return _checked(Decoded(text, encoding, is_cut_off=_has_rest(decoder)))
    raise Refusal("encoding_unknown", tried="utf-8, gb18030, utf-16")


def _has_rest(decoder: codecs.IncrementalDecoder) -> bool:
    return bool(decoder.getstate()[0])


def _checked(decoded: Decoded) -> Decoded:
    """Refuse what decodes by accident: binary files are full of control and unassigned characters."""
    sample = decoded.text[:_SAMPLE]
    strange = sum(count for char, count in Counter(sample).items() if not _is_textual(char))
    if strange > _TOLERATED * len(sample):
        raise Refusal("format_unknown")
    return decoded


def _is_textual(char: str) -> bool:
    return char in "\t\n\r\v\f" or unicodedata.category(char) not in ("Cc", "Cn", "Co", "Cs")
