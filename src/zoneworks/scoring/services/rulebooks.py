"""Rulebooks: drafted from a shipped one or the zone's last, changed while a draft, issued once and for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zonekit.scoring import RulebookError, digest, parse
from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.scoring.choices import RulebookState
from zoneworks.scoring.faults import fault_sentences, sentence_of
from zoneworks.scoring.gathering.measures import MEASURES
from zoneworks.scoring.models import Rulebook
from zoneworks.scoring.rule_figures import with_figures
from zoneworks.scoring.rulebooks import shipped_books
from zoneworks.scoring.services.guards import require_supervision, told, writer
from zoneworks.units.models import Unit

MOST_FAULTS = 12
MOST_BYTES = 400_000


class FaultyRulebook(Refused):
    """Every fault as a sentence with its place; `places`: the path of each, and the sentence without the place."""

    def __init__(self, sentences: list[str], places: Sequence[tuple[str, str]] = ()) -> None:
        rest = len(sentences) - MOST_FAULTS
        more = [_("And %(count)d more.") % {"count": rest}] if rest > 0 else []
        super().__init__("rulebook_faulty", " ".join([*sentences[:MOST_FAULTS], *more]), "rules")
        self.sentences = sentences
        self.places = places


@transaction.atomic
def draft_rulebook(
    *, scope: Scope, zone: Unit, valid_from: date, code: str = "", base: Rulebook | None = None
) -> Rulebook:
    """A draft of the next version: from `base` (one of the zone's), else from the shipped one of the code."""
    require_supervision(scope, zone)
    data = data_of(base) if base is not None and base.zone_id == zone.pk else shipped_data(code)
    waiting = Rulebook.objects.filter(zone=zone, code=data["code"], state=RulebookState.DRAFT).first()
    if waiting:
        return waiting
    last = Rulebook.objects.filter(zone=zone, code=data["code"]).aggregate(last=Max("version"))["last"] or 0
    fitted = {**data, "version": last + 1, "valid_from": valid_from.isoformat(), "valid_to": None}
    rulebook = Rulebook(zone=zone, version=last + 1, valid_from=valid_from, **columns_of(checked(fitted)))
    if base is not None:
        rulebook.draw_up_day, rulebook.objection_days = base.draw_up_day, base.objection_days
    try:
        with transaction.atomic():
            rulebook.save(force_insert=True)
    except IntegrityError as error:
        raise overtaken() from error
    told(scope, zone, "draft_rulebook", "rulebook", rulebook.pk, code=rulebook.code, version=rulebook.version)
    return rulebook


def shipped_data(code: str) -> dict[str, Any]:
    found = next((book for book in shipped_books() if book.code == code), None)
    if found is None:
        raise Refused("rulebook_unknown", _("There is no such rulebook to begin with. Choose one of the list."), "code")
    return dict(found.data)


def data_of(rulebook: Rulebook) -> dict[str, Any]:
    return dict(rulebook.data)


@transaction.atomic
def change_rulebook(
    *, scope: Scope, rulebook: Rulebook, rules: object, seen: int, objection_days: int, draw_up_day: int,
    valid_from: date | None = None,
) -> Rulebook:  # fmt: skip
    """Put other rules into a draft. `rules`: the rulebook in its form; its faults are refused all at once."""
    require_supervision(scope, rulebook.zone)
    require_draft(rulebook)
    if not isinstance(rules, Mapping):
        raise FaultyRulebook([_("This is not a rulebook in its form: fields with values are expected.")])
    begins = valid_from or rulebook.valid_from
    fitted = {**rules, "code": rulebook.code, "version": rulebook.version, "valid_from": begins.isoformat()}
    require_days(objection_days, draw_up_day)
    changes = {
        **columns_of(checked({**fitted, "valid_to": None})), "valid_from": begins, "objection_days": objection_days,
        "draw_up_day": draw_up_day,
    }  # fmt: skip
    del changes["code"]
    present = Rulebook.objects.get(pk=rulebook.pk)
    if all(getattr(present, name) == value for name, value in changes.items()):
        return present
    claim(rulebook, seen, **changes)
    told(
        scope, rulebook.zone, "change_rulebook", "rulebook", rulebook.pk, before=present.digest,
        after=changes["digest"],
    )  # fmt: skip
    rulebook.refresh_from_db()
    return rulebook


@transaction.atomic
def change_figures(
    *, scope: Scope, rulebook: Rulebook, figures: Mapping[str, Decimal | None], seen: int, objection_days: int,
    draw_up_day: int, valid_from: date | None = None,
) -> Rulebook:  # fmt: skip
    """Put other figures into a draft, each by its path; everything else stays as the writer saw it."""
    require_supervision(scope, rulebook.zone)
    rulebook.refresh_from_db()
    require_draft(rulebook)
    if rulebook.revision != seen:
        raise overtaken()
    return change_rulebook(
        scope=scope, rulebook=rulebook, rules=with_figures(rulebook.data, figures), seen=seen,
        objection_days=objection_days, draw_up_day=draw_up_day, valid_from=valid_from,
    )  # fmt: skip


def require_days(objection_days: int, draw_up_day: int) -> None:
    if not 1 <= objection_days <= 60:
        raise Refused("days_out_of_range", _("Units may appeal for 1 to 60 working days."), "objection_days")
    if not 1 <= draw_up_day <= 28:
        raise Refused("day_out_of_range", _("Choose a day of the month from 1 to 28."), "draw_up_day")


def require_draft(rulebook: Rulebook) -> None:
    if rulebook.state != RulebookState.DRAFT:
        sentence = _("An issued rulebook never changes. Draft its next version.")
        raise Refused("rulebook_issued", sentence)


def checked(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data without empty fields, if it has no fault."""
    kept = {name: value for name, value in data.items() if value is not None}
    try:
        parse(kept, MEASURES)
    except RulebookError as faulty:
        places = [(str(issue.params.get("path", "")), sentence_of(issue, kept)) for issue in faulty.issues]
        raise FaultyRulebook(fault_sentences(faulty.issues, kept), places) from faulty
    return kept


def columns_of(data: Mapping[str, Any]) -> dict[str, Any]:
    name = data["name"]
    return {
        "code": data["code"], "name": name["zh"][:200], "name_en": name["en"][:300],
        "document_no": str(data.get("document_no") or "")[:80], "data": dict(data), "digest": digest(data),
    }  # fmt: skip


@transaction.atomic
def issue_rulebook(*, scope: Scope, rulebook: Rulebook, seen: int, today: date) -> Rulebook:
    """From now on it never changes; the version before ends the day before it begins."""
    require_supervision(scope, rulebook.zone)
    rulebook.refresh_from_db()
    if rulebook.state == RulebookState.ISSUED:
        return rulebook
    checked(rulebook.data)
    issued = Rulebook.objects.filter(zone=rulebook.zone, code=rulebook.code, state=RulebookState.ISSUED)
    later = issued.filter(valid_from__gte=rulebook.valid_from).order_by("valid_from").first()
    if later:
        sentence = _("Version %(version)d holds from %(date)s on. Let this one begin later.")
        begins = date_format(later.valid_from, "DATE_FORMAT")
        raise Refused("validity_overlaps", sentence % {"version": later.version, "date": begins}, "valid_from")
    claim(rulebook, seen, state=RulebookState.ISSUED, issued_on=today, issued_by=writer(scope))
    eve = date.fromordinal(rulebook.valid_from.toordinal() - 1)
    issued.exclude(pk=rulebook.pk).filter(valid_to__isnull=True).update(valid_to=eve, revision=F("revision") + 1)
    rulebook.refresh_from_db()
    told(scope, rulebook.zone, "issue_rulebook", "rulebook", rulebook.pk, digest=rulebook.digest)
    return rulebook


@transaction.atomic
def discard_rulebook(*, scope: Scope, rulebook: Rulebook) -> None:
    """A draft that is not wanted any more."""
    require_supervision(scope, rulebook.zone)
    require_draft(rulebook)
    told(scope, rulebook.zone, "discard_rulebook", "rulebook", rulebook.pk, code=rulebook.code)
    Rulebook.objects.filter(pk=rulebook.pk, state=RulebookState.DRAFT).delete()


def claim(rulebook: Rulebook, seen: int, **changes: Any) -> None:
    """Take the revision forward if the draft still is as the writer saw it."""
    guarded = Rulebook.objects.filter(pk=rulebook.pk, state=RulebookState.DRAFT, revision=seen)
    if not guarded.update(revision=F("revision") + 1, **changes):
        raise overtaken()


def overtaken() -> Overtaken:
    return Overtaken(
        "rulebook_overtaken", _("A colleague changed this rulebook while you were at it. Load it again and repeat it.")
    )
