"""Responsibility letters, leaders' lists and the index of a pack, as documents in the active language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zonekit.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    KeyFigures,
    Listing,
    Paragraph,
    Signature,
    Table,
    Words,
    words,
)
from zoneworks.answers.models import Conference
from zoneworks.answers.pack import BY_WEIGHT, Pack, Task
from zoneworks.answers.pack_words import answering_units, deadline_of, duties_of, entry_of, targets_of
from zoneworks.documents.composing import Headings, Ledger, day, language, said
from zoneworks.plans.bridge import rules_of
from zoneworks.plans.choices import Duty
from zoneworks.units.models import Post, Unit

NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
PARTS = {
    Duty.LEAD: gettext_lazy("What the unit leads"),
    Duty.RESPONSIBLE: gettext_lazy("What the unit is responsible for"),
    Duty.COOPERATING: gettext_lazy("Where the unit cooperates"),
}


def letter_title(year: int, unit: Unit) -> str:
    return _("Responsibility letter %(year)s: %(unit)s") % {"year": year, "unit": unit.title}


def list_title(year: int, post: Post) -> str:
    return _("Leader's list %(year)s: %(post)s") % {"year": year, "post": post.title}


def pack_title(year: int, conference: Conference) -> str:
    return _("Deployment pack %(year)s: %(conference)s") % {"year": year, "conference": conference.title_shown}


# --- the letter of a unit --------------------------------------------------------------------------------------------


def letter_of(pack: Pack, unit: Unit) -> Document:
    """What is the unit's, by when, counted how; signed by the zone and the unit."""
    mine, ledger, headings = pack.tasks_of(unit), Ledger(), Headings()
    tasks = [task for task in pack.tasks if task.duty_of(unit)]
    blocks: list[Block] = [
        Paragraph(opening(pack, unit)),
        headings.next(1, _("How much it is")),
        *counts_of(mine, ledger),
        overview_of(tasks, unit),
    ]
    for duty in BY_WEIGHT:
        if mine[duty]:
            blocks.append(headings.next(1, str(PARTS[duty])))
            blocks += [entry_of(task) for task in mine[duty]]
    blocks += [headings.next(1, _("How it is counted and reported")), Listing(tuple(rules_said(pack)), True)]
    blocks += signatures(pack, unit)
    return document(pack, letter_title(pack.plan.year, unit), blocks, ledger, unit=unit.title)


def opening(pack: Pack, unit: Unit) -> Words:
    sentence = _(
        "To carry out what the %(conference)s of %(day)s deployed, %(zone)s and %(unit)s sign this letter on the "
        "basis of “%(plan)s”%(number)s."
    )
    number = pack.plan.document_no_shown
    return words(
        sentence
        % {
            "conference": pack.conference.title_shown,
            "day": day(pack.conference.held_on),
            "zone": pack.plan.zone.title,
            "unit": unit.title,
            "plan": pack.plan.title_shown,
            "number": _(" (%(number)s)") % {"number": number} if number else "",
        }
    )


def counts_of(mine: dict[Duty, list[Task]], ledger: Ledger) -> Iterator[Block]:
    """All, and of these by duty; each figure opens to the sub-projects that make it up, and the parts add up."""
    tasks = [task for duty in BY_WEIGHT for task in mine[duty]]
    all_of = ledger.figure("mine", _("Sub-projects"), ones(tasks))
    by_duty = {duty: ledger.figure(f"duty-{duty.value}", str(duty.label), ones(mine[duty])) for duty in BY_WEIGHT}
    indicators = ledger.figure("indicators", _("Indicators"), [(task.key, len(task.indicators)) for task in tasks])
    milestones = ledger.figure("milestones", _("Milestones"), [(task.key, steps(task)) for task in tasks])
    yield KeyFigures(("mine", *(figure.key for figure in by_duty.values() if figure.value), "indicators", "milestones"))
    sentence = _(
        "The unit has a duty in %(all)s sub-projects: it leads %(lead)s, is responsible for %(responsible)s and "
        "cooperates in %(cooperating)s. They have %(indicators)s indicators and %(milestones)s milestones. Where a "
        "unit has several duties in a sub-project, the weightiest is counted."
    )
    yield Paragraph(
        said(
            sentence,
            all=ledger.run(all_of),
            lead=ledger.run(by_duty[Duty.LEAD]),
            responsible=ledger.run(by_duty[Duty.RESPONSIBLE]),
            cooperating=ledger.run(by_duty[Duty.COOPERATING]),
            indicators=ledger.run(indicators),
            milestones=ledger.run(milestones),
        )
    )


