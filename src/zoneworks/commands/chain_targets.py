"""`zoneworks chain targets`: whom to attract for a gap of a chain, from a pool of firms, with what makes each rank."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from zonekit.chains import Chain, Node, load_gap_rules
from zonekit.chains.counting import count_roster
from zonekit.chains.places import place_of
from zonekit.chains.pool import Pool, PoolFirm
from zonekit.chains.pool_reading import PoolList, read_pool
from zonekit.chains.roster import Roster, node_names
from zonekit.chains.targets import rank_targets
from zonekit.chains.targets_model import Change, NodeNeed, Part, Target
from zonekit.chains.targets_need import need_of, relatedness_of_zone
from zonekit.chains.targets_rules import TargetRules, load_target_rules
from zonekit.registry import load_classifier
from zonekit.values.issues import Issue
from zoneworks.chains.classes import code_problem, known_class
from zoneworks.commands.chain_files import (
    cells_of,
    classes_of,
    likely_classes,
    plain_scope,
    read_chain_file,
    read_roster_file,
    source_of,
)
from zoneworks.commands.chain_gaps import chain_json, rounded
from zoneworks.commands.chain_sentences_targets import TARGETS_WORDING
from zoneworks.commands.columns import Column, table_lines
from zoneworks.commands.document_files import lazy
from zoneworks.commands.dry_run import tell_issues
from zoneworks.commands.plan import NOTHING_USED, print_json
from zoneworks.commands.plan_json import issues_json

Json = dict[str, Any]
HELP = gettext_lazy("whom to attract for a gap: firms of a pool in order, and what makes each rank")
LIMIT = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    told = {
        "chain": gettext_lazy("workbook of a chain, or the code of a shipped one such as rail_transit"),
        "enterprises": gettext_lazy("enterprises here as CSV or workbook: name, class, scope, node, output ..."),
        "pool": gettext_lazy("firms that could come, as CSV or workbook: name, class, products, region, revenue ..."),
        "node": gettext_lazy("code or name of the node with the gap"),
    }
    for name, words in told.items():
        parser.add_argument(f"--{name}", required=True, help=lazy(words))
    parser.add_argument("--at", help=lazy(gettext_lazy("where the zone is: 117.05,39.38, or a province or city")))
    limit_help = gettext_lazy("how many firms to show; 0 shows all that fit")
    parser.add_argument("--limit", type=int, default=LIMIT, help=lazy(limit_help))


def run(options: argparse.Namespace) -> int:
    from zoneworks.chains.words import said

    file = read_chain_file(options.chain)
    if file.chain is None:
        return nothing_used(options, file.issues)
    node = node_names(file.chain).get(options.node.strip().lower(), "")
    if not node:
        known = [f"{one.code} {said(one.name)}" for one in file.chain.nodes]
        absent = Issue("node_absent", params={"value": options.node[:60], "nodes": "、".join(known)})
        code = nothing_used(options, (*file.issues, absent), file.chain)
        print("\n".join(f"  {name}" for name in known), file=sys.stderr)
        return code
    pooled = read_pool_file(options.pool)
    at, odd = place_given(options.at)
    issues = (*file.issues, *pooled.issues, *odd)
    if not pooled.firms:
        return nothing_used(options, issues, file.chain)
    roster = read_roster_file(options.enterprises, file.chain)
    if not roster.firms and any(issue.severity == "error" for issue in roster.issues):
        return nothing_used(options, (*issues, *roster.issues), file.chain)
    firms, here = without_those_here(pooled.firms, roster)
    pool = Pool.of(with_classes(firms))
    need = need_here(file.chain, node, roster, pool, at)
    targets = rank_targets(need, pool, load_target_rules(), options.limit)
    issues = (*issues, *roster.issues, *here, *missing_figures(need, pool))
    if options.json:
        print_json(document(file.chain, need, pool, targets, issues))
    else:
        print("\n".join(table(file.chain.node(node), targets)))
    tell_issues(issues, TARGETS_WORDING)
    return 0


def read_pool_file(file: str) -> PoolList:
    """The sheet with the most firms."""
    source = source_of(file)
    read = [read_pool(grid.sheet, cells_of(grid), known_class, code_problem) for grid in source.grids]
    best = max(read, key=lambda one: len(one.firms), default=PoolList((), (Issue("pool_empty"),)))
    return PoolList(best.firms, (*source.issues, *best.issues))


def without_those_here(firms: Sequence[PoolFirm], roster: Roster) -> tuple[list[PoolFirm], tuple[Issue, ...]]:
    """Who is here already need not be attracted."""
    here = {known for firm in roster.firms for known in (firm.code, firm.name) if known}
    others = [firm for firm in firms if firm.code not in here and firm.name not in here]
    many = len(firms) - len(others)
    return others, (Issue("pool_firms_here", params={"count": many}, severity="note"),) if many else ()


def with_classes(firms: Sequence[PoolFirm]) -> list[PoolFirm]:
    """Firms that state no class get the one that name, products and scope speak for."""
    bare = [place for place, firm in enumerate(firms) if not firm.industry_class and (firm.scope or firm.products)]
    filled = list(firms)
    if bare:
        names = [firms[place].name for place in bare]
        scopes = ["；".join([*firms[place].products, firms[place].scope]) for place in bare]
        for place, best in zip(bare, load_classifier().classify(names, scopes, top=1), strict=True):
            filled[place] = replace(firms[place], industry_class=best[0].code if best else "")
    return filled


def place_given(text: str | None) -> tuple[tuple[float, float] | None, tuple[Issue, ...]]:
    """Longitude and latitude, from two numbers or from the name of a province or large city."""
    if not text:
        return None, (Issue("place_not_given", severity="note"),)
    parts = text.replace("，", ",").split(",")
    try:
        longitude, latitude = (float(part) for part in parts)
    except ValueError:
        place = place_of(text)
        if place is None:
            return None, (Issue("place_unknown", params={"value": text[:60]}, severity="warning"),)
        return (place.longitude, place.latitude), ()
    if -180 <= longitude <= 180 and -90 <= latitude <= 90:
        return (longitude, latitude), ()
    return None, (Issue("place_unknown", params={"value": text[:60]}, severity="warning"),)


def need_here(chain: Chain, node: str, roster: Roster, pool: Pool, at: tuple[float, float] | None) -> NodeNeed:
    rules = load_gap_rules()
    likely = likely_classes(roster.firms)
    classes = classes_of(roster.firms, likely)
    placed = count_roster(chain, roster, rules, likely, plain_scope).placed
    return need_of(chain, node, placed, rules, at=at, relatedness=relatedness_of_zone(classes, pool))


def missing_figures(need: NodeNeed, pool: Pool) -> list[Issue]:
    """What the whole ranking had to do without."""
    told = []
    if not any(customer.amount for customer in need.customers):
        told.append(Issue("demand_unknown", params={"node": need.node}, severity="note"))
    if not need.relatedness:
        told.append(Issue("relatedness_unknown", severity="note"))
    if not pool.has_sizes:
        told.append(Issue("size_unknown", severity="note"))
    return told


def nothing_used(options: argparse.Namespace, issues: Sequence[Issue], chain: Chain | None = None) -> int:
    if options.json:
        head = chain_json(chain) if chain else None
        print_json({"chain": head, "node": None, "targets": [], "issues": issues_json(issues, TARGETS_WORDING)})
    tell_issues(issues, TARGETS_WORDING)
    return NOTHING_USED


def document(
    chain: Chain, need: NodeNeed, pool: Pool, targets: Sequence[Target], issues: Sequence[Issue]
) -> Json:  # fmt: skip
    node = chain.node(need.node)
    customers = [
        {"node": one.node, "demand": one.amount, "firms": one.firms, "products": list(one.products)}
        for one in need.customers
    ]
    return {
        "chain": chain_json(chain),
        "node": node.code,
        "name": node.name.zh,
        "name_en": node.name.en,
        "rules": rules_json(load_target_rules()),
        "customers": customers,
        "pool": len(pool),
        "targets": [target_json(target) for target in targets],
        "issues": issues_json(issues, TARGETS_WORDING),
    }


def rules_json(rules: TargetRules) -> Json:
    return {"code": rules.code, "to_be_confirmed": rules.to_be_confirmed}


def target_json(target: Target) -> Json:
    return {
        "rank": target.rank,
        "firm": target.name,
        "name": target.name,
        "code": target.code,
        "score": round(target.score, 6),
        "parts": [part_json(part) for part in target.parts],
        "would_change": [change_json(change) for change in target.would_change],
    }


def part_json(part: Part) -> Json:
    from zoneworks.chains.sentences_targets import part_sentence

    return {
        "code": part.code.value,
        "value": round(part.value, 6),
        "weight": part.weight,
        "share": round(part.share, 6),
        "is_known": part.is_known,
        "figures": rounded(part.figures),
        "text": part_sentence(part),
    }


def change_json(change: Change) -> Json:
    from zoneworks.chains.sentences_targets import change_sentence

    figures = rounded(change.figures)
    return {
        "code": change.code.value, "part": change.part.value, "figures": figures, "text": change_sentence(change),
    }  # fmt: skip


def table(node: Node, targets: Sequence[Target]) -> list[str]:
    from zoneworks.chains.sentences_targets import part_word
    from zoneworks.chains.words import said

    columns = (
        Column(pgettext("column", "Rank"), 5, is_number=True),
        Column(pgettext("column", "Name"), 32),
        Column(pgettext("column", "Score"), 6, is_number=True),
        Column(pgettext("targets", "What makes the rank"), 70),
    )
    rows = []
    for target in targets:
        best = sorted(target.parts, key=lambda part: -part.share)[:3]
        made = "; ".join(f"{part_word(part.code)} {part.share:.0%}" for part in best)
        rows.append((str(target.rank), target.name, f"{target.score:.3f}", made))
    head = _("%(node)s: %(count)s firms of the pool fit") % {"node": said(node.name), "count": len(targets)}
    return [head, *table_lines(columns, rows)]
