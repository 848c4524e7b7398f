"""Every address of the pages of enterprises, asked for by everybody who may come."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from zoneworks.enterprises.models import Enterprise, EnterpriseRole, Merge
from zoneworks.enterprises.services import name_readers
from zoneworks.enterprises.tests.known import make_firm
from zoneworks.enterprises.tests.worlds import INSIDERS, STRANGERS, World, make_enterprise

Enter = Callable[[str], Client]
LISTS = ("register", "scale", "doubles", "workbook")
WRITERS = {"supervision", "officer"}
READERS = {"leader", "section_officer", *WRITERS}


@pytest.fixture
def enterprise(world: World) -> Enterprise:
    """Kept by the investment department, with figures, a role and a record merged into it."""
    return make_firm(world).enterprise


def read(enterprise: Enterprise) -> dict[str, str]:
    return {name: reverse(f"enterprises:{name}", args=[enterprise.pk]) for name in ("enterprise", "records")}


def written(enterprise: Enterprise) -> dict[str, str]:
    other = Enterprise.objects.filter(merged_into__isnull=True).exclude(pk=enterprise.pk).first()
    assert other is not None
    names = ("change", "rename", "record", "settle-facts", "choose-class", "propose-class", "give-role")
    found = {name: reverse(f"enterprises:{name}", args=[enterprise.pk]) for name in names}
    found |= {name: reverse(f"enterprises:{name}", args=[enterprise.pk]) for name in ("enter-scale", "leave-scale")}
    role, merge = EnterpriseRole.objects.get(), Merge.objects.get()
    found["end-role"] = reverse("enterprises:end-role", args=[enterprise.pk, role.pk])
    found["withdraw"] = reverse("enterprises:withdraw", args=[enterprise.pk, enterprise.facts.latest("pk").pk])
    found["undo-merge"] = reverse("enterprises:undo-merge", args=[enterprise.pk, merge.pk])
    found["merge"] = reverse("enterprises:merge", args=[enterprise.pk, other.pk])
    return found


def words_of(answer: HttpResponse) -> str:
    """All that a page or a workbook says."""
    if answer.headers["Content-Type"].startswith("text/"):
        return str(answer.content.decode())
    book = load_workbook(BytesIO(answer.content))
    return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


@pytest.mark.parametrize("persona", STRANGERS)
def test_a_stranger_finds_nothing_at_any_address(enterprise: Enterprise, enter: Enter, persona: str) -> None:
    client = enter(persona)

    for name, url in (read(enterprise) | written(enterprise)).items():
        assert client.get(url).status_code in {404, 405}, name
        assert client.post(url, {"role": "leading"}).status_code in {404, 405}, name
    for name in (*LISTS, "new", "classes"):
        answer = client.get(reverse(f"enterprises:{name}"))
        assert answer.status_code in {200, 404}, name
        assert enterprise.name not in words_of(answer)
    assert EnterpriseRole.objects.count() == 1
    assert Merge.objects.filter(undone_on__isnull=True).count() == 1


@pytest.mark.parametrize("persona", STRANGERS)
def test_the_zone_of_a_stranger_is_never_ours(enterprise: Enterprise, enter: Enter, world: World, persona: str) -> None:
    client = enter(persona)
    for name in (*LISTS, "new", "classes"):
        assert client.get(f"{reverse(f'enterprises:{name}')}?zone={world.zone.code}").status_code == 404


def test_whoever_has_not_signed_in_is_asked_to(enterprise: Enterprise, client: Client) -> None:
    for name, url in (read(enterprise) | written(enterprise)).items():
        answer = client.get(url)
        assert answer.status_code == 302, name
        assert "/accounts/sign-in/" in answer["Location"], name


@pytest.mark.parametrize("persona", INSIDERS)
def test_an_enterprise_is_read_by_its_unit_and_its_tree_and_by_leaders(
    enterprise: Enterprise, enter: Enter, persona: str
) -> None:
    client = enter(persona)
    expected = 200 if persona in READERS else 404

    for name, url in read(enterprise).items():
        assert client.get(url).status_code == expected, name
    listed = client.get(reverse("enterprises:register"))
    assert (enterprise.name in listed.content.decode()) == (persona in READERS)


@pytest.mark.parametrize("persona", INSIDERS)
def test_only_the_unit_in_charge_and_the_office_find_what_writes(
    enterprise: Enterprise, enter: Enter, persona: str
) -> None:
    client, known = enter(persona), written(enterprise)

    for name in ("change", "rename", "record", "merge"):
        assert client.get(known[name]).status_code == (200 if persona in WRITERS else 404), name
    if persona not in WRITERS:
        for name, url in known.items():
            assert client.post(url, {"role": "leading", "kept": "1"}).status_code == 404, name


def test_a_confidential_enterprise_is_there_for_those_named_alone(world: World, enter: Enter) -> None:
    secret = make_enterprise(world, 7, is_confidential=True)
    url = reverse("enterprises:enterprise", args=[secret.pk])
    assert enter("officer").get(url).status_code == 404
    assert secret.name not in enter("officer").get(reverse("enterprises:register")).content.decode()
    name_readers(scope=world.scope("supervision"), enterprise=secret, readers=[world.users["officer"]])
    assert enter("officer").get(url).status_code == 200
    assert enter("section_officer").get(url).status_code == 404


def test_the_old_address_of_a_merged_record_leads_to_the_one_that_stays(enterprise: Enterprise, enter: Enter) -> None:
    gone = Merge.objects.get().gone
    answer = enter("officer").get(reverse("enterprises:enterprise", args=[gone.pk]))
    assert answer.status_code == 302
    assert answer["Location"].endswith(read(enterprise)["enterprise"])
    assert enter("outsider").get(reverse("enterprises:enterprise", args=[gone.pk])).status_code == 404
