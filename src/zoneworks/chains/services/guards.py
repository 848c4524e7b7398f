"""Who may write, and who came first: asked at the start of every write.

A chain's revision is taken forward by the first statement of each write, so that writers of one chain follow one
another and gaps are judged on what all earlier ones left.
"""

from __future__ import annotations

from django.db.models import F
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.chains.models import Chain
from zoneworks.chains.queries import may_write
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.units.models import Unit


def writer(scope: Scope | None) -> User | None:
    """The person to whom a write is ascribed."""
    return scope.user if scope is not None and scope.user.is_authenticated else None


def require_office(scope: Scope, zone: Unit) -> None:
    if not scope.is_supervising(zone):
        raise Refused(
            "not_yours", _("Only the supervision office of %(zone)s sets up its chains.") % {"zone": zone.title}
        )


def require_may_write(scope: Scope, chain: Chain) -> None:
    if not may_write(scope, chain):
        raise Refused(
            "not_yours",
            _("“%(chain)s” is written by its lead department, its office and task force.") % {"chain": chain.title},
        )


def claim_chain(scope: Scope, chain: Chain, *, seen: int | None = None) -> None:
    """Hold the chain for this transaction, for who writes it (and as the writer saw it)."""
    require_may_write(scope, chain)
    hold_chain(chain, seen=seen)


def hold_chain(chain: Chain, *, seen: int | None = None) -> None:
    guarded = Chain.objects.filter(pk=chain.pk)
    if seen is not None:
        guarded = guarded.filter(revision=seen)
    if not guarded.update(revision=F("revision") + 1):
        raise overtaken(chain.title)
    chain.refresh_from_db(fields=["revision"])


def overtaken(title: str) -> Overtaken:
    return Overtaken(
        "chain_overtaken",
        _("A colleague changed “%(title)s” while you were at it. Load it again and repeat your change.")
        % {"title": title},
    )
