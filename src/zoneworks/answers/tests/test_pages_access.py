"""Every address of conferences, packs, answer sheet and bulletins, asked for by everybody who may come."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.answers.models import Conference
from zoneworks.answers.tests.meetings import hold
from zoneworks.documents.models import Edition, Production
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import INSIDERS, STRANGERS, World, make_plan

Enter = Callable[[str], Client]
READ = ("conference", "pack")
KEPT = ("change-conference", "agenda", "attendance", "decisions")
LIVE = {
    "answer-sheet-figure": ["all-red"],
    "bulletin": ["2023-09"],
    "bulletin-figure": ["2023-09", "all-red"],
}
BOTH = {"supervision", "leader"}


def addresses(conference: Conference) -> dict[str, str]:
    """Every address that speaks of this conference, by name."""
    found = {name: reverse(f"answers:{name}", args=[conference.pk]) for name in (*READ, *KEPT)}
    found["letter"] = reverse("answers:letter", args=[conference.pk, "A-INV"])
    found["letter-figure"] = reverse("answers:letter-figure", args=[conference.pk, "A-INV", "mine"])
    found["leader-list"] = reverse("answers:leader-list", args=[conference.pk, "R1"])
    found["leader-list-figure"] = reverse("answers:leader-list-figure", args=[conference.pk, "R1", "led"])
    return found


def papers(conference: Conference) -> dict[str, tuple[str, dict[str, Any]]]:
    """What the pack can produce: format and arguments by kind."""
    key = conference.pk
    return {
        "responsibility_letter": ("docx", {"conference": key, "unit": "A-INV"}),
        "leader_list": ("pdf", {"conference": key, "post": "R1"}),
        "deployment_pack": ("zip", {"conference": key, "inside": "docx"}),
    }


def ask(client: Client, kind: str, wanted: str, arguments: dict[str, Any]) -> Any:
    given = {"kind": kind, "format": wanted, "arguments": json.dumps(arguments), "submission": f"t-{kind}"}
    return client.post(reverse("documents:ask"), given)


@pytest.mark.parametrize("persona", STRANGERS)
def test_a_stranger_finds_nothing_at_any_address(conference: Conference, enter: Enter, persona: str) -> None:
    client = enter(persona)

    for name, url in addresses(conference).items():
        assert client.get(url).status_code == 404, name
        assert client.post(url, {"agenda": "X", "title": "X"}).status_code == 404, name
    for name in ("conferences", "new-conference", "answer-sheet", "bulletins"):
        assert client.get(f"{reverse(f'answers:{name}')}?zone=A").status_code == 404, name
    for name, args in LIVE.items():
        assert client.get(reverse(f"answers:{name}", args=args)).status_code == 404, name
        assert client.get(f"{reverse(f'answers:{name}', args=args)}?zone=A").status_code == 404, name
    conference.refresh_from_db()
    assert conference.revision == 0


@pytest.mark.parametrize("persona", STRANGERS)
def test_a_stranger_has_nothing_produced(conference: Conference, enter: Enter, persona: str) -> None:
    client = enter(persona)

    for kind, (wanted, arguments) in papers(conference).items():
        assert ask(client, kind, wanted, arguments).status_code == 404, kind
    assert not Production.objects.exists()


@pytest.mark.parametrize("persona", STRANGERS)
def test_lists_of_a_stranger_say_nothing_of_ours(conference: Conference, enter: Enter, persona: str) -> None:
    client = enter(persona)

    for name in ("conferences", "answer-sheet", "bulletins"):
        answer = client.get(reverse(f"answers:{name}"))
        assert answer.status_code == (404 if persona == "nobody" else 200), name
        assert conference.title not in answer.content.decode()
        assert conference.title_en not in answer.content.decode()


def test_whoever_has_not_signed_in_is_asked_to(conference: Conference, client: Client) -> None:
    known = [*addresses(conference).values(), *(reverse(f"answers:{name}", args=args) for name, args in LIVE.items())]
    for url in known:
        assert "/accounts/sign-in/" in client.get(url)["Location"], url
        assert client.post(url).status_code == 302, url


@pytest.mark.parametrize("persona", INSIDERS)
def test_everybody_of_the_zone_reads_conference_and_pack(conference: Conference, enter: Enter, persona: str) -> None:
    client, known = enter(persona), addresses(conference)

    for name in (*READ, "letter", "letter-figure", "leader-list", "leader-list-figure"):
        assert client.get(known[name]).status_code == 200, name
    assert known["conference"] in client.get(reverse("answers:conferences")).content.decode()


@pytest.mark.parametrize("persona", [*INSIDERS, "province_officer"])
def test_only_the_supervision_office_keeps_conferences(conference: Conference, enter: Enter, persona: str) -> None:
    client, known = enter(persona), addresses(conference)
    where = "?zone=A" if persona == "province_officer" else ""
    expected = 200 if persona == "supervision" else 404

    for name in KEPT:
        assert client.get(known[name] + where).status_code == expected, name
    assert client.get(reverse("answers:new-conference") + where).status_code == expected
    if persona != "supervision":
        for name in KEPT:
            assert client.post(known[name] + where, {"agenda": "X"}).status_code == 404, name
        offered = client.get(known["conference"] + where).content.decode()
        assert not any(known[name] in offered for name in KEPT)
    conference.refresh_from_db()
    assert conference.revision == 0


@pytest.mark.parametrize("persona", INSIDERS)
def test_what_is_not_frozen_is_for_those_who_make_or_lead_the_plan(
    conference: Conference, enter: Enter, persona: str
) -> None:
    client = enter(persona)

    for name, args in LIVE.items():
        found = client.get(reverse(f"answers:{name}", args=args)).status_code
        assert found == (200 if persona in BOTH else 404), name
    sheet = client.get(reverse("answers:answer-sheet")).content.decode()
    assert ("paper-entry" in sheet) == (persona in BOTH)
    months = client.get(reverse("answers:bulletins")).content.decode()
    assert (reverse("answers:bulletin", args=["2023-09"]) in months) == (persona in BOTH)


@pytest.mark.parametrize("persona", INSIDERS)
def test_what_is_frozen_is_read_by_the_whole_zone(conference: Conference, enter: Enter, persona: str) -> None:
    maker, submitted = enter("supervision"), {"submission": "one"}
    for kind, arguments in (("bulletin", {"period": "2023-09"}), ("answer_sheet", {"year": 2023})):
        given = {"kind": kind, "arguments": json.dumps(arguments), **submitted, "submission": f"freeze-{kind}"}
        assert maker.post(reverse("documents:freeze"), given).status_code == 302
    frozen = {edition.kind: reverse("documents:edition", args=[edition.uid]) for edition in Edition.objects.all()}
    client = enter(persona)

    assert frozen["bulletin"] in client.get(reverse("answers:bulletins")).content.decode()
    assert client.get(frozen["bulletin"]).status_code == 200
    if persona not in BOTH:
        assert frozen["answer_sheet"] in client.get(reverse("answers:answer-sheet")).content.decode()
        month = client.get(reverse("answers:bulletin", args=["2023-09"]))
        assert (month.status_code, month["Location"].split("?")[0]) == (302, frozen["bulletin"])
        assert client.get(reverse("answers:bulletin", args=["2023-08"])).status_code == 404


@pytest.mark.parametrize("persona", INSIDERS)
def test_papers_are_produced_for_the_zone_and_the_whole_pack_for_those_who_lead(
    conference: Conference, enter: Enter, persona: str
) -> None:
    client = enter(persona)

    for kind, (wanted, arguments) in papers(conference).items():
        expected = 404 if kind == "deployment_pack" and persona not in BOTH else 302
        assert ask(client, kind, wanted, arguments).status_code == expected, kind
    assert Production.objects.count() == (3 if persona in BOTH else 2)


@pytest.mark.parametrize("persona", [*INSIDERS, *STRANGERS])
def test_the_conference_of_a_draft_does_not_exist_for_those_who_may_not_read_it(
    world: World, enter: Enter, persona: str
) -> None:
    conference = hold(world, make_plan(world, is_issued=False))
    client, known = enter(persona), addresses(conference)

    for name in (*READ, "letter", "leader-list"):
        assert client.get(known[name]).status_code == (200 if persona in BOTH else 404), name
    for kind, (wanted, arguments) in papers(conference).items():
        assert ask(client, kind, wanted, arguments).status_code == (302 if persona in BOTH else 404), kind


def test_units_without_a_duty_and_posts_that_lead_nothing_have_no_paper(
    conference: Conference, plan: Plan, enter: Enter
) -> None:
    client = enter("supervision")

    for name, code in (("letter", "A-SUP"), ("letter", "B-INV"), ("leader-list", "R9")):
        assert client.get(reverse(f"answers:{name}", args=[conference.pk, code])).status_code == 404
    assert client.get(reverse("answers:letter-figure", args=[conference.pk, "A-INV", "no-such"])).status_code == 404
    odd = [{"conference": conference.pk, "unit": "A-SUP"}, {"conference": "x", "unit": "A-INV"}, {}, {"plan": "²"}]
    for arguments in odd:
        assert ask(client, "responsibility_letter", "docx", arguments).status_code == 404, arguments
