"""Who works on a chain: posts, units, enterprises, or somebody named in words, from a day to a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.chains.choices import ChainRoleKind
from zoneworks.chains.models import Chain, ChainRole
from zoneworks.chains.services.guards import claim_chain, writer
from zoneworks.common.errors import Refused
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries import enterprises_readable
from zoneworks.units.models import Post, Unit

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Holder:
    """One of them: a post, a unit, an enterprise, or words."""

    post: Post | None = None
    unit: Unit | None = None
    enterprise: Enterprise | None = None
    words: str = ""
    words_en: str = ""


@transaction.atomic
def give_role(
    *, scope: Scope, chain: Chain, kind: ChainRoleKind, holder: Holder, today: date, since: date | None = None
) -> ChainRole:  # fmt: skip
    """Give a role from a day on, today if none is named; who holds it already keeps it."""
    claim_chain(scope, chain)
    require_holder(scope, chain, holder)
    held = {
        "post": holder.post, "unit": holder.unit, "enterprise": holder.enterprise, "words": holder.words.strip(),
    }  # fmt: skip
    known = ChainRole.objects.filter(chain=chain, kind=kind, until__isnull=True, **held).first()
    if known is not None:
        return known
    role = ChainRole.objects.create(
        chain=chain, kind=kind, since=since or today, words_en=holder.words_en.strip(), **held
    )
    record(
        user=writer(scope), zone=chain.zone, verb="give_chain_role", kind="industry_chain", key=chain.pk, role=kind,
        **holder_told(role),
    )  # fmt: skip
    return role


@transaction.atomic
def end_role(*, scope: Scope, role: ChainRole, today: date, until: date | None = None) -> ChainRole:
    """The role is held up to and with a day, yesterday if none is named; ending it twice is once."""
    claim_chain(scope, role.chain)
    last = until or max(role.since, date.fromordinal(today.toordinal() - 1))
    if last < role.since:
        raise Refused("end_before_begin", _("A role ends on the day it begins or later."), "until")
    if ChainRole.objects.filter(pk=role.pk, until__isnull=True).update(until=last):
        record(
            user=writer(scope), zone=role.chain.zone, verb="end_chain_role", kind="industry_chain", key=role.chain_id,
            role=role.kind, **holder_told(role),
        )  # fmt: skip
    role.refresh_from_db()
    return role


def require_holder(scope: Scope, chain: Chain, holder: Holder) -> None:
    named = [one for one in (holder.post, holder.unit, holder.enterprise, holder.words.strip()) if one]
    if len(named) != 1:
        raise Refused("holder_missing", _("Name one holder: a post, a unit, an enterprise, or somebody in words."))
    if len(holder.words) > LONGEST:
        raise Refused("words_too_long", _("A name has at most %(most)s characters.") % {"most": LONGEST}, "words")
    if holder.post is not None and holder.post.zone_id != chain.zone_id:
        raise Refused("post_not_of_zone", _("Choose a post of the zone."), "post")
    if holder.unit is not None and not holder.unit.path.startswith(chain.zone.path):
        raise Refused("unit_not_of_zone", _("Choose a unit of the zone."), "unit")
    readable = enterprises_readable(scope, chain.zone)
    if holder.enterprise is not None and not readable.filter(pk=holder.enterprise.pk).exists():
        raise Refused("enterprise_unknown", _("Choose an enterprise of the register."), "enterprise")


def holder_told(role: ChainRole) -> dict[str, str]:
    """The name in both languages: the record is read in either."""
    chinese, english = role.holder_names
    return {"holder": chinese, "holder_en": english}
