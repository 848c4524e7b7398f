"""How a person hears of things: in the product, in the digest, or not at all; and where the digest goes."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zoneworks.accounts.doorways import in_zone
from zoneworks.common.errors import Refused
from zoneworks.inbox.kinds import MessageKind, all_kinds
from zoneworks.inbox.models import Preference
from zoneworks.inbox.services import Ways, choose_address, choose_preference
from zoneworks.inbox.views.messages import scope_of
from zoneworks.ui import addresses
from zoneworks.ui.parts import Crumb


@dataclass(frozen=True)
class Choice:
    kind: MessageKind
    ways: Ways


@in_zone
def home(request: HttpRequest) -> HttpResponse:
    """Of what do I want to hear, and how?"""
    if request.method == "POST":
        sent = set(request.POST.getlist("way"))
        choices = {
            kind.code: Ways(f"{kind.code}:app" in sent, f"{kind.code}:digest" in sent)
            for kind in all_kinds()
            if kind.code in request.POST.getlist("kind")
        }
        choose_preference(scope=scope_of(request), choices=choices)
        notices.success(request, _("Your choices are kept. They hold for messages from now on."))
        return redirect(addresses.address(request, "inbox:preferences"))
    return page(request, request.user.email)  # type: ignore[union-attr]


@in_zone
@require_POST
def address(request: HttpRequest) -> HttpResponse:
    """Where the digest goes."""
    email = request.POST.get("email", "")
    try:
        is_new = choose_address(scope=scope_of(request), email=email)
    except Refused as refused:
        return page(request, email, str(refused), status=422)
    if is_new:
        sentence = _("The daily digest goes to %(email)s.") if email.strip() else _("No digest is sent to you.")
        notices.success(request, sentence % {"email": email.strip()})
    return redirect(addresses.address(request, "inbox:preferences"))


def page(request: HttpRequest, email: str, error: str = "", status: int = 200) -> HttpResponse:
    kept = {row.kind: row for row in Preference.objects.filter(user=scope_of(request).user)}
    choices = [
        Choice(kind, Ways(row.is_in_app, row.is_in_digest) if (row := kept.get(kind.code)) else Ways())
        for kind in all_kinds()
    ]
    context = {
        "choices": choices,
        "email": email,
        "error": error,
        "hour": f"{settings.ZONEWORKS_DIGEST_HOUR}:00",
        "sends_mail": settings.ZONEWORKS_SENDS_MAIL,
        "trail": [Crumb(_("Messages"), addresses.address(request, "inbox:messages")), Crumb(_("What I am told"))],
    }
    return render(request, "inbox/preferences.html", context, status=status)
