"""Every page of scores, asked for by everybody who may come."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import STRANGERS, TODAY, World
from zoneworks.scoring import services
from zoneworks.scoring.models import Appeal, Entry, Publication, Rulebook
from zoneworks.scoring.tests.scores import QUARTER
from zoneworks.scoring.tests.test_entries import enter as enter_score
from zoneworks.scoring.tests.test_publishing import object_to

Enter = Callable[[str], Client]
OF_ZONE = ("league", "what-if", "publish", "appeals", "entries", "rulebooks", "draft-rulebook")


@pytest.fixture
def addresses(world: World, plan: Plan, publication: Publication, rulebook: Rulebook) -> dict[str, str]:
    """Every address that speaks of something of ours, by name."""
    entry, appeal = enter_score(world), object_to(world, publication, "false_reports")
    draft = services.draft_rulebook(scope=world.scope("supervision"), zone=world.zone, valid_from=TODAY, base=rulebook)
    return all_addresses(publication, entry, appeal, draft)


def all_addresses(publication: Publication, entry: Entry, appeal: Appeal, draft: Rulebook) -> dict[str, str]:
    named = [
        (publication.pk, "publication republish finalise"),
        (entry.pk, "entry entry-file undo-entry"),
        (draft.pk, "rulebook change-rulebook issue-rulebook discard-rulebook"),
        (appeal.pk, "appeal appeal-file withdraw-appeal decide-appeal"),
    ]  # fmt: skip
    found = {name: reverse(f"scoring:{name}", args=[key]) for key, names in named for name in names.split()}
    found |= {name: reverse(f"scoring:{name}", args=[publication.pk, "A-INV"]) for name in ("sheet", "make-appeal")}
    found |= {name: reverse(f"scoring:{name}", args=[QUARTER]) for name in ("enter", "mark")}
    found["preview-sheet"] = reverse("scoring:preview-sheet", args=[QUARTER, "A-INV"])
    return found | {"preview": reverse("scoring:preview", args=[QUARTER])}


@pytest.mark.parametrize("persona", STRANGERS)
def test_a_stranger_finds_nothing_at_any_address(addresses: dict[str, str], enter: Enter, persona: str) -> None:
    client = enter(persona)

    for name, url in addresses.items():
        # A preview and an entry are of the zone one is in: a stranger sees their own zone there.
        for address in (f"{url}?zone=A", *(() if name in {"preview", "enter", "mark"} else (url,))):
            assert client.get(address).status_code == 404, name
            posted = client.post(address, {"reason": "x", "decision": "upheld"})
            assert posted.status_code in (404, 405), name
    for name in OF_ZONE:
        assert client.get(f"{reverse(f'scoring:{name}')}?zone=A").status_code == 404, name
    assert Publication.objects.get().state == "published"
    assert Appeal.objects.get().state == "open"


OPEN = {"publication", "sheet"}
WATCHED = OPEN | {"preview", "preview-sheet", "appeal", "entry", "rulebook"}
OFFICE = WATCHED | {
    "republish", "finalise", "decide-appeal", "undo-entry", "enter", "change-rulebook", "issue-rulebook",
    "discard-rulebook",
}  # fmt: skip
OPENED = {
    "supervision": OFFICE,
    "leader": WATCHED | {"mark"},
    "officer": OPEN | {"preview-sheet", "appeal", "entry", "make-appeal", "withdraw-appeal"},
    "cooperating": OPEN,
    "administrator": OPEN,
}


@pytest.mark.parametrize("persona", list(OPENED))
def test_everybody_opens_what_is_theirs_and_nothing_else(addresses: dict[str, str], enter: Enter, persona: str) -> None:
    client = enter(persona)

    opened = {name for name, url in addresses.items() if client.get(url).status_code == 200}

    assert opened == OPENED[persona]


@pytest.mark.parametrize(
    ("persona", "pages"),
    [
        ("supervision", {"league", "what-if", "publish", "appeals", "entries", "rulebooks", "draft-rulebook"}),
        ("leader", {"league", "what-if", "appeals", "entries", "rulebooks"}),
        ("cooperating", {"league", "appeals", "entries", "rulebooks"}),
    ],
)
def test_pages_of_the_zone(addresses: dict[str, str], enter: Enter, persona: str, pages: set[str]) -> None:
    client = enter(persona)

    assert {name for name in OF_ZONE if client.get(reverse(f"scoring:{name}")).status_code == 200} == pages


def test_others_read_the_points_but_not_the_working_records(
    addresses: dict[str, str], enter: Enter, world: World
) -> None:
    own, other = (enter(persona).get(addresses["sheet"]).content.decode() for persona in ("officer", "cooperating"))

    for words in ("承办招商推介会", "Report of 2023-09", "2023年9月报送"):
        assert words not in other
    assert "Report of 2023-09" in own
    assert "working record" in other


def test_appeals_of_others_are_not_listed(addresses: dict[str, str], enter: Enter) -> None:
    words = "材料属实，请复核。"

    assert words in enter("officer").get(reverse("scoring:appeals")).content.decode()
    assert words not in enter("cooperating").get(reverse("scoring:appeals")).content.decode()
