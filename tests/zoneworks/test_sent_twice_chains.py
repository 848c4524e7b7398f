"""Every form of chains and enterprises sent twice: it counts once, and the second answer is a page that says so."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from zoneworks.accounts.tests.visits import Page, fix_today, visitor
from zoneworks.chains.choices import PlacementState
from zoneworks.chains.models import Chain, Placement
from zoneworks.chains.services import draw_up, propose_placements
from zoneworks.chains.tests.known import KnownChain, known_chain
from zoneworks.chains.tests.worlds import SOURCE, content, make_chain
from zoneworks.chains.tests.worlds import make_enterprise as make_plain
from zoneworks.enterprises.choices import FactKind, FactSource, Span
from zoneworks.enterprises.models import Enterprise, EnterpriseClass, EnterpriseFact
from zoneworks.enterprises.proposing import propose_for_one
from zoneworks.enterprises.services import list_above_scale, name_reader, tell_apart
from zoneworks.enterprises.tests.known import Firm, make_firm
from zoneworks.enterprises.tests.worlds import TODAY, World, make_enterprise, make_world

OURS = ("chains", "enterprises", "inbox", "audit")
SWEPT = ("chains", "enterprises")
FORM, SENT_AWAY, REFUSED = 200, 302, 422
Sent = tuple[Client, str, dict[str, Any]]


@dataclass
class Zone:
    world: World

    @cached_property
    def known(self) -> KnownChain:
        return known_chain(self.world)

    @cached_property
    def firm(self) -> Firm:
        return make_firm(self.world)

    @property
    def scope(self) -> Any:
        return self.world.scope("supervision")

    def page(self, address: str, action: str = "", /, **typed: Any) -> Sent:
        """The form of a page that goes to an address holding these words, or to the page itself, filled in."""
        client = visitor(self.world, "supervision")
        answer = client.get(address)
        assert answer.status_code == FORM, (address, answer.status_code)
        forms = [form for form in Page(answer).forms if (action in form.action if action else not form.action)]
        assert forms, (address, action, [form.action for form in Page(answer).forms])
        return client, forms[-1].action or address, {**forms[-1].values, **typed}

    # --- what a form needs before it can be sent ---------------------------------------------------------------------

    def unkept(self) -> Chain:
        """A chain whose gaps nobody has asked for yet."""
        return make_chain(self.world)

    def drafted(self) -> Chain:
        """A chain whose second version waits to be put in force."""
        chain = self.known.chain
        draw_up(scope=self.scope, chain=chain, content=content(version="2024"), today=TODAY, source=SOURCE)
        return chain

    def unproposed(self) -> Chain:
        """A chain with a firm in the register that belongs on one of its nodes."""
        make_plain(self.world, "甲轴承制造厂", class_code="3451", scope="轴承制造")
        return self.known.chain

    def proposed(self) -> list[str]:
        """Keys of what the engine proposed."""
        propose_placements(scope=self.scope, chain=self.unproposed(), today=TODAY)
        found = Placement.objects.filter(chain=self.known.chain, state=PlacementState.PROPOSED)
        return [str(key) for key in found.values_list("pk", flat=True)]

    def doubtful(self) -> str:
        """Key of a figure that waits for a second look."""
        made = EnterpriseFact.objects.create(
            enterprise=self.firm.enterprise, kind=FactKind.TAX, span=Span.YEAR, about=date(2022, 12, 31), value=-5,
            source=FactSource.STATISTICS, recorded_on=TODAY, submission="doubtful", doubts=[{"code": "negative"}],
        )  # fmt: skip
        return str(made.pk)

    def listed(self) -> Enterprise:
        enterprise = self.firm.enterprise
        list_above_scale(scope=self.scope, enterprise=enterprise, since=date(2022, 1, 1), basis="统计部门")
        return enterprise

    @cached_property
    def unclassed(self) -> Enterprise:
        return make_enterprise(self.world, 7, business_scope="轴承制造；轴承销售")

    def said(self, **typed: str) -> dict[str, str]:
        """What is chosen from lists in the form of an enterprise, with what is typed."""
        return {"state": "active", "unit": str(self.world.investment.pk), **typed}

    def classed(self) -> Enterprise:
        one = self.unclassed
        propose_for_one(scope=self.scope, enterprise=one, today=TODAY)
        return one

    def apart(self) -> tuple[int, int]:
        """Two records that look alike and of which somebody said that they are two."""
        one, other = self.firm.enterprise, self.firm.other
        tell_apart(scope=self.scope, one=one, other=other, today=TODAY, reason="两家企业")
        return one.pk, other.pk

    def read(self) -> Enterprise:
        """A confidential enterprise that an officer was named a reader of."""
        one = make_enterprise(self.world, 8, is_confidential=True)
        name_reader(scope=self.scope, enterprise=one, reader=self.world.users["officer"])
        return one


@pytest.fixture
def zone(db: None) -> Zone:
    world = make_world()
    fix_today(world.zone, world.other_zone)
    return Zone(world)


def of_chain(zone: Zone, name: str, action: str = "", *keys: object, **typed: Any) -> Sent:
    return zone.page(reverse(f"chains:{name}", args=[zone.known.chain.pk, *keys]), action, **typed)


def of_gap(zone: Zone, action: str, **typed: Any) -> Sent:
    return zone.page(reverse("chains:gap", args=[zone.known.gap.pk]), action, **typed)


def of_firm(zone: Zone, action: str, enterprise: Enterprise | None = None, **typed: Any) -> Sent:
    one = enterprise or zone.firm.enterprise
    return zone.page(reverse("enterprises:enterprise", args=[one.pk]), action, **typed)


def at(name: str, *keys: object) -> str:
    return reverse(f"enterprises:{name}", args=list(keys))


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("政策.txt", "支持政策".encode())


# By the name of the address a form goes to; what stands after a blank tells two forms of one address apart.
FORMS: dict[str, Callable[[Zone], Sent]] = {
    "chains:load-shipped": lambda z: z.page(reverse("chains:list"), "/shipped/"),
    "chains:find-gaps": lambda z: z.page(reverse("chains:gaps", args=[z.unkept().pk]), "/find-gaps/"),
    "chains:propose": lambda z: z.page(reverse("chains:placements", args=[z.unproposed().pk]), "/propose/"),
    "chains:decide-placements": lambda z: of_chain(
        z, "placements", "/decide/", placement=z.proposed(), confirm="1"
    ),
    "chains:decide-placements no": lambda z: of_chain(
        z, "placements", "/decide/", placement=z.proposed(), reject="1"
    ),
    "chains:place": lambda z: z.page(
        reverse("chains:place", args=[z.known.chain.pk]) + "?q=" + z.unclassed.name, node="signal",
        enterprise=str(z.unclassed.pk),
    ),
    "chains:change-placement": lambda z: z.page(
        reverse("chains:change-placement", args=[z.known.placement.pk]), share="40"
    ),
    "chains:end-placement": lambda z: z.page(
        reverse("chains:change-placement", args=[z.known.placement.pk]), "/end/"
    ),
    "chains:people": lambda z: of_chain(z, "people", kind="expert", words="某教授", since="2023-01-01"),
    "chains:end-role": lambda z: of_chain(z, "people", f"/{z.known.role.pk}/end/"),
    "chains:artefact": lambda z: of_chain(z, "artefact", "", "policy", state="in_force", title="支持政策"),
    "chains:artefact with a document": lambda z: of_chain(
        z, "artefact", "", "fund", state="drafting", title="产业基金", file=paper
    ),
    "chains:put-in-force": lambda z: z.page(
        reverse("chains:version", args=[z.drafted().pk, 2]), "/in-force/"
    ),
    "chains:discard-version": lambda z: z.page(
        reverse("chains:version", args=[z.drafted().pk, 2]), "/discard/"
    ),
    "chains:take-gap": lambda z: of_gap(z, "/take/", unit="A-SCI", due="2023-12-29"),
    "chains:note-gap": lambda z: of_gap(z, "/note/", note="正在对接"),
    "chains:block-gap": lambda z: of_gap(z, "/block/", kind="staff", words="缺技工", since="2023-09-01"),
    "chains:lift-blockage": lambda z: of_gap(z, "/lift/"),
    "chains:mark-target": lambda z: of_gap(z, f"/targets/{z.known.pooled.pk}/", kind="shortlisted"),
    "chains:mark-target aside": lambda z: of_gap(
        z, f"/targets/{z.known.pooled.pk}/", kind="set_aside", reason="无意向"
    ),
    "chains:leave-out-target": lambda z: elsewhere(
        of_gap(z, f"/targets/{z.known.pooled.pk}/", reason="已外迁"),
        reverse("chains:leave-out-target", args=[z.known.gap.pk, z.known.pooled.pk]),
    ),
    "chains:put-back-target": lambda z: of_gap(z, "/put-back/"),
    "enterprises:new": lambda z: z.page(at("new"), **z.said(name="甲示例新设公司")),
    "enterprises:change": lambda z: z.page(
        at("change", z.firm.enterprise.pk), **z.said(address="示例路1号")
    ),
    "enterprises:rename": lambda z: z.page(at("rename", z.firm.enterprise.pk), name="甲示例新名公司"),
    "enterprises:record": lambda z: z.page(
        at("record", z.firm.enterprise.pk), span="year", year="2022", source="statistics", staff="120"
    ),
    "enterprises:withdraw": lambda z: z.page(
        at("records", z.firm.enterprise.pk), f"/{z.firm.fact.pk}/withdraw/"
    ),
    "enterprises:settle-facts": lambda z: of_firm(z, "/settle/", fact=[z.doubtful()], do="confirm"),
    "enterprises:settle-facts no": lambda z: of_firm(z, "/settle/", fact=[z.doubtful()], do="reject"),
    "enterprises:choose-class": lambda z: of_firm(z, "/class/", class_code="3451"),
    "enterprises:propose-class": lambda z: of_firm(z, "/class/propose/", z.unclassed),
    "enterprises:propose-classes": lambda z: z.page(
        at("classes") + (f"?q={z.unclassed.pk}"), "/classes/propose/"
    ),
    "enterprises:confirm-classes": lambda z: confirming(z, z.classed()),
    "enterprises:give-role": lambda z: of_firm(z, "/roles/", role="backbone", since="2023-01-01"),
    "enterprises:end-role": lambda z: of_firm(z, f"/roles/{z.firm.role.pk}/end/"),
    "enterprises:enter-scale": lambda z: of_firm(z, "/scale/enter/", since="2023-01-01"),
    "enterprises:leave-scale": lambda z: of_firm(z, "/scale/leave/", z.listed(), until="2023-09-30"),
    "enterprises:set-confidential": lambda z: z.page(
        at("readers", z.firm.enterprise.pk), "/confidential/", is_confidential="1"
    ),
    "enterprises:name-reader": lambda z: z.page(
        at("readers", z.firm.enterprise.pk), "/readers/name/", person=str(z.world.users["officer"].pk)
    ),
    "enterprises:remove-reader": lambda z: z.page(at("readers", z.read().pk), "/readers/remove/"),
    "enterprises:merge": lambda z: z.page(at("merge", z.firm.enterprise.pk, z.firm.other.pk)),
    "enterprises:merge the other way": lambda z: z.page(
        at("merge", z.firm.enterprise.pk, z.firm.other.pk), kept=str(z.firm.other.pk)
    ),
    "enterprises:undo-merge": lambda z: of_firm(z, f"/merges/{z.firm.merge.pk}/undo/"),
    "enterprises:tell-apart": lambda z: z.page(
        at("merge", z.firm.enterprise.pk, z.firm.other.pk), "/apart/", reason="两家企业"
    ),
    "enterprises:take-answer-back": lambda z: z.page(at("merge", *z.apart()), "/back/"),
}  # fmt: skip


def elsewhere(sent: Sent, address: str) -> Sent:
    """Sent by a button of the form that goes to an address of its own."""
    client, _action, values = sent
    return client, address, values


def confirming(zone: Zone, enterprise: Enterprise) -> Sent:
    code = EnterpriseClass.objects.filter(enterprise=enterprise).order_by("pk")[0].class_code
    ticked = {"class": [f"{enterprise.pk}:{code}"]}
    return zone.page(at("classes") + "?state=proposed", "/classes/confirm/", **ticked)


def everything() -> dict[str, list[Any]]:
    """All rows of ours, as they stand, without the counter by which writers of a chain follow one another."""
    found = {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for app in OURS
        for model in apps.get_app_config(app).get_models()
    }
    for chain in found["chains.Chain"]:
        del chain["revision"]
    return found


def fresh(values: dict[str, Any]) -> dict[str, Any]:
    """What is sent; a document is read once, so each time another is made."""
    return {name: value() if callable(value) else value for name, value in values.items()}


@pytest.mark.parametrize("name", FORMS)
def test_the_same_form_sent_twice_counts_once(zone: Zone, name: str) -> None:
    client, action, values = FORMS[name](zone)
    before = everything()
    first = client.post(action, fresh(values))
    assert first.status_code == SENT_AWAY, Page(first).text
    once = everything()
    assert once != before
    again = client.post(action, fresh(values))
    assert again.status_code in {SENT_AWAY, REFUSED}, again.status_code
    twice = everything()
    assert {label for label in once if once[label] != twice[label]} == set()


def takes_forms(view: Any) -> bool:
    """Whether a view answers to a form: all do that nobody kept to reading."""
    while view is not None:
        allowed = inspect.getclosurevars(view).nonlocals.get("request_method_list")
        if allowed is not None:
            return "POST" in allowed
        view = getattr(view, "__wrapped__", None)
    return True


def forms_of(space: str) -> set[str]:
    """Names of the addresses of an app that a form may go to."""
    patterns = import_module(f"zoneworks.{space}.urls").urlpatterns
    return {f"{space}:{one.name}" for one in patterns if takes_forms(one.callback)}


def test_every_address_that_takes_a_form_is_sent_one_twice() -> None:
    named = {name.split()[0] for name in FORMS}
    assert set().union(*(forms_of(space) for space in SWEPT)) - named == READ_ALONE
    assert named <= set().union(*(forms_of(space) for space in SWEPT))


# Nothing is written there, whatever is sent.
READ_ALONE = {"chains:artefact-file"}
