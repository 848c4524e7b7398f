"""Shapes of what people type about conferences; whether it may be written is for the services to say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from zoneworks.answers.models import AgendaItem, Attendance, Conference, Decision
from zoneworks.answers.services import NewAgendaItem, NewAttendance, NewDecision
from zoneworks.answers.services.guards import unmarked
from zoneworks.common.errors import Refused
from zoneworks.plans.forms import DayField, SentForm
from zoneworks.plans.models import Plan
from zoneworks.units.models import Post, Unit

BLANK_ROWS = 3
BAR = "|"
IN_TWO_LANGUAGES = gettext_lazy("Chinese first, then a bar “|”, then English.")


def halves(line: str) -> tuple[str, str]:
    """The Chinese and the English of a line; a full-width bar is a bar.

    >>> halves("宣读 ｜ Reading"), halves("宣读")
    (('宣读', 'Reading'), ('宣读', ''))
    """
    chinese, _bar, english = line.replace("｜", BAR).partition(BAR)
    return chinese.strip(), english.strip()


def joined(chinese: str, english: str) -> str:
    return f"{chinese} {BAR} {english}" if english else chinese


class RefusableForm(forms.Form):
    def refuse(self, refused: Refused) -> None:
        """Put what a service refused beside the field it is about."""
        self.add_error(refused.field if refused.field in self.fields else None, str(refused))


class ConferenceForm(SentForm):
    """The facts of a conference."""

    plan = forms.TypedChoiceField(
        label=gettext_lazy("Plan it deploys"), coerce=int, empty_value=None,
        help_text=gettext_lazy("A conference that deploys a draft is seen by the supervision office and the leaders."),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=300, required=False)
    held_on = DayField(label=gettext_lazy("Held on"))
    place = forms.CharField(label=pgettext_lazy("conference", "Place"), max_length=200, required=False)
    place_en = forms.CharField(label=gettext_lazy("Place in English"), max_length=300, required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For instance what of this was published, and where it stands."),
    )  # fmt: skip
    note_en = forms.CharField(
        label=gettext_lazy("Note in English"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    sources = forms.CharField(
        label=gettext_lazy("Sources"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Web addresses of what was published, one a line."),
    )  # fmt: skip
    field_order = ["token", "plan", "title", "title_en", "held_on", "place", "place_en"]

    def __init__(self, *args: Any, plans: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["plan"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(plans)

    @staticmethod
    def known(conference: Conference) -> dict[str, Any]:
        names = ("title", "title_en", "held_on", "place", "place_en", "note", "note_en")
        known = {name: getattr(conference, name) for name in names}
        return {**known, "plan": conference.plan_id, "sources": "\n".join(conference.sources)}

    def conference_fields(self, plans: Iterable[Plan]) -> dict[str, Any]:
        """As the service takes them."""
        fields = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        plan = next((plan for plan in plans if plan.pk == fields["plan"]), None)
        return {**fields, "plan": plan, "sources": fields["sources"].splitlines()}


class AgendaForm(RefusableForm):
    agenda = forms.CharField(
        label=gettext_lazy("Agenda, one item a line"), required=False, help_text=IN_TWO_LANGUAGES,
        widget=forms.Textarea(attrs={"rows": 12}),
    )  # fmt: skip

    @staticmethod
    def known(rows: Iterable[AgendaItem]) -> dict[str, Any]:
        return {"agenda": "\n".join(joined(row.text, row.text_en) for row in rows)}

    def rows(self) -> list[NewAgendaItem]:
        lines = filter(str.strip, unmarked(self.cleaned_data["agenda"]).splitlines())
        return [NewAgendaItem(*halves(line)) for line in lines]


class DecisionForm(RefusableForm):
    """One decision; a row without words is none."""

    text = forms.CharField(
        label=gettext_lazy("Decision"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    text_en = forms.CharField(
        label=gettext_lazy("Decision in English"), required=False, max_length=800,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    unit = forms.ChoiceField(label=gettext_lazy("Responsible unit"), required=False)
    due = DayField(label=pgettext_lazy("decision", "Due date"), required=False)

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "–"), *units]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("text") and any(cleaned.get(name) for name in ("text_en", "unit", "due")):
            self.add_error("text", _("Write the decision, or clear the row."))
        return cleaned


DecisionFormSet = forms.formset_factory(DecisionForm, extra=BLANK_ROWS, max_num=300, absolute_max=320)


def known_decisions(rows: Iterable[Decision]) -> list[dict[str, Any]]:
    return [
        {"text": row.text, "text_en": row.text_en, "unit": row.unit.code if row.unit else "", "due": row.due}
        for row in rows
    ]


def decisions_given(formset: Any, units: Iterable[Unit]) -> list[NewDecision]:
    by_code = {unit.code: unit for unit in units}
    rows = [form.cleaned_data for form in formset if form.cleaned_data.get("text")]
    return [NewDecision(row["text"], row["text_en"], by_code.get(row["unit"]), row["due"]) for row in rows]


@dataclass(frozen=True)
class Place:
    """One line of the tick list: a unit or a post, and the fields about it."""

    subject: Unit | Post
    invited: forms.BoundField
    came: forms.BoundField
    people: forms.BoundField | None
    note: forms.BoundField


class AttendanceForm(RefusableForm):
    """A tick list of all posts and units of the zone. The holder of a post is one person."""

    def __init__(self, *args: Any, subjects: Sequence[Unit | Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subjects = {code_of(subject): subject for subject in subjects}
        for code, subject in self.subjects.items():
            heard = {"aria-label": f"{_('Note')}: {subject}", "class": "wide"}
            self.fields[f"invited-{code}"] = tick(f"{_('Invited')}: {subject}")
            self.fields[f"came-{code}"] = tick(f"{_('Came')}: {subject}")
            self.fields[f"note-{code}"] = forms.CharField(required=False, widget=forms.TextInput(attrs=heard))
            if isinstance(subject, Unit):
                label = f"{pgettext('attendance', 'People')}: {subject}"
                counted = forms.NumberInput(attrs={"aria-label": label, "class": "figure-input"})
                field = forms.IntegerField(required=False, min_value=0, max_value=5000, widget=counted)
                self.fields[f"people-{code}"] = field

    @staticmethod
    def known(rows: Iterable[Attendance], subjects: Sequence[Unit | Post]) -> dict[str, Any]:
        """What is kept; where nothing is kept yet, everybody is invited."""
        kept = {code_of(row.unit or row.post): row for row in rows}
        if not kept:
            return {f"invited-{code_of(subject)}": True for subject in subjects}
        known: dict[str, Any] = {}
        for code, row in kept.items():
            known[f"invited-{code}"], known[f"came-{code}"] = row.is_invited, row.has_attended
            known[f"people-{code}"] = row.people or None
            known[f"note-{code}"] = joined(row.note, row.note_en)
        return known

    def places(self, kind: type[Unit] | type[Post]) -> list[Place]:
        return [
            Place(
                subject, self[f"invited-{code}"], self[f"came-{code}"],
                self[f"people-{code}"] if f"people-{code}" in self.fields else None, self[f"note-{code}"],
            )
            for code, subject in self.subjects.items()
            if isinstance(subject, kind)
        ]  # fmt: skip

    def groups(self) -> list[tuple[str, list[Place]]]:
        return [(_("Posts"), self.places(Post)), (_("Units"), self.places(Unit))]

    def rows(self) -> list[NewAttendance]:
        return [self.row(code, subject) for code, subject in self.subjects.items()]

    def row(self, code: str, subject: Unit | Post) -> NewAttendance:
        given = self.cleaned_data
        came, note = given[f"came-{code}"], halves(given[f"note-{code}"])
        people = given.get(f"people-{code}") if isinstance(subject, Unit) else None
        return NewAttendance(
            unit=subject if isinstance(subject, Unit) else None,
            post=subject if isinstance(subject, Post) else None,
            is_invited=given[f"invited-{code}"],
            has_attended=came,
            people=(people if people is not None else int(came)) if came or people else None,
            note=note[0],
            note_en=note[1],
        )


def code_of(subject: Unit | Post | None) -> str:
    return f"{'post' if isinstance(subject, Post) else 'unit'}-{subject.pk if subject else 0}"


def tick(label: str) -> forms.BooleanField:
    return forms.BooleanField(required=False, widget=forms.CheckboxInput(attrs={"aria-label": label}))
