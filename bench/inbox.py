"""Messages: 200 people told of one thing at once, and their digests of the day."""

from __future__ import annotations

import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bench.measure import Measured, best_of
from bench.plans_made_in_database import make_zone, start

if TYPE_CHECKING:
    from zoneworks.accounts.models import User
    from zoneworks.units.models import Unit

PEOPLE, EACH, DAYS = 200, 12, 3
TODAY = date(2023, 10, 8)


def run() -> list[Measured]:
    start()
    from django.test import override_settings

    _scope, zone, units = make_zone()
    people = make_people(units)
    told = [tell_all(zone, people, number) for number in range(EACH)]
    with override_settings(
        ZONEWORKS_SENDS_MAIL=True, EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"
    ):  # fmt: skip
        durations = [digests_of_day(zone, people, TODAY + timedelta(days=day)) for day in range(DAYS)]
    bare = best_of(3, bare_mails)
    baseline = f"{PEOPLE} mails of one line, handed over"
    return [
        Measured(f"{PEOPLE} people told of one thing", min(told), baseline, bare, 1),
        Measured(f"digests of a day for {PEOPLE} people, {EACH} messages each", min(durations), baseline, bare, 20),
    ]


def make_people(units: list[Unit]) -> list[User]:
    from zoneworks.accounts.choices import RoleKind
    from zoneworks.accounts.models import User
    from zoneworks.accounts.services import create_account, grant_role

    people = []
    for number in range(PEOPLE):
        user = create_account(username=f"person{number}", password=None)
        grant_role(user=user, unit=units[number % len(units)], kind=RoleKind.OFFICER)
        people.append(user)
    User.objects.filter(pk__in=[user.pk for user in people]).update(email="person@example.org")
    return people


def tell_all(zone: Unit, people: list[User], number: int, on: date = TODAY) -> float:
    from zoneworks.inbox.services import tell

    begin = time.perf_counter()
    count = tell(
        people=people, zone=zone, kind="order_urged", zh=f"新的督办单{number}", en=f"New order {number}",
        once=f"bench-{on}-{number}", on=on,
    )  # fmt: skip
    assert count == len(people)
    return time.perf_counter() - begin


def digests_of_day(zone: Unit, people: list[User], on: date) -> float:
    from zoneworks.inbox.services import send_digests

    if on != TODAY:
        for number in range(EACH):
            tell_all(zone, people, number, on)
    begin = time.perf_counter()
    sent = send_digests(zone=zone, on=on)
    assert sent == len(people)
    return time.perf_counter() - begin


def bare_mails() -> list[Any]:
    from django.core.mail import EmailMessage

    mails = [EmailMessage("subject", "body", "zone@example.org", ["person@example.org"]) for _ in range(PEOPLE)]
    return [mail.message() for mail in mails]


if __name__ == "__main__":
    for line in run():
        print(f"{line.what}: {line.seconds * 1000:,.1f} ms, ratio {line.ratio:.3f}")
