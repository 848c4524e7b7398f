"""Target enterprises of a gap: marked or left out of the pool by people, and taken along as a workbook."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zoneworks.chains import services
from zoneworks.chains.choices import MarkKind
from zoneworks.chains.exports import workbook_answer
from zoneworks.chains.exports_targets import targets_workbook
from zoneworks.chains.models import Gap, LeftOut, PoolEnterprise
from zoneworks.chains.pages.gap import GapPage
from zoneworks.chains.views.entrances import back, is_about_the_past, must_write, scope_of, today_of, with_gap
from zoneworks.common.errors import Refused

TOKEN = re.compile(r"[0-9a-f]{32}")
LONGEST_REASON = 300


@with_gap
@require_safe
def workbook(request: HttpRequest, gap: Gap) -> HttpResponse:
    """The ranked list with its parts."""
    page = GapPage(request, gap)
    return workbook_answer(page, *targets_workbook(page), kind="gap_targets", key=gap.pk)


@with_gap
@require_POST
def mark(request: HttpRequest, gap: Gap, enterprise: int) -> HttpResponse:
    """Shortlist an enterprise for the gap, or set it aside."""
    must_write(request, gap.chain)
    found = PoolEnterprise.objects.filter(zone=gap.chain.zone, pk=enterprise).first()
    kind = request.POST.get("kind", "")
    if found is None or kind not in MarkKind.values:
        raise Http404
    if is_about_the_past(request):
        return back(request, "chains:gap", gap.pk)
    token = TOKEN.fullmatch(request.POST.get("token", ""))
    try:
        services.mark_target(
            scope=scope_of(request), gap=gap, enterprise=found, kind=MarkKind(kind), today=today_of(request),
            submission=f"mark:{request.user.pk}:{token[0] if token else ''}:{kind}",
            reason=request.POST.get("reason", "").strip()[:LONGEST_REASON],
        )  # fmt: skip
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        words = _("%(name)s was shortlisted.") if kind == MarkKind.SHORTLISTED else _("%(name)s was set aside.")
        messages.success(request, words % {"name": found.title})
    return back(request, "chains:gap", gap.pk)


@with_gap
@require_POST
def leave_out(request: HttpRequest, gap: Gap, enterprise: int) -> HttpResponse:
    """Take an enterprise off the list of this and of every other gap."""
    must_write(request, gap.chain)
    found = PoolEnterprise.objects.filter(zone=gap.chain.zone, pk=enterprise).select_related("zone").first()
    if found is None:
        raise Http404
    if is_about_the_past(request):
        return back(request, "chains:gap", gap.pk)
    token = TOKEN.fullmatch(request.POST.get("token", ""))
    try:
        services.leave_out(
            scope=scope_of(request), enterprise=found, today=today_of(request),
            submission=f"leave:{request.user.pk}:{token[0] if token else ''}",
            reason=request.POST.get("reason", "").strip()[:LONGEST_REASON],
        )  # fmt: skip
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        said = _("%(name)s was left out of the pool; it ranks for no gap until it is put back.")
        messages.success(request, said % {"name": found.title})
    return back(request, "chains:gap", gap.pk)


@with_gap
@require_POST
def put_back(request: HttpRequest, gap: Gap, left: int) -> HttpResponse:
    """Rank an enterprise again that was left out; sent twice it is put back once."""
    must_write(request, gap.chain)
    here = LeftOut.objects.filter(enterprise__zone=gap.chain.zone, pk=left)
    found = here.select_related("enterprise__zone").first()
    if found is None:
        raise Http404
    if is_about_the_past(request):
        return back(request, "chains:gap", gap.pk)
    services.put_back(scope=scope_of(request), left=found, today=today_of(request))
    messages.success(request, _("%(name)s stands in the pool again.") % {"name": found.enterprise.title})
    return back(request, "chains:gap", gap.pk)
