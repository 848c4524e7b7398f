"""Writing rulebooks, entries, scores and appeals: everything passes through here."""

from zoneworks.scoring.services.appeals import appeal, decide_appeal, withdraw_appeal
from zoneworks.scoring.services.entries import enter_score, mark_leader_share, undo_entry
from zoneworks.scoring.services.publishing import finalise_scores, publish_scores, republish_scores
from zoneworks.scoring.services.rulebooks import (
    FaultyRulebook,
    change_figures,
    change_rulebook,
    discard_rulebook,
    draft_rulebook,
    issue_rulebook,
)

__all__ = [
    "FaultyRulebook",
    "appeal",
    "change_figures",
    "change_rulebook",
    "decide_appeal",
    "discard_rulebook",
    "draft_rulebook",
    "enter_score",
    "finalise_scores",
    "issue_rulebook",
    "mark_leader_share",
    "publish_scores",
    "republish_scores",
    "undo_entry",
    "withdraw_appeal",
]
