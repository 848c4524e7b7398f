"""What the deployment pack can produce: a letter for each unit, a list for each leader, and all of them together."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from zonekit.documents.blocks import Document
from zoneworks.accounts.access import Scope
from zoneworks.answers import pack_documents as papers
from zoneworks.answers.conferences import conference_of_plan, conference_or_none
from zoneworks.answers.models import Conference
from zoneworks.answers.pack import Pack, pack_of
from zoneworks.common.errors import Refused
from zoneworks.documents.choices import Format
from zoneworks.documents.kinds import Arguments, Member, Tell, in_both_languages, register
from zoneworks.plans.models import Plan
from zoneworks.plans.queries import plan_or_none
from zoneworks.units.models import Unit

LETTER, LIST, PACK = "responsibility_letter", "leader_list", "deployment_pack"
INSIDE = (Format.DOCX, Format.PDF)


def pack_asked(scope: Scope, zone: Unit, arguments: Arguments) -> Pack:
    """The pack of the conference named, or of the latest one that deployed the plan named; Http404 for what the person
    may not open."""
    conference = conference_asked(scope, arguments)
    if conference is None or conference.zone_id != zone.pk:
        raise Http404("no such conference")
    return pack_of(scope, conference)


def conference_asked(scope: Scope, arguments: Arguments) -> Conference | None:
    if "conference" in arguments:
        return conference_or_none(scope, number(arguments["conference"]))
    plan: Plan | None = plan_or_none(scope, number(arguments.get("plan")))
    return conference_of_plan(scope, plan) if plan else None


def number(given: object) -> int:
    text = str(given)
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise Http404(text[:40])
    return int(text)


def conference_named(arguments: Arguments) -> Conference:
    """For titles and dates alone, of arguments that were cleaned when they were given."""
    found = Conference.objects.select_related("plan", "zone").filter(pk=arguments["conference"]).first()
    if found is None:
        raise Http404("no such conference")
    return found


def year_of(conference: Conference) -> int:
    return conference.plan.year if conference.plan else conference.held_on.year


class PackKind(ABC):
    """What the three kinds have in common. Everything in them is said by the plan, which the whole zone reads."""

    code: str
    mark_code: str
    label: str | Promise
    formats: tuple[Format, ...] = INSIDE
    is_frozen = False

    def may_make(self, scope: Scope, zone: Unit) -> bool:
        return zone.pk in scope.zone_ids

    def may_read(self, scope: Scope, zone: Unit) -> bool:
        return zone.pk in scope.zone_ids

    def as_of(self, arguments: Arguments) -> date:
        return conference_named(arguments).held_on

    @abstractmethod
    def title(self, conference: Conference, arguments: Arguments) -> str:
        """In the active language."""

    def titles(self, zone: Unit, arguments: Arguments) -> tuple[str, str]:
        conference = conference_named(arguments)
        return in_both_languages(lambda: self.title(conference, arguments))

    def file_name(self, zone: Unit, arguments: Arguments) -> str:
        return papers.as_file_name(self.title(conference_named(arguments), arguments))

    def address_of(self, arguments: Arguments) -> str:
        """Of what was cleaned; of anything else there is none."""
        key = arguments.get("conference")
        return reverse("answers:pack", args=[key]) if isinstance(key, int) and key > 0 else ""


class LetterKind(PackKind):
    """Arguments: conference (or plan) and the code of the unit."""

    code = LETTER
    mark_code = "RL"
    label = gettext_lazy("Responsibility letter")

    def clean(self, scope: Scope, zone: Unit, arguments: Arguments) -> dict[str, Any]:
        pack = pack_asked(scope, zone, arguments)
        return {"conference": pack.conference.pk, "unit": pack.unit(str(arguments.get("unit", ""))).code}

    def title(self, conference: Conference, arguments: Arguments) -> str:
        return papers.letter_title(year_of(conference), Unit.objects.get(code=arguments["unit"]))

    def build(self, scope: Scope, zone: Unit, arguments: Arguments, tell: Tell) -> Document:
        pack = pack_asked(scope, zone, arguments)
        made = papers.on_paper(papers.letter_of(pack, pack.unit(arguments["unit"])))
        tell(1, 1)
        return made


class ListKind(PackKind):
    """Arguments: conference (or plan) and the code of the post."""

    code = LIST
    mark_code = "TL"
    label = gettext_lazy("Leader's list")

    def clean(self, scope: Scope, zone: Unit, arguments: Arguments) -> dict[str, Any]:
        pack = pack_asked(scope, zone, arguments)
        return {"conference": pack.conference.pk, "post": pack.post(str(arguments.get("post", ""))).code}

    def title(self, conference: Conference, arguments: Arguments) -> str:
        return papers.list_title(year_of(conference), conference.zone.posts.get(code=arguments["post"]))

    def build(self, scope: Scope, zone: Unit, arguments: Arguments, tell: Tell) -> Document:
        pack = pack_asked(scope, zone, arguments)
        made = papers.on_paper(papers.list_of(pack, pack.post(arguments["post"])))
        tell(1, 1)
        return made


class WholeKind(PackKind):
    """Arguments: conference (or plan) and `inside`, the format of the files in the archive."""

    code = PACK
    mark_code = "DP"
    label = gettext_lazy("Deployment pack")
    formats = (Format.ZIP, *INSIDE)

    def may_make(self, scope: Scope, zone: Unit) -> bool:
        return scope.sees_all_working_records(zone)

    def clean(self, scope: Scope, zone: Unit, arguments: Arguments) -> dict[str, Any]:
        inside = str(arguments.get("inside", Format.DOCX))
        if inside not in INSIDE:
            raise Refused("format_unknown", papers.formats_sentence(), "inside")
        return {"conference": pack_asked(scope, zone, arguments).conference.pk, "inside": inside}

    def title(self, conference: Conference, arguments: Arguments) -> str:
        return papers.pack_title(year_of(conference), conference)

    def build(self, scope: Scope, zone: Unit, arguments: Arguments, tell: Tell) -> Document:
        """The index: what the archive holds."""
        made = papers.on_paper(papers.index_of(pack_asked(scope, zone, arguments)))
        tell(1, 1)
        return made

    def members(self, scope: Scope, zone: Unit, arguments: Arguments) -> list[Member]:
        """The index, each letter and each list, as files in folders."""
        pack, inside = pack_asked(scope, zone, arguments), Format(arguments["inside"])
        return [Member(name, inside, build) for name, build in papers.files_of(pack)]


for kind in (LetterKind(), ListKind(), WholeKind()):
    register(kind)
