"""Publishing the scores of a period: frozen with their digest, open to appeals, corrected after one, final."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zonekit.values.workdays import chinese_calendar
from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.scoring.choices import AppealState, PublicationState
from zoneworks.scoring.computing import Computed, compute
from zoneworks.scoring.frozen import digest_of, frozen
from zoneworks.scoring.models import Appeal, Publication
from zoneworks.scoring.periods import Period, period_named
from zoneworks.scoring.services.appeals import hold
from zoneworks.scoring.services.guards import require_supervision, told, words_of, writer
from zoneworks.scoring.telling import tell_published
from zoneworks.units.models import Unit


@transaction.atomic
def publish_scores(*, scope: Scope, zone: Unit, period: Period, today: date) -> Publication:
    """Freeze the scores of a period that has ended, and open the objection period; refuses what is published."""
    require_supervision(scope, zone)
    require_ended(period, today)
    if Publication.objects.filter(zone=zone, period=period.code).exists():
        raise already(period)
    return keep(scope, compute(zone, period, today), today, number=1)


def already(period: Period) -> Overtaken:
    sentence = _("The scores of %(period)s are published already. After an upheld appeal they are published anew.")
    return Overtaken("published_already", sentence % {"period": period.title})


def require_ended(period: Period, today: date) -> None:
    if today <= period.last:
        sentence = _("%(period)s has not ended; its scores can be published from %(date)s on.")
        told_of = {"period": period.title, "date": date_format(period.last, "DATE_FORMAT")}
        raise Refused("period_not_over", sentence % told_of, "period")


@transaction.atomic
def republish_scores(
    *, scope: Scope, publication: Publication, reason: str, today: date, as_of: date | None = None
) -> Publication:
    """Publish the corrected scores after an upheld appeal, under the next number; the ones before stay, replaced.

    Checks and what was entered by hand count as recorded up to this moment. Figures of the registers stay those of the
    day the scores were drawn up, unless `as_of` names a later one that is over.
    """
    zone = publication.zone
    require_supervision(scope, zone)
    said = words_of(reason, "reason")
    publication = hold(publication)
    require_decided(publication)
    if not upheld_of(publication):
        raise Refused("nothing_upheld", _("No appeal to these scores was upheld: there is nothing to correct."))
    day = as_of or publication.as_of
    if not publication.as_of <= day < today:
        sentence = _("Choose a day from %(first)s to %(last)s.")
        first = date_format(publication.as_of, "DATE_FORMAT")
        last = date_format(today - timedelta(days=1), "DATE_FORMAT")
        raise Refused("as_of_out_of_range", sentence % {"first": first, "last": last}, "as_of")
    computed = compute(zone, period_named(publication.period), today, as_of=day, rulebook=publication.rulebook)
    fresh = frozen(computed.scores, computed.inputs, computed.book)
    if digest_of(fresh["league"]) == digest_of(publication.data["league"]):
        sentence = _(
            "The scores come out as before. Correct the check, the entry or the record appealed against first."
        )
        raise Refused("nothing_changed", sentence)
    replaced = Publication.objects.filter(pk=publication.pk, state=PublicationState.PUBLISHED)
    if not replaced.update(state=PublicationState.REPLACED):
        raise Overtaken("publication_overtaken", _("A colleague has settled these scores in the meantime."))
    return keep(scope, computed, today, number=publication.number + 1, reason=said)


def upheld_of(publication: Publication) -> list[Appeal]:
    return list(publication.appeals.filter(state=AppealState.UPHELD))


def keep(scope: Scope, computed: Computed, today: date, *, number: int, reason: str = "") -> Publication:
    moment = computed.recorded.at
    data = frozen(computed.scores, computed.inputs, computed.book, recorded_until=moment.isoformat())
    publication = Publication(
        zone=computed.zone, period=computed.period.code, number=number, rulebook=computed.rulebook,
        as_of=computed.as_of, data=data, digest=digest_of(data), published_on=today, published_at=moment,
        published_by=writer(scope), reason=reason,
        objections_until=chinese_calendar().add(today, computed.rulebook.objection_days),
    )  # fmt: skip
    try:
        with transaction.atomic():
            publication.save(force_insert=True)
    except IntegrityError as error:
        raise already(computed.period) from error
    told(
        scope, computed.zone, "publish_scores", "publication", publication.pk, period=publication.period,
        number=number, digest=publication.digest, reason=reason, rulebook=computed.rulebook.pk,
    )  # fmt: skip
    tell_published(publication, by=writer(scope))
    return publication


@transaction.atomic
def finalise_scores(*, scope: Scope, publication: Publication, today: date) -> Publication:
    """Make the scores final: the objection period is over, and nothing is left to decide or to correct."""
    require_supervision(scope, publication.zone)
    publication = hold(publication)
    if publication.state == PublicationState.FINAL:
        return publication
    require_settled(publication, today)
    done = Publication.objects.filter(pk=publication.pk, state=PublicationState.PUBLISHED)
    if not done.update(state=PublicationState.FINAL, final_on=today):
        raise Overtaken("publication_overtaken", _("A colleague has settled these scores in the meantime."))
    publication.refresh_from_db()
    told(scope, publication.zone, "finalise_scores", "publication", publication.pk, digest=publication.digest)
    return publication


def require_settled(publication: Publication, today: date) -> None:
    if today <= publication.objections_until:
        sentence = _("Appeals are possible until %(date)s; the scores become final after that.")
        until = date_format(publication.objections_until, "DATE_FORMAT")
        raise Refused("objections_still_possible", sentence % {"date": until})
    require_decided(publication)
    if publication.state == PublicationState.PUBLISHED and upheld_of(publication):
        raise Refused("correction_owed", _("An appeal was upheld: publish the corrected scores first."))


def require_decided(publication: Publication) -> None:
    """Nobody's appeal is left behind by scores that are replaced or final."""
    count = publication.appeals.filter(state=AppealState.OPEN).count()
    if count:
        sentence = ngettext(
            "%(count)d appeal is open. Decide it first.", "%(count)d appeals are open. Decide them first.", count
        )
        raise Refused("appeals_open", sentence % {"count": count})
