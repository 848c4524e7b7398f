"""Every form on the pages of chains and enterprises, each field absurd in turn: an answer with a sentence, no fault."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from zoneworks.accounts.tests.visits import Form, Page, fix_today, visitor
from zoneworks.chains.tests.known import KnownChain, known_chain
from zoneworks.chains.tests.worlds import World, make_world
from zoneworks.enterprises.tests.known import Firm, make_firm

ABSURD = ("", "-1", "9" * 30, "\x00", "2023-02-30")
OUTSIDE = ("/accounts/", "/i18n/", "/account/", "/language", "/theme", "/sign", "/set-")


@pytest.fixture
def world(db: None) -> World:
    world = make_world()
    fix_today(world.zone)
    return world


@pytest.fixture
def known(world: World) -> KnownChain:
    return known_chain(world)


@pytest.fixture
def firm(world: World) -> Firm:
    return make_firm(world)


CHAINS = ("list", "map", "bench", "gaps", "placements", "place", "people", "versions")
ENTERPRISES = ("enterprise", "change", "rename", "record", "records", "readers")


def addresses(known: KnownChain, firm: Firm) -> dict[str, str]:
    found = {name: reverse(f"chains:{name}", args=[known.chain.pk] if name != "list" else []) for name in CHAINS}
    found |= {name: reverse(f"enterprises:{name}", args=[firm.enterprise.pk]) for name in ENTERPRISES}
    return found | {
        "gap": reverse("chains:gap", args=[known.gap.pk]),
        "change-placement": reverse("chains:change-placement", args=[known.placement.pk]),
        "artefact": reverse("chains:artefact", args=[known.chain.pk, "policy"]),
        "new": reverse("enterprises:new"),
        "classes": reverse("enterprises:classes"),
        "duplicates": reverse("enterprises:doubles"),
        "merge": reverse("enterprises:merge", args=[firm.enterprise.pk, firm.other.pk]),
    }


PAGES = (*CHAINS, *ENTERPRISES, "gap", "change-placement", "artefact", "new", "classes", "duplicates", "merge")


def forms_of(world: World, address: str) -> list[Form]:
    answer = visitor(world, "supervision").get(address)
    assert answer.status_code == 200, answer.status_code
    found = [form for form in Page(answer).forms if not any(part in form.action for part in OUTSIDE)]
    return [form for form in found if "csrfmiddlewaretoken" in form.values]


@pytest.mark.parametrize("name", PAGES)
def test_no_form_breaks_on_absurd_values(world: World, known: KnownChain, firm: Firm, name: str) -> None:
    address = addresses(known, firm)[name]
    client = visitor(world, "supervision")
    for form in forms_of(world, address):
        for field in [*form.values, "key"]:
            for value in ABSURD:
                kept = transaction.savepoint()
                sent: dict[str, Any] = {**form.values, field: value}
                answer = client.post(form.action or address, sent)
                assert answer.status_code in {200, 302, 404, 409, 422}, (form.action, field, value[:20])
                transaction.savepoint_rollback(kept)
