"""Writing accounts and roles."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from zoneworks.accounts.access import may_hold
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.journal import tell
from zoneworks.accounts.models import RoleHeld, User
from zoneworks.common.errors import Refused
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Post, Unit


@transaction.atomic
def create_account(
    *,
    username: str,
    password: str | None,
    display_name: str = "",
    display_name_en: str = "",
    language: str = "",
    by: User | None = None,
) -> User:
    user = User(username=username, display_name=display_name, display_name_en=display_name_en, language=language)
    user.set_password(password)
    user.save()
    tell(by=by, unit=None, verb="create_account", about=user, username=username)
    return user


@transaction.atomic
def grant_role(*, user: User, unit: Unit, kind: RoleKind, post: Post | None = None, by: User | None = None) -> RoleHeld:
    """Give a role, or another post to one that is held already; refused where it would count for nothing."""
    if not may_hold(kind, unit):
        raise Refused("role_counts_for_nothing", misplaced(kind) % {"unit": unit.title, "role": kind.label}, "unit")
    held = RoleHeld.objects.filter(user=user, unit=unit, kind=kind).first()
    if held and held.post_id == (post.pk if post else None):
        return held
    role, _created = RoleHeld.objects.update_or_create(user=user, unit=unit, kind=kind, defaults={"post": post})
    tell(by=by, unit=unit, verb="grant_role", about=user, role=kind.value, unit_code=unit.code,
         post=post.code if post else "")  # fmt: skip
    return role


def misplaced(kind: RoleKind) -> str:
    if kind == RoleKind.ADMINISTRATOR:
        return _("At %(unit)s the role “%(role)s” would count for nothing. Grant it at the zone itself.")
    return _(
        "At %(unit)s the role “%(role)s” would count for nothing. "
        "Grant it at the zone itself, or at a leading body or department directly under it."
    )


@transaction.atomic
def admit_person(
    *,
    username: str,
    display_name: str,
    unit: Unit,
    kind: RoleKind,
    display_name_en: str = "",
    post: Post | None = None,
    by: User | None = None,
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
        username=username, password=password, display_name=display_name, display_name_en=display_name_en, by=by
    )
    tell(by=by, unit=unit, verb="admit_person", about=user, username=username, is_new=known is None)
    grant_role(user=user, unit=unit, kind=kind, post=post, by=by)
    return user, password


def administrators_of(zone: Unit) -> QuerySet[RoleHeld]:
    """The zone's own administrators: those above it serve other zones too and may not know this one's people."""
    return RoleHeld.objects.filter(kind=RoleKind.ADMINISTRATOR, unit=zone, user__is_active=True, unit__is_active=True)


@transaction.atomic
def revoke_role(*, user: User, unit: Unit, kind: RoleKind, by: User | None = None) -> None:
    """Take a role back; the last administrator of a zone stays, or nobody could ever grant a role again."""
    is_zones_own = kind == RoleKind.ADMINISTRATOR and unit.kind == UnitKind.ZONE
    if is_zones_own and not administrators_of(unit).exclude(user=user).exists():
        raise Refused(
            "last_administrator",
            _("%(name)s is the last administrator of the zone. Make somebody else administrator first.")
            % {"name": user.title},
        )
    gone, _kinds = RoleHeld.objects.filter(user=user, unit=unit, kind=kind).delete()
    if gone:
        tell(by=by, unit=unit, verb="revoke_role", about=user, role=kind.value, unit_code=unit.code)


@transaction.atomic
def change_password(*, user: User, password: str) -> None:
    """The person's own new password; what the record keeps of it is that it changed."""
    user.set_password(password)
    user.save(update_fields=["password"])
    tell(by=user, unit=None, verb="change_password", about=user)


@transaction.atomic
def choose_language(*, user: User, language: str) -> None:
    User.objects.filter(pk=user.pk).update(language=language)
