"""Making a file: built or read back, checked, written beside, kept. The task of the background worker."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from zonekit.documents.blocks import Document
from zonekit.documents.output import Output, silent
from zoneworks.accounts.access import Scope
from zoneworks.common.clock import now
from zoneworks.common.errors import Refused
from zoneworks.documents.choices import Format, ProductionState
from zoneworks.documents.kinds import BundleKind, DocumentKind, Member, Tell, kind_of
from zoneworks.documents.models import Edition, Production
from zoneworks.documents.services.bundling import pack_members
from zoneworks.documents.services.failures import failure_in_both
from zoneworks.documents.services.reading import read_edition
from zoneworks.documents.services.telling import StopAsked, Teller
from zoneworks.documents.words import DocumentFaulty, output_words
from zoneworks.documents.writers import MEDIA_TYPES, format_of, write
from zoneworks.files.made import drop_made_file, keep_made_file
from zoneworks.files.models import KeptFile
from zoneworks.units.models import Unit

logger = logging.getLogger(__name__)
UNFINISHED = "unfinished"
LONGEST_NAME = 180


def produce_now(production_pk: int) -> None:
    """Make the file of a waiting production; whatever happens is told in its row."""
    begun = now()
    waiting = Production.objects.filter(pk=production_pk, state=ProductionState.WAITING)
    if not waiting.update(state=ProductionState.RUNNING, begun_at=begun, heard_at=begun):
        return
    production = Production.objects.select_related("zone", "edition", "asked_by").get(pk=production_pk)
    try:
        with translation.override(production.language):
            file = made_file(production, Teller(production_pk))
    except StopAsked:
        return
    except Exception as error:
        if not isinstance(error, Refused):
            logger.exception("Production %s failed", production_pk)
        chinese, english = failure_in_both(error)
        end(production, state=ProductionState.FAILED, failure=chinese, failure_en=english)
    else:
        if not end(production, state=ProductionState.DONE, file=file, done=100):
            drop_made_file(file)  # stopped at the last moment


def end(production: Production, **values: Any) -> bool:
    running = Production.objects.filter(pk=production.pk, state=ProductionState.RUNNING)
    return bool(running.update(ended_at=now(), **values))


def made_file(production: Production, tell: Teller) -> KeptFile:
    if production.format == Format.ZIP:
        return made_bundle(production, tell)
    declared, edition = kind_of(production.kind), production.edition
    if production.is_freezing and edition is None:
        edition = frozen_edition(production, tell)
    tell.begin(0, 50)
    if edition is not None:
        documents = read_edition(edition)
        moment, name = edition.frozen_at, declared.file_name(production.zone, edition.arguments)
    else:
        scope = scope_of_asker(production)
        built = build_document(
            scope=scope, zone=production.zone, kind=declared, arguments=production.arguments, tell=tell
        )
        documents = {production.language: built}
        moment, name = production.asked_at, declared.file_name(production.zone, production.arguments)
    tell.begin(50, 98)
    with beside(production.format) as path:
        make_file(
            documents=documents, language=production.language, format=production.format, path=path, made_at=moment,
            edition=edition, tell=tell,
        )  # fmt: skip
        return kept(production, path, name)


def frozen_edition(production: Production, tell: Teller) -> Edition:
    # Freezing builds with what is here.
    from zoneworks.documents.services.freezing import freeze_for

    tell.begin(0, 90)
    edition = freeze_for(production, tell)
    tell.begin(90, 98)
    return edition


def kept(production: Production, path: Path, name: str) -> KeptFile:
    made = format_of(path, Format(production.format))
    return keep_made_file(
        zone=production.zone, path=path, name=f"{name[:LONGEST_NAME]}.{made}", media_type=MEDIA_TYPES[made],
        user=production.asked_by,
    )  # fmt: skip


def made_bundle(production: Production, tell: Teller) -> KeptFile:
    """An archive of all members of the kind, each built, checked and written as if it were asked for alone."""
    kind, scope, arguments = kind_of(production.kind), scope_of_asker(production), production.arguments
    if not isinstance(kind, BundleKind):
        raise Refused("format_unknown", _("This document is not made in that format."))
    language, moment = production.language, production.asked_at

    def write_member(member: Member, path: Path) -> None:
        document = whole(kind.code, arguments, member.build())
        make_file(documents={language: document}, language=language, format=member.format, path=path, made_at=moment)

    members = kind.members(scope, production.zone, arguments)
    tell.begin(0, 98)
    with beside(production.format) as path:
        pack_members(members, path, moment, write_member, tell)
        return kept(production, path, kind.file_name(production.zone, arguments))


def scope_of_asker(production: Production) -> Scope:
    """Rights may have been taken away since: whoever asked must still be allowed to."""
    declared = kind_of(production.kind)
    if production.asked_by is None:
        raise Refused("nobody_asked", _("Nobody stands for this file; a command makes its files itself."))
    scope = Scope(production.asked_by)
    if not declared.may_make(scope, production.zone):
        raise Refused("not_yours", _("You cannot have this document made."))
    return scope


def build_document(
    *, scope: Scope, zone: Unit, kind: DocumentKind, arguments: Mapping[str, Any], tell: Tell = silent
) -> Document:
    """The document in the active language, which holds together; else Refused with what does not."""
    return whole(kind.code, arguments, kind.build(scope, zone, arguments, tell))


def whole(code: str, arguments: Mapping[str, Any], document: Document) -> Document:
    faults = document.check()
    if faults:
        logger.error("%s %s does not hold together: %s", code, arguments, faults[:20])
        raise DocumentFaulty(faults)
    return document


def make_file(
    *,
    documents: Mapping[str, Document],
    language: str,
    format: str,  # noqa: A002 - the word of the thing
    path: Path,
    made_at: datetime,
    edition: Edition | None = None,
    tell: Callable[[int, int], None] = silent,
) -> None:
    """Write one file at a path: what the worker and the commands share. JSON holds every language given."""
    output = Output(
        fonts=Path(settings.ZONEWORKS_FONTS),
        made_at=made_at,
        edition=edition.mark if edition else "",
        sha256=edition.sha256 if edition else "",
        words=output_words(language),
        tell=tell,
    )
    if format in {Format.PDF, Format.DOCX} and not output.fonts.is_dir():
        raise Refused(
            "fonts_missing",
            _(
                "There is no folder of typefaces at %(folder)s. "
                "Name one that holds Noto Sans SC and Noto Serif SC in ZONEWORKS_FONTS."
            )
            % {"folder": output.fonts},
        )
    with path.open("wb") as out:
        write(Format(format), documents, language, as_binary(out), output)


def as_binary(out: Any) -> BinaryIO:
    file: BinaryIO = out
    return file


@contextmanager
def beside(ending: str) -> Iterator[Path]:
    """A place for an unfinished file, gone afterwards; of a worker that died, a periodic job removes it."""
    folder = Path(settings.MEDIA_ROOT) / UNFINISHED
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="made-", dir=folder) as own:
        yield Path(own) / f"file.{ending}"
