"""`zoneworks chain gaps`: where a chain is strong here and where it has gaps, and what would close them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from zonekit.chains import Chain, ChainJudgement, Node, NodeJudgement, judge, load_gap_rules
from zonekit.chains.counting import Counted, count_roster
from zonekit.chains.roster import Roster
from zonekit.values.issues import Issue
from zoneworks.commands.chain_files import ChainFile, likely_classes, plain_scope, read_chain_file, read_roster_file
from zoneworks.commands.chain_sentences import GAPS_WORDING
from zoneworks.commands.columns import Column, table_lines
from zoneworks.commands.document_files import lazy
from zoneworks.commands.dry_run import tell_issues
from zoneworks.commands.plan import NOTHING_USED, print_json
from zoneworks.commands.plan_json import issues_json

Json = dict[str, Any]
HELP = gettext_lazy("the gaps of a chain: what is missing, weak, broken or blocked here, and why")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    chain_help = gettext_lazy("workbook of a chain, or the code of a shipped one such as rail_transit")
    parser.add_argument("--chain", required=True, help=lazy(chain_help))
    roster_help = gettext_lazy("enterprises as CSV or workbook: name, class, scope, node, output, capacity ...")
    parser.add_argument("--enterprises", required=True, help=lazy(roster_help))


def run(options: argparse.Namespace) -> int:
    file = read_chain_file(options.chain)
    if file.chain is None:
        return nothing_used(options, file.issues)
    roster = read_roster_file(options.enterprises, file.chain)
    issues = (*file.issues, *roster.issues)
    if not roster.firms:
        return nothing_used(options, issues, file.chain)
    rules = load_gap_rules()
    counted = count_roster(file.chain, roster, rules, likely_classes(roster.firms), plain_scope)
    judged = judge(file.chain, counted.placed, rules, file.blockages)
    issues = (*issues, *counted.issues)
    if options.json:
        print_json(document(file, roster, counted, judged, issues))
    else:
        print("\n".join(table(file.chain, judged, counted)))
    tell_issues(issues, GAPS_WORDING)
    return 0


def nothing_used(options: argparse.Namespace, issues: Sequence[Issue], chain: Chain | None = None) -> int:
    if options.json:
        head = chain_json(chain) if chain else None
        print_json({"chain": head, "gaps": [], "nodes": [], "issues": issues_json(issues, GAPS_WORDING)})
    tell_issues(issues, GAPS_WORDING)
    return NOTHING_USED


def document(
    file: ChainFile, roster: Roster, counted: Counted, judged: ChainJudgement, issues: Sequence[Issue]
) -> Json:  # fmt: skip
    assert file.chain is not None
    nodes = {node.code: node for node in file.chain.nodes}
    rules = load_gap_rules()
    return {
        "chain": chain_json(file.chain),
        "rules": {"code": judged.rules, "to_be_confirmed": rules.to_be_confirmed},
        "importance_of": judged.basis.value,
        "coverage_below": judged.coverage_below,
        "enterprises": {
            "rows": len(roster.firms),
            "stated": counted.stated,
            "proposed": counted.proposed,
            "unplaced": counted.unplaced,
            "doubted": counted.doubted,
        },
        "gaps": [gap_json(nodes[gap.node], gap) for gap in judged.gaps()],
        "nodes": [node_json(nodes[one.node], one) for one in judged.nodes],
        "issues": issues_json(issues, GAPS_WORDING),
    }


def chain_json(chain: Chain) -> Json:
    counts = {"nodes": len(chain.nodes), "links": len(chain.links)}
    return {"code": chain.code, "name": chain.name.zh, "name_en": chain.name.en, "version": chain.version, **counts}


def node_json(node: Node, one: NodeJudgement) -> Json:
    return {
        "node": node.code,
        "name": node.name.zh,
        "name_en": node.name.en,
        "status": one.status.value,
        "importance": round(one.importance, 6),
        "figures": rounded(one.figures),
    }


def gap_json(node: Node, gap: NodeJudgement) -> Json:
    from zoneworks.chains.sentences import CLOSINGS, reason_sentence

    reasons = [
        {
            "code": reason.code.value,
            "status": reason.status.value if reason.status else None,
            "figures": rounded(reason.figures),
            "text": reason_sentence(reason.code, reason.figures),
        }
        for reason in gap.reasons
    ]
    closing = [
        {"code": one.code.value, "figures": rounded(one.figures), "text": CLOSINGS[one.code](one.figures)}
        for one in gap.closing
    ]
    return {**node_json(node, gap), "reasons": reasons, "closing": closing}


def rounded(figures: Any) -> Json:
    return {name: round(value, 6) if isinstance(value, float) else value for name, value in figures.items()}


def table(chain: Chain, judged: ChainJudgement, counted: Counted) -> list[str]:
    from zoneworks.chains.choices import Status
    from zoneworks.chains.sentences import reasons_told
    from zoneworks.chains.words import said, share

    nodes = {node.code: node for node in chain.nodes}
    columns = (
        Column(pgettext("column", "Node"), 28),
        Column(pgettext("column", "Status"), 8),
        Column(pgettext("chains", "Importance"), 10, is_number=True),
        Column(pgettext("column", "Why"), 80),
    )
    rows = [
        (
            said(nodes[gap.node].name),
            str(Status(gap.status.value).label),
            share(gap.importance, 1),
            "; ".join(told.sentence for told in reasons_told(gap) if told.status),
        )
        for gap in judged.gaps()
    ]
    head = _("%(chain)s: gaps at %(gaps)s of %(nodes)s nodes") % {
        "chain": said(chain.name), "gaps": len(rows), "nodes": len(chain.nodes),
    }  # fmt: skip
    counts = _("%(stated)s enterprises placed as stated, %(proposed)s as proposed, %(unplaced)s not placed") % {
        "stated": counted.stated, "proposed": counted.proposed, "unplaced": counted.unplaced,
    }  # fmt: skip
    return [head, counts, *table_lines(columns, rows)]
