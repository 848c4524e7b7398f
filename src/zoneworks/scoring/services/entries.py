"""What people enter for rules that read no register: bonuses and deductions with their evidence, leaders' marks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from zonekit.scoring import Rulebook
from zonekit.scoring.formulas import FORMULAS
from zoneworks.accounts.access import Scope
from zoneworks.common.clock import now
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.common.text import in_language
from zoneworks.files.services import keep_file
from zoneworks.plans.services.limits import require_number
from zoneworks.scoring.hand import hand_rules, mark_rules
from zoneworks.scoring.models import Entry
from zoneworks.scoring.periods import period_named
from zoneworks.scoring.queries import rulebook_in_force
from zoneworks.scoring.rulebooks import book_of
from zoneworks.scoring.services.guards import require_supervision, told, words_of, writer
from zoneworks.units.models import Unit


@transaction.atomic
def enter_score(  # noqa: PLR0913 - what is entered, for whom, with what evidence
    *, scope: Scope, zone: Unit, unit: Unit, rule: str, period: str, amount: Decimal, words: str, today: date,
    submission: str, file: UploadedFile | None = None,
) -> Entry:  # fmt: skip
    """How often, or how much, something happened that no register holds; `words` and file are its evidence.

    Refused for a rule that reads a register: its figures are corrected where they stand. The same submission sent
    again is the same entry.
    """
    require_supervision(scope, zone)
    earlier = Entry.objects.filter(submission=submission, zone=zone).first()
    if earlier:
        return earlier
    book = book_for(zone, period)
    require_hand_rule(book, rule)
    require_amount(book, rule, amount)
    require_unit(zone, unit)
    said = words_of(words, "words")
    kept = keep_file(scope=scope, zone=zone, name=file.name or "", data=file) if file else None
    entry = kept_once(
        Entry(
            zone=zone, unit=unit, rule=rule, period=period, amount=amount, words=said, file=kept, on=today, at=now(),
            by=writer(scope), submission=submission,
        )
    )  # fmt: skip
    told_of(scope, "enter_score", entry)
    return entry


@transaction.atomic
def undo_entry(*, scope: Scope, entry: Entry, words: str, today: date) -> Entry:
    """Take an entry back by a later one; both stay on record and neither counts."""
    require_supervision(scope, entry.zone)
    if entry.undoes_id:
        raise Refused("entry_undoes", _("This entry takes another one back. Enter what is right anew instead."))
    said = words_of(words, "words")
    undoing = Entry(
        zone=entry.zone, unit=entry.unit, rule=entry.rule, period=entry.period, amount=-entry.amount, words=said,
        undoes=entry, on=today, at=now(), by=writer(scope), submission=f"undo-{entry.pk}",
    )  # fmt: skip
    try:
        with transaction.atomic():
            undoing.save(force_insert=True)
    except IntegrityError as error:
        raise Overtaken("entry_undone", _("A colleague has taken this entry back already.")) from error
    told_of(scope, "undo_entry", undoing)
    return undoing


@transaction.atomic
def mark_leader_share(  # noqa: PLR0913 - who is marked, by which rule, how
    *, scope: Scope, zone: Unit, unit: Unit, rule: str, period: str, mark: Decimal, words: str, today: date,
    submission: str,
) -> Entry:  # fmt: skip
    """A leader's own mark from 0 to the rule's points; a later mark of the same leader stands instead of an earlier."""
    if not scope.is_leading(zone):
        raise Refused("not_yours", _("Only leaders of %(zone)s give marks.") % {"zone": zone.title})
    earlier = Entry.objects.filter(submission=submission, zone=zone).first()
    if earlier:
        return earlier
    require_mark(book_for(zone, period), rule, mark)
    require_unit(zone, unit)
    entry = kept_once(
        Entry(
            zone=zone, unit=unit, rule=rule, period=period, amount=mark, words=words_of(words, "words"), on=today,
            at=now(), by=writer(scope), submission=submission,
        )
    )  # fmt: skip
    told_of(scope, "mark_leader_share", entry)
    return entry


def book_for(zone: Unit, period: str) -> Rulebook:
    rulebook = rulebook_in_force(zone, period_named(period))
    if rulebook is None:
        sentence = _("No rulebook is in force for %(period)s. Issue one first.")
        raise Refused("rulebook_missing", sentence % {"period": period}, "period")
    return book_of(rulebook)


def require_hand_rule(book: Rulebook, rule: str) -> None:
    """One whose events people enter."""
    if rule in hand_rules(book):
        return
    named = book.rule_by_id.get(rule.partition("/")[0])
    if named is None:
        raise Refused("rule_unknown", _("The rulebook has no rule “%(rule)s”.") % {"rule": rule[:60]}, "rule")
    name = in_language(named.name.zh, named.name.en)
    if named in mark_rules(book):
        raise Refused("rule_takes_marks", _("“%(rule)s” takes marks of leaders.") % {"rule": name}, "rule")
    sentence = _("“%(rule)s” reads a register: correct what is recorded there, then the score follows.")
    raise Refused("rule_reads_register", sentence % {"rule": name}, "rule")


def require_amount(book: Rulebook, rule: str, amount: Decimal) -> None:
    """Above nought, and within what the rule takes at once."""
    require_number(amount, "amount")
    found = hand_rules(book)[rule]
    least, most = FORMULAS[found.formula].event_rules(found)[rule]
    if amount <= 0 or (least is not None and amount < least):
        raise Refused("amount_too_small", _("Give an amount above %(least)s.") % {"least": least or 0}, "amount")
    if most is not None and amount > most:
        raise Refused("amount_too_great", _("This rule takes at most %(most)s at once.") % {"most": most}, "amount")


def require_mark(book: Rulebook, rule: str, mark: Decimal) -> None:
    found = next((one for one in mark_rules(book) if one.id == rule), None)
    if found is None:
        raise Refused("rule_takes_no_marks", _("This rule takes no marks of leaders."), "rule")
    require_number(mark, "amount")
    if not 0 <= mark <= found.points:
        sentence = _("A mark lies between 0 and %(most)s.")
        raise Refused("mark_out_of_range", sentence % {"most": found.points.normalize()}, "amount")


def require_unit(zone: Unit, unit: Unit) -> None:
    if not unit.path.startswith(zone.path) or unit.pk == zone.pk:
        raise Refused("unit_elsewhere", _("“%(unit)s” is not a unit of this zone.") % {"unit": unit.title}, "unit")


def kept_once(entry: Entry) -> Entry:
    """Save it, or find the one of the same submission."""
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:
        return Entry.objects.select_related("zone", "unit").get(submission=entry.submission, zone=entry.zone)
    return entry


def told_of(scope: Scope, verb: str, entry: Entry) -> None:
    details = {"unit": entry.unit.code, "rule": entry.rule, "period": entry.period, "amount": str(entry.amount)}
    told(scope, entry.zone, verb, "entry", entry.pk, **details, file=entry.file.sha256 if entry.file else "")
