"""Messages in two languages: found in code and templates, kept in one .po per app, compiled without gettext.

English is the language of the code; `locale/zh_Hans/LC_MESSAGES/django.po` of each app holds the Chinese.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parents[1]
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
LOCALE = "zh_Hans"


def apps() -> list[Path]:
    return sorted(folder for folder in PACKAGE.iterdir() if folder.is_dir() and (folder / "__init__.py").exists())


def po_path(app: Path) -> Path:
    return app / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def sources(app: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of an app that may hold messages, templates turned into what the extractor reads."""
    from django.utils.translation.template import templatize

    for path in sorted([*app.rglob("*.py"), *app.rglob("*.html"), *app.rglob("*.txt")]):
        parts = path.relative_to(app).parts
        if {"tests", "migrations", "static", "locale", "data"} & set(parts):
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # What is left of a template is indented at will, which the extractor would take for broken Python.
            text = "\n".join(line.strip() for line in templatize(text).splitlines())
        yield path.relative_to(PACKAGE).as_posix(), text.encode()


def messages_of(app: Path) -> Catalog:
    """The messages an app uses now, untranslated."""
    catalog = Catalog(locale=LOCALE, charset="utf-8")
    for name, text in sources(app):
        for _line, message, _comments, context in extract("python", io.BytesIO(text), KEYWORDS, ["Translators:"]):
            if message:
                catalog.add(message, context=context, locations=[(name, 0)])
    return catalog


def stored(app: Path) -> Catalog:
    path = po_path(app)
    if not path.exists():
        return Catalog(locale=LOCALE, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE, charset="utf-8")


def update() -> None:
    """Bring every .po up to the code: new messages empty, gone ones dropped, nothing guessed."""
    for app in apps():
        used, kept = messages_of(app), stored(app)
        if not len(used):
            continue
        fresh = Catalog(locale=LOCALE, charset="utf-8", project="ZoneWorks", fuzzy=False)
        for message in used:
            if message.id:
                known = kept.get(message.id, message.context)
                fresh.add(message.id, known.string if known else "", context=message.context)
        path = po_path(app)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(
                file, fresh, width=0, sort_output=True, omit_header=False, include_lineno=False, ignore_obsolete=True
            )
        strip_dates(path)


def strip_dates(path: Path) -> None:
    """Keep moments and tool names out of the file, so that only changed messages make a difference."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    unstable = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator', '"Language-Team', "#")
    path.write_text("".join(line for line in lines if not line.startswith(unstable)), encoding="utf-8")


def compile_all() -> None:
    for app in apps():
        path = po_path(app)
        if path.exists():
            catalog = stored(app)
            with path.with_suffix(".mo").open("wb") as file:
                write_mo(file, catalog)


def problems() -> list[str]:
    """Every message without Chinese, fuzzy, no longer used, or whose placeholders differ."""
    found = []
    for app in apps():
        used, kept = messages_of(app), stored(app)
        for message in used:
            known = kept.get(message.id, message.context) if message.id else None
            if message.id and (known is None or not all(strings(known))):
                found.append(f"{app.name}: no Chinese for {message.id!r}")
            elif known is not None and message.id:
                found += [f"{app.name}: {error} in {message.id!r}" for error in known.check()]
                if known.fuzzy:
                    found.append(f"{app.name}: fuzzy {message.id!r}")
        found += [f"{app.name}: unused {m.id!r}" for m in kept if m.id and used.get(m.id, m.context) is None]
    return found


def clashes() -> list[str]:
    """Messages that two apps put into different Chinese: readers would get whichever app comes first."""
    said: dict[tuple[str | None, str], dict[str, str]] = {}
    for app in apps():
        for message in stored(app):
            if message.id:
                said.setdefault((message.context, str(message.id)), {})[app.name] = str(message.string)
    return [
        f"{', '.join(words)}: {key!r} is {' and '.join(sorted(set(words.values())))}; give one of them a context"
        for (_context, key), words in said.items()
        if len(set(words.values())) > 1
    ]


def strings(message: object) -> tuple[str, ...]:
    string = message.string  # type: ignore[attr-defined]
    return tuple(string) if isinstance(string, tuple | list) else (string,)


def main(argv: list[str]) -> int:
    """`update`, `compile` or `check`."""
    verb = argv[0] if argv else "check"
    if verb == "update":
        update()
    elif verb == "compile":
        compile_all()
    found = [*problems(), *clashes()] if verb in {"check", "update"} else []
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found and verb == "check" else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
