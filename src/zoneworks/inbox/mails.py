"""The words of a digest: what a person was told, by kind, as plain text and as simple HTML, in their language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zoneworks.accounts.access import Scope
from zoneworks.accounts.subjects import Subject, subjects_of
from zoneworks.inbox.kinds import all_kinds
from zoneworks.inbox.links import whole
from zoneworks.inbox.message_kinds import DEADLINE
from zoneworks.inbox.models import Message

MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class Line:
    words: str
    on: date
    url: str


@dataclass
class Group:
    label: str
    lines: list[Line] = field(default_factory=list)


def digest_mail(scope: Scope, messages: Sequence[Message], on: date) -> EmailMultiAlternatives:
    """`messages`: the newest first. The same sentence about the same thing stands in it once."""
    user = scope.user
    with translation.override(user.language or settings.LANGUAGE_CODE):
        lines = unrepeated(messages)
        context = {
            "person": user.title,
            "day": date_format(on, "DATE_FORMAT"),
            "groups": groups_of(scope, lines[:MOST_LINES]),
            "further": len(lines[MOST_LINES:]),
            "all_url": whole(reverse("inbox:messages")),
            "preferences_url": whole(reverse("inbox:preferences")),
        }
        mail = EmailMultiAlternatives(
            subject=subject_line(scope, len(lines), on),
            body=render_to_string("inbox/mail/digest.txt", context),
            to=[user.email],
            headers=headers_of(user.pk, on, str(context["preferences_url"])),
        )
        mail.attach_alternative(render_to_string("inbox/mail/digest.html", context), "text/html")
    return mail


def subject_line(scope: Scope, count: int, on: date) -> str:
    place = scope.zones[0].title if len(scope.zones) == 1 else "ZoneWorks"
    words = ngettext("%(place)s: %(count)s message, %(day)s", "%(place)s: %(count)s messages, %(day)s", count)
    return words % {"place": place, "count": count, "day": date_format(on, "DATE_FORMAT")}


def headers_of(user: int, on: date, preferences: str) -> dict[str, str]:
    """The same mail has the same id: one handed over twice, because the server's answer was lost, arrives once."""
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    return {
        "Message-ID": f"<digest-{user}-{on.isoformat()}@{host}>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{preferences}>",
    }


def unrepeated(messages: Iterable[Message]) -> list[Message]:
    known: set[tuple[str, str, str]] = set()
    kept = []
    for message in messages:
        what = (message.words_shown, message.subject_kind, message.subject_key)
        if what not in known:
            known.add(what)
            kept.append(message)
    return kept


def groups_of(scope: Scope, messages: Sequence[Message]) -> list[Group]:
    """By kind in the order of the kinds; days that come near in the order of the days, all else the newest first."""
    subjects = subjects_of(scope, {(one.subject_kind, one.subject_key) for one in messages if one.subject_kind})
    groups = {kind.code: Group(str(kind.label)) for kind in all_kinds()}
    for message in messages:
        group = groups.setdefault(message.kind, Group(_("Other")))
        group.lines.append(line_of(message, subjects.get((message.subject_kind, message.subject_key))))
    if DEADLINE in groups:
        groups[DEADLINE].lines.reverse()
    return [group for group in groups.values() if group.lines]


def line_of(message: Message, subject: Subject | None) -> Line:
    return Line(message.words_shown, message.on, whole(subject.url) if subject else "")
