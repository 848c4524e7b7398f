"""Messages about gaps: to the officers of the unit that owns one, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zoneworks.accounts.models import User
from zoneworks.chains.choices import GapState
from zoneworks.chains.message_kinds import GAP_CLOSED, GAP_GIVEN, GAP_OVERDUE
from zoneworks.chains.models import Gap
from zoneworks.chains.naming import gap_titles, node_titles
from zoneworks.documents.kinds import in_both_languages
from zoneworks.inbox.queries import people_of_units
from zoneworks.inbox.services import tell
from zoneworks.units.models import Unit

Words = Callable[[Gap, str], str]


def tell_given(gap: Gap, today: date, *, by: User | None) -> None:
    assert gap.unit is not None
    _tell(
        gap, gap.unit, GAP_GIVEN, f"gap-{gap.pk}-given-{gap.unit_id}-{gap.due}", today,
        lambda gap, title: _("Gap “%(gap)s” is to be closed by %(due)s.") % {"gap": title, "due": due_of(gap)},
        by,
    )  # fmt: skip


def tell_settled(gaps: Iterable[Gap], today: date, *, by: User | None) -> None:
    """The owners hear that a gap of theirs was closed or lapsed."""
    for gap in gaps:
        if gap.unit is not None:
            _tell(gap, gap.unit, GAP_CLOSED, f"gap-{gap.pk}-{gap.state}-{today}", today, _settled_words, by)


def tell_overdue(gap: Gap, today: date) -> int:
    assert gap.unit is not None
    return _tell(
        gap, gap.unit, GAP_OVERDUE, f"gap-{gap.pk}-overdue-{gap.due}", today,
        lambda gap, title: _("Gap “%(gap)s” was to be closed by %(due)s and is still open.")
        % {"gap": title, "due": due_of(gap)},
        None,
    )  # fmt: skip


def due_of(gap: Gap) -> str:
    return date_format(gap.due, "DATE_FORMAT") if gap.due else ""


def _settled_words(gap: Gap, title: str) -> str:
    closed = _("Gap “%(gap)s” is closed: an enterprise now stands on the node.")
    lapsed = _("Gap “%(gap)s” has lapsed: the node is no gap any more.")
    return (closed if gap.state == GapState.CLOSED else lapsed) % {"gap": title}


def _tell(
    gap: Gap, unit: Unit, kind: str, once: str, today: date, words: Words, by: User | None
) -> int:  # fmt: skip
    names = node_titles([gap])
    chinese, english = in_both_languages(lambda: words(gap, gap_titles(gap, names)))
    return tell(
        people=people_of_units([unit]), zone=gap.chain.zone, kind=kind, zh=chinese, en=english, once=once, on=today,
        subject=("gap", str(gap.pk)), but=by,
    )  # fmt: skip
