"""An edition as one JSON file: its documents in canonical form beside the hash they were frozen with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from zonekit.documents.blocks import Document
from zonekit.documents.canonical import DocumentDataError, canonical_bytes, canonical_json, from_data
from zonekit.documents.output import Output

FORMAT = "zoneworks.edition"


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of a check: `code` is holds, differs (hash), unreadable (no JSON), foreign (another kind of JSON)
    or malformed (a key
    twice, documents that are none). `edition` and `stated` are what the file says, `computed` what it is."""

    code: str
    edition: str = ""
    stated: str = ""
    computed: str = ""

    def __bool__(self) -> bool:
        return self.code == "holds"


def write_json(documents: Mapping[str, Document], out: BinaryIO, output: Output) -> None:
    """Write the documents by language with the edition of `output` and their SHA-256, which is computed here.

    >>> from datetime import datetime, UTC
    >>> from io import BytesIO
    >>> from pathlib import Path
    >>> file = BytesIO()
    >>> output = Output(fonts=Path(), made_at=datetime(2023, 10, 8, tzinfo=UTC), edition="WQDZ-2023-1")
    >>> write_json({"en": Document(title="T", language="en", blocks=())}, file, output)
    >>> file.getvalue().decode()[:80]
    '{"documents":{"en":{"blocks":[],"language":"en","title":"T"}},"edition":"WQDZ-20'
    """
    content = canonical_bytes(documents)
    rest = {"edition": output.edition, "format": FORMAT, "sha256": hashlib.sha256(content).hexdigest()}
    out.write(b'{"documents":')
    out.write(content)
    out.write(b"," + canonical_json(rest)[1:])


def verify_json(content: bytes) -> Verification:
    """Whether a file is what was frozen: its documents are hashed anew and held against the hash it states.

    The hash is taken of the data as it stands, so that a file of a later version of the product still verifies.

    >>> from datetime import datetime, UTC
    >>> from io import BytesIO
    >>> from pathlib import Path
    >>> file = BytesIO()
    >>> output = Output(fonts=Path(), made_at=datetime(2023, 10, 8, tzinfo=UTC), edition="WQDZ-2023-1")
    >>> write_json({"en": Document(title="61 of 95", language="en", blocks=())}, file, output)
    >>> verify_json(file.getvalue()).code, verify_json(file.getvalue().replace(b"61", b"62")).code
    ('holds', 'differs')
    """
    try:
        data = json.loads(content, object_pairs_hook=_without_doubles)
    except DocumentDataError:
        return Verification("malformed")
    except (ValueError, RecursionError):
        return Verification("unreadable")
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("documents"), dict):
        return Verification("foreign")
    edition, stated = str(data.get("edition", "")), str(data.get("sha256", ""))
    try:
        computed = hashlib.sha256(canonical_json(data["documents"])).hexdigest()
    except (ValueError, RecursionError):
        return Verification("malformed", edition, stated)
    return Verification("holds" if computed == stated else "differs", edition, stated, computed)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key written twice reads differently in different programs: such a file states nothing."""
    data = dict(pairs)
    if len(data) != len(pairs):
        raise DocumentDataError("", "has a key twice")
    return data


def read_json(content: bytes) -> dict[str, Document]:
    """The documents of a file, by language, without asking whether it verifies. Raises `DocumentDataError`.

    >>> read_json(b'{"documents":{"en":{"blocks":[],"language":"en","title":"T"}}}')["en"].title
    'T'
    """
    try:
        documents = json.loads(content)["documents"]
        return {language: from_data(data) for language, data in documents.items()}
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DocumentDataError("", "no edition") from error
    except DocumentDataError:
        raise
    except ValueError as error:
        raise DocumentDataError("", f"no JSON ({error})") from error
