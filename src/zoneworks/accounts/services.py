"""Writing accounts and roles."""

from __future__ import annotations

from django.db import transaction

from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.models import RoleHeld, User
from zoneworks.units.models import Post, Unit


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
def revoke_role(*, user: User, unit: Unit, kind: RoleKind) -> None:
    RoleHeld.objects.filter(user=user, unit=unit, kind=kind).delete()


@transaction.atomic
def choose_language(*, user: User, language: str) -> None:
    User.objects.filter(pk=user.pk).update(language=language)
