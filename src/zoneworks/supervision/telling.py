"""What follows a step: the audit record, and a message to those concerned - one for each unit, however many orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.audit.services import record
from zoneworks.common.text import followed
from zoneworks.documents.kinds import in_both_languages
from zoneworks.inbox.queries import holders_of, people_of_units, supervisors_of
from zoneworks.inbox.services import tell
from zoneworks.supervision.choices import StepKind
from zoneworks.supervision.entries import Outcome
from zoneworks.supervision.guards import writer
from zoneworks.supervision.message_kinds import ANSWERED, ASSIGNED, DECIDED, RAISED, URGED
from zoneworks.supervision.models import Order, OrderStep, OrderUnit
from zoneworks.supervision.words import TAKEN, consequence_words, day, number_of, rung_words
from zoneworks.units.models import Post, Unit

TO_UNIT = {
    StepKind.ASSIGN: ASSIGNED,
    StepKind.URGE: URGED,
    StepKind.RETURN: DECIDED,
    StepKind.VERIFY: DECIDED,
    StepKind.CLOSE: DECIDED,
    StepKind.STRIKE_OFF: DECIDED,
    StepKind.GRANT_EXTENSION: DECIDED,
    StepKind.REFUSE_EXTENSION: DECIDED,
    StepKind.SUSPEND: DECIDED,
    StepKind.RESUME: DECIDED,
    StepKind.RAISE: RAISED,
    StepKind.DEMAND: RAISED,
    StepKind.HOLD: RAISED,
}
TO_OFFICE = frozenset({StepKind.ACCEPT, StepKind.REPORT, StepKind.ASK_EXTENSION})
ANNOUNCED = frozenset({StepKind.RAISE, StepKind.DEMAND})


def note_steps(
    zone: Unit, outcome: Outcome, today: date, *, scope: Scope | None = None, is_told: bool = True
) -> None:  # fmt: skip
    """Record and tell what was done now; what was done before was told before."""
    if not outcome.done:
        return
    by = writer(scope) if scope else None
    note(zone, outcome.done, today, by)
    for group in groups_of(outcome.done) if is_told else ():
        tell_group(zone, group, today, by)


def note(zone: Unit, steps: Sequence[OrderStep], today: date, by: User | None) -> None:
    """One line for one step; one for many that were taken with one press."""
    first = steps[0]
    if len(steps) == 1:
        details = {"no": first.no, **({"rule": first.rule} if first.rule else {})}
        record(user=by, zone=zone, verb=f"order_{first.kind}", kind="order", key=first.order_id, **details)
        return
    record(
        user=by, zone=zone, verb=f"orders_{first.kind}", kind="orders", key=f"{today:%Y-%m-%d}", count=len(steps),
        orders=[step.order_id for step in steps],
    )  # fmt: skip


# --- messages --------------------------------------------------------------------------------------------------------

Group = Sequence[OrderStep]


def groups_of(steps: Iterable[OrderStep]) -> Iterator[Group]:
    """Steps of one kind on orders of one unit, which are told together."""
    found: dict[tuple[str, int], list[OrderStep]] = defaultdict(list)
    for step in steps:
        found[step.kind, step.order.unit_id].append(step)
    yield from found.values()


def tell_group(zone: Unit, group: Group, today: date, by: User | None) -> None:
    first, kind = group[0], StepKind(group[0].kind)
    chinese, english = in_both_languages(lambda: words_of(group))
    subject = ("order", str(first.order_id)) if len(group) == 1 else None
    once = f"order-{first.order_id}-{first.no}-{len(group)}"

    def heard(people: Iterable[User], about: str) -> None:
        tell(
            people=people, zone=zone, kind=about, zh=chinese, en=english, once=once, on=today, subject=subject, but=by
        )  # fmt: skip

    if kind in TO_UNIT:
        heard(concerned(group), TO_UNIT[kind])
    if kind in TO_OFFICE:
        heard(supervisors_of(zone), ANSWERED)
    elif kind in ANNOUNCED:
        heard(supervisors_of(zone), RAISED)


def concerned(group: Group) -> set[User]:
    """Officers of the unit and of those that help, and whoever holds the post that leads."""
    orders = [step.order for step in group]
    helping = OrderUnit.objects.filter(order__in=[order.pk for order in orders]).select_related("unit")
    units = {order.unit_id: order.unit for order in orders} | {one.unit_id: one.unit for one in helping}
    posts: Mapping[int, Post] = {order.leader.pk: order.leader for order in orders if order.leader}
    people = set(people_of_units(units.values()))
    return people | set(holders_of(posts.values())) if posts else people


def words_of(group: Group) -> str:
    """In the active language."""
    return words_of_one(group[0]) if len(group) == 1 else words_of_many(group)


def words_of_many(group: Group) -> str:
    first = group[0]
    dues = [step.order.due for step in group if step.order.due]
    known = {
        "unit": first.order.unit.title, "count": len(group), "step": TAKEN[StepKind(first.kind)],
        "due": day(min(dues)) if dues else "–",
    }  # fmt: skip
    sentence = ngettext(
        "%(unit)s: %(count)d order (%(step)s). The first is due on %(due)s.",
        "%(unit)s: %(count)d orders (%(step)s). The first is due on %(due)s.",
        len(group),
    )
    return with_words(sentence % known, first.words)


def words_of_one(step: OrderStep) -> str:
    order, kind = step.order, StepKind(step.kind)
    known = {
        "number": number_of(order), "title": order.title_shown, "unit": order.unit.title,
        "step": TAKEN[kind], "rung": rung_words(order.rung), "due": day(order.due) if order.due else "–",
        "consequence": consequence_words(str(step.data.get("consequence", ""))),
    }  # fmt: skip
    return with_words(sentence_of(order, kind) % known, step.words)


def sentence_of(order: Order, kind: StepKind) -> str:
    if kind in {StepKind.ASSIGN, StepKind.GRANT_EXTENSION, StepKind.RESUME, StepKind.RETURN, StepKind.URGE}:
        return _("%(number)s “%(title)s” (%(unit)s): %(step)s. Due on %(due)s.")
    if kind == StepKind.RAISE:
        return _("%(number)s “%(title)s” (%(unit)s): raised to “%(rung)s”. Due on %(due)s.")
    if kind == StepKind.DEMAND:
        return _("%(number)s “%(title)s” (%(unit)s): %(consequence)s is demanded.")
    return _("%(number)s “%(title)s” (%(unit)s): %(step)s.")


def with_words(sentence: str, words: str) -> str:
    line = " ".join(words.split())
    return followed(sentence, f"{line[:200]}…" if len(line) > 200 else line)
