"""There is no desk of an earlier day: asked for one, it says that it is today's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.plans.models import Plan


@pytest.mark.parametrize("persona", ["officer", "supervision", "leader"])
def test_the_desk_says_that_it_is_todays(plan: Plan, enter: Callable[[str], Client], persona: str) -> None:
    client, sentence = enter(persona), "The desk is always today"

    assert sentence in client.get(f"{reverse('desk:home')}?as_of=2023-06-30").content.decode()
    assert sentence not in client.get(reverse("desk:home")).content.decode()
