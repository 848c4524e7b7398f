"""The record's events about chains, their gaps, placements and target enterprises, as sentences.

Names stand with their codes in brackets, as the record keeps the codes. What the event's own thing is called stands
beside the sentence already and is not said again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zoneworks.accounts.access import Scope
from zoneworks.audit.fetching import DOWNLOAD
from zoneworks.audit.models import Event
from zoneworks.audit.telling import Told
from zoneworks.chains.audit_names import Known, label
from zoneworks.chains.choices import ArtefactKind, ArtefactState, BlockageKind, ChainRoleKind, MarkKind, Status
from zoneworks.chains.words import day
from zoneworks.common.text import in_language

Json = Mapping[str, Any]
Sentence = Callable[[Event, Known], Told]


def tell(scope: Scope | None, events: Sequence[Event]) -> dict[int, Told]:
    """Those of the events that are about chains; in at most six statements."""
    ours = [event for event in events if event.verb in SENTENCES and is_ours(event)]
    if not ours:
        return {}
    known = Known.of(scope, ours)
    return {event.pk: SENTENCES[event.verb](event, known) for event in ours}


def is_ours(event: Event) -> bool:
    """Files are downloaded of all kinds of things; here those of artefacts are."""
    return event.verb != DOWNLOAD or event.subject_kind == "industry_chain"


def whole(text: str, known: Json | None = None, detail: object = "") -> Told:
    """`detail`: words of a person, as they are."""
    return Told(text % known if known else text, str(detail or ""))


def of_version(sentence: Callable[[], str], event: Event, _known: Known) -> Told:
    begins = event.details.get("in_force_from")
    said = {"number": event.details.get("number", ""), "day": day(date.fromisoformat(begins)) if begins else ""}
    return whole(sentence(), said)


def plain(sentence: Callable[[], str], _event: Event, _known: Known) -> Told:
    return whole(sentence())


def of_role(sentence: Callable[[], str], event: Event, known: Known) -> Told:
    role = label(ChainRoleKind, event.details.get("role"))
    return whole(sentence(), {"role": role, "holder": known.holder(event)})


def of_placement(sentence: Callable[[], str], event: Event, known: Known) -> Told:
    """On the page of an enterprise the chain is named to those who may open it."""
    return whole(sentence(), {"where": known.place(event)})


def of_gap(sentence: Callable[[], str], event: Event, _known: Known) -> Told:
    return whole(sentence(), {"status": label(Status, event.details.get("status"))})


def blocked(event: Event, known: Known) -> Told:
    said = {"node": known.node(event), "what": label(BlockageKind, event.details.get("what"))}
    if said["what"]:
        return whole(_("Blockage recorded at the node %(node)s (%(what)s)."), said, event.details.get("words"))
    return whole(_("Blockage recorded at the node %(node)s."), said, event.details.get("words"))


def lifted(event: Event, known: Known) -> Told:
    return whole(_("Blockage at the node %(node)s lifted."), {"node": known.node(event)})


def taken(event: Event, known: Known) -> Told:
    due = event.details.get("due")
    said = {"unit": known.unit(event), "day": day(date.fromisoformat(due)) if due else ""}
    return whole(_("Given to %(unit)s, to be closed by %(day)s."), said)


def noted(event: Event, _known: Known) -> Told:
    words = event.details.get("words")
    return whole(_("Note written."), detail=words) if words else whole(_("Note taken away."))


def proposed(event: Event, _known: Known) -> Told:
    count = event.details.get("count", 0)
    return whole(ngettext("%(count)s placement proposed.", "%(count)s placements proposed.", count), {"count": count})


def artefact(event: Event, _known: Known) -> Told:
    said = {
        "what": label(ArtefactKind, event.details.get("what")),
        "state": label(ArtefactState, event.details.get("state")),
    }
    return whole(_("Artefact “%(what)s” is now: %(state)s."), said)


def artefact_file(event: Event, _known: Known) -> Told:
    said = {"what": label(ArtefactKind, event.details.get("what")), "file": event.details.get("filename", "")}
    return whole(_("File “%(file)s” added to the artefact “%(what)s”."), said)


def downloaded(event: Event, _known: Known) -> Told:
    return whole(_("File “%(file)s” of an artefact downloaded."), {"file": event.details.get("name", "")})


def target_name(event: Event) -> str:
    return in_language(str(event.details.get("name", "")), str(event.details.get("name_en", "")))


def marked(event: Event, _known: Known) -> Told:
    """As the name was when it was marked."""
    is_kept = event.details.get("what") == MarkKind.SHORTLISTED
    words = _("Target enterprise “%(name)s” shortlisted.") if is_kept else _("Target enterprise “%(name)s” set aside.")
    return whole(words, {"name": target_name(event)}, event.details.get("reason"))


def pool_imported(event: Event, _known: Known) -> Told:
    said = {name: event.details.get(name, 0) for name in ("created", "changed")}
    return whole(_("Pool of target enterprises imported: %(created)s new, %(changed)s changed."), said)


def left_out(event: Event, _known: Known) -> Told:
    if "name" not in event.details:
        count = event.details.get("count", 0)
        words = ngettext(
            "%(count)s target enterprise left out of the pool.",
            "%(count)s target enterprises left out of the pool.",
            count,
        )
        return whole(words, {"count": count})
    said = {"name": target_name(event)}
    return whole(_("“%(name)s” left out of the pool."), said, event.details.get("reason"))


def put_back(event: Event, _known: Known) -> Told:
    return whole(_("“%(name)s” put back into the pool."), {"name": target_name(event)})


SENTENCES: dict[str, Sentence] = {
    "create_chain": partial(plain, lambda: _("Industry chain set up.")),
    "draw_up_chain": partial(of_version, lambda: _("Version %(number)s drafted.")),
    "put_chain_in_force": partial(of_version, lambda: _("Version %(number)s put in force from %(day)s.")),
    "discard_chain_draft": partial(of_version, lambda: _("Draft %(number)s discarded.")),
    "give_chain_role": partial(of_role, lambda: _("%(role)s from now on: %(holder)s.")),
    "end_chain_role": partial(of_role, lambda: _("%(role)s no longer: %(holder)s.")),
    "propose_placements": proposed,
    "place_enterprise": partial(of_placement, lambda: _("Placed on %(where)s.")),
    "confirm_placement": partial(of_placement, lambda: _("Placement on %(where)s confirmed.")),
    "reject_placement": partial(of_placement, lambda: _("Proposed placement on %(where)s rejected.")),
    "change_placement": partial(of_placement, lambda: _("Figures of the placement on %(where)s changed.")),
    "end_placement": partial(of_placement, lambda: _("Placement on %(where)s ended.")),
    "record_blockage": blocked,
    "lift_blockage": lifted,
    "keep_gaps": partial(plain, lambda: _("Gaps of the chain are kept from now on.")),
    "open_gap": partial(of_gap, lambda: _("Gap found; the node is judged: %(status)s.")),
    "close_gap": partial(of_gap, lambda: _("Gap closed by a placement; it had been found: %(status)s.")),
    "lapse_gap": partial(
        of_gap, lambda: _("Gap lapsed, cured by something else than a placement; it had been found: %(status)s.")
    ),
    "take_gap": taken,
    "note_gap": noted,
    "set_artefact": artefact,
    "add_artefact_file": artefact_file,
    DOWNLOAD: downloaded,
    "mark_target": marked,
    "import_pool": pool_imported,
    "leave_out_of_pool": left_out,
    "put_back_into_pool": put_back,
}
