"""The chain leader's workbench."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zoneworks.chains.models import Chain
from zoneworks.chains.pages.bench import BenchPage
from zoneworks.chains.views.entrances import with_chain


@with_chain
@require_safe
def bench(request: HttpRequest, chain: Chain) -> HttpResponse:
    """What does the chain need from its leader now?"""
    return render(request, "chains/bench.html", {"page": BenchPage(request, chain)})
