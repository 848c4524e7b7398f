"""Evidence is handed out to those who may read the report it belongs to."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from zoneworks.accounts.doorways import in_zone, zone_or_404
from zoneworks.audit.fetching import DOWNLOAD, tell_fetched
from zoneworks.files.serving import file_response
from zoneworks.plans.views.entrances import scope_of
from zoneworks.reports.queries import evidence_file_or_none


@in_zone
@require_safe
def evidence(request: HttpRequest, report: int, pk: int) -> HttpResponse:
    """One file, shown in the browser where that is safe and asked for (?show=1)."""
    file = evidence_file_or_none(scope_of(request), report, pk)
    if file is None:
        raise Http404
    answer: HttpResponseBase = file_response(file, request, is_shown=request.GET.get("show") == "1")
    tell_fetched(
        answer, verb=DOWNLOAD, zone=zone_or_404(request), kind="report", key=report, what="evidence", name=file.name,
        sha256=file.sha256,
    )  # fmt: skip
    return answer  # type: ignore[return-value]
