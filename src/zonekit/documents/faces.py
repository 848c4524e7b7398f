"""The faces documents and charts are set in, and the characters none of them can draw."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from unicodedata import category

from fontTools.ttLib import TTFont

from zonekit.documents.blocks import Chart, Document, Entry, Heading, KeyFigures, Signature, Table, plain
from zonekit.documents.checks import words_of

SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
STEMS = {SERIF: "NotoSerifSC", SANS: "NotoSansSC"}
WEIGHTS = ("400Regular", "700Bold")
Missing = tuple[tuple[str, str], ...]


class FaceError(FileNotFoundError):
    """A face that is needed is not below the folder; `name` is its file."""

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__(f"{name} is not below {folder}")
        self.name = name


def face_files(fonts: Path, families: tuple[str, ...] = (SERIF, SANS)) -> tuple[Path, ...]:
    """The regular and the bold file of each family, wherever they lie below `fonts`.

    >>> [file.name for file in face_files(Path("node_modules/@expo-google-fonts"), (SANS,))]
    ['NotoSansSC_400Regular.ttf', 'NotoSansSC_700Bold.ttf']
    """
    return tuple(found(fonts, f"{STEMS[family]}_{weight}.ttf") for family in families for weight in WEIGHTS)


@lru_cache(maxsize=64)
def found(fonts: Path, name: str) -> Path:
    file = next(iter(sorted(fonts.rglob(name))), None)
    if file is None:
        raise FaceError(name, fonts)
    return file


def folders_of(fonts: Path, families: tuple[str, ...] = (SERIF, SANS)) -> tuple[str, ...]:
    """The folders that hold just these files, for the typesetter, which takes all it finds in a folder.

    >>> len(folders_of(Path("node_modules/@expo-google-fonts")))
    4
    """
    return tuple(dict.fromkeys(str(file.parent) for file in face_files(fonts, families)))


def characters_of(fonts: Path, families: tuple[str, ...]) -> frozenset[int]:
    """Code points that every one of the faces draws."""
    return frozenset.intersection(*(drawn_by(file) for file in face_files(fonts, families)))


@lru_cache(maxsize=16)
def drawn_by(file: Path) -> frozenset[int]:
    with TTFont(file, lazy=True) as face:
        return frozenset(face.getBestCmap())


def missing_glyphs(document: Document, fonts: Path) -> Missing:
    """Each character that cannot be drawn, once for each place, in the order of the document.

    A place is the title of an entry, “block 3”, “figure” or “record” with its key, or the name of a part of the head.

    >>> from zonekit.documents.blocks import Paragraph, words
    >>> document = Document("题目", "zh-hans", (Paragraph(words("𠮷林")),))
    >>> missing_glyphs(document, Path("node_modules/@expo-google-fonts"))
    (('𠮷', 'block 1'),)
    """
    drawn = characters_of(fonts, (SERIF, SANS))
    missing: dict[tuple[str, str], None] = {}
    for place, text in texts_of(document):
        if text.isascii() and text.isprintable():
            continue
        for character in text:
            if ord(character) not in drawn and not is_silent(character):
                missing[character, place] = None
    return tuple(missing)


def is_silent(character: str) -> bool:
    """Controls and joiners, which are not drawn at all; whatever draws text leaves them out."""
    return category(character) in ("Cc", "Cf") or character in "\u2028\u2029"


def texts_of(document: Document) -> Iterator[tuple[str, str]]:
    """Every text of a document with the place it stands at."""
    head = ("title", "subtitle", "addressee", "notice", "agency", "number", "copy_no", "secrecy", "urgency")
    yield from ((name, getattr(document, name)) for name in head)
    yield from (("attachments", name) for name in document.attachments)
    for number, block in enumerate(document.blocks, start=1):
        place = (block.title if isinstance(block, Entry) else "") or f"block {number}"
        yield from ((place, plain(words)) for words in words_of(block))
        match block:
            case Heading(text=text):
                yield place, text
            case KeyFigures():
                continue
            case Table(columns=columns, caption=caption):
                yield from ((place, column.title) for column in columns)
                yield place, caption
            case Entry(title=title, label=label, fields=fields):
                yield from ((place, field.label) for field in fields)
                yield place, f"{label}{title}"
            case Chart():
                yield from ((place, text) for text in chart_texts(block))
            case Signature(agency=agency, date=date, lines=lines):
                yield from ((place, text) for text in (agency, date, *lines))
    for key, figure in document.figures.items():
        yield f"figure {key}", f"{figure.name}{figure.unit}"
    yield from ((f"record {key}", record.label) for key, record in document.records.items())


def chart_texts(chart: Chart) -> tuple[str, ...]:
    names = (series.name for series in chart.series)
    return (chart.title, *chart.categories, *names, chart.unit, chart.note)
