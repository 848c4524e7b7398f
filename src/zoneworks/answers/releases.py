"""What the portal's editor is given to start from: a draft of the conference's release, never published by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.answers.conferences import conference_or_none, turnout_of
from zoneworks.answers.models import Conference
from zoneworks.answers.pack import Pack, pack_of
from zoneworks.common.text import is_english
from zoneworks.documents.composing import day
from zoneworks.plans.choices import TagKind
from zoneworks.plans.messages import listed
from zoneworks.plans.models import Plan, Tag
from zoneworks.plans.pages.plan import named_levels, rows_by_level
from zoneworks.plans.queries import items_of
from zoneworks.units.queries import profile_of

LANGUAGES = ("zh-hans", "en")


@dataclass(frozen=True, slots=True)
class Release:
    """A draft for an editor to finish."""

    title: str
    paragraphs: tuple[str, ...]


def conference_release(scope: Scope, conference: Conference) -> dict[str, Release]:
    """By language, "zh-hans" and "en". Http404 for a conference, or a plan, the person may not open."""
    if conference_or_none(scope, conference.pk) is None:
        raise Http404("no such conference")
    pack = pack_of(scope, conference)
    drafts = {}
    for language in LANGUAGES:
        with translation.override(language):
            drafts[language] = Release(title_of(pack), tuple(filter(None, paragraphs_of(scope, pack))))
    return drafts


def title_of(pack: Pack) -> str:
    zone = profile_of(pack.plan.zone).title
    return _("%(zone)s deploys its key tasks for %(year)s") % {"zone": zone, "year": pack.plan.year}


def paragraphs_of(scope: Scope, pack: Pack) -> Iterator[str]:
    """Date and place, the plan at every level, the battlefields, how it is counted, who came, what was decided."""
    conference, plan = pack.conference, pack.plan
    yield opening(pack)
    yield levels_told(plan)
    yield battlefields_told(scope, plan)
    yield _(
        "The tasks have %(indicators)s indicators and %(milestones)s milestones and are given to %(units)s units."
    ) % {
        "indicators": sum(len(task.indicators) for task in pack.tasks),
        "milestones": sum(len(task.milestones) for task in pack.tasks),
        "units": len(pack.units),
    }
    yield attendance_told(conference)
    decisions = [str(decision) for decision in conference.decisions.all()]
    if decisions:
        yield _("The conference decided:")
        yield from decisions
    yield conference.note_shown


def opening(pack: Pack) -> str:
    conference = pack.conference
    values = {
        "day": day(conference.held_on),
        "zone": profile_of(pack.plan.zone).title,
        "conference": conference.title_shown,
        "place": conference.place_shown,
    }
    if conference.place_shown:
        return _("On %(day)s %(zone)s held its %(conference)s. Place: %(place)s.") % values
    return _("On %(day)s %(zone)s held its %(conference)s.") % values


def levels_told(plan: Plan) -> str:
    """“2 categories, 44 key projects, 95 sub-projects”: the plan's own words with their counts."""
    levels = named_levels(plan, rows_by_level([plan])[plan.pk])
    counts = listed(
        _("%(count)s %(level)s") % {"count": count, "level": several(name, count)} for name, count in levels
    )
    return _("It deployed the key tasks of %(year)s: %(counts)s.") % {"year": plan.year, "counts": counts}


def several(name: str, count: int) -> str:
    """An English name of a level as one writes it after a number; a Chinese one stays as it is."""
    if not is_english():
        return name
    lower = name.lower()
    if count == 1:
        return lower
    return f"{lower[:-1]}ies" if lower.endswith("y") else f"{lower}s"


def battlefields_counted(scope: Scope, plan: Plan) -> list[tuple[Tag, int]]:
    """How many sub-projects each battlefield has."""
    leaves = items_of(scope, plan).filter(is_leaf=True)
    tags = Tag.objects.filter(kind=TagKind.BATTLEFIELD, items__in=leaves).order_by("position", "pk")
    counted = tags.annotate(count=Count("items", filter=Q(items__in=leaves), distinct=True)).distinct()
    return [(tag, tag.count) for tag in counted]


def battlefields_told(scope: Scope, plan: Plan) -> str:
    """The same in a sentence; nothing where the plan has none."""
    counted = battlefields_counted(scope, plan)
    told = [_("%(battlefield)s (%(count)s)") % {"battlefield": tag, "count": count} for tag, count in counted]
    if not told:
        return ""
    return _("Sub-projects by battlefield: %(battlefields)s.") % {"battlefields": listed(told)}


def attendance_told(conference: Conference) -> str:
    turnout = turnout_of(conference.attendance.all())
    if not turnout.people:
        return ""
    return _(
        "It was attended by %(posts)s holders of leadership posts and by %(units)s units, %(people)s people in all."
    ) % {
        "posts": turnout.posts_came,
        "units": turnout.units_came,
        "people": turnout.people,
    }