def ones(tasks: Iterable[Task]) -> list[tuple[str, int]]:
    return [(task.key, 1) for task in tasks]


def steps(task: Task) -> int:
    return len(task.milestones)


def overview_of(tasks: Sequence[Task], unit: Unit) -> Table:
    columns = (
        Column(_("No."), 0.6, Align.CENTRE),
        Column(_("Sub-project"), 3.2),
        Column(_("Duty"), 1.4),
        Column(_("Lead leader"), 2.0),
        Column(_("Deadline"), 1.8),
    )
    rows = tuple(
        cells(str(number), task.name, duties_of(task, unit), leaders_of(task), deadline_of(task))
        for number, task in enumerate(tasks, start=1)
    )
    return Table(columns, rows, caption=_("At a glance"), name=_("At a glance"))


def cells(*texts: str) -> tuple[Words, ...]:
    return tuple(words(text) for text in texts)


def leaders_of(task: Task) -> str:
    return str(task.posts[0]) if task.posts else ""


def rules_said(pack: Pack) -> Iterator[Words]:
    """How progress is counted and by when it is reported, after the rules by which the plan is judged."""
    days = rules_of(pack.plan, pack.conference.held_on).reporting.report_days
    yield words(
        _(
            "A cumulative value runs from 0 on 1 January; a level is the stock on the day; a rate is what it is on "
            "the day, with its numerator and denominator."
        )
    )
    yield words(
        _("The values due at dates are the schedule. A light compares what was reached with the schedule of the month.")
    )
    yield words(
        _("Lead and responsible units report each month by day %(day)s of the next month, with evidence.")
        % {"day": days}
    )
    yield words(_("What is reported counts once the supervision office has confirmed it."))
    yield words(_("A change of goal, target or deadline is made in a new version of the plan, never by agreement."))


def signatures(pack: Pack, unit: Unit) -> Iterator[Block]:
    """Two, each with a place to sign and seal."""
    places = (_("Signature and seal:"),)
    when = day(pack.conference.held_on)
    yield Signature(pack.plan.zone.title, when, places)
    yield Signature(unit.title, when, places)


# --- the list of a leader --------------------------------------------------------------------------------------------


def list_of(pack: Pack, post: Post) -> Document:
    """One table: what the post leads, which units do it, what is to be reached by when."""
    tasks, ledger = pack.tasks_led_by(post), Ledger()
    led = ledger.figure("led", _("Sub-projects led"), ones(tasks))
    indicators = ledger.figure("indicators", _("Indicators"), [(task.key, len(task.indicators)) for task in tasks])
    for task in tasks:
        ledger.record(task.key, task.name, entry_of(task).address)
    units = {unit.pk for task in tasks for duty in (Duty.LEAD, Duty.RESPONSIBLE) for unit in task.units[duty]}
    sentence = _(
        "By the plan that the %(conference)s of %(day)s deployed, the post leads %(led)s sub-projects with "
        "%(indicators)s indicators, done by %(units)s units."
    )
    blocks: list[Block] = [
        Paragraph(
            said(
                sentence,
                conference=pack.conference.title_shown,
                day=day(pack.conference.held_on),
                led=ledger.run(led),
                indicators=ledger.run(indicators),
                units=str(len(units)),
            )
        ),
        led_table(tasks),
    ]
    return document(pack, list_title(pack.plan.year, post), blocks, ledger, post=post.title)


def led_table(tasks: Sequence[Task]) -> Table:
    columns = (
        Column(_("No."), 0.5, Align.CENTRE),
        Column(_("Sub-project"), 2.4),
        Column(_("Lead or responsible unit"), 1.7),
        Column(_("Annual targets"), 3.4),
        Column(_("Deadline"), 1.7),
    )
    rows = tuple(
        cells(
            str(number),
            task.name,
            answering_units(task),
            targets_of(task) or task.item.goal_shown,
            deadline_of(task),
        )
        for number, task in enumerate(tasks, start=1)
    )
    return Table(columns, rows, name=_("Leader's list"))


# --- the index of the pack -------------------------------------------------------------------------------------------


