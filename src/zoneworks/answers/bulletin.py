"""The monthly bulletin: counts by light, changes, laggards named, overdue milestones, who reported, what is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.http import Http404
from django.utils.translation import gettext as _

from zonekit.documents.blocks import Block, Document, KeyFigures, Listing, Paragraph, Signature, Words, words
from zoneworks.accounts.access import Scope
from zoneworks.answers.bulletin_parts import Bulletin, changes, laggards, lights_by_month, overdue, reporting
from zoneworks.answers.queries_months import discipline, month_state
from zoneworks.answers.sheet import facts_of, notice_of
from zoneworks.answers.sheet_figures import (
    ORDER,
    lights_sentence,
    pace_sentence,
    paces_of_headings,
    reached_sentences,
    tally,
    whole_plan,
)
from zoneworks.common.text import in_language
from zoneworks.documents.composing import Headings, Ledger, day, in_sequence, language, month
from zoneworks.reports.months import due_day, month_end, month_named
from zoneworks.units.models import Unit
from zoneworks.units.queries import profile_of

Tell = Callable[[int, int], None]
STEPS = 6


def bulletin(scope: Scope, zone: Unit, period: str, as_of: date, tell: Tell) -> Document:
    """`period` is a month such as "2023-09". In the active language; Http404 where there is no plan to tell of."""
    about = month_named(period)
    if about is None or as_of < about:
        raise Http404(f"no bulletin of {period!r} on {as_of}")
    tell(0, STEPS)
    state = month_state(scope, zone, about, as_of)
    ledger = Ledger()
    for leaf in state.year.leaves:
        ledger.record(leaf.key, leaf.name, leaf.address)
    made = Bulletin(
        state, ledger, Headings(), tally(ledger, "all", state.year.leaves, state.year, whole_plan()), discipline(state)
    )
    return Document(
        title=bulletin_title(zone, about),
        subtitle=_("As known on %(date)s") % {"date": day(as_of)},
        language=language(),
        addressee=_("To all units of the zone"),
        notice=notice_of(state.year),
        blocks=tuple(blocks_of(made, tell)),
        figures=ledger.figures,
        records=ledger.records,
        facts={**facts_of(state.year, "bulletin"), "period": period},
    )


def bulletin_title(zone: Unit, about: date) -> str:
    return _("%(zone)s: monthly bulletin, %(month)s") % {"zone": profile_of(zone).title, "month": month(about)}


def blocks_of(made: Bulletin, tell: Tell) -> Iterator[Block]:
    parts = (whole, changes, laggards, overdue, reporting, asked)
    for done, part in enumerate(parts, start=1):
        yield from part(made)
        tell(done, STEPS)
    zone = made.state.year.plan.issuing_unit or made.state.year.zone
    yield Signature(zone.title, day(made.state.year.as_of))


def whole(made: Bulletin) -> Iterator[Block]:
    state, ledger, counted = made.state.year, made.ledger, made.all
    yield made.headings.next(1, _("The month as a whole"), "whole")
    keys = [counted.leaves.key, *(counted.lights[light].key for light in ORDER), counted.met.key, counted.overdue.key]
    yield KeyFigures(tuple(keys))
    known = paces_of_headings(ledger, state)[None]
    yield Paragraph(
        in_sequence(
            [
                lights_sentence(ledger, counted),
                reached_sentences(ledger, counted),
                pace_sentence(ledger, known),
            ]
        )
    )
    rules = state.board.rules
    basis = _("Light rules: %(rules)s. Only what was confirmed by %(date)s counts.") % {
        "rules": in_language(rules.name.zh, rules.name.en),
        "date": day(state.as_of),
    }
    yield Paragraph(words(basis), is_note=True)
    yield lights_by_month(made)


def asked(made: Bulletin) -> Iterator[Block]:
    """What follows from the figures and nothing more: no consequence is threatened that no rule states."""
    points = list(points_of(made))
    if points:
        yield made.headings.next(1, _("What is asked"), "asked")
        yield Listing(tuple(points), is_numbered=True)


def points_of(made: Bulletin) -> Iterator[Words]:
    about, counted = made.state.about, made.all
    if counted.lagging:
        yield words(
            _(
                "Units responsible for the items named under “Behind schedule” say in their next report what holds "
                "each item up, what is being done, and by when it is back on schedule."
            )
        )
    if counted.overdue.value:
        yield words(_("Overdue milestones are reported, with evidence, as soon as they are reached."))
    if made.discipline and made.discipline.missing:
        yield words(
            _("Reports for %(month)s that are still missing are handed in without delay.") % {"month": month(about)}
        )
    if about.month < 12:
        following = month_end(about + timedelta(days=1))
        dates = {"month": month(following), "due": day(due_day(made.state.year.plan, following))}
        yield words(_("The report for %(month)s is due by %(due)s.") % dates)
