"""Who is told of scores: the units' officers of theirs, the supervision office of appeals."""

from __future__ import annotations

from datetime import date

from django.utils import translation
from django.utils.formats import date_format

from zoneworks.accounts.models import User
from zoneworks.inbox.queries import leaders_of, people_of_units, supervisors_of
from zoneworks.inbox.services import tell
from zoneworks.scoring.choices import AppealState
from zoneworks.scoring.models import Appeal, Publication
from zoneworks.scoring.periods import period_named
from zoneworks.units.models import Unit
from zoneworks.units.queries import units_of_zone

PUBLISHED, APPEALED, DECIDED = "scores_published", "appeal_made", "appeal_decided"


def both(chinese: str, english: str, **told: object) -> tuple[str, str]:
    """Sentences with dates and names in their own language."""
    found = []
    for language, sentence in (("zh-hans", chinese), ("en", english)):
        with translation.override(language):
            found.append(sentence % {name: spoken(value) for name, value in told.items()})
    return found[0], found[1]


def spoken(value: object) -> object:
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, Unit):
        return value.title
    return period_named(value.period).title if isinstance(value, Publication) else value


def tell_published(publication: Publication, by: User | None) -> None:
    """Officers of the units that were scored, and the leaders."""
    codes = [row["unit"] for row in publication.data["league"]["rows"]]
    units = units_of_zone(publication.zone).filter(code__in=codes)
    people = {*people_of_units(units), *leaders_of(publication.zone)}
    zh, en = both(
        "%(period)s考核得分已公布，%(until)s前可提出申诉。",
        "The scores of %(period)s are published; appeals are possible until %(until)s.",
        period=publication, until=publication.objections_until,
    )  # fmt: skip
    if publication.number > 1:
        zh, en = both(
            "%(period)s考核得分经申诉更正后重新公布，%(until)s前可提出申诉。",
            "The scores of %(period)s are published anew after an appeal; appeals are possible until %(until)s.",
            period=publication, until=publication.objections_until,
        )  # fmt: skip
    subject = ("publication", str(publication.pk))
    tell(
        people=people, zone=publication.zone, kind=PUBLISHED, zh=zh, en=en, once=f"scores-{publication.pk}",
        on=publication.published_on, subject=subject, but=by,
    )  # fmt: skip


def tell_appeal_made(appeal: Appeal, by: User | None) -> None:
    zone = appeal.publication.zone
    zh, en = both(
        "%(unit)s对%(period)s考核得分提出申诉，请处理。",
        "%(unit)s appeals against its scores of %(period)s: please decide.",
        unit=appeal.unit, period=appeal.publication,
    )  # fmt: skip
    tell(
        people=supervisors_of(zone), zone=zone, kind=APPEALED, zh=zh, en=en, once=f"appeal-{appeal.pk}", on=appeal.on,
        subject=("publication", str(appeal.publication_id)), but=by,
    )  # fmt: skip


def tell_appeal_decided(appeal: Appeal, today: date, by: User | None) -> None:
    zh, en = both(
        "%(unit)s对%(period)s考核得分的申诉未被采纳：%(reason)s",
        "The appeal of %(unit)s to its scores of %(period)s is rejected: %(reason)s",
        unit=appeal.unit, period=appeal.publication, reason=appeal.decision,
    )  # fmt: skip
    if appeal.state == AppealState.UPHELD:
        zh, en = both(
            "%(unit)s对%(period)s考核得分的申诉成立，得分将更正并重新公布：%(reason)s",
            "The appeal of %(unit)s to its scores of %(period)s is upheld; they will be corrected and published "
            "anew: %(reason)s",
            unit=appeal.unit, period=appeal.publication, reason=appeal.decision,
        )  # fmt: skip
    tell(
        people=people_of_units([appeal.unit]), zone=appeal.publication.zone, kind=DECIDED, zh=zh, en=en,
        once=f"appeal-{appeal.pk}-decided", on=today, subject=("publication", str(appeal.publication_id)), but=by,
    )  # fmt: skip
