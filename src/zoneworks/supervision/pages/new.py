"""The page on which an order is filed: what it can be about, who answers for that, and what the rules make of it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zonekit.supervision import Basis as EngineBasis
from zonekit.supervision import LadderRules, default_limit, entry_rung
from zonekit.supervision import Rung as EngineRung
from zoneworks.accounts.access import Scope
from zoneworks.accounts.subjects import Subject, all_kinds, subject_or_none
from zoneworks.common.text import in_language
from zoneworks.supervision.addresses import board_address
from zoneworks.supervision.bridge import calendar, rules_on
from zoneworks.supervision.choices import Basis, Rung
from zoneworks.supervision.concerned import Concerned, concerned_by
from zoneworks.supervision.forms import NewOrderForm
from zoneworks.supervision.words import day, rung_words, working_days
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb
from zoneworks.units.models import Post, Unit
from zoneworks.units.queries import posts_of_zone, units_of_zone

SHOWN = 20


class NewPage:
    """`form`: as it was sent, where it was refused."""

    def __init__(self, request: HttpRequest, zone: Unit, data: Any = None) -> None:
        self.request, self.zone = request, zone
        self.scope: Scope = request.scope  # type: ignore[attr-defined]
        self.today: date = request.today  # type: ignore[attr-defined]
        self.form = NewOrderForm(data, initial=self.known)
        self.form.offer(
            basis=self.basis_choices,
            rung=[("", _("As the rules say")), *((str(rung), rung_words(rung)) for rung in Rung.values)],
            units=self.unit_choices("units"),
            helpers=self.unit_choices("helpers"),
            leader=[("", "–"), *((str(post.pk), post.title) for post in self.posts)],
        )

    @property
    def trail(self) -> list[Crumb]:
        return [Crumb(_("Supervision board"), board_address(self.request)), Crumb(_("File an order"))]

    # --- what it is about -------------------------------------------------------------------------------------------

    @property
    def words(self) -> str:
        return self.request.GET.get("q", "").strip()[:80]

    @cached_property
    def found(self) -> list[tuple[Subject, str]]:
        """Things that can be meant, with the address that chooses each."""
        if not self.words:
            return []
        subjects = [one for kind in all_kinds() for one in kind.search(self.scope, self.zone, self.words)][:SHOWN]
        return [(one, address(self.request, "supervision:new", subject=f"{one.kind}:{one.key}")) for one in subjects]

    @property
    def named(self) -> tuple[str, str] | None:
        """The thing chosen, as kind and key: in the address, or in the form as it was sent."""
        given = self.request.POST.get("subject") or self.request.GET.get("subject", "")
        kind, colon, key = given.partition(":")
        return (kind, key) if colon and kind and key and len(given) <= 80 else None

    @cached_property
    def subject(self) -> Subject | None:
        """Only what the person may see and belongs to this zone."""
        if self.named is None:
            return None
        found = subject_or_none(self.scope, *self.named)
        kind = next((one for one in all_kinds() if one.code == self.named[0]), None)
        is_here = found is not None and kind is not None and kind.zone_of(self.named[1]) == self.zone
        return found if is_here else None

    @cached_property
    def concerned(self) -> Concerned | None:
        if self.subject is None:
            return None
        return concerned_by(self.zone, self.subject.kind, [self.subject.key]).get(self.subject.key)

    @cached_property
    def known(self) -> dict[str, Any]:
        """What is known of the thing, filled in."""
        found: dict[str, Any] = {"basis": Basis.INSTRUCTION.value, "assign": True}
        if self.subject:
            found |= {"subject": f"{self.subject.kind}:{self.subject.key}", "title": self.subject.title}
        if self.concerned:
            who = self.concerned
            found |= {"title": who.title, "title_en": who.title_en, "units": [who.unit.code]}
            found |= {"helpers": [unit.code for unit in who.helpers]}
            found |= {"leader": str(who.leader.pk) if who.leader else ""}
        return found

    @property
    def source(self) -> str:
        """Where what is filled in comes from."""
        return self.subject.title if self.concerned and self.subject else ""

    @property
    def shown(self) -> list[tuple[Any, str]]:
        """Fields with the source of what is filled in."""
        known = {"title", "title_en", "units", "helpers", "leader"} if self.concerned else set()
        return [(bound, self.source if bound.name in known else "") for bound in self.form.visible_fields()]

    # --- who, and what the rules say --------------------------------------------------------------------------------

    @cached_property
    def units(self) -> list[Unit]:
        return [unit for unit in units_of_zone(self.zone) if unit.pk != self.zone.pk]

    def unit_choices(self, name: str) -> list[tuple[str, str]]:
        """Those that are known to be concerned first: the list is long."""
        known = self.known.get(name, [])
        ordered = sorted(self.units, key=lambda unit: unit.code not in known)
        return [(unit.code, unit.title) for unit in ordered]

    @cached_property
    def posts(self) -> list[Post]:
        return list(posts_of_zone(self.zone))

    @cached_property
    def rules(self) -> LadderRules:
        return rules_on(self.today)

    @property
    def basis_choices(self) -> list[tuple[str, str]]:
        """With the limit each has where nobody sets another: also without scripts one sees it."""
        return [
            (basis.value, f"{basis.label} ({working_days(default_limit(EngineBasis(basis.value), self.rules))})")
            for basis in Basis
        ]

    @property
    def hint(self) -> list[str]:
        """What the rules make of what is chosen so far."""
        chosen = self.request.POST or self.request.GET
        text = chosen.get("basis", "") or Basis.INSTRUCTION.value
        basis = EngineBasis(text) if text in Basis.values else EngineBasis.INSTRUCTION
        marks = {"is_urgent": bool(chosen.get("is_urgent")), "is_major": bool(chosen.get("is_major"))}
        rung = entry_rung(self.rules, is_urgent=marks["is_urgent"], is_major=marks["is_major"])
        days = default_limit(basis, self.rules, EngineRung(rung))
        due = calendar().add(self.today, days)
        said = _("%(basis)s: %(days)s; assigned today it is due on %(due)s.")
        starts = _("It starts as “%(rung)s”.")
        lines = [
            said % {"basis": Basis(basis.value).label, "days": working_days(days), "due": day(due)},
            starts % {"rung": rung_words(rung)},
        ]
        if not calendar().is_announced(due):
            lines.append(_("The holidays of that year have not been announced; Monday to Friday were counted."))
        return lines + self.entry_rules(marks)

    def entry_rules(self, marks: dict[str, bool]) -> list[str]:
        """The rules that let it start higher, with how sure they are."""
        lines = []
        for entry in self.rules.entries:
            if marks[f"is_{entry.when}"]:
                name = in_language(entry.source.name.zh, entry.source.name.en)
                mark = _(" (to be confirmed)") if entry.source.to_be_confirmed else ""
                lines.append(_("Rule: %(name)s%(mark)s") % {"name": name, "mark": mark})
        return list(dict.fromkeys(lines))
