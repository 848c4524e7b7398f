"""The answer sheet: the year's promises against the facts known on a date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from zonekit.documents.blocks import Block, Document, KeyFigures, Paragraph, Signature, words
from zoneworks.accounts.access import Scope
from zoneworks.answers.chapters import chapter_blocks
from zoneworks.answers.queries import YearState, year_state
from zoneworks.answers.sheet_charts import lights_chart, pace_chart
from zoneworks.answers.sheet_entries import EntryMaker
from zoneworks.answers.sheet_figures import ORDER, heading_key, lights_sentence, pace_sentence, reached_sentences
from zoneworks.answers.sheet_groups import Sheet, battlefield_blocks, battlefields, category_blocks, sheet_of
from zoneworks.common.text import in_language
from zoneworks.documents.composing import Ledger, day, in_sequence, language
from zoneworks.plans.board_rows import BoardRow
from zoneworks.plans.messages import caution_of
from zoneworks.units.models import Unit
from zoneworks.units.queries import profile_of

Tell = Callable[[int, int], None]
TOLD_EVERY = 20  # entries


def answer_sheet(scope: Scope, zone: Unit, year: int, as_of: date, tell: Tell) -> Document:
    """In the active language. Http404 where there is no plan of the year that the person may open.

    What was confirmed on or before `as_of` counts and nothing else, so that the same date gives the same document.
    """
    state = year_state(scope, zone, year, as_of)
    sheet = sheet_of(state)
    return Document(
        title=sheet_title(zone, year),
        subtitle=_("As known on %(date)s") % {"date": day(as_of)},
        language=language(),
        notice=notice_of(state),
        blocks=tuple(blocks_of(sheet, tell)),
        figures=sheet.ledger.figures,
        records=sheet.ledger.records,
        has_contents=True,
        facts=facts_of(state, "answer_sheet"),
    )


def sheet_title(zone: Unit, year: int) -> str:
    return _("%(zone)s: answer sheet %(year)s") % {"zone": profile_of(zone).title, "year": year}


def notice_of(state: YearState) -> str:
    if not state.plan.is_illustrative:
        return ""
    return _("The plan and its figures are illustrative; they are no statement of a real zone.")


def facts_of(state: YearState, kind: str) -> dict[str, str]:
    """What a program needs to make the same document again."""
    return {
        "kind": kind,
        "zone": state.zone.code,
        "year": str(state.plan.year),
        "plan_version": str(state.plan.version),
        "as_of": state.as_of.isoformat(),
        "rule_set": state.board.rules.code,
    }


def blocks_of(sheet: Sheet, tell: Tell) -> Iterator[Block]:
    yield from overview(sheet)
    outermost = [row for row in sheet.state.children.get(None, ()) if not row.is_leaf]
    if outermost:
        yield sheet.headings.next(1, _("By category"), "categories")
        for row in outermost:
            yield from category_blocks(sheet, row)
    fields = battlefields(sheet)
    if fields:
        yield sheet.headings.next(1, _("By battlefield"), "battlefields")
        for _tag, group in fields:
            yield from battlefield_blocks(sheet, group)
    yield from chapter_blocks(sheet)
    yield sheet.headings.next(1, _("Item by item"), "items")
    yield from entries(sheet, tell)
    yield signature(sheet.state)


def overview(sheet: Sheet) -> Iterator[Block]:
    state, ledger = sheet.state, sheet.ledger
    yield sheet.headings.next(1, _("The year as a whole"), "overview")
    levels = level_figures(sheet)
    counted = sheet.all
    figures = (*(counted.lights[light] for light in ORDER), counted.met, counted.done)
    yield KeyFigures((*levels, *(figure.key for figure in figures)))
    sentences = [lights_sentence(ledger, counted), reached_sentences(ledger, counted)]
    yield Paragraph(in_sequence([*sentences, pace_sentence(ledger, sheet.paces[None])]))
    rules = state.board.rules
    basis = _("Plan: %(plan)s. Light rules: %(rules)s. Only what was confirmed by %(date)s counts.") % {
        "plan": " ".join(filter(None, [state.plan.title_shown, state.plan.document_no_shown])),
        "rules": in_language(rules.name.zh, rules.name.en),
        "date": day(state.as_of),
    }
    yield Paragraph(words(basis), is_note=True)
    if caution := caution_of(rules):
        yield Paragraph(words(caution), is_note=True)
    yield from charts(sheet)


def charts(sheet: Sheet) -> Iterator[Block]:
    """By battlefield where the plan has them, by category where not."""
    groups = [group for _tag, group in battlefields(sheet)]
    named = [(group.name, {light: int(group.tally.lights[light].value) for light in ORDER}) for group in groups]
    paces = [(group.name, group.pace) for group in groups]
    title, against = _("Lights by battlefield"), _("Progress against schedule by battlefield")
    if not groups:
        rows = [row for row in sheet.state.children.get(None, ()) if not row.is_leaf]
        named = [(row.title, row.leaves) for row in rows]
        paces = [(row.title, sheet.paces[row.item]) for row in rows]
        title, against = _("Lights by category"), _("Progress against schedule by category")
    if named:
        yield lights_chart(title, named)
    if chart := pace_chart(against, paces):
        yield chart


def level_figures(sheet: Sheet) -> list[str]:
    """How many rows each level of the plan has, as the plan counts them: “44 projects, 95 sub-projects”."""
    state, ledger = sheet.state, sheet.ledger
    for row in state.headings:
        parts = ((leaf.key, 1) for leaf in state.by_heading[row.item])
        ledger.figure(f"{heading_key(row)}-all", _("Items"), parts, where=row.title)
    keys = []
    for level in state.board.totals.levels:
        rows = [row for row in state.rows if row.level == level.level]
        figure = ledger.figure(f"level-{level.level}", level.name, ((row_key(state, ledger, row), 1) for row in rows))
        keys.append(figure.key)
    deepest = state.board.totals.levels[-1:] if state.board.totals.levels else ()
    if any(level.total != len(state.leaves) for level in deepest):
        keys.append(sheet.all.leaves.key)
    return keys


def row_key(state: YearState, ledger: Ledger, row: BoardRow) -> str:
    return state.leaf_of[row.item].key if row.is_leaf else f"{heading_key(row)}-all"


def entries(sheet: Sheet, tell: Tell) -> Iterator[Block]:
    """Every leaf exactly once, under the headings of its rows."""
    maker, total = EntryMaker(sheet.state, sheet.ledger), len(sheet.state.leaves)
    done = 0
    tell(0, total)
    for row in sheet.state.rows:
        if not row.is_leaf:
            yield sheet.headings.next(min(row.level + 1, 4), row.title, f"{heading_key(row)}-items")
            continue
        yield maker.entry(sheet.state.leaf_of[row.item])
        done += 1
        if done % TOLD_EVERY == 0 or done == total:
            tell(done, total)


def signature(state: YearState) -> Signature:
    """The zone's first leader signs what the year came to."""
    first = min(state.board.directory.posts.values(), key=lambda post: (post.position, post.pk), default=None)
    lines = [_("Signed (%(post)s):") % {"post": first.title}] if first else []
    issuing = state.plan.issuing_unit or state.zone
    return Signature(issuing.title, day(state.as_of), tuple(lines))
