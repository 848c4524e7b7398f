"""How a person wants to hear of things, and where their mail goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.audit.services import record
from zoneworks.common.errors import Refused
from zoneworks.inbox.kinds import is_declared
from zoneworks.inbox.models import Preference


@dataclass(frozen=True, slots=True)
class Ways:
    is_in_app: bool = True
    is_in_digest: bool = True


@transaction.atomic
def choose_preference(*, scope: Scope, choices: Mapping[str, Ways]) -> int:
    """Keep how the person wants to hear of some kinds; says how many choices changed. Messages to come follow it."""
    unknown = [kind for kind in choices if not is_declared(kind)]
    if unknown:
        raise Refused("kind_unknown", _("There are no messages of the kind “%(kind)s”.") % {"kind": unknown[0][:40]})
    kept = Preference.objects.filter(user=scope.user, kind__in=choices)
    present = {row.kind: Ways(row.is_in_app, row.is_in_digest) for row in kept}
    changed = {kind: ways for kind, ways in choices.items() if present.get(kind, Ways()) != ways}
    if not changed:
        return 0
    Preference.objects.bulk_create(
        [Preference(user=scope.user, kind=kind, **both(ways)) for kind, ways in changed.items()],
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["is_in_app", "is_in_digest"],
    )
    chosen = {kind: both(ways) for kind, ways in changed.items()}
    record(user=scope.user, zone=None, verb="choose-messages", kind="user", key=scope.user.pk, chosen=chosen)
    return len(changed)


def both(ways: Ways) -> dict[str, bool]:
    return {"is_in_app": ways.is_in_app, "is_in_digest": ways.is_in_digest}


@transaction.atomic
def choose_address(*, scope: Scope, email: str) -> bool:
    """Where the digest goes, "" for nowhere; says whether that is new. The address itself is not put on record."""
    email = email.strip()
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            sentence = _("“%(text)s” is not an e-mail address such as name@example.org.") % {"text": email[:80]}
            raise Refused("address_unreadable", sentence, "email") from error
    if not User.objects.filter(pk=scope.user.pk).exclude(email=email).update(email=email):
        return False
    record(user=scope.user, zone=None, verb="choose-address", kind="user", key=scope.user.pk, has_address=bool(email))
    return True
