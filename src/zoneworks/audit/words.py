"""What the verbs of the record, the kinds of things it speaks of and its details are called.

One table for all apps, as the record speaks of things whose apps it cannot import; an app with words of its own for
histories declares them in audit_words.py. What nobody named is shown as it was written.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from zoneworks.accounts import subjects

Words = dict[str, str | Promise]

VERBS: Words = {
    "sign_in": pgettext_lazy("record", "Signed in"),
    "sign_in_failed": pgettext_lazy("record", "Failed to sign in"),
    "sign_out": pgettext_lazy("record", "Signed out"),
    "create_account": pgettext_lazy("record", "Account created"),
    "admit_person": pgettext_lazy("record", "Person added"),
    "grant_role": pgettext_lazy("record", "Role granted"),
    "revoke_role": pgettext_lazy("record", "Role withdrawn"),
    "change_password": pgettext_lazy("record", "Password changed"),
    "export": pgettext_lazy("record", "Exported"),
    "download": pgettext_lazy("record", "Downloaded"),
    "download_workbook": pgettext_lazy("record", "Workbook downloaded"),
    "check_chain": pgettext_lazy("record", "Chain verified"),
    "keep_file": pgettext_lazy("record", "File handed in"),
    "upload": pgettext_lazy("record", "Table uploaded"),
    "preview": pgettext_lazy("record", "Import prepared"),
    "accept": pgettext_lazy("record", "Import taken over"),
    "undo": pgettext_lazy("record", "Import undone"),
    "discard": pgettext_lazy("record", "Import discarded"),
    "ask_for": pgettext_lazy("record", "File asked for"),
    "stop": pgettext_lazy("record", "Making of a file stopped"),
    "freeze": pgettext_lazy("record", "Edition frozen"),
    "choose-messages": pgettext_lazy("record", "Messages chosen"),
    "choose-address": pgettext_lazy("record", "Address for messages changed"),
    "make-feed": pgettext_lazy("record", "Calendar address made"),
    "revoke-feed": pgettext_lazy("record", "Calendar address withdrawn"),
    "close_month": pgettext_lazy("record", "Month closed"),
    "reopen_month": pgettext_lazy("record", "Month reopened"),
    "discard_draft": pgettext_lazy("record", "Draft discarded"),
    "create_tag": pgettext_lazy("record", "Tag created"),
    "record_actual": pgettext_lazy("record", "Value recorded"),
    "record_milestone": pgettext_lazy("record", "Milestone recorded"),
    "confirm_actual": pgettext_lazy("record", "Value confirmed"),
    "confirm_milestone": pgettext_lazy("record", "Milestone confirmed"),
    "return_actual": pgettext_lazy("record", "Value returned"),
    "return_milestone": pgettext_lazy("record", "Milestone returned"),
    "save_report": pgettext_lazy("record", "Monthly report saved"),
    "save_reports": pgettext_lazy("record", "Monthly reports saved"),
    "discard_reports": pgettext_lazy("record", "Drafts of monthly reports discarded"),
    "add_evidence": pgettext_lazy("record", "Evidence added"),
    "add_later_evidence": pgettext_lazy("record", "Evidence added after submission"),
    "remove_evidence": pgettext_lazy("record", "Evidence removed"),
    "urge": pgettext_lazy("record", "Urged"),
    "create_conference": pgettext_lazy("record", "Conference created"),
    "change_conference": pgettext_lazy("record", "Conference changed"),
    "set_agenda": pgettext_lazy("record", "Agenda written"),
    "set_attendance": pgettext_lazy("record", "Attendance written"),
    "set_decisions": pgettext_lazy("record", "Decisions written"),
    "make_portal": pgettext_lazy("record", "Portal set up"),
    "show_facts": pgettext_lazy("record", "Key facts of the portal changed"),
    "draft_article": pgettext_lazy("record", "Article drafted"),
    "release": pgettext_lazy("record", "Article released"),
    "withdraw": pgettext_lazy("record", "Article withdrawn"),
    "rule_light": pgettext_lazy("record", "Light ruled"),
    "withdraw_ruling": pgettext_lazy("record", "Ruling withdrawn"),
    "draw_sample": pgettext_lazy("record", "Sample drawn"),
    "record_check": pgettext_lazy("record", "Verification recorded"),
    "draft_rulebook": pgettext_lazy("record", "Rulebook drafted"),
    "change_rulebook": pgettext_lazy("record", "Rulebook changed"),
    "issue_rulebook": pgettext_lazy("record", "Rulebook issued"),
    "discard_rulebook": pgettext_lazy("record", "Draft of a rulebook discarded"),
    "enter_score": pgettext_lazy("record", "Points entered"),
    "undo_entry": pgettext_lazy("record", "Entry of points undone"),
    "mark_leader_share": pgettext_lazy("record", "Leader's marks entered"),
    "publish_scores": pgettext_lazy("record", "Scores published"),
    "finalise_scores": pgettext_lazy("record", "Scores made final"),
    "appeal": pgettext_lazy("record", "Appeal made"),
    "decide_appeal": pgettext_lazy("record", "Appeal decided"),
    "withdraw_appeal": pgettext_lazy("record", "Appeal withdrawn"),
    "file_orders": pgettext_lazy("record", "Supervision orders filed"),
    "file_by_rule": pgettext_lazy("record", "Supervision orders filed by rule"),
    "redirect_order": pgettext_lazy("record", "Supervision order redirected"),
    "move_item": pgettext_lazy("record", "Row moved"),
    "move_out": pgettext_lazy("record", "Row moved out"),
    "put_back": pgettext_lazy("record", "Row put back"),
    "decide": pgettext_lazy("record", "Decided"),
    "finish": pgettext_lazy("record", "Marked as done"),
    "roll_over": pgettext_lazy("record", "Year rolled over"),
    **{
        f"reports_{turn}": word
        for turn, word in {
            "submitted": pgettext_lazy("record", "Monthly reports submitted"),
            "withdrawn": pgettext_lazy("record", "Monthly reports taken back"),
            "returned": pgettext_lazy("record", "Monthly reports returned"),
            "confirmed": pgettext_lazy("record", "Monthly reports confirmed"),
        }.items()
    },
}
KINDS: Words = {
    "person": pgettext_lazy("record", "Person"),
    "user": pgettext_lazy("record", "Person"),
    "address": pgettext_lazy("record", "Page"),
    "audit": pgettext_lazy("record", "Audit record"),
    "chain": pgettext_lazy("record", "Hash chain"),
    "plan": pgettext_lazy("record", "Plan"),
    "enterprises": pgettext_lazy("record", "Register of enterprises"),
    "item": pgettext_lazy("record", "Row of the plan"),
    "tag": pgettext_lazy("record", "Tag"),
    "month": pgettext_lazy("record", "Month"),
    "unit": pgettext_lazy("record", "Unit"),
    "report": pgettext_lazy("record", "Monthly report"),
    "reports": pgettext_lazy("record", "Monthly reports"),
    "file": pgettext_lazy("record", "File"),
    "import": pgettext_lazy("record", "Import"),
    "upload": pgettext_lazy("record", "Uploaded table"),
    "edition": pgettext_lazy("record", "Edition"),
    "production": pgettext_lazy("record", "File made"),
    "conference": pgettext_lazy("record", "Conference"),
    "portal": pgettext_lazy("record", "Portal"),
    "portal_home": pgettext_lazy("record", "Home page of the portal"),
    "news_article": pgettext_lazy("record", "Article"),
    "feed": pgettext_lazy("record", "Calendar address"),
    "order": pgettext_lazy("record", "Supervision order"),
    "orders": pgettext_lazy("record", "Supervision orders"),
}
FIELDS: Words = {
    "address": pgettext_lazy("detail of the record", "Address"),
    "browser": pgettext_lazy("detail of the record", "Browser"),
    "role": pgettext_lazy("detail of the record", "Role"),
    "unit_code": pgettext_lazy("detail of the record", "Unit"),
    "post": pgettext_lazy("detail of the record", "Post"),
    "username": pgettext_lazy("detail of the record", "Account name"),
    "format": pgettext_lazy("detail of the record", "Format"),
    "as_of": pgettext_lazy("detail of the record", "As of"),
    "what": pgettext_lazy("detail of the record", "What"),
    "query": pgettext_lazy("detail of the record", "Filters"),
    "path": pgettext_lazy("detail of the record", "Page"),
    "filename": pgettext_lazy("detail of the record", "File"),
    "name": pgettext_lazy("detail of the record", "Name"),
    "title": pgettext_lazy("detail of the record", "Title"),
    "sha256": "SHA-256",
    "size": pgettext_lazy("detail of the record", "Bytes"),
    "count": pgettext_lazy("detail of the record", "Count"),
    "month": pgettext_lazy("detail of the record", "Month"),
    "document": pgettext_lazy("detail of the record", "Document"),
    "language": pgettext_lazy("detail of the record", "Language"),
    "edition": pgettext_lazy("detail of the record", "Edition"),
    "year": pgettext_lazy("detail of the record", "Year"),
    "reason": pgettext_lazy("detail of the record", "Reason"),
    "indicator": pgettext_lazy("detail of the record", "Indicator"),
    "milestone": pgettext_lazy("detail of the record", "Milestone"),
    "words": pgettext_lazy("detail of the record", "Words"),
    "number": pgettext_lazy("detail of the record", "Number"),
    "reports": pgettext_lazy("detail of the record", "Reports"),
    "items": pgettext_lazy("detail of the record", "Rows"),
    "item": pgettext_lazy("detail of the record", "Row"),
    "file": pgettext_lazy("detail of the record", "File"),
    "plan": pgettext_lazy("detail of the record", "Plan"),
    "about": pgettext_lazy("detail of the record", "About"),
    "held_on": pgettext_lazy("detail of the record", "Held on"),
    "in_force_from": pgettext_lazy("detail of the record", "In force from"),
    "moved_out": pgettext_lazy("detail of the record", "Moved out"),
    "created": pgettext_lazy("detail of the record", "New"),
    "changed": pgettext_lazy("detail of the record", "Changed"),
    "updated": pgettext_lazy("detail of the record", "Changed"),
    "units": pgettext_lazy("detail of the record", "Units"),
    "posts": pgettext_lazy("detail of the record", "Posts"),
    "aliases": pgettext_lazy("detail of the record", "Further names"),
    "facts": pgettext_lazy("detail of the record", "Key facts"),
    "subject": pgettext_lazy("detail of the record", "About"),
    "state": pgettext_lazy("detail of the record", "State"),
    "rule": pgettext_lazy("detail of the record", "Rule"),
    "rung": pgettext_lazy("detail of the record", "Rung"),
    "due": pgettext_lazy("detail of the record", "Due day"),
    "light": pgettext_lazy("detail of the record", "Light"),
    "finding": pgettext_lazy("detail of the record", "Finding"),
    "seed": pgettext_lazy("detail of the record", "Seed"),
    "points": pgettext_lazy("detail of the record", "Points"),
    "period": pgettext_lazy("detail of the record", "Period"),
    "unit": pgettext_lazy("detail of the record", "Unit"),
}
_verbs, _fields = dict(VERBS), dict(FIELDS)


def register(*, verbs: Mapping[str, str | Promise], fields: Mapping[str, str | Promise] | None = None) -> None:
    """Words an app has for its own histories; the same word declared again replaces the earlier one."""
    _verbs.update(verbs)
    _fields.update(fields or {})


def all_verbs() -> dict[str, str | Promise]:
    return dict(_verbs)


def verb_shown(verb: str) -> str:
    return str(_verbs.get(verb, verb))


def kind_shown(kind: str) -> str:
    declared = subjects.kind_or_none(kind)
    return str(declared.label if declared else KINDS.get(kind, kind))


def field_shown(name: str) -> str:
    return str(_fields.get(name, name))
