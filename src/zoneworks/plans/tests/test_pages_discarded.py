"""Acts on a draft that is discarded at the same moment: by a colleague, or by a second click."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.plans import services
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.visits import Page
from zoneworks.plans.tests.worlds import World, make_plan

Enter = Callable[[str], Client]


@pytest.mark.parametrize(
    ("act", "service"), [("change", "change_plan"), ("issue", "issue_plan"), ("discard", "discard_draft")]
)
def test_it_leads_to_the_list_of_plans_with_a_sentence(
    world: World, enter: Enter, act: str, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, client = make_plan(world, is_issued=False), enter("supervision")
    address = reverse(f"plans:{act}", args=[draft.pk])
    form = Page(client.get(address)).forms[-1]
    write = getattr(services, service)

    def write_too_late(**named: Any) -> object:
        Plan.objects.filter(pk=draft.pk).delete()
        return write(**named)

    monkeypatch.setattr(services, service, write_too_late)
    answer = client.post(address, form.values)
    assert answer["Location"] == reverse("plans:all")
    assert "has been discarded meanwhile" in Page(client.get(answer["Location"])).text
