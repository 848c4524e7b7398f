"""Who reads a confidential enterprise: closed, opened again, readers named and taken off.

Readers stay named while an enterprise is open, so that they can be named before it is closed. Whoever writes it goes
on reading it: a person who would lock themselves out is named with the change, and is not taken off by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.common.errors import Refused
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries_people import people_of
from zoneworks.enterprises.services.guards import claim, note, require_may_write


@transaction.atomic
def set_confidential(
    *, scope: Scope, enterprise: Enterprise, is_confidential: bool, seen: int | None = None
) -> Enterprise:
    """Close an enterprise to all but leaders, supervision office and the persons named, or open it again."""
    require_may_write(scope, enterprise)
    if Enterprise.objects.filter(pk=enterprise.pk, is_confidential=is_confidential).exists():
        return enterprise
    claim(enterprise, seen=seen, is_confidential=is_confidential)
    note(scope, enterprise, "make_confidential" if is_confidential else "make_open")
    name_writer(scope, enterprise)
    return enterprise


@transaction.atomic
def name_reader(*, scope: Scope, enterprise: Enterprise, reader: User, seen: int | None = None) -> None:
    """One more person who reads it while it is confidential; naming somebody twice is once."""
    require_may_write(scope, enterprise)
    if is_named(enterprise, reader):
        return
    require_people(enterprise, {reader.pk})
    claim(enterprise, seen=seen)
    enterprise.readers.add(reader)
    note(scope, enterprise, "name_reader", reader=reader.pk)


@transaction.atomic
def remove_reader(*, scope: Scope, enterprise: Enterprise, reader: User, seen: int | None = None) -> None:
    """The person reads it no longer while it is confidential; taking somebody off twice is once."""
    require_may_write(scope, enterprise)
    if not is_named(enterprise, reader):
        return
    if reader.pk == scope.user.pk:
        require_not_locked_out(scope, enterprise)
    claim(enterprise, seen=seen)
    enterprise.readers.remove(reader)
    note(scope, enterprise, "remove_reader", reader=reader.pk)


@transaction.atomic
def name_readers(*, scope: Scope, enterprise: Enterprise, readers: Iterable[User], seen: int | None = None) -> None:
    """Exactly these persons read it while it is confidential, beside the leaders and the supervision office."""
    require_may_write(scope, enterprise)
    wanted = {user.pk for user in readers}
    before = set(enterprise.readers.values_list("pk", flat=True))
    if wanted == before:
        return
    require_people(enterprise, wanted - before)
    if scope.user.pk in before - wanted:
        require_not_locked_out(scope, enterprise)
    claim(enterprise, seen=seen)
    enterprise.readers.set(wanted)
    note(scope, enterprise, "name_readers", before=sorted(before), after=sorted(wanted))


def name_writer(scope: Scope, enterprise: Enterprise) -> None:
    """Whoever made it confidential goes on reading it; those who read everything need not be named."""
    if not enterprise.is_confidential or reads_all(scope, enterprise) or not scope.user.is_authenticated:
        return
    if not is_named(enterprise, scope.user):
        enterprise.readers.add(scope.user)
        note(scope, enterprise, "name_reader", reader=scope.user.pk)


def is_named(enterprise: Enterprise, person: User) -> bool:
    return enterprise.readers.filter(pk=person.pk).exists()


def reads_all(scope: Scope, enterprise: Enterprise) -> bool:
    return scope.sees_all_working_records(enterprise.zone)


def require_people(enterprise: Enterprise, keys: set[int]) -> None:
    """Readers are people of the zone: nobody else could open it."""
    known = set(people_of(enterprise.zone).filter(pk__in=keys).values_list("pk", flat=True))
    for stranger in User.objects.filter(pk__in=keys - known)[:1]:
        raise Refused(
            "reader_outside",
            _("“%(person)s” holds no role in this zone and could not open it.") % {"person": stranger.title},
            "person",
        )


def require_not_locked_out(scope: Scope, enterprise: Enterprise) -> None:
    if not reads_all(scope, enterprise):
        raise Refused(
            "locked_out",
            _("You would no longer read “%(enterprise)s” yourself. Ask the supervision office to take you off.")
            % {"enterprise": enterprise.title},
            "person",
        )
