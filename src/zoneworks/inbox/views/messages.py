"""What a person was told: unread first, day by day; a press opens what it is about."""

from __future__ import annotations

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from zoneworks.accounts.access import Scope
from zoneworks.accounts.doorways import in_zone
from zoneworks.inbox.pages import days_of, lines_of
from zoneworks.inbox.queries import messages_of, unread_of
from zoneworks.inbox.services import mark_all_read, mark_read
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Tab
from zoneworks.ui.views import safe_next

SHOWN = 30


def scope_of(request: HttpRequest) -> Scope:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return scope


@in_zone
def home(request: HttpRequest) -> HttpResponse:
    """What was I told, and what of it have I not read?"""
    scope = scope_of(request)
    is_all = request.GET.get("show") == "all"
    told = messages_of(scope).filter(on__lte=request.as_of)  # type: ignore[attr-defined]
    unread = unread_of(scope).filter(on__lte=request.as_of)  # type: ignore[attr-defined]
    page = Paginator(told if is_all else unread, SHOWN).get_page(request.GET.get("page"))
    here = address(request, "inbox:messages")
    count = page.paginator.count if not is_all else unread.count()
    context = {
        "days": days_of(scope, page),
        "page": page,
        "is_all": is_all,
        "unread": count,
        "newest": max((message.pk for message in page), default=0) if page.number == 1 else 0,
        "tabs_shown": [
            Tab(_("Unread"), here, is_current=not is_all, count=count),
            Tab(_("All messages"), address(request, "inbox:messages", show="all"), is_current=is_all),
        ],
    }
    return render(request, "inbox/messages.html", context)


@in_zone
@require_POST
def open_subject(request: HttpRequest, pk: int) -> HttpResponse:
    """The message is read, and the person is led to what it is about."""
    scope = scope_of(request)
    message = get_object_or_404(messages_of(scope), pk=pk)
    mark_read(scope=scope, messages=[message])
    url = lines_of(scope, [message])[0].url
    if not url:
        notices.info(request, _("What the message is about is no longer there, or not open to you."))
    return redirect(url or address(request, "inbox:messages"))


@in_zone
@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    scope = scope_of(request)
    mark_read(scope=scope, messages=[get_object_or_404(messages_of(scope), pk=pk)])
    return redirect(safe_next(request))


@in_zone
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Up to the newest on the page the person saw."""
    up_to = request.POST.get("up_to", "")
    count = mark_all_read(scope=scope_of(request), up_to=int(up_to) if up_to.isdecimal() and len(up_to) < 19 else 0)
    sentence = ngettext("%(count)s message is marked as read.", "%(count)s messages are marked as read.", count)
    notices.success(request, sentence % {"count": count})
    return redirect(address(request, "inbox:messages"))
