"""What was found of the chain, in sentences."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zoneworks.audit.chain import Head
from zoneworks.audit.checking import Fault, Finding
from zoneworks.audit.models import Event

FAULTS: dict[str, str | Promise] = {
    "position_missing": gettext_lazy("Broken at position %(position)s: there is no link at this position."),
    "event_missing": gettext_lazy("Broken at position %(position)s: the sealed event %(event)s is gone."),
    "content_changed": gettext_lazy(
        "Broken at position %(position)s: event %(event)s no longer says what it said when it was written."
    ),
    "link_changed": gettext_lazy(
        "Broken at position %(position)s: the link does not follow from event %(event)s and the link before it."
    ),
    "head_differs": gettext_lazy(
        "Broken at position %(position)s: the link is not the one that was written down. "
        "The chain up to there was made anew."
    ),
    "head_missing": gettext_lazy(
        "Broken: the chain ends before position %(position)s, which was written down. Its last links are gone."
    ),
    "unsealed": gettext_lazy(
        "Broken: event %(event)s is older than an hour and has no link. "
        "Start the worker; if the event stays without one, find out who wrote it."
    ),
}


def finding_sentence(finding: Finding) -> str:
    fault, head = finding.fault, finding.head
    if fault:
        return FAULTS[fault.code] % {"position": fault.position, "event": fault.event}
    if head is None:
        return _("Intact: nothing is sealed yet.")
    said = ngettext("Intact: %(count)s sealed event.", "Intact: %(count)s sealed events.", head.position)
    told = said % {"count": head.position}
    if not finding.waiting:
        return told
    waits = ngettext(
        "%(count)s event of the last hour is not sealed yet.",
        "%(count)s events of the last hour are not sealed yet.",
        finding.waiting,
    )
    return f"{told} {waits % {'count': finding.waiting}}"


def sentence_of_check(event: Event) -> str:
    """What a daily check found, from its own event."""
    told = event.details
    head = Head.read(told["head"]) if told.get("head") else None
    fault = None if told.get("is_intact") else Fault(told["fault"], told.get("position"), told.get("event"))
    return finding_sentence(Finding(head, fault))