def index_of(pack: Pack) -> Document:
    """What the pack holds: each letter and each list with its counts."""
    ledger, headings = Ledger(), Headings()
    for task in pack.tasks:
        ledger.record(task.key, task.name)
    leaves = ledger.figure("leaves", _("Sub-projects"), ones(pack.tasks))
    sentence = _(
        "The plan that the %(conference)s of %(day)s deployed has %(leaves)s sub-projects. The pack has one letter for "
        "each of the %(units)s units with a duty and one list for each of the %(posts)s posts that lead."
    )
    said_of = said(
        sentence,
        conference=pack.conference.title_shown,
        day=day(pack.conference.held_on),
        leaves=ledger.run(leaves),
        units=str(len(pack.units)),
        posts=str(len(pack.posts)),
    )
    blocks: list[Block] = [
        Paragraph(said_of),
        headings.next(1, _("Responsibility letters")),
        letters_table(pack),
        headings.next(1, _("Leaders' lists")),
        lists_table(pack),
    ]
    return document(pack, pack_title(pack.plan.year, pack.conference), blocks, ledger)


def letters_table(pack: Pack) -> Table:
    columns = (
        Column(_("No."), 0.5, Align.CENTRE),
        Column(_("Unit"), 3.0),
        *(Column(str(duty.label), 1.0, Align.RIGHT, True) for duty in pack.duties),
        Column(_("Total"), 1.0, Align.RIGHT, True),
    )
    rows = []
    for number, unit in enumerate(pack.units, start=1):
        counts = pack.counts_of(unit)
        rows.append(cells(str(number), unit.title, *map(str, counts), str(sum(counts))))
    return Table(columns, tuple(rows), name=_("Responsibility letters"))


def lists_table(pack: Pack) -> Table:
    columns = (
        Column(_("No."), 0.5, Align.CENTRE),
        Column(_("Post"), 4.0),
        Column(_("Sub-projects led"), 1.2, Align.RIGHT, True),
    )
    rows = tuple(
        cells(str(number), post.title, str(len(pack.tasks_led_by(post))))
        for number, post in enumerate(pack.posts, start=1)
    )
    return Table(columns, rows, name=_("Leaders' lists"))


# --- all of them -----------------------------------------------------------------------------------------------------


def document(pack: Pack, title: str, blocks: Sequence[Block], ledger: Ledger, **facts: str) -> Document:
    plan = pack.plan
    return Document(
        title=title,
        language=language(),
        blocks=tuple(blocks),
        figures=ledger.figures,
        records=ledger.records,
        notice=notice_of(pack),
        facts={
            "zone": plan.zone.title,
            "plan": plan.title_shown,
            "number": plan.document_no_shown,
            "conference": pack.conference.title_shown,
            **facts,
        },
    )


def on_paper(document: Document) -> Document:
    """For signing: without the large figures, which the words say again, and the annex of what makes them up."""
    blocks = tuple(
        Paragraph(tuple(replace(run, figure="", record="") for run in block.runs), block.is_note)
        if isinstance(block, Paragraph)
        else block
        for block in document.blocks
        if not isinstance(block, KeyFigures)
    )
    return replace(document, blocks=blocks, figures={}, records={})


def notice_of(pack: Pack) -> str:
    """An illustrative plan says so on every paper."""
    if not pack.plan.is_illustrative:
        return ""
    return _("The plan and its figures are illustrative; they are no statement of a real zone.")


def files_of(pack: Pack) -> Iterator[tuple[str, Callable[[], Document]]]:
    """The index, each letter and each list: where each stands in the archive, and what makes it."""
    yield named(0, pack_title(pack.plan.year, pack.conference)), partial(paper_of, index_of, pack)
    folder = as_file_name(_("Responsibility letters"))
    for number, unit in enumerate(pack.units, start=1):
        yield f"{folder}/{named(number, letter_title(pack.plan.year, unit))}", partial(paper_of, letter_of, pack, unit)
    folder = as_file_name(_("Leaders' lists"))
    for number, post in enumerate(pack.posts, start=1):
        yield f"{folder}/{named(number, list_title(pack.plan.year, post))}", partial(paper_of, list_of, pack, post)


def paper_of(make: Callable[..., Document], *given: object) -> Document:
    return on_paper(make(*given))


def named(number: int, title: str) -> str:
    """Numbers keep the order, and two titles apart that become the same file name."""
    return f"{number:02d} {as_file_name(title)}"


def as_file_name(title: str) -> str:
    """Without what a file system or an archive would take for a folder or refuse."""
    return " ".join(NOT_IN_NAMES.sub(" ", title).split()).strip(". ")[:120] or "-"


def formats_sentence() -> str:
    return _("The files of a pack are made as Word or as PDF.")
