"""What the record hears of: people signing in and out, and what happens to accounts and roles.

Django tells of signing in by signals alone. Of a browser the record keeps where it was and what it calls itself,
never what was typed into the sign-in form: people type passwords into the field of the name.
"""

from __future__ import annotations

from typing import Any

from axes.helpers import get_client_ip_address
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.cache import cache
from django.http import HttpRequest

from zoneworks.accounts import journal
from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.audit.services import record
from zoneworks.units.models import Unit
from zoneworks.units.queries import zone_of

# Whoever tries on and on fills no disk: so many failures an hour are kept for one account from one place.
FAILURES_KEPT = 10
HOUR = 3600


def listen() -> None:
    user_logged_in.connect(note_sign_in, dispatch_uid="audit.sign_in")
    user_logged_out.connect(note_sign_out, dispatch_uid="audit.sign_out")
    user_login_failed.connect(note_failure, dispatch_uid="audit.sign_in_failed")
    journal.register(note_account)


def note_sign_in(sender: object, request: HttpRequest, user: User, **_more: Any) -> None:
    record(user=user, zone=zone_of_person(user), verb="sign_in", kind="person", key=user.pk, **browser(request))


def note_sign_out(sender: object, request: HttpRequest, user: User | None, **_more: Any) -> None:
    if user is not None:
        record(user=user, zone=zone_of_person(user), verb="sign_out", kind="person", key=user.pk, **browser(request))


def note_failure(sender: object, credentials: dict[str, Any], request: HttpRequest | None = None, **_more: Any) -> None:
    """Under nobody's name: who it was is what could not be shown."""
    where = browser(request)
    account = User.objects.filter(username=str(credentials.get("username", ""))).first()
    if is_kept(f"{account.pk if account else 'nobody'}:{where.get('address', '')}"):
        record(
            user=None, zone=zone_of_person(account) if account else None, verb="sign_in_failed", kind="person",
            key=account.pk if account else "", **where,
        )  # fmt: skip


def is_kept(place: str) -> bool:
    key = f"audit.failures:{place}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) <= FAILURES_KEPT
    except ValueError:  # forgotten between the two
        return True


def browser(request: HttpRequest | None) -> dict[str, str]:
    if request is None or "REMOTE_ADDR" not in request.META:
        return {}
    return {
        "address": str(get_client_ip_address(request) or ""),
        "browser": request.META.get("HTTP_USER_AGENT", "")[:200],
    }


def zone_of_person(user: User) -> Unit | None:
    """Where the person's coming and going is told: their first zone, in which they arrive."""
    zones = Scope(user).zones
    return zones[0] if zones else None


def note_account(*, by: User | None, unit: Unit | None, verb: str, about: User, details: dict[str, Any]) -> None:
    zone = zone_of(unit) if unit else zone_of_person(about)
    record(user=by, zone=zone, verb=verb, kind="person", key=about.pk, **details)
