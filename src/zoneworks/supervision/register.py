"""The register of orders as a workbook: what is seen on the board, order by order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.documents.blocks import Column, Document, Table, Words, words
from zonekit.documents.output import Output
from zonekit.documents.workbook import write_xlsx
from zonekit.supervision.words import RUNNING
from zoneworks.accounts.subjects import subjects_of
from zoneworks.common.clock import now
from zoneworks.documents.words import output_words
from zoneworks.supervision.board import Board
from zoneworks.supervision.bridge import calendar
from zoneworks.supervision.choices import Basis
from zoneworks.supervision.notices import language
from zoneworks.supervision.queries import helpers_of
from zoneworks.supervision.words import day, joined, left_words, number_of, rung_words, source_words, state_words

MOST_ROWS = 20_000


def register_workbook(board: Board) -> bytes:
    """All orders of the board, not the page alone, in its order; the number of statements is fixed."""
    title = _("Register of supervision orders")
    table = Table(columns(), tuple(rows_of(board)), name=_("Orders"))
    document = Document(
        title=title, language=language(), blocks=(table,),
        subtitle=_("%(zone)s, state on %(day)s") % {"zone": board.zone.title, "day": day(board.as_of)},
    )  # fmt: skip
    out = BytesIO()
    made = Output(fonts=Path(settings.ZONEWORKS_FONTS), made_at=now(), words=output_words(language()))
    write_xlsx(document, out, made)
    return out.getvalue()


def columns() -> tuple[Column, ...]:
    return (
        Column(pgettext("order", "Number"), 1.4),
        Column(_("Rung"), 1.1),
        Column(_("Matter"), 3.2),
        Column(pgettext("order", "Subject"), 2.4),
        Column(pgettext("order", "What is asked"), 3.6),
        Column(_("Basis of the order"), 1.4),
        Column(pgettext("order", "Source"), 2.0),
        Column(_("Undertaking unit"), 1.8),
        Column(_("Co-handling units"), 2.0),
        Column(_("Lead leader"), 1.6),
        Column(_("State"), 1.0),
        Column(_("Day of filing"), 1.1),
        Column(_("Day of assignment"), 1.1),
        Column(pgettext("order", "Due"), 1.1),
        Column(_("Time left"), 1.4),
        Column(pgettext("order", "Urged"), 0.7, is_number=True),
        Column(_("Extensions"), 0.7, is_number=True),
        Column(_("Day it ended"), 1.1),
        Column(_("Rule"), 1.6),
    )


def rows_of(board: Board) -> Iterator[tuple[Words, ...]]:
    orders = list(board.orders.select_related("unit", "leader")[:MOST_ROWS])
    helpers = helpers_of(orders)
    named = [(order.subject_kind, order.subject_key) for order in orders if order.subject_kind]
    subjects = subjects_of(board.scope, named)
    for order in orders:
        subject = subjects.get((order.subject_kind, order.subject_key))
        helping = joined([unit.title for unit in helpers[order.pk]])
        yield tuple(words(text) for text in texts_of(order, subject.title if subject else "", helping, board.as_of))


def texts_of(order: Any, subject: str, helping: str, as_of: date) -> tuple[str, ...]:
    runs = order.now_due is not None and order.now_state in RUNNING and not order.now_is_suspended
    left = left_words(calendar().between(as_of, order.now_due)) if runs else ""
    return (
        number_of(order), rung_words(order.now_rung), order.title_shown, subject, order.content_shown,
        str(Basis(order.basis).label), source_words(order), order.unit.title, helping,
        order.leader.title if order.leader else "", state_words(order.now_state), order.filed_on.isoformat(),
        iso_by(order.assigned_on, as_of), iso_by(order.now_due, None), left, str(order.now_urged),
        str(order.now_extensions), iso_by(order.closed_on, as_of), order.rule,
    )  # fmt: skip


def iso_by(when: date | None, as_of: date | None) -> str:
    """A day, unless it had not come on the day looked at."""
    return when.isoformat() if when and (as_of is None or when <= as_of) else ""
