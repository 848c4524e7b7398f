"""Documents written by the command line: asked for as a page asks, made in the foreground, put into place whole."""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Mapping
from errno import EISDIR, ENOENT
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zonekit.values.issues import Issue
from zoneworks.commands import UsageError
from zoneworks.commands.plan import NOTHING_USED, REFUSED, print_json
from zoneworks.commands.setting_up import LANGUAGES, language_for, whole_product, words_only
from zoneworks.common.errors import Refused
from zoneworks.imports.messages import COMMON

if TYPE_CHECKING:
    from zonekit.documents.blocks import Document

Json = dict[str, Any]
FORMATS = ("docx", "pdf", "xlsx", "json")
STANDARD_OUTPUT = "-"
HELP = {
    "zone": gettext_lazy("code of the zone; not needed where there is only one"),
    "as_of": gettext_lazy("what was known on this day, such as 2023-06-30"),
    "lang": gettext_lazy("language of the document and of the sentences"),
    "format": gettext_lazy("what to write; by the ending of the file if not given"),
    "output": gettext_lazy("the file to write; - writes the standard output"),
    "json": gettext_lazy("what was made, as JSON on the standard output"),
}


def lazy(message: Promise) -> str:
    """Help that is put into words only when it is asked for, once a language is known."""
    return cast(str, message)


def add_file_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--zone", help=lazy(HELP["zone"]))
    parser.add_argument("--as-of", help=lazy(HELP["as_of"]))
    parser.add_argument("--lang", choices=LANGUAGES, help=lazy(HELP["lang"]))
    parser.add_argument("--format", choices=FORMATS, help=lazy(HELP["format"]))
    parser.add_argument("-o", "--output", required=True, help=lazy(HELP["output"]))
    parser.add_argument("--json", action="store_true", help=lazy(HELP["json"]))


def make(options: argparse.Namespace, kind: str, arguments: Mapping[str, Any]) -> int:
    """0: written; 1: refused with a sentence; 2: the program failed."""
    from django.db import DatabaseError
    from django.http import Http404

    with whole_product(language_for(options.lang)):
        from zonekit.documents.output import GlyphError
        from zoneworks.documents.services.failures import failure_sentence

        try:
            told = written(options, kind, arguments)
        except (Refused, GlyphError) as error:
            code = error.code if isinstance(error, Refused) else "glyph_missing"
            return refusal(options, Issue(code), failure_sentence(error), REFUSED)
        except Http404:
            return refusal(options, Issue("plan_missing"), _("There is no plan of that time."), REFUSED)
        except DatabaseError as error:
            issue = Issue("database_not_ready", params={"error": str(error)[:200]})
            return refusal(options, issue, COMMON.sentence(issue), REFUSED)
        except OSError as error:
            said = _("%(file)s cannot be written: %(error)s.")
            told = {"file": options.output, "error": error.strerror or error}
            return refusal(options, Issue("file_not_written"), said % told, REFUSED)
        except Exception as error:
            traceback.print_exc()
            issue = Issue("program_failed", params={"error": str(error)[:400]})
            return refusal(options, issue, COMMON.sentence(issue), NOTHING_USED)
        tell_written(options, told)
    return 0


def written(options: argparse.Namespace, kind: str, arguments: Mapping[str, Any]) -> Json:
    from zoneworks.commands.operators import OperatorScope, zone_named
    from zoneworks.common.clock import now
    from zoneworks.documents.kinds import kind_of
    from zoneworks.documents.services.making import make_file

    wanted = format_of(options)
    require_place(options.output)
    zone = zone_named(options.zone)
    scope, declared = OperatorScope(zone), kind_of(kind)
    asked = declared.clean(scope, zone, {name: value for name, value in arguments.items() if value is not None})
    documents = built(options, wanted, lambda: declared_document(declared, scope, zone, asked))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file.{wanted}"
        language = language_for(options.lang)
        make_file(documents=documents, language=language, format=wanted, path=path, made_at=now())
        size, digest = path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest()
        place = archive_place(options.output, path, wanted)
        put(path, place)
    title = next(iter(documents.values())).title
    return {
        "kind": kind, "title": title, "zone": zone.code, "arguments": asked, "format": wanted, "file": place,
        "size": size, "sha256": digest, "issues": [],
    }  # fmt: skip


