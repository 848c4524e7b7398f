"""The desk of three roles and a month's page as whole requests, in a zone with three years of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench.desk_made import make_reported_zone
from bench.measure import Measured, best_of
from bench.plans_made_in_database import start

if TYPE_CHECKING:
    from zoneworks.accounts.access import Scope


def run() -> list[Measured]:
    start()
    _zone, people = make_reported_zone()
    return [line for role, scope in people.items() for line in of_person(role, client_of(scope))]


def client_of(scope: Scope) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(scope.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def of_person(role: str, client: Any) -> list[Measured]:
    baseline = "a page with one form"
    form = best_of(20, lambda: client.get("/en/accounts/mine/password/"))
    desk, month = whole_request(client, "desk:home"), whole_request(client, "reports:month")
    return [
        Measured(f"desk of the {role}, three years of reports", desk, baseline, form, 0.03),
        Measured(f"month page of the {role}, three years of reports", month, baseline, form, 0.05),
    ]


def whole_request(client: Any, url_name: str) -> float:
    from django.urls import reverse
    from django.utils.translation import override

    with override("en"):
        path = reverse(url_name)
    assert client.get(path).status_code == 200
    return best_of(30, lambda: client.get(path))
