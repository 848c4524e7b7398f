"""What the pages of imports show, as plain rows in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zonekit.values.issues import Issue
from zoneworks.common.text import in_language
from zoneworks.imports.bridge import issue_from_json, question_from_json, where_from_json
from zoneworks.imports.choices import Action
from zoneworks.imports.kinds import AnyKind, Question, Word, kind_of
from zoneworks.imports.messages import Wording, place
from zoneworks.imports.models import Batch, Row
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import FigureCell

Json = dict[str, Any]
ROWS_ON_A_PAGE = 50
TONES = {Action.CREATE: "green", Action.UPDATE: "action", Action.SAME: "", Action.REJECT: "red"}
SEVERITY_TONES = {"error": "red", "warning": "yellow", "note": ""}


@dataclass(frozen=True)
class ChangeLine:
    word: Word
    before: str
    after: str


@dataclass(frozen=True)
class IssueLine:
    severity: str
    tone: str
    place: str
    sentence: str
    url: str = ""


@dataclass(frozen=True)
class RowLine:
    position: int
    place: str
    label: str
    surroundings: str
    action: str
    action_word: str
    tone: str
    is_writable: bool
    is_chosen: bool
    is_accepted: bool
    changes: list[ChangeLine]
    issues: list[IssueLine]
    said: list[tuple[Word, str]]

    @property
    def worst(self) -> str:
        """Tone of the gravest issue."""
        return self.issues[0].tone if self.issues else ""


@dataclass(frozen=True)
class IssueGroup:
    code: str
    tone: str
    count: int
    title: str
    lines: list[IssueLine]
    more: int
    url: str


@dataclass(frozen=True)
class AskedName:
    """A name the zone does not know, with what it may mean and what was answered."""

    question: Question
    topic: Word
    choices: list[tuple[str, Word]]
    answer: str


def severity_word(severity: str) -> str:
    return {"error": _("Error"), "warning": _("Warning"), "note": _("Note")}[severity]


def value_text(value: Any) -> str:
    """A value of a change as one text."""
    if value is None:
        return ""
    return _("; ").join(part_text(part) for part in value) if isinstance(value, list) else str(value)


def part_text(part: Any) -> str:
    return in_language(part.get("zh", ""), part.get("en", "")) if isinstance(part, dict) else str(part)


def row_lines(kind: AnyKind, rows: Iterable[Row]) -> list[RowLine]:
    return [row_line(kind, row) for row in rows]


def row_line(kind: AnyKind, row: Row) -> RowLine:
    action = Action(row.action)
    changes = [
        ChangeLine(word_of(kind, change["field"]), value_text(change["before"]), value_text(change["after"]))
        for change in row.changes
    ]
    said = [] if changes else [(word_of(kind, field), value_text(value)) for field, value in kind.described(row.draft)]
    return RowLine(
        position=row.position,
        place=place(where_from_json(row.where)),
        label=row.label,
        surroundings=kind.surroundings(row.draft),
        action=row.action,
        action_word=str(action.label),
        tone=TONES[action],
        is_writable=row.is_writable,
        is_chosen=row.is_chosen,
        is_accepted=row.is_accepted,
        changes=changes,
        issues=[issue_line(kind.wording, issue) for issue in sorted(row.issues, key=gravity)],
        said=said,
    )


def word_of(kind: AnyKind, field: str) -> Word:
    """The word for a field; "target:优质项目签约数" is a field of a named part."""
    name, _colon, part = field.partition(":")
    word = kind.field_words.get(name, name)
    return _("%(field)s of “%(part)s”") % {"field": word, "part": part} if part else word


def gravity(stored: Json) -> int:
    return ["error", "warning", "note"].index(stored["severity"])


def issue_line(wording: Wording, stored: Json, url: str = "") -> IssueLine:
    issue = issue_from_json(stored)
    tone = SEVERITY_TONES[issue.severity]
    return IssueLine(severity_word(issue.severity), tone, place(issue.where), wording.sentence(issue), url)


def issue_groups(request: HttpRequest, kind: AnyKind, batch: Batch) -> list[IssueGroup]:
    """Issues by code: the first of each with a link to its row, the rest one filter away."""
    groups = []
    for stored in batch.summary.get("issue_groups", ()):
        lines = [
            issue_line(kind.wording, issue, row_url(request, batch, issue.get("row"))) for issue in stored["first"]
        ]
        is_in_rows = any("row" in issue for issue in stored["first"])
        groups.append(
            IssueGroup(
                code=stored["code"],
                tone=SEVERITY_TONES[stored["severity"]],
                count=stored["count"],
                title=severity_word(stored["severity"]),
                lines=lines,
                more=stored["count"] - len(lines),
                url=address(request, "imports:batch", batch.pk, issue=stored["code"]) if is_in_rows else "",
            )
        )
    return groups


def group_title(kind: AnyKind, stored: Json) -> str:
    """The first sentence of a group, to choose it by."""
    return kind.wording.sentence(issue_from_json(stored["first"][0]))


def row_url(request: HttpRequest, batch: Batch, position: int | None) -> str:
    """The page of the unfiltered rows on which a row stands."""
    if position is None:
        return ""
    first = 0 if batch.summary.get("has_head") else 1
    page = (position - first) // ROWS_ON_A_PAGE + 1
    return f"{address(request, 'imports:batch', batch.pk, page=page)}#row-{position}"


def figures(request: HttpRequest, kind: AnyKind, batch: Batch) -> list[FigureCell]:
    """How many of what the sheet holds; create, update, same, reject, each leading to its rows; the issues."""
    own = [FigureCell(word, number) for word, number in kind.sheet_figures(batch.summary)]
    counts, present = batch.summary.get("actions", {}), request.GET.get("action", "")
    cells = [
        FigureCell(
            action.label,
            counts.get(action.value, 0),
            url=f"{address(request, 'imports:batch', batch.pk, action=action.value)}#rows",
            is_current=present == action.value,
        )
        for action in Action
    ]
    issues = sum(group["count"] for group in batch.summary.get("issue_groups", ()))
    return [*own, *cells, FigureCell(_("Issues"), issues, url="#issues" if issues else "")]


def asked_names(kind: AnyKind, batch: Batch) -> list[AskedName]:
    asked = []
    for stored in batch.summary.get("questions", ()):
        question = question_from_json(stored)
        near = [(key, _("It is “%(name)s”") % {"name": name}) for key, name in question.near]
        choices = [*near, *kind.answers_to(question.topic)]
        topic = kind.topic_words.get(question.topic, question.topic)
        asked.append(AskedName(question, topic, choices, question.answer))
    return sorted(asked, key=lambda name: bool(name.answer))


def rest_answers(kind: AnyKind, batch: Batch) -> list[tuple[str, str, str]]:
    """One answer for all names of a topic that have none: topic, value, words of the button."""
    open_topics = {asked["topic"]: None for asked in batch.summary.get("questions", ()) if not asked["answer"]}
    buttons = []
    for topic in open_topics:
        for value, word in kind.answers_to(topic)[:1]:
            buttons.append((topic, value, _("All undecided: %(answer)s") % {"answer": word}))
    return buttons


def obstacle_sentence(kind: AnyKind, batch: Batch) -> str:
    stored = batch.summary.get("obstacle")
    return kind.wording.told(issue_from_json(stored)) if stored else ""


def issue_texts(batch: Batch) -> list[tuple[Issue, str]]:
    """Every issue of a batch with its sentence, for the notes in the workbook."""
    wording, issues = kind_of(batch.kind).wording, [issue_from_json(stored) for stored in batch.issues]
    return [(issue, wording.sentence(issue)) for issue in issues]
