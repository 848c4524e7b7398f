"""The parts of a monthly bulletin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.documents.blocks import (
    Align,
    Block,
    Chart,
    ChartKind,
    Column,
    Figure,
    Listing,
    Paragraph,
    Series,
    Table,
    Tone,
    Words,
    words,
)
from zoneworks.answers.queries import Leaf
from zoneworks.answers.queries_months import Discipline, MonthState
from zoneworks.answers.sheet_causes import bare, cause_of
from zoneworks.answers.sheet_charts import TENTH
from zoneworks.answers.sheet_figures import ORDER, Tally, gap_run, whole_plan
from zoneworks.documents.composing import Headings, Ledger, between, day, in_sequence, light_run, month, said
from zoneworks.plans.board_rows import Diamond
from zoneworks.ui.figures import share_text
from zoneworks.ui.lights import WORDS
from zoneworks.units.models import Unit

CHARTED = 20  # laggards in the chart; the table names all


@dataclass(frozen=True, eq=False)
class Bulletin:
    """What the parts of a bulletin write with."""

    state: MonthState
    ledger: Ledger
    headings: Headings
    all: Tally
    discipline: Discipline | None


def lights_by_month(made: Bulletin) -> Chart:
    """From the first month to this one, as known now."""
    months = made.state.months
    counts = [
        {light: sum(lights[place] == light for lights in made.state.strip.values()) for light in ORDER}
        for place in range(len(months))
    ]
    series = tuple(
        Series(str(WORDS[light]), tuple(Decimal(one[light]) for one in counts), Tone(light)) for light in ORDER
    )
    names = tuple(date_format(about, pgettext("a month on an axis, as a date format", "M")) for about in months)
    told = (
        f"{name}{_(': ')}" + _(", ").join(f"{WORDS[light]} {one[light]}" for light in ORDER if one[light])
        for name, one in zip(names, counts, strict=True)
    )
    alt = pgettext("between statements in a line", "; ").join(told)
    note = _("Earlier months are shown as they are known on %(date)s.") % {"date": day(made.state.year.as_of)}
    return Chart(ChartKind.STACKED, _("Lights by month"), names, series, _("items"), alt, note)


# --- changes ---------------------------------------------------------------------------------------------------------


def changes(made: Bulletin) -> Iterator[Block]:
    if len(made.state.months) == 1:
        return
    better, worse = made.state.better(), made.state.worse()
    yield made.headings.next(1, _("Changes since last month"), "changes")
    runs = {
        name: made.ledger.run(
            made.ledger.figure(f"changes-{name}", label, ((leaf.key, 1) for leaf in leaves), where=whole_plan())
        )
        for name, label, leaves in (("better", _("Better than last month"), better), ("worse", _("Worse"), worse))
    }
    sentence = _("Compared with %(month)s: better light %(better)s, worse light %(worse)s.")
    yield Paragraph(said(sentence, month=month(made.state.months[-2]), **runs))
    for title, leaves in ((_("Better"), better), (_("Worse"), worse)):
        if leaves:
            yield made.headings.next(2, title)
            yield Listing(tuple(change_words(made.state, leaf) for leaf in leaves))


def change_words(state: MonthState, leaf: Leaf) -> Words:
    """Item, unit, from which light to which."""
    return said(
        _("%(item)s (%(unit)s): from %(before)s to %(now)s"),
        item=leaf.name, unit=str(leaf.unit or "–"),
        before=light_run(state.before(leaf) or "grey"), now=light_run(leaf.light),
    )  # fmt: skip


# --- laggards --------------------------------------------------------------------------------------------------------


def laggards(made: Bulletin) -> Iterator[Block]:
    found = made.state.laggards()
    yield made.headings.next(1, _("Behind schedule"), "laggards")
    if not found:
        yield Paragraph(words(_("No item is behind schedule.")))
        return
    longest = [leaf for leaf in found if made.state.months_behind(leaf) > 1]
    figure = made.ledger.figure(
        "laggards-repeated", _("Behind for more than a month"), ((one.key, 1) for one in longest), where=whole_plan()
    )
    lagging = made.ledger.figure("laggards", _("Behind schedule"), ((one.key, 1) for one in found), where=whole_plan())
    sentence = _("Behind or far behind: %(count)s items, %(repeated)s of them for two months or more in a row.")
    yield Paragraph(said(sentence, count=made.ledger.run(lagging), repeated=made.ledger.run(figure)))
    yield laggard_table(made, found)
    if chart := gap_chart(found):
        yield chart


def laggard_table(made: Bulletin, found: Sequence[Leaf]) -> Table:
    columns = (
        Column(_("Item"), 3),
        Column(_("Responsible unit"), 2),
        Column(_("Light"), 1.3),
        Column(pgettext("column", "Progress"), 1.1, Align.RIGHT),
        Column(pgettext("column", "Schedule"), 1.1, Align.RIGHT),
        Column(pgettext("column", "Gap (pp)"), 1.3, Align.RIGHT),
        Column(_("Months in a row"), 0.9, Align.RIGHT, is_number=True),
        Column(pgettext("column", "Reason and reported problem"), 4.5),
    )
    rows = tuple(
        (
            words(leaf.name),
            words(str(leaf.unit or "–")),
            words(light_run(leaf.light)),
            words(share_text(leaf.row.progress)),
            words(share_text(leaf.row.scheduled)),
            words(gap_run(made.ledger, leaf, in_cell=True)),
            words(str(made.state.months_behind(leaf))),
            words(cause_of(made.state.year, leaf)),
        )
        for leaf in found
    )
    return Table(columns, rows, name=_("Behind schedule"), is_wide=True)


def gap_chart(found: Sequence[Leaf]) -> Chart | None:
    """The furthest behind, in the colour of their light."""
    behind = sorted((leaf for leaf in found if (leaf.row.gap or 0) < 0), key=lambda leaf: leaf.row.gap or 0)[:CHARTED]
    if not behind:
        return None
    gaps = [Decimal(repr(leaf.row.gap)).quantize(TENTH) for leaf in behind]
    series = tuple(
        Series(
            str(WORDS[light]),
            tuple(gap if leaf.light == light else None for leaf, gap in zip(behind, gaps, strict=True)),
            Tone(light),
        )
        for light in ("red", "yellow")
    )
    told = (_("%(name)s %(gap)s") % {"name": leaf.name, "gap": gap} for leaf, gap in zip(behind, gaps, strict=True))
    alt = pgettext("between statements in a line", "; ").join(told)
    names = tuple(leaf.name for leaf in behind)
    unit = _("percentage points")
    return Chart(ChartKind.BARS, _("Gap to the schedule"), names, series, unit, alt)


# --- milestones ------------------------------------------------------------------------------------------------------


def overdue(made: Bulletin) -> Iterator[Block]:
    late = [
        (step, leaf) for leaf in made.state.year.leaves for step in leaf.row.diamonds if step.state == "overdue"
    ]  # fmt: skip
    if not late:
        return
    late.sort(key=lambda pair: (pair[0].due, pair[1].row.place))
    yield made.headings.next(1, _("Overdue milestones"), "overdue")
    columns = (
        Column(pgettext("column", "Milestone"), 4),
        Column(_("Item"), 3),
        Column(_("Responsible unit"), 2),
        Column(_("Due date"), 1.5),
        Column(_("Days overdue"), 1, Align.RIGHT, is_number=True),
    )
    rows = tuple(overdue_row(step, leaf, made.state.year.as_of) for step, leaf in late)
    yield Table(columns, rows, name=_("Overdue milestones"))


def overdue_row(step: Diamond, leaf: Leaf, as_of: date) -> tuple[Words, ...]:
    days = str((as_of - step.due).days)
    return (words(bare(step.text)), words(leaf.name), words(str(leaf.unit or "–")), words(day(step.due)), words(days))


# --- reporting -------------------------------------------------------------------------------------------------------


def reporting(made: Bulletin) -> Iterator[Block]:
    """Who reported late or not at all, by unit."""
    found = made.discipline
    if found is None:
        return
    yield made.headings.next(1, _("Reporting"), "reporting")
    if not found.told:
        yield Paragraph(words(_("No monthly report was handed in for %(month)s.") % {"month": month(made.state.about)}))
        return
    groups = (
        ("owed", _("Owed"), found.owed), ("on-time", _("On time"), found.on_time), ("late", _("Late"), found.late),
        ("missing", pgettext("reports", "Missing"), found.missing),
    )  # fmt: skip
    runs = {
        name.replace("-", "_"): made.ledger.run(
            made.ledger.figure(f"reports-{name}", label, ((leaf.key, 1) for leaf in leaves), where=_("Monthly reports"))
        )
        for name, label, leaves in groups
    }
    sentence = _(
        "Reports for %(month)s were due by %(due)s: of %(owed)s owed, %(on_time)s came on time, %(late)s late, "
        "%(missing)s are missing."
    )
    yield Paragraph(said(sentence, month=month(made.state.about), due=day(found.due), **runs))
    if found.late or found.missing:
        yield unit_table(made, groups)
        yield from named_reports(found)


def unit_table(made: Bulletin, groups: Sequence[tuple[str, str, Sequence[Leaf]]]) -> Table:
    """Units with a late or a missing report."""
    units: dict[int, Unit] = {}
    for name, _label, leaves in groups:
        if name in {"late", "missing"}:
            units |= {leaf.unit.pk: leaf.unit for leaf in leaves if leaf.unit}
    ordered = sorted(units.values(), key=lambda unit: unit.path)
    columns = (
        Column(pgettext("column", "Unit"), 4),
        *(Column(label, 1, Align.RIGHT, is_number=True) for _name, label, _leaves in groups),
    )
    rows = tuple(
        (
            words(unit.title),
            *(words(made.ledger.run(figure)) for figure in unit_figures(made.ledger, unit, groups)),
        )
        for unit in ordered
    )
    return Table(columns, rows, name=_("Reporting"))


def unit_figures(ledger: Ledger, unit: Unit, groups: Sequence[tuple[str, str, Sequence[Leaf]]]) -> Iterator[Figure]:
    for name, label, leaves in groups:
        own = ((leaf.key, 1) for leaf in leaves if leaf.unit and leaf.unit.pk == unit.pk)
        where = pgettext("between headings of a path", " / ").join([_("Monthly reports"), unit.title])
        yield ledger.figure(f"reports-{name}-{unit.code}", label, own, where=where)


def named_reports(found: Discipline) -> Iterator[Block]:
    for label, leaves in ((_("Late"), found.late), (pgettext("reports", "Missing"), found.missing)):
        if leaves:
            named = [_("%(item)s (%(unit)s)") % {"item": leaf.name, "unit": leaf.unit or "–"} for leaf in leaves]
            listed = between([words(text) for text in named], _(", "))
            yield Paragraph(in_sequence([words(label + _(": ")), listed]))
