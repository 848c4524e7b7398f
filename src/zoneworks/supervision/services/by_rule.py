"""What the rules of the ladder demand, carried out: orders filed, raised, consequences demanded.

The rule's name stands by it and nobody else's. The same demand is carried out once, however often the ladder runs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from zonekit.supervision import Demand, DemandKind, LadderRules
from zoneworks.audit.services import record
from zoneworks.common.errors import Refused
from zoneworks.common.text import in_language
from zoneworks.documents.kinds import in_both_languages
from zoneworks.supervision.bridge import rules_on
from zoneworks.supervision.choices import Basis, StepKind
from zoneworks.supervision.concerned import Concerned, concerned_by
from zoneworks.supervision.entries import Move, OrderDraft, Outcome
from zoneworks.supervision.guards import LONGEST_LINE
from zoneworks.supervision.models import Order
from zoneworks.supervision.services.filing import MOST_HELPERS, NewOrder, keep_orders
from zoneworks.supervision.services.moving import take_steps
from zoneworks.supervision.telling import note_steps
from zoneworks.units.models import Unit

SUBJECT = "item"


@dataclass(frozen=True)
class FiledByRule:
    """`orders`: in the order of the demands, those filed before among them. `left`: demands on things for which no
    unit answers any more."""

    orders: tuple[Order, ...]
    new: int
    left: tuple[Demand, ...]


@transaction.atomic
def file_by_rule(
    *, zone: Unit, demands: Iterable[Demand], today: date, rules: LadderRules | None = None
) -> FiledByRule:  # fmt: skip
    """File the orders that are demanded, for the units that answer for their subjects. They wait to be assigned."""
    filings = [demand for demand in demands if demand.kind == DemandKind.FILE]
    known = concerned_by(zone, SUBJECT, {demand.key for demand in filings})
    used = rules or rules_on(today)
    wanted = [new_order(zone, demand, known[demand.key], used) for demand in filings if demand.key in known]
    orders, fresh = keep_orders(zone, wanted, used, today, by=None)
    if fresh:
        record(
            user=None, zone=zone, verb="file_by_rule", kind="orders", key=f"{today:%Y-%m-%d}", count=len(fresh),
            orders=[order.pk for order in fresh], rules=sorted({order.rule for order in fresh}),
        )  # fmt: skip
    return FiledByRule(tuple(orders), len(fresh), tuple(one for one in filings if one.key not in known))


def new_order(zone: Unit, demand: Demand, concerned: Concerned, rules: LadderRules) -> NewOrder:
    words = words_of(demand, concerned, rules)
    draft = OrderDraft(
        title=words["title"], content=words["content"], basis=Basis(demand.basis.value), unit=concerned.unit,
        submission=submission_of(zone, demand), helpers=concerned.helpers[:MOST_HELPERS], leader=concerned.leader,
        subject=(SUBJECT, demand.key),
    )  # fmt: skip
    return NewOrder(draft, words, int(demand.rung), demand.limit_days, demand.uid, demand.rule, dict(demand.figures))


def words_of(demand: Demand, concerned: Concerned, rules: LadderRules) -> dict[str, str]:
    """Title and content in both languages, made from the rule and from what it is about."""
    rule = rules.escalation(demand.rule)

    def name() -> str:
        return in_language(rule.name.zh, rule.name.en) if rule else demand.rule

    def title() -> str:
        item = in_language(concerned.title, concerned.title_en)
        whole = _("%(item)s: %(rule)s") % {"item": item, "rule": name()}
        # The rule stays whole, the name of the row is cut.
        spare = LONGEST_LINE - len(whole)
        cut = item if spare >= 0 else f"{item[: spare - 1]}…"
        return _("%(item)s: %(rule)s") % {"item": cut, "rule": name()}

    def content() -> str:
        return _(
            "By the rules of supervision (%(set)s): %(rule)s. Find out why, say what will be done by whom and when, "
            "and report the result back by the due day."
        ) % {"set": in_language(rules.name.zh, rules.name.en), "rule": name()}

    def source() -> str:
        return in_language(rules.name.zh, rules.name.en)

    (title_zh, title_en), (content_zh, content_en) = in_both_languages(title), in_both_languages(content)
    return {
        "title": title_zh, "title_en": title_en, "content": content_zh, "content_en": content_en,
        "source": in_both_languages(source)[0],
    }  # fmt: skip


@transaction.atomic
def raise_by_rule(*, zone: Unit, demands: Iterable[Demand], today: date) -> Outcome:
    """Raise expired orders by one rung each; those concerned are told."""
    return carry_out(zone, [demand for demand in demands if demand.kind == DemandKind.RAISE], today)


@transaction.atomic
def demand_consequence_by_rule(*, zone: Unit, demands: Iterable[Demand], today: date) -> Outcome:
    """Demand interviews, criticism or accountability on orders that stand; those concerned are told."""
    return carry_out(zone, [demand for demand in demands if demand.kind == DemandKind.CONSEQUENCE], today)


def carry_out(zone: Unit, demands: Sequence[Demand], today: date) -> Outcome:
    """In rounds, as an order takes one step at a time."""
    wanted = {demand.uid for demand in demands}
    keys = dict(Order.objects.filter(zone=zone, uid__in=wanted).values_list("uid", "pk"))
    rounds: dict[int, list[Move]] = defaultdict(list)
    met: dict[str, int] = defaultdict(int)
    for demand in demands:
        if demand.uid in keys:
            rounds[met[demand.uid]].append(move_of(zone, demand, keys[demand.uid]))
            met[demand.uid] += 1
    outcomes = [take_steps(zone, moves, today) for moves in rounds.values()]
    for outcome in outcomes:
        note_steps(zone, outcome, today)
    refused: dict[int, Refused] = {}
    for outcome in outcomes:
        refused |= outcome.refused
    return Outcome(
        done=tuple(step for outcome in outcomes for step in outcome.done),
        repeated=tuple(key for outcome in outcomes for key in outcome.repeated),
        refused=refused,
    )


def move_of(zone: Unit, demand: Demand, key: int) -> Move:
    step = demand.step(0)
    return Move(key, StepKind(step.kind.value), submission_of(zone, demand), data=dict(step.data), rule=demand.rule)


def submission_of(zone: Unit, demand: Demand) -> str:
    """Names of orders are a zone's own."""
    return f"rule:{zone.pk}:{demand.step(0).key}"
