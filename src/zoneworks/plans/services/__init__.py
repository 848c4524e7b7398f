"""Writing a plan and what happens under it: all that changes a plan comes through here, from pages, imports, commands.

Each verb is keyword-only, runs in one transaction, takes the scope of the person who writes, tells the audit record,
and raises `zoneworks.common.errors.Refused` (or `Overtaken`, when a colleague was first) with a sentence.
`seen` is the revision the person saw: of the plan for plans, of the item for everything below an item.
"""

from zoneworks.plans.services.actuals import record_actual, record_actuals
from zoneworks.plans.services.adjusting import explain_row, move_item, move_out, put_back
from zoneworks.plans.services.binding import bind_indicator
from zoneworks.plans.services.checks import check_actuals
from zoneworks.plans.services.closed_months import close_month, reopen_month
from zoneworks.plans.services.contents import (
    IndicatorFields,
    ItemFields,
    MilestoneFields,
    NewIndicator,
    NewItem,
    NewNode,
)
from zoneworks.plans.services.duties import set_duties, set_leaders, set_tags
from zoneworks.plans.services.entries import ActualEntry, Finding, MilestoneEntry, RowsRefused
from zoneworks.plans.services.feeding import feed_indicators
from zoneworks.plans.services.indicators import (
    change_indicator,
    confirm_indicator,
    confirm_indicators,
    propose_indicator,
    reject_indicator,
    set_schedule,
)
from zoneworks.plans.services.issuing import OrderDecision, issue_plan
from zoneworks.plans.services.items import (
    add_item,
    add_items,
    arrange_items,
    change_item,
    remove_item,
    remove_items,
    set_nodes,
)
from zoneworks.plans.services.milestone_facts import check_milestones, record_milestone, record_milestones
from zoneworks.plans.services.milestones import add_milestone, change_milestone, remove_milestone
from zoneworks.plans.services.plans import (
    PlanFields,
    change_plan,
    close_plan,
    create_plan,
    create_tag,
    discard_draft,
)
from zoneworks.plans.services.rolling import roll_over
from zoneworks.plans.services.settling import (
    confirm_actual,
    confirm_actuals,
    confirm_milestone,
    confirm_milestones,
    return_actual,
    return_milestone,
    return_report_facts,
    take_back_report_facts,
)
from zoneworks.plans.services.versions import draft_next_version

__all__ = [
    "ActualEntry",
    "Finding",
    "IndicatorFields",
    "ItemFields",
    "MilestoneEntry",
    "MilestoneFields",
    "NewIndicator",
    "NewItem",
    "NewNode",
    "OrderDecision",
    "PlanFields",
    "RowsRefused",
    "add_item",
    "add_items",
    "add_milestone",
    "arrange_items",
    "bind_indicator",
    "change_indicator",
    "change_item",
    "change_milestone",
    "change_plan",
    "check_actuals",
    "check_milestones",
    "close_month",
    "close_plan",
    "confirm_actual",
    "confirm_actuals",
    "confirm_indicator",
    "confirm_indicators",
    "confirm_milestone",
    "confirm_milestones",
    "create_plan",
    "create_tag",
    "discard_draft",
    "draft_next_version",
    "explain_row",
    "feed_indicators",
    "issue_plan",
    "move_item",
    "move_out",
    "propose_indicator",
    "put_back",
    "record_actual",
    "record_actuals",
    "record_milestone",
    "record_milestones",
    "reject_indicator",
    "remove_item",
    "remove_items",
    "remove_milestone",
    "reopen_month",
    "return_actual",
    "return_milestone",
    "return_report_facts",
    "roll_over",
    "set_duties",
    "set_leaders",
    "set_nodes",
    "set_schedule",
    "set_tags",
    "take_back_report_facts",
]
