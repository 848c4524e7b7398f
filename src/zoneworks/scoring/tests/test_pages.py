"""Pages of scores as people use them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.documents.kinds import kind_of
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.visits import Page
from zoneworks.plans.tests.worlds import World, leaf
from zoneworks.scoring.models import Appeal, Publication, Rulebook
from zoneworks.scoring.tests.scores import QUARTER, total

Enter = Callable[[str], Client]


def test_a_sheet_shows_every_line_with_its_points(publication: Publication, enter: Enter) -> None:
    page = Page(enter("officer").get(reverse("scoring:sheet", args=[publication.pk, "A-INV"])))
    words = " ".join(page.words)

    assert str(total(publication, "A-INV")) in words
    assert "nothing, because a report about it was found false" in words


def test_an_objection_goes_the_whole_way_in_the_browser(world: World, publication: Publication, enter: Enter) -> None:
    officer, office = enter("officer"), enter("supervision")
    url = reverse("scoring:make-appeal", args=[publication.pk, "A-INV"])
    form = Page(officer.get(f"{url}?line=false_reports")).forms[-1]
    sent = {**form.values, "line": "false_reports", "words": "材料属实"}
    assert officer.post(url, sent).status_code == 302
    assert officer.post(url, sent).status_code == 302
    appeal = Appeal.objects.get()

    decide = reverse("scoring:decide-appeal", args=[appeal.pk])
    assert office.post(decide, {"decision": "rejected", "reason": ""}).status_code == 422
    assert office.post(decide, {"decision": "rejected", "reason": "依据充分"}).status_code == 302

    assert "依据充分" in officer.get(reverse("scoring:appeal", args=[appeal.pk])).content.decode()


def test_a_try_shows_the_difference_and_keeps_nothing(publication: Publication, enter: Enter) -> None:
    url = reverse("scoring:what-if")
    answer = enter("leader").get(url, {"period": QUARTER, "off": "missing_reports", "points.items": "40"})
    words = " ".join(Page(answer).words)

    assert "2 units would change." in words
    publication.refresh_from_db()
    assert Rulebook.objects.count() == Publication.objects.count() == 1


@pytest.mark.parametrize("given", [{"points.items": "x"}, {"points.items": "-1"}, {"unit": ["A-INV", "A-INV-1"]}])
def test_a_try_that_cannot_be_says_why(publication: Publication, enter: Enter, given: dict[str, str]) -> None:
    answer = enter("leader").get(reverse("scoring:what-if"), {"period": QUARTER, **given})

    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()


def test_publishing_from_the_page(world: World, plan: Plan, rulebook: Rulebook, enter: Enter) -> None:
    office, url = enter("supervision"), reverse("scoring:publish")
    assert "Publish the scores" in " ".join(Page(office.get(f"{url}?period={QUARTER}")).words)

    for _again in range(2):
        assert office.post(url, {"period": QUARTER}).status_code == 302
    assert Publication.objects.count() == 1


def test_faults_of_a_draft_are_told_on_the_page(world: World, enter: Enter) -> None:
    office = enter("supervision")
    office.post(reverse("scoring:draft-rulebook"), {"base": "shipped:zone_default", "valid_from": "2023-01-01"})
    draft = Rulebook.objects.get()
    url = reverse("scoring:change-rulebook", args=[draft.pk])
    sent = {"seen": draft.revision, "valid_from": "2023-01-01", "draw_up_day": 15, "objection_days": 5}

    for rules in ("{", "[]", json.dumps({**draft.data, "total": "99"})):
        assert office.post(url, {**sent, "rules": rules}).status_code == 422
    assert office.post(url, {**sent, "rules": json.dumps(draft.data), "objection_days": 7}).status_code == 302
    draft.refresh_from_db()
    assert draft.objection_days == 7


def test_the_row_and_the_desk_tell_of_new_scores(publication: Publication, plan: Plan, enter: Enter) -> None:
    officer = enter("officer")
    row = officer.get(reverse("plans:item", args=[leaf(plan).pk])).content.decode()
    desk = officer.get(reverse("desk:home")).content.decode()

    sheet = reverse("scoring:sheet", args=[publication.pk, "A-INV"])
    assert sheet in row
    assert sheet in desk


@pytest.mark.parametrize(("kind", "more"), [("league_table", {}), ("score_sheet", {"unit": "A-INV"})])
def test_documents_hold_together(world: World, publication: Publication, kind: str, more: dict[str, str]) -> None:
    declared, scope = kind_of(kind), world.scope("cooperating")
    arguments = declared.clean(scope, world.zone, {"publication": publication.pk, **more})

    document = declared.build(scope, world.zone, arguments, lambda done, total: None)

    assert document.check() == []
    if kind == "score_sheet":
        assert document.figures["total"].value == total(publication, "A-INV")
