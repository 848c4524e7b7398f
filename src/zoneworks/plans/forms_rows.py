"""Shapes of what the supervision office types when it adjusts a plan: the notice, a row, its milestones, reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zoneworks.plans.choices import Duty, MilestoneKind
from zoneworks.plans.forms import DayField, FigureField
from zoneworks.plans.models import Item, Milestone, Node, Plan
from zoneworks.plans.services import ItemFields, MilestoneFields, NewNode
from zoneworks.plans.sheets.names import Directory, Topic
from zoneworks.units.models import Post, Unit

BETWEEN_NAMES = re.compile(r"[、;；\n]")
LONGEST_REASON = 2000
LONGEST_TEXT = 5000
BLANK_MILESTONES = 3
DUTIES = (Duty.LEAD, Duty.RESPONSIBLE, Duty.COOPERATING)


def words(label: Any, *, rows: int = 3, longest: int = LONGEST_TEXT, **more: Any) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(
        label=label, required=False, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class NoticeForm(forms.Form):
    """The notice by which a plan in force is adjusted."""

    notice_title = forms.CharField(label=gettext_lazy("Title of the notice"), max_length=200, required=False)
    notice_title_en = forms.CharField(
        label=gettext_lazy("Title of the notice in English"), max_length=300, required=False
    )
    document_no = forms.CharField(label=gettext_lazy("Document number"), max_length=80, required=False)
    document_no_en = forms.CharField(label=gettext_lazy("Document number in English"), max_length=120, required=False)
    issued_on = DayField(
        label=gettext_lazy("Date of the notice"),
        required=False,
        help_text=gettext_lazy("As the notice says. The version is in force from the day on which it is issued here."),
    )
    reason = words(
        gettext_lazy("Reason of the adjustment"), rows=4, help_text=gettext_lazy("It opens the notice, word for word.")
    )
    reason_en = words(gettext_lazy("Reason of the adjustment in English"), rows=4)

    @staticmethod
    def known(plan: Plan) -> dict[str, Any]:
        return {name: getattr(plan, name) for name in NoticeForm.base_fields}


class ReasonForm(forms.Form):
    """Why a row is moved out."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It is kept with the version and stands in the annex of the notice."),
    )
    reason_en = words(gettext_lazy("Reason in English"), longest=LONGEST_REASON)


class NamesField(forms.CharField):
    """Units or posts by their names, one after the other, as the table writes them."""

    def __init__(self, topic: Topic, **more: Any) -> None:
        super().__init__(required=False, max_length=2000, **more)
        self.topic = topic
        self.directory: Directory | None = None

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        assert self.directory is not None
        names = [name.strip() for name in BETWEEN_NAMES.split(text) if name.strip()]
        meanings = self.directory.meanings(self.topic, names)
        unknown = [meaning.name for meaning in meanings if meaning.thing is None]
        if unknown:
            sentence = (
                _("“%(name)s” is no unit of the zone. Write its name as in the organisation.")
                if self.topic == "unit"
                else _("“%(name)s” is no post of the zone. Write its name as in the organisation.")
            )
            raise forms.ValidationError([sentence % {"name": name} for name in unknown])
        return [meaning.thing for meaning in meanings]


def named(things: Iterable[Unit | Post]) -> str:
    return _("; ").join(thing.title for thing in things)


