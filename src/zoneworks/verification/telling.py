"""Who hears of a ruling or a finding: the officers of the units that answer for the item, and its leader."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zoneworks.accounts.models import User
from zoneworks.documents.kinds import in_both_languages
from zoneworks.inbox.queries import holders_of, people_of_units
from zoneworks.inbox.services import tell
from zoneworks.plans.models import Item, ItemPost, ItemUnit
from zoneworks.plans.services.reporting import REPORTING_DUTIES
from zoneworks.ui.lights import WORDS
from zoneworks.verification.choices import Finding
from zoneworks.verification.message_kinds import CHECKED, RULED
from zoneworks.verification.models import Check, Ruling

LONGEST_REASON = 200


def concerned(row: Item) -> set[User]:
    """`row`: in the version of the month."""
    units = [one.unit for one in ItemUnit.objects.filter(item=row, duty__in=REPORTING_DUTIES).select_related("unit")]
    posts = [one.post for one in ItemPost.objects.filter(item=row).select_related("post")]
    return set(people_of_units(units)) | set(holders_of(posts) if posts else ())


def tell_ruling(ruling: Ruling, row: Item, today: date) -> None:
    chinese, english = in_both_languages(lambda: ruling_words(ruling, row))
    tell(
        people=concerned(row), zone=ruling.zone, kind=RULED, zh=chinese, en=english, once=f"ruling-{ruling.pk}",
        on=today, subject=("item", str(ruling.item_id)), but=ruling.by,
    )  # fmt: skip


def ruling_words(ruling: Ruling, row: Item) -> str:
    """In the active language."""
    known = {
        "item": row.title, "month": date_format(ruling.about, "YEAR_MONTH_FORMAT"),
        "light": WORDS[ruling.light] if ruling.light else "", "computed": WORDS[ruling.computed],
        "reason": shortened(ruling.reason),
    }  # fmt: skip
    if not ruling.light:
        return _("“%(item)s”, %(month)s: the ruling is withdrawn. %(reason)s") % known
    return _("“%(item)s”, %(month)s: ruled “%(light)s” (computed: “%(computed)s”). %(reason)s") % known


def tell_check(check: Check, row: Item, today: date) -> None:
    chinese, english = in_both_languages(lambda: check_words(check, row))
    tell(
        people=concerned(row), zone=check.zone, kind=CHECKED, zh=chinese, en=english, once=f"check-{check.pk}",
        on=today, subject=("item", str(check.item_id)), but=check.by,
    )  # fmt: skip


def check_words(check: Check, row: Item) -> str:
    known = {
        "item": row.title, "month": date_format(check.about, "YEAR_MONTH_FORMAT"), "reason": shortened(check.reason),
    }  # fmt: skip
    if check.finding == Finding.FALSE:
        return _("“%(item)s”, %(month)s: the report was found false; the item scores nothing. %(reason)s") % known
    if check.finding == Finding.INSUFFICIENT:
        return _("“%(item)s”, %(month)s: the evidence is insufficient; hand in better one. %(reason)s") % known
    return _("“%(item)s”, %(month)s: the evidence was found true after all. %(reason)s") % known


def shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_REASON else f"{line[:LONGEST_REASON]}…"
