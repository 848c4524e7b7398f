"""The monthly bulletin as an occasion of the year."""

from __future__ import annotations

from django.http import HttpRequest

from zoneworks.accounts.doorways import zone_or_404
from zoneworks.answers.blocks import BULLETIN, BulletinKind
from zoneworks.rhythm.occasions import frozen_standing
from zoneworks.rhythm.works import Work, register
from zoneworks.ui.addresses import address


def bulletin_page(request: HttpRequest, period: str) -> str:
    may_preview = BulletinKind().may_preview(request.scope, zone_or_404(request))  # type: ignore[attr-defined]
    return address(request, "answers:bulletin", period) if may_preview else address(request, "answers:bulletins")


register(Work("monthly_bulletin", bulletin_page, frozen_standing(BULLETIN)))