class RowForm(forms.Form):
    """A row of a draft. `nodes`: days for which the table says what is to be reached; none for headings."""

    parent = forms.ChoiceField(label=gettext_lazy("Stands below"), required=False)
    no = forms.CharField(label=pgettext_lazy("of a row", "Number"), max_length=40, required=False)
    code = forms.CharField(label=gettext_lazy("Code"), max_length=40, required=False)
    name = forms.CharField(label=pgettext_lazy("of a row", "Name"), max_length=500, required=False)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=500, required=False)
    goal = words(gettext_lazy("Goal"))
    goal_en = words(gettext_lazy("Goal in English"))
    lead = NamesField("unit", label=Duty.LEAD.label)
    responsible = NamesField(
        "unit",
        label=Duty.RESPONSIBLE.label,
        help_text=gettext_lazy("Names of units; several with a semicolon between them, the first one first."),
    )
    cooperating = NamesField("unit", label=Duty.COOPERATING.label)
    leaders = NamesField("post", label=gettext_lazy("Lead leader"))
    deadline = DayField(label=gettext_lazy("Deadline"), required=False)
    deadline_text = forms.CharField(label=gettext_lazy("Deadline as written"), max_length=200, required=False)
    weight = FigureField(label=gettext_lazy("Weight"), required=False)
    reason = words(
        gettext_lazy("Reason of the change"),
        longest=LONGEST_REASON,
        help_text=gettext_lazy("It stands beside the row in the annex of the notice."),
    )
    reason_en = words(gettext_lazy("Reason of the change in English"), longest=LONGEST_REASON)
    TEXTS = ("no", "code", "name", "name_en", "goal", "goal_en", "deadline", "deadline_text", "weight")

    def __init__(
        self, *args: Any, plan: Plan, headings: Sequence[tuple[str, str]], nodes: Sequence[date], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ChoiceField)
        parent.choices = list(headings)
        directory = Directory(plan.zone)
        for field in self.fields.values():
            if isinstance(field, NamesField):
                field.directory = directory
        self.days = {f"node-{day:%Y%m%d}": day for day in nodes}
        for name, day in self.days.items():
            shown = {"date": date_format(day, "DATE_FORMAT")}
            self.fields[name] = words(_("By %(date)s") % shown, rows=2)
            self.fields[f"{name}-en"] = words(_("By %(date)s, in English") % shown, rows=2)

    @property
    def head_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.base_fields if name not in ("reason", "reason_en")]

    @property
    def node_fields(self) -> list[forms.BoundField]:
        return [self[f"{name}{end}"] for name in self.days for end in ("", "-en")]

    @property
    def reason_fields(self) -> list[forms.BoundField]:
        return [self["reason"], self["reason_en"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("name") or cleaned.get("goal")) and not self.errors:
            self.add_error("name", _("Give a name, or a goal."))
        return cleaned

    def item_fields(self) -> ItemFields:
        fields: ItemFields = {name: self.cleaned_data[name] for name in self.TEXTS}  # type: ignore[assignment]
        return fields

    def duties(self) -> list[tuple[Duty, Unit]]:
        return [(duty, unit) for duty in DUTIES for unit in self.cleaned_data[duty.value]]

    def new_nodes(self) -> list[NewNode]:
        said = ((day, self.cleaned_data[name], self.cleaned_data[f"{name}-en"]) for name, day in self.days.items())
        return [
            NewNode(day, text or text_en, text_en if text else "") for day, text, text_en in said if text or text_en
        ]


def known_row(item: Item, nodes: Iterable[Node], reason: tuple[str, str]) -> dict[str, Any]:
    """A row as the form shows it."""
    known: dict[str, Any] = {name: getattr(item, name) for name in RowForm.TEXTS}
    duties = list(item.duties.select_related("unit").order_by("position"))
    for duty in DUTIES:
        known[duty.value] = named(one.unit for one in duties if one.duty == duty)
    known["leaders"] = named(led.post for led in item.leaders.select_related("post").order_by("position"))
    known["parent"] = str(item.parent_id or "")
    known["reason"], known["reason_en"] = reason
    for node in nodes:
        known |= {f"node-{node.due:%Y%m%d}": node.text, f"node-{node.due:%Y%m%d}-en": node.text_en}
    return known


@dataclass(frozen=True)
class MilestoneGroup:
    """The fields of one milestone: one that stands, or a blank one."""

    milestone: Milestone | None
    fields: list[forms.BoundField]


class MilestonesForm(forms.Form):
    """The milestones of a row: those there are, and a few blank ones; one without a text is none."""

    PARTS = ("text", "text_en", "due", "kind")

    def __init__(self, *args: Any, milestones: Sequence[Milestone], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing: dict[str, Milestone | None] = {f"m{one.pk}": one for one in milestones}
        self.standing |= {f"new{number}": None for number in range(1, BLANK_MILESTONES + 1)}
        for name, milestone in self.standing.items():
            self.fields[f"{name}-text"] = forms.CharField(label=_("Milestone"), max_length=500, required=False)
            self.fields[f"{name}-text_en"] = forms.CharField(label=_("In English"), max_length=500, required=False)
            self.fields[f"{name}-due"] = DayField(label=_("Due date"), required=False)
            self.fields[f"{name}-kind"] = forms.ChoiceField(label=_("Kind"), choices=MilestoneKind.choices)
            if milestone is not None:
                self.fields[f"{name}-remove"] = forms.BooleanField(label=_("Remove it"), required=False)
            for part in self.PARTS:
                known = getattr(milestone, part) if milestone else {"kind": MilestoneKind.NODE}.get(part)
                self.fields[f"{name}-{part}"].initial = known

    @property
    def groups(self) -> list[MilestoneGroup]:
        return [
            MilestoneGroup(milestone, [self[key] for key in self.fields if key.startswith(f"{name}-")])
            for name, milestone in self.standing.items()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, milestone in self.standing.items():
            is_removed = cleaned.get(f"{name}-remove")
            said = cleaned.get(f"{name}-text") or cleaned.get(f"{name}-text_en")
            if not said and not is_removed and (milestone is not None or cleaned.get(f"{name}-due")):
                self.add_error(f"{name}-text", _("Say what is to be reached."))
        return cleaned

    def removed(self) -> Iterator[Milestone]:
        for name, milestone in self.standing.items():
            if milestone is not None and self.cleaned_data.get(f"{name}-remove"):
                yield milestone

    def changed(self) -> Iterator[tuple[Milestone, MilestoneFields]]:
        for name, milestone in self.standing.items():
            if milestone is not None and not self.cleaned_data.get(f"{name}-remove"):
                fields = self.fields_of(name)
                if any(getattr(milestone, part) != value for part, value in fields.items()):
                    yield milestone, fields

    def added(self) -> Iterator[MilestoneFields]:
        for name, milestone in self.standing.items():
            fields = self.fields_of(name)
            if milestone is None and fields["text"]:
                yield fields

    def fields_of(self, name: str) -> MilestoneFields:
        text, text_en = self.cleaned_data[f"{name}-text"], self.cleaned_data[f"{name}-text_en"]
        return {
            "text": text or text_en, "text_en": text_en if text else "", "due": self.cleaned_data[f"{name}-due"],
            "kind": MilestoneKind(self.cleaned_data[f"{name}-kind"]),
        }  # fmt: skip
