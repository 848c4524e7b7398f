"""An order that goes on under another subject, because the thing it was about is gone."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.errors import Refused
from zoneworks.supervision.choices import OPEN_STATES
from zoneworks.supervision.guards import overtaken, plain_words, require_office, writer
from zoneworks.supervision.models import Order


@transaction.atomic
def redirect_order(*, scope: Scope, order: Order, seen: int, subject: tuple[str, str], reason: str) -> Order:
    """From now on the order speaks of another thing; its steps, rung and clock stay as they are. `seen`: the revision
    of the order the person saw; it does not grow, for no step is taken."""
    require_office(scope, order.zone)
    words = plain_words(reason, "reason", is_needed=True)
    kind, key = subject
    if order.state not in OPEN_STATES:
        raise Refused("order_closed", _("“%(order)s” has ended.") % {"order": order.title_shown})
    before = [order.subject_kind, order.subject_key]
    guarded = Order.objects.filter(pk=order.pk, revision=seen, subject_kind=before[0], subject_key=before[1])
    if not guarded.update(subject_kind=kind, subject_key=key):
        raise overtaken(order)
    record(
        user=writer(scope), zone=order.zone, verb="redirect_order", kind="order", key=order.pk,
        before=before, after=[kind, key], reason=words,
    )  # fmt: skip
    order.refresh_from_db()
    return order
