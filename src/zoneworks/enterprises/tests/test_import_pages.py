"""The pages of a large import: progress while it works, counts and first rows when it is shown, one button for all."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.tests.test_imports import ROWS, as_csv, send
from zoneworks.enterprises.tests.worlds import STRANGERS, TODAY, World
from zoneworks.imports.models import Batch
from zoneworks.imports.working import Desk
from zoneworks.units.models import ZoneProfile


@pytest.fixture
def enter(world: World):
    ZoneProfile.objects.update_or_create(zone=world.zone, defaults={"fixed_today": TODAY})

    def visitor(persona: str) -> Client:
        client = Client()
        client.force_login(world.users[persona])
        return client

    return visitor


def test_a_list_is_sent_looked_at_and_taken_over_through_the_pages(world: World, enter) -> None:
    client = enter("officer")
    sent = {"kind": "enterprises", "file": SimpleUploadedFile("list.csv", as_csv(ROWS))}
    page = client.post(reverse("imports:new"), sent, follow=True)
    batch = Batch.objects.get()
    assert "Take all of it over" in page.content.decode()
    assert "示例一号轴承有限公司" in page.content.decode()
    page = client.post(reverse("imports:accept", args=[batch.pk]), {"turn": batch.turn}, follow=True)
    assert page.status_code == 200
    assert Enterprise.objects.count() == 2
    assert client.post(reverse("imports:undo", args=[batch.pk])).status_code == 404
    assert client.get(reverse("imports:notes", args=[batch.pk])).status_code in {200, 404}


def test_work_in_the_background_tells_how_far_it_is_and_can_be_stopped(world: World, enter) -> None:
    client = enter("officer")
    batch = send(world, as_csv(ROWS))
    Batch.objects.update(state="writing")
    Desk(batch.pk).begin()
    Desk(batch.pk).tell(1, 2)
    address = reverse("imports:batch", args=[batch.pk])
    assert 'value="50"' in client.get(address).content.decode()
    part = client.get(address, headers={"HX-Request": "true", "HX-Target": "working"}).content.decode()
    assert 'id="working"' in part
    assert "<html" not in part
    assert client.post(reverse("imports:stop", args=[batch.pk])).status_code == 302
    assert (Desk(batch.pk).folder / "stop").exists()
    Batch.objects.update(state="previewed")
    done = client.get(address, headers={"HX-Request": "true", "HX-Target": "working"})
    assert done.headers["HX-Refresh"] == "true"


@pytest.mark.parametrize("persona", [*STRANGERS, "cooperating"])
def test_a_stranger_finds_no_import(world: World, enter, persona: str) -> None:
    ZoneProfile.objects.update_or_create(zone=world.zone, defaults={"fixed_today": TODAY})
    batch = send(world, as_csv(ROWS))
    client = enter(persona)
    assert client.get(reverse("imports:batch", args=[batch.pk])).status_code == 404
    assert client.post(reverse("imports:stop", args=[batch.pk])).status_code == 404
    assert client.post(reverse("imports:accept", args=[batch.pk]), {"turn": 1}).status_code == 404
    assert not Enterprise.objects.exists()
