"""The deployment pack of a conference: which letters and lists there are, each to read, and having them made."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zonekit.documents.blocks import Document
from zoneworks.answers import conference_pages as pages
from zoneworks.answers import pack_pages
from zoneworks.answers.models import Conference
from zoneworks.answers.pack import pack_of
from zoneworks.answers.pack_documents import letter_of, list_of
from zoneworks.answers.pack_kinds import INSIDE, LETTER, LIST
from zoneworks.answers.views.entrances import with_conference
from zoneworks.documents.views.live import Live, live_figure, live_page
from zoneworks.plans.views.entrances import scope_of
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb


@with_conference
def pack(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Which letters and lists are there, and what does each hold?"""
    scope = scope_of(request)
    found = pack_of(scope, conference)
    context = {
        "conference": conference,
        "figures_shown": pack_pages.pack_figures(request, found),
        "letters": pack_pages.letter_lines(found),
        "lists": pack_pages.list_lines(found),
        "duties": [duty.label for duty in found.duties],
        "formats": [(wanted.value, str(wanted.label)) for wanted in INSIDE],
        "whole": pack_pages.whole_offers(found) if scope.sees_all_working_records(conference.zone) else [],
        "token": uuid4().hex,
        "trail": pages.conference_trail(request, conference, Crumb(_("Deployment pack"))),
    }
    return render(request, "answers/pack.html", context)


@with_conference
def letter(request: HttpRequest, conference: Conference, code: str) -> HttpResponse:
    """The responsibility letter of a unit, to read."""
    return live_page(request, letter_live(request, conference, code))


@with_conference
def letter_figure(request: HttpRequest, conference: Conference, code: str, key: str) -> HttpResponse:
    return live_figure(request, letter_live(request, conference, code), key)


@with_conference
def leader_list(request: HttpRequest, conference: Conference, code: str) -> HttpResponse:
    """The list of a leader, to read."""
    return live_page(request, list_live(request, conference, code))


@with_conference
def leader_list_figure(request: HttpRequest, conference: Conference, code: str, key: str) -> HttpResponse:
    return live_figure(request, list_live(request, conference, code), key)


def letter_live(request: HttpRequest, conference: Conference, code: str) -> Live:
    found = pack_of(scope_of(request), conference)
    unit = found.unit(code)
    return paper(request, conference, LETTER, {"unit": code}, letter_of(found, unit), "answers:letter")


def list_live(request: HttpRequest, conference: Conference, code: str) -> Live:
    found = pack_of(scope_of(request), conference)
    post = found.post(code)
    return paper(request, conference, LIST, {"post": code}, list_of(found, post), "answers:leader-list")


def paper(
    request: HttpRequest, conference: Conference, kind: str, whose: dict[str, str], document: Document, url_name: str
) -> Live:
    [code] = whose.values()
    trail = pages.conference_trail(request, conference)[:1]
    trail += [
        Crumb(conference.title_shown, address(request, "answers:conference", conference.pk)),
        Crumb(_("Deployment pack"), address(request, "answers:pack", conference.pk)),
    ]
    return Live(
        kind=kind,
        arguments={"conference": conference.pk, **whose},
        document=document,
        question=_("What is theirs, by when, counted how."),
        page_address=address(request, url_name, conference.pk, code),
        figure_address=lambda key: address(request, f"{url_name}-figure", conference.pk, code, key),
        trail=trail,
    )
