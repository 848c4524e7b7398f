"""What the navigation shows of plans."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zoneworks.accounts.access import Scope
from zoneworks.ui.nav import NavEntry, register


def has_zone(scope: Scope) -> bool:
    return bool(scope.zones)


for order, label, url_name in (
    (10, _("Board"), "plans:board"),
    (20, _("Wall chart"), "plans:wall"),
    (30, _("Plans"), "plans:all"),
    (80, _("Light rules"), "plans:rules"),
):
    register(NavEntry(section="plan", label=label, url_name=url_name, order=order, is_visible=has_zone))
