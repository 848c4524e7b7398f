"""Writing accounts and roles."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.models import RoleHeld, User
from zoneworks.common.errors import Refused
from zoneworks.units.models import Post, Unit
from zoneworks.units.queries import zone_of


@transaction.atomic
def create_account(
    *, username: str, password: str | None, display_name: str = "", display_name_en: str = "", language: str = ""
) -> User:
    user = User(username=username, display_name=display_name, display_name_en=display_name_en, language=language)
    user.set_password(password)
    user.save()
    return user


@transaction.atomic
def grant_role(*, user: User, unit: Unit, kind: RoleKind, post: Post | None = None) -> RoleHeld:
    role, _created = RoleHeld.objects.update_or_create(user=user, unit=unit, kind=kind, defaults={"post": post})
    return role


@transaction.atomic
def admit_person(
    *,
    username: str,
    display_name: str,
    unit: Unit,
    kind: RoleKind,
    display_name_en: str = "",
    post: Post | None = None,
) -> tuple[User, str]:
    """Give somebody a first role; the password is that of the account made now, empty for one that was waiting.

    An account that holds a role anywhere is not taken over: its own administrators know it.
    """
    known = User.objects.filter(username=username).first()
    if known and known.roles_held.exists():
        raise Refused(
            "account_name_taken",
            _("The account name %(name)s is taken. Choose another, or grant the role on the person's own page.")
            % {"name": username},
            "username",
        )
    password = "" if known else get_random_string(14)
    user = known or create_account(
        username=username, password=password, display_name=display_name, display_name_en=display_name_en
    )
    grant_role(user=user, unit=unit, kind=kind, post=post)
    return user, password


def administrators_of(zone: Unit) -> QuerySet[RoleHeld]:
    """Administrators' roles of active people in the zone."""
    return RoleHeld.objects.filter(
        kind=RoleKind.ADMINISTRATOR, unit__path__startswith=zone.path, user__is_active=True, unit__is_active=True
    )


@transaction.atomic
def revoke_role(*, user: User, unit: Unit, kind: RoleKind) -> None:
    """Take a role back; the last administrator of a zone stays, or nobody could ever grant a role again."""
    zone = zone_of(unit) if kind == RoleKind.ADMINISTRATOR else None
    if zone and not administrators_of(zone).exclude(user=user, unit=unit).exists():
        raise Refused(
            "last_administrator",
            _("%(name)s is the last administrator of the zone. Make somebody else administrator first.")
            % {"name": user.title},
        )
    RoleHeld.objects.filter(user=user, unit=unit, kind=kind).delete()


@transaction.atomic
def choose_language(*, user: User, language: str) -> None:
    User.objects.filter(pk=user.pk).update(language=language)
