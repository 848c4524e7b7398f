"""The editing area knows groups; the product knows roles. Roles decide, groups follow at the door."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Page

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.portal.models import Picture, Portal, PortalHome
from zoneworks.units.models import Unit

REMEMBERED = ("_perm_cache", "_user_perm_cache", "_group_perm_cache", "_wagtail_cached_permissions")


def is_editing(scope: Scope, zone: Unit) -> bool:
    return scope.is_editing(zone)


def is_reviewing(scope: Scope, zone: Unit) -> bool:
    """Who looks at an article before the public does."""
    return scope.is_supervising(zone) or scope.is_leading(zone)


def may_enter(scope: Scope, zone: Unit) -> bool:
    return is_editing(scope, zone) or is_reviewing(scope, zone)


@transaction.atomic
def bring_groups_in_line(*, scope: Scope) -> bool:
    """Give the person exactly the groups of the portal that their roles give; whether they have any."""
    user = scope.user
    assert isinstance(user, User)
    portals = list(Portal.objects.select_related("zone"))
    wanted = {portal.editors_id for portal in portals if is_editing(scope, portal.zone)}
    wanted |= {portal.reviewers_id for portal in portals if is_reviewing(scope, portal.zone)}
    ours = {key for portal in portals for key in (portal.editors_id, portal.reviewers_id)}
    held = set(user.groups.values_list("pk", flat=True)) & ours
    if held != wanted:
        user.groups.remove(*(held - wanted))
        user.groups.add(*(wanted - held))
        for name in REMEMBERED:
            vars(user).pop(name, None)
    return bool(wanted)


def are_of_others(scope: Scope, *, pages: Iterable[int], pictures: Iterable[int]) -> bool:
    """Whether one of the pages or pictures belongs to a portal the person does not work on.

    Some pages of the editing area (the confirmation of a move, the format of a picture) ask for no right of their own.
    """
    pages, pictures = list(pages), list(pictures)
    if not pages and not pictures:
        return False
    others = [portal for portal in Portal.objects.select_related("zone") if not may_enter(scope, portal.zone)]
    homes = PortalHome.objects.filter(zone__in=[portal.zone_id for portal in others]).values_list("path", flat=True)
    paths = Page.objects.filter(pk__in=pages).values_list("path", flat=True)
    if any(path.startswith(home) for home in homes for path in paths):
        return True
    places = [portal.collection_id for portal in others]
    return Picture.objects.filter(pk__in=pictures, collection__in=places).exists()
