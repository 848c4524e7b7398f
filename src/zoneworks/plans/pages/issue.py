"""What the page shows on which a draft is put in force: what comes, what goes, what has to be decided before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Actual, Indicator, Item, Milestone, MilestoneFact, Plan, RowReason
from zoneworks.plans.pages.plan import Tally, issue_facts, plan_label, plan_trail, tally_of
from zoneworks.plans.queries import facts_keys
from zoneworks.plans.queries_versions import open_orders_of, rows_moved_out
from zoneworks.supervision.models import Order
from zoneworks.ui.addresses import address
from zoneworks.ui.figures import figure_text
from zoneworks.ui.parts import Crumb

MOST_SHOWN = 20


@dataclass(frozen=True)
class Leaving:
    """A row that leaves the plan and why; blank where nobody has said."""

    item: Item
    reason: str


class IssuePage:
    def __init__(self, request: HttpRequest, plan: Plan) -> None:
        self.request, self.plan = request, plan

    @cached_property
    def tally(self) -> Tally:
        return tally_of(self.plan)

    @cached_property
    def earlier(self) -> Plan | None:
        """The version of the year that is closed by this one."""
        versions = Plan.objects.filter(zone=self.plan.zone_id, year=self.plan.year).exclude(state=PlanState.DRAFT)
        found: Plan | None = versions.order_by("-version").first()
        return found

    @cached_property
    def moved_out(self) -> list[Item]:
        return rows_moved_out(self.plan)

    @cached_property
    def leaving(self) -> list[Leaving]:
        reasons = {one.item_id: str(one) for one in RowReason.objects.filter(plan=self.plan)}
        rows = [row for row in self.moved_out if row.is_leaf]
        return [Leaving(row, reasons.get(row.origin_id or row.pk, "")) for row in rows]

    @property
    def leaving_shown(self) -> list[Leaving]:
        """Those without a reason first, for they have to be looked at."""
        return sorted(self.leaving, key=lambda one: bool(one.reason))[:MOST_SHOWN]

    @property
    def more(self) -> int:
        return max(len(self.leaving) - MOST_SHOWN, 0)

    @cached_property
    def orders(self) -> list[tuple[Order, Item]]:
        return open_orders_of(self.plan, self.moved_out)

    @cached_property
    def rows_to_choose(self) -> list[tuple[str, str]]:
        """Lowest rows of the draft, with which an order may go on."""
        rows = Item.objects.filter(plan=self.plan, is_leaf=True).order_by("path")
        return [(str(row.pk), " ".join(filter(None, [row.label, row.title]))) for row in rows]

    @cached_property
    def waiting(self) -> int:
        """Reports on rows that leave which nobody has confirmed or returned."""
        keys = [row.pk for row in self.moved_out]
        rows = Item.objects.filter(pk__in=keys)
        is_open = Q(confirmed_on__isnull=True, returned_on__isnull=True)
        values = Actual.objects.filter(is_open, indicator__in=facts_keys(Indicator, rows)).count()
        return values + MilestoneFact.objects.filter(is_open, milestone__in=facts_keys(Milestone, rows)).count()

    @property
    def facts(self) -> list[tuple[str, object]]:
        facts = issue_facts(self.plan, self.tally)
        if self.plan.notice_title_shown:
            facts.insert(1, (_("Adjustment notice"), self.plan.notice_title_shown))
        today = self.request.today  # type: ignore[attr-defined]
        begins = today if self.earlier else min(self.plan.issued_on or today, today)
        facts.append((_("In force from"), date_format(begins, "DATE_FORMAT")))
        return facts

    @property
    def sentences(self) -> list[str]:
        found = [
            _("Once issued, the plan takes reports and its lights show; what it says changes only in a new version.")
        ]
        if self.earlier:
            found.append(_("%(version)s is closed by it.") % {"version": plan_label(self.earlier)})
            found.append(
                _("Months that have ended keep the lights of the version that was in force then; nothing reaches back.")
            )
        if self.tally.proposed:
            found.append(
                ngettext(
                    "%(count)d proposed indicator is not confirmed and counts for nothing.",
                    "%(count)d proposed indicators are not confirmed and count for nothing.",
                    self.tally.proposed,
                )
                % {"count": self.tally.proposed}
            )
        return found

    @property
    def waiting_words(self) -> str:
        """The rule for reports on rows that leave."""
        if not self.waiting:
            return ""
        told = ngettext(
            "%(count)s report on a row that is moved out waits to be confirmed.",
            "%(count)s reports on rows that are moved out wait to be confirmed.",
            self.waiting,
        ) % {"count": figure_text(self.waiting)}
        rule = _("They stay and can still be confirmed or returned. Months that end from today on are not owed.")
        return f"{told} {rule}"

    @property
    def missing(self) -> list[str]:
        """What the notice does not say yet; the version can be issued all the same."""
        if self.earlier is None or self.plan.supersedes_id is None:
            return []
        asked = ((self.plan.document_no, _("no document number")), (self.plan.reason, _("no reason")))
        return [word for given, word in asked if not given]

    @property
    def trail(self) -> list[Crumb]:
        return plan_trail(self.request, self.plan, Crumb(_("Issue this plan?")))

    @property
    def cancel_url(self) -> str:
        return address(self.request, "plans:plan", self.plan.pk)