def archive_place(place: str, path: Path, wanted: str) -> str:
    """A large PDF comes as an archive of its volumes, and says so in its name."""
    from zoneworks.documents.choices import Format
    from zoneworks.documents.writers import format_of as made_format

    is_archive = place != STANDARD_OUTPUT and made_format(path, Format(wanted)) != wanted
    return str(Path(place).with_suffix(f".{Format.ZIP}")) if is_archive else place


def format_of(options: argparse.Namespace) -> str:
    if options.json and options.output == STANDARD_OUTPUT:
        raise Refused("output_unclear", _("Name a file: the standard output cannot take the document and the JSON."))
    wanted: str = options.format or Path(options.output).suffix.lstrip(".").lower()
    if wanted not in FORMATS:
        formats = ", ".join(FORMATS)
        raise Refused("format_unknown", _("Say with --format what to write: %(formats)s.") % {"formats": formats})
    return wanted


def require_place(output: str) -> None:
    """Known before the document is made, which takes its time."""
    target = Path(output)
    if output != STANDARD_OUTPUT and target.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), output)
    if output != STANDARD_OUTPUT and not target.parent.is_dir():
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), output)


def built(options: argparse.Namespace, wanted: str, make_one: Any) -> dict[str, Document]:
    """In the language of the document; JSON holds both, unless one is asked for."""
    from django.utils import translation

    languages = LANGUAGES if wanted == "json" and not options.lang else (language_for(options.lang),)
    documents = {}
    for language in languages:
        with translation.override(language):
            documents[language] = make_one()
    return documents


def declared_document(declared: Any, scope: Any, zone: Any, asked: Json) -> Document:
    from zoneworks.documents.services.making import build_document

    return build_document(scope=scope, zone=zone, kind=declared, arguments=asked, tell=tell_progress)


def tell_progress(done: int, total: int) -> None:
    """On a terminal alone: a program that reads the words is not to read a bar."""
    if sys.stderr.isatty() and total:
        end = "\n" if done == total else ""
        print(f"\r{done}/{total}", end=end, file=sys.stderr, flush=True)


def put(path: Path, output: str) -> None:
    """Into place in one step, so that nobody finds half a file."""
    if output == STANDARD_OUTPUT:
        sys.stdout.buffer.write(path.read_bytes())
        sys.stdout.flush()
        return
    target = Path(output)
    beside = target.with_name(f".{target.name}.part")
    shutil.copyfile(path, beside)
    beside.replace(target)


def tell_written(options: argparse.Namespace, told: Json) -> None:
    if options.json:
        print_json(told)
    if options.output != STANDARD_OUTPUT:
        print(_("%(title)s: written to %(file)s") % {"title": told["title"], "file": told["file"]}, file=sys.stderr)


def refusal(options: argparse.Namespace, issue: Issue, words: str, code: int) -> int:
    if options.json:
        from zoneworks.commands.plan_json import issue_json

        print_json({"file": None, "issues": [issue_json(issue, words)]})
    print(words, file=sys.stderr)
    return code


def refuse_usage(error: UsageError) -> int:
    """Wrong arguments, told to a program."""
    from zoneworks.commands.plan_json import issues_json

    print(f"{error.usage}{error}", file=sys.stderr)
    with words_only(language_for(None)):
        issue = Issue("arguments_wrong", params={"error": str(error)[:400]})
        print_json({"file": None, "issues": issues_json([issue], COMMON)})
    return NOTHING_USED
