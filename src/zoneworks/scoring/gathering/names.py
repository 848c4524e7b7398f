"""What the evidence is called, in both languages: frozen with the scores, so that a sheet reads the same for ever."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models.functions import Coalesce

from zoneworks.plans.models import Item, Plan
from zoneworks.reports.models import Report
from zoneworks.scoring.models import Entry
from zoneworks.supervision.models import Order
from zoneworks.units.models import Unit

Names = dict[str, tuple[str, str]]
LONGEST = 80


def names_of(refs: Iterable[str], versions: list[Plan], units: Iterable[Unit]) -> Names:
    """Four statements at most, whatever is named; what is gone has no name."""
    wanted: dict[str, list[int]] = defaultdict(list)
    owed: list[str] = []
    for ref in refs:
        kind, _colon, key = ref.partition(":")
        if key.isdecimal():
            wanted[kind].append(int(key))
        elif kind == "owed":
            owed.append(key)
    items = items_named(versions)
    found: Names = {f"unit:{unit.code}": (unit.name, unit.name_en) for unit in units}
    found |= {f"item:{key}": items[key] for key in wanted["item"] if key in items}
    reports = Report.objects.filter(pk__in=wanted["report"]).order_by().values_list("pk", "item_id", "about")
    for pk, item, about in reports if wanted["report"] else ():
        zh, en = items.get(item, ("", ""))
        found[f"report:{pk}"] = (f"{about.year}年{about.month}月报送：{zh}", f"Report of {about:%Y-%m}: {en or zh}")
    for key in owed:
        leaf, _slash, month = key.partition("/")
        zh, en = items.get(int(leaf), ("", ""))
        found[f"owed:{key}"] = (f"{month[:4]}年{int(month[5:])}月未报：{zh}", f"No report of {month}: {en or zh}")
    orders = Order.objects.filter(pk__in=wanted["order"]).order_by()
    for pk, number, year, title, title_en in (
        orders.values_list("pk", "number", "year", "title", "title_en") if wanted["order"] else ()
    ):
        found[f"order:{pk}"] = (f"{year}-{number} {title}", f"{year}-{number} {title_en or title}")
    entries = Entry.objects.filter(pk__in=wanted["entry"]).order_by().values_list("pk", "words")
    found |= {f"entry:{pk}": (shortened(words), "") for pk, words in (entries if wanted["entry"] else ())}
    return found


def items_named(versions: list[Plan]) -> Mapping[int, tuple[str, str]]:
    """Label and title of each leaf under its first key; of several versions the last one's."""
    rows = Item.objects.filter(plan__in=[plan.pk for plan in versions], is_leaf=True)
    rows = rows.annotate(first=Coalesce("origin", "pk")).order_by("plan__version", "path")
    found: dict[int, tuple[str, str]] = {}
    for first, code, no, name, name_en, goal, goal_en in rows.values_list(
        "first", "code", "no", "name", "name_en", "goal", "goal_en"
    ):
        zh, en = name or shortened(goal), name_en or shortened(goal_en)
        label = code or no
        found[first] = (f"{label} {zh}".strip(), f"{label} {en or zh}".strip())
    return found


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
