"""Notices of orders as official papers: what is asked of whom by when, and a slip on which the unit answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from zonekit.documents.blocks import Align, Block, Column, Document, Heading, Paragraph, Signature, Table, Words, words
from zoneworks.accounts.access import Scope
from zoneworks.accounts.subjects import subject_or_none
from zoneworks.common.text import is_english
from zoneworks.supervision.choices import Basis, Rung, StepKind
from zoneworks.supervision.models import OrderStep
from zoneworks.supervision.queries import OrderDetail
from zoneworks.supervision.words import day, joined, number_of, rung_words, source_words, working_days
from zoneworks.units.models import Unit

TITLES = {
    Rung.NOTICE: gettext_lazy("Supervision notice"),
    Rung.BLUE: gettext_lazy("Blue supervision order"),
    Rung.ORANGE: gettext_lazy("Orange supervision order"),
    Rung.RED: gettext_lazy("Red supervision order"),
}
LINES_TO_FILL = 3
TOP = max(Rung.values)


def language() -> str:
    return "en" if is_english() else "zh-hans"


def notice_title(rung: int) -> str:
    return str(TITLES[Rung(rung)])


def office_of(zone: Unit) -> str:
    return _("Supervision office of %(zone)s") % {"zone": zone.title}


def addressed(units: Iterable[Unit]) -> str:
    """To whom a paper goes, with the colon that follows."""
    return _("%(units)s:") % {"units": joined([unit.title for unit in units])}


def cells(*texts: str) -> tuple[Words, ...]:
    return tuple(words(text) for text in texts)


# --- the notice of one order ---------------------------------------------------------------------------------------


def notice_of(scope: Scope, detail: OrderDetail) -> Document:
    """As the order stood on the day: the paper of the rung it stood on."""
    order, state = detail.order, detail.state
    title = notice_title(state.rung)
    blocks: list[Block] = [
        Paragraph(words(opening(detail))),
        facts_table(scope, detail),
        Paragraph(words(closing(detail))),
        Signature(office_of(order.zone), day(issued_on(detail))),
        Heading(1, _("Reply slip")),
        slip(detail),
    ]
    return Document(
        title=title,
        language=language(),
        blocks=tuple(blocks),
        addressee=addressed([order.unit, *detail.helpers]),
        agency=office_of(order.zone),
        number=number_of(order),
        urgency=pgettext("order", "Urgent") if order.is_urgent else "",
        facts={"zone": order.zone.title, "order": number_of(order), "rung": rung_words(state.rung)},
    )


def issued_on(detail: OrderDetail) -> date:
    """The day of the paper: when the order came to its rung, or was assigned."""
    marks = [step.on for step in detail.steps if step.kind in (StepKind.RAISE, StepKind.ASSIGN)]
    return marks[-1] if marks else detail.order.filed_on


def opening(detail: OrderDetail) -> str:
    order, state = detail.order, detail.state
    known = {
        "title": order.title_shown, "unit": order.unit.title, "rung": notice_title(state.rung),
        "due": day(state.due) if state.due else "–", "days": working_days(state.limit_days),
    }  # fmt: skip
    if state.due is None:
        sentence = _("“%(title)s” will be assigned to %(unit)s, to be reported on within %(days)s of the assignment.")
    elif raised(detail):
        sentence = _(
            "The former notice on “%(title)s” expired without a report. This %(rung)s is issued. %(unit)s reports back "
            "in writing within %(days)s, by %(due)s."
        )
    else:
        sentence = _("“%(title)s” is assigned to %(unit)s. Report back in writing within %(days)s, by %(due)s.")
    return sentence % known


def raised(detail: OrderDetail) -> list[OrderStep]:
    return [step for step in detail.steps if step.kind == StepKind.RAISE]


def facts_table(scope: Scope, detail: OrderDetail) -> Table:
    columns = (Column(_("Field"), 1.2), Column(pgettext("of a notice", "Content"), 4.4))
    rows = tuple(cells(label, text) for label, text in facts_of(scope, detail) if text)
    return Table(columns, rows, name=notice_title(detail.state.rung))


def facts_of(scope: Scope, detail: OrderDetail) -> Iterable[tuple[str, str]]:
    order, state = detail.order, detail.state
    subject = subject_or_none(scope, order.subject_kind, order.subject_key) if order.subject_kind else None
    yield _("Matter"), order.title_shown
    yield pgettext("order", "Subject"), subject.title if subject else ""
    yield pgettext("order", "What is asked"), order.content_shown
    source = [source_words(order)] if order.source else []
    yield _("Basis of the order"), joined([str(Basis(order.basis).label), *source])
    yield _("Undertaking unit"), order.unit.title
    yield _("Co-handling units"), joined([unit.title for unit in detail.helpers])
    yield _("Lead leader"), order.leader.title if order.leader else ""
    yield _("Day of assignment"), day(state.assigned_on) if state.assigned_on else ""
    due = _("%(due)s (%(days)s)") % {"due": day(state.due), "days": working_days(state.limit_days)} if state.due else ""
    yield pgettext("order", "Due"), due
    yield _("Issued before"), joined([
        _("%(rung)s on %(day)s") % {"rung": notice_title(rung), "day": day(when)} for rung, when in former(detail)
    ])  # fmt: skip


def former(detail: OrderDetail) -> list[tuple[int, date]]:
    """The papers that expired before this one."""
    found: dict[int, date] = {}
    for step in detail.steps:
        if step.kind in (StepKind.ASSIGN, StepKind.RAISE) and step.rung < detail.state.rung:
            found.setdefault(step.rung, step.on)
    return list(found.items())


def closing(detail: OrderDetail) -> str:
    if detail.state.rung == TOP:
        return _(
            "If nothing is reported by the due day, the unit's responsibility is examined. More time is asked for on "
            "the due day at the latest, with reasons."
        )
    return _(
        "If nothing is reported by the due day, the next rung of the ladder follows. More time is asked for on the due "
        "day at the latest, with reasons."
    )


def slip(detail: OrderDetail) -> Table:
    """To be filled in, signed and sent back."""
    order = detail.order
    columns = (Column(_("Field"), 1.6), Column(_("To be filled in by the unit"), 4))
    rows = (
        cells(pgettext("order", "Number"), f"{number_of(order)} {order.title_shown}"),
        cells(_("Undertaking unit"), order.unit.title),
        cells(_("Received on"), ""),
        cells(_("What was done, with the result"), ""),
        *(cells("", "") for _line in range(LINES_TO_FILL)),
        cells(_("What is still open, and until when"), ""),
        *(cells("", "") for _line in range(LINES_TO_FILL)),
        cells(_("Head of the unit (signature)"), ""),
        cells(_("Contact and telephone"), ""),
        cells(_("Date of the reply"), ""),
    )
    return Table(columns, rows, name=_("Reply slip"))


# --- the urging notice of a unit -------------------------------------------------------------------------------------


def urging_notice(zone: Unit, unit: Unit, orders: Sequence[Any], left: Sequence[str], as_of: date) -> Document:
    """All orders of a unit that wait for its report, on one paper; each as the board had it on the day."""
    sentence = _("By %(day)s %(unit)s has not reported back on the orders below. Report without delay.")
    columns = (
        Column(_("No."), 0.7, Align.CENTRE),
        Column(pgettext("order", "Number"), 1.9),
        Column(_("Matter"), 2.7),
        Column(_("Rung"), 1.4),
        Column(pgettext("order", "Due"), 1.9),
        Column(_("Time left"), 1.7),
        Column(pgettext("order", "Urged"), 1, Align.RIGHT, True),
    )
    rows = tuple(
        cells(
            str(place), number_of(order), order.title_shown, rung_words(order.now_rung), day(order.now_due), said,
            str(order.now_urged),
        )
        for place, (order, said) in enumerate(zip(orders, left, strict=True), start=1)
    )  # fmt: skip
    return Document(
        title=_("Supervision urging notice"),
        language=language(),
        blocks=(
            Paragraph(words(sentence % {"day": day(as_of), "unit": unit.title})),
            Table(columns, rows, name=_("Orders urged")),
            Signature(office_of(zone), day(as_of)),
        ),
        addressee=addressed([unit]),
        agency=office_of(zone),
        facts={"zone": zone.title, "unit": unit.title},
    )
