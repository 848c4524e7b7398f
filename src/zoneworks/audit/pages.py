"""What the page of the record shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.middleware import readable_date
from zoneworks.accounts.subjects import all_kinds
from zoneworks.audit.chain import Head
from zoneworks.audit.checking import last_check
from zoneworks.audit.lines import Line, lines
from zoneworks.audit.models import Event
from zoneworks.audit.queries import NOBODY, SIGNING, Asked, events_asked, people_of_record
from zoneworks.audit.sealing import head_of_chain
from zoneworks.audit.sentences import sentence_of_check
from zoneworks.audit.words import KINDS, all_verbs, kind_shown
from zoneworks.ui.addresses import address
from zoneworks.units.models import Unit

LINES_ON_A_PAGE = 50
LONGEST_KEY = 18
FILTERS = ("person", "verb", "kind", "key", "since", "until")
Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class RecordPage:
    """`older` and `newest`: addresses, empty where there is nothing there. `last`: the last daily check, if any;
    `found`: what it found, in a sentence."""

    lines: list[Line]
    people: Choices
    verbs: Choices
    kinds: Choices
    older: str
    newest: str
    export: str
    is_filtered: bool
    head: Head | None
    last: Event | None
    found: str
    key: str


def record_page(request: HttpRequest, scope: Scope, zone: Unit) -> RecordPage:
    asked = asked_in(request)
    events = list(events_asked(scope, zone, asked)[: LINES_ON_A_PAGE + 1])
    shown = events[:LINES_ON_A_PAGE]
    kept = {name: request.GET.get(name, "") for name in FILTERS}
    last = last_check()
    has_more = len(events) > LINES_ON_A_PAGE
    return RecordPage(
        lines=lines(scope, zone, shown),
        people=person_choices(scope, zone),
        verbs=verb_choices(scope, zone),
        kinds=sorted(((code, kind_shown(code)) for code in known_kinds()), key=lambda pair: pair[1]),
        older=address(request, "audit:record", **kept, before=shown[-1].pk) if has_more else "",
        newest=address(request, "audit:record", **kept) if asked.before else "",
        export=address(request, "audit:export", **kept),
        is_filtered=any(kept.values()),
        head=head_of_chain(),
        last=last,
        found=sentence_of_check(last) if last else "",
        key=asked.key,
    )


def asked_in(request: HttpRequest, *, is_paged: bool = True) -> Asked:
    """The filters of the address; what cannot be read is not asked. A page of an earlier day ends with it."""
    asked: Mapping[str, str] = request.GET
    until = day_in(asked, "until")
    if request.is_history:  # type: ignore[attr-defined]
        as_of: date = request.as_of  # type: ignore[attr-defined]
        until = min(until, as_of) if until else as_of
    person, before = asked.get("person", ""), asked.get("before", "")
    return Asked(
        person=person if person == NOBODY or is_key(person) else "",
        verb=asked.get("verb", "")[:40],
        kind=asked.get("kind", "")[:40],
        key=asked.get("key", "")[:40],
        since=day_in(asked, "since"),
        until=until,
        before=int(before) if is_paged and is_key(before) else None,
    )


def is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY


def day_in(asked: Mapping[str, str], name: str) -> date | None:
    """A day the calendar can reckon with: the day after is asked for as well."""
    day = readable_date(asked.get(name, ""))
    return day if day and day < date.max else None


def person_choices(scope: Scope, zone: Unit) -> Choices:
    people = [(str(user.pk), user.title) for user in people_of_record(scope, zone)]
    return [*people, (NOBODY, _("Nobody: programs and failed sign-ins"))]


def verb_choices(scope: Scope, zone: Unit) -> Choices:
    hidden = () if scope.is_administering(zone) else SIGNING
    return sorted(((code, str(word)) for code, word in all_verbs().items() if code not in hidden), key=by_word)


def by_word(pair: tuple[str, str]) -> str:
    return pair[1]


def known_kinds() -> set[str]:
    return {*KINDS, *(kind.code for kind in all_kinds())} - {"user", "chain"}
