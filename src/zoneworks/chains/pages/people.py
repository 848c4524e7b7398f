"""Who works on a chain, and what the chain has to show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from zoneworks.chains.choices import ArtefactKind, ArtefactState, ChainRoleKind
from zoneworks.chains.forms_people import ArtefactForm, RoleForm
from zoneworks.chains.models import Artefact, ArtefactFile, Chain, ChainRole
from zoneworks.chains.pages.frame import ChainFrame
from zoneworks.chains.queries import roles_of
from zoneworks.chains.queries_evidence import artefacts_of, enterprises_on, roles_nameable
from zoneworks.ui.parts import Crumb
from zoneworks.units.queries import posts_of_zone, units_of_zone

MOST_NAMED = 300
TONES = {
    ArtefactState.IN_FORCE: "green",
    ArtefactState.DRAFTING: "yellow",
    ArtefactState.OUT_OF_DATE: "yellow",
    ArtefactState.MISSING: "grey",
}


@dataclass(frozen=True)
class ArtefactLine:
    """One of what a chain has to show; one that nobody spoke of yet is not there."""

    kind: str
    word: str
    artefact: Artefact | None
    files: list[ArtefactFile]
    url: str
    is_expired: bool

    @property
    def state(self) -> str:
        return self.artefact.state if self.artefact else ArtefactState.MISSING

    @property
    def state_word(self) -> str:
        return str(ArtefactState(self.state).label)

    @property
    def tone(self) -> str:
        return "red" if self.is_expired else TONES[ArtefactState(self.state)]


def artefact_lines(page: ChainFrame) -> list[ArtefactLine]:
    known = {one.kind: one for one in artefacts_of(page.chain)}
    lines = []
    for kind in ArtefactKind:
        one = known.get(kind)
        expired = one is not None and one.valid_until is not None and one.valid_until < page.as_of
        files = list(one.files.all()) if one else []
        lines.append(
            ArtefactLine(
                kind.value, str(kind.label), one, files, page.link("artefact", page.chain.pk, kind.value), expired
            )
        )
    return lines


def role_rows(page: ChainFrame) -> list[ChainRole]:
    """In the order in which the kinds are declared; a confidential enterprise the person may not read has no name."""
    shown = roles_nameable(page.scope, page.zone, roles_of(page.chain, page.as_of))
    order = list(ChainRoleKind.values)
    return sorted(shown, key=lambda one: order.index(one.kind))


class PeoplePage(ChainFrame):
    section = "people"

    def __init__(self, request: HttpRequest, chain: Chain, sent: QueryDict | None = None) -> None:
        super().__init__(request, chain)
        self.sent = sent

    @cached_property
    def roles(self) -> list[ChainRole]:
        return role_rows(self)

    @cached_property
    def artefacts(self) -> list[ArtefactLine]:
        return artefact_lines(self)

    @cached_property
    def form(self) -> RoleForm:
        firms = enterprises_on(self.scope, self.chain, self.as_of).order_by("name")[:MOST_NAMED]
        return RoleForm(
            self.sent, posts=list(posts_of_zone(self.zone)), units=list(units_of_zone(self.zone)),
            enterprises=list(firms), initial={"since": self.today},
        )  # fmt: skip


class ArtefactPage(ChainFrame):
    section = "people"

    def __init__(self, request: HttpRequest, chain: Chain, kind: str, sent: QueryDict | None = None) -> None:
        super().__init__(request, chain)
        self.kind, self.sent = ArtefactKind(kind), sent

    @property
    def name(self) -> str:
        return str(self.kind.label)

    @property
    def trail(self) -> list[Crumb]:
        people = Crumb(_("Roles and artefacts"), self.here("people"))
        return [*super().trail[:-1], Crumb(self.title, self.here("map")), people, Crumb(self.name)]

    @cached_property
    def line(self) -> ArtefactLine:
        return next(line for line in artefact_lines(self) if line.kind == self.kind)

    @cached_property
    def form(self) -> ArtefactForm:
        one = self.line.artefact
        initial = {} if one is None else {
            "state": one.state, "title": one.title, "title_en": one.title_en, "note": one.note, "due": one.due,
            "valid_until": one.valid_until, "unit": one.unit.code if one.unit else "", "seen": one.revision,
        }  # fmt: skip
        files = self.request.FILES if self.sent is not None else None
        return ArtefactForm(self.sent, files, units=list(units_of_zone(self.zone)), initial=initial)
