"""Appeals to published scores: made by the unit within the objection period, decided by the supervision office."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.clock import now
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.files.services import keep_file
from zoneworks.scoring.choices import AppealState, PublicationState
from zoneworks.scoring.frozen import sheet_in
from zoneworks.scoring.models import Appeal, Publication
from zoneworks.scoring.services.guards import require_supervision, told, words_of, writer
from zoneworks.scoring.telling import tell_appeal_decided, tell_appeal_made
from zoneworks.units.models import Unit


@transaction.atomic
def appeal(
    *, scope: Scope, publication: Publication, unit: Unit, line: str, words: str, today: date, submission: str,
    file: UploadedFile | None = None,
) -> Appeal:  # fmt: skip
    """Appeal against a line of the unit's own score sheet, or (`line` blank) to the sheet as a whole.

    The same submission sent again is the same appeal.
    """
    require_own(scope, unit)
    publication = hold(publication)
    earlier = Appeal.objects.filter(submission=submission, publication=publication, unit=unit).first()
    if earlier:
        return earlier
    require_open_to_appeals(publication, today)
    require_line(publication, unit, line)
    said = words_of(words, "words")
    standing = Appeal.objects.filter(publication=publication, unit=unit, line=line, state=AppealState.OPEN)
    if standing.exists():
        sentence = _("Your unit's appeal to this line is open already. Withdraw it to write another.")
        raise Refused("appealed_already", sentence, "line")
    kept = keep_file(scope=scope, zone=publication.zone, name=file.name or "", data=file) if file else None
    made = Appeal.objects.create(
        publication=publication, unit=unit, line=line, words=said, file=kept, on=today, at=now(), by=writer(scope),
        submission=submission,
    )  # fmt: skip
    told(scope, publication.zone, "appeal", "publication", publication.pk, unit=unit.code, line=line, appeal=made.pk)
    tell_appeal_made(made, by=writer(scope))
    return made


def hold(publication: Publication) -> Publication:
    """As it stands now, for this transaction: appeals and what settles a publication wait for one another."""
    return Publication.objects.select_for_update(of=("self",)).select_related("zone", "rulebook").get(pk=publication.pk)


def require_own(scope: Scope, unit: Unit) -> None:
    if not scope.works_for([unit.path]):
        sentence = _("Only officers of %(unit)s appeal against its scores.")
        raise Refused("not_yours", sentence % {"unit": unit.title})


def require_open_to_appeals(publication: Publication, today: date) -> None:
    if publication.state != PublicationState.PUBLISHED:
        raise Refused("appeal_closed", _("These scores take no appeal any more: they are final or were replaced."))
    if today > publication.objections_until:
        sentence = _("Appeals were possible until %(date)s.")
        raise Refused("appeal_too_late", sentence % {"date": date_format(publication.objections_until, "DATE_FORMAT")})


def require_line(publication: Publication, unit: Unit, line: str) -> None:
    sheet = sheet_in(publication, unit.code)
    if sheet is None:
        sentence = _("%(unit)s has no score sheet in this period.")
        raise Refused("sheet_missing", sentence % {"unit": unit.title})
    if line and line not in {one.key for one in sheet.lines}:
        raise Refused(
            "line_unknown", _("This line does not stand on the unit's score sheet. Choose one of it."), "line"
        )


@transaction.atomic
def withdraw_appeal(*, scope: Scope, appeal: Appeal, today: date) -> Appeal:
    """The unit takes its appeal back; one that is withdrawn already stays so."""
    require_own(scope, appeal.unit)
    done = Appeal.objects.filter(pk=appeal.pk, state=AppealState.OPEN).update(
        state=AppealState.WITHDRAWN, decided_on=today, decided_by=writer(scope)
    )
    appeal.refresh_from_db()
    if done:
        told(scope, appeal.publication.zone, "withdraw_appeal", "publication", appeal.publication_id, appeal=appeal.pk)
    elif appeal.state != AppealState.WITHDRAWN:
        raise Overtaken("appeal_decided", _("The supervision office has decided this appeal in the meantime."))
    return appeal


@transaction.atomic
def decide_appeal(*, scope: Scope, appeal: Appeal, is_upheld: bool, reason: str, today: date) -> Appeal:
    """Uphold or reject with a reason. After upholding, the office corrects what the score read and republishes."""
    zone = appeal.publication.zone
    require_supervision(scope, zone)
    state = AppealState.UPHELD if is_upheld else AppealState.REJECTED
    said = words_of(reason, "reason")
    done = Appeal.objects.filter(pk=appeal.pk, state=AppealState.OPEN).update(
        state=state, decision=said, decided_on=today, decided_by=writer(scope)
    )
    appeal.refresh_from_db()
    if not done:
        if (appeal.state, appeal.decision) == (state, said):
            return appeal
        raise Overtaken(
            "appeal_settled", _("This appeal is settled already: %(state)s.") % {"state": appeal.get_state_display()}
        )
    details = {"appeal": appeal.pk, "state": state.value, "reason": said}
    told(scope, zone, "decide_appeal", "publication", appeal.publication_id, **details)
    tell_appeal_decided(appeal, today, by=writer(scope))
    return appeal
