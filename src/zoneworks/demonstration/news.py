"""The demonstration's portal: articles in our own words about published facts, and what is drafted from the plan."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.answers.models import Conference
from zoneworks.common.clock import now
from zoneworks.demonstration.files import read
from zoneworks.plans.models import Plan
from zoneworks.portal.origins import Drafts, draft_conference, draft_month
from zoneworks.portal.services import Fact, draft_article, make_portal, release_article, send_for_review, show_facts

HERE = ZoneInfo("Asia/Shanghai")
CONFERENCE_RELEASED_AT = datetime(2023, 2, 14, 11, 3, 4, tzinfo=HERE)
SUMMARY_OF = "2023-08"
SUMMARY_RELEASED_AT = datetime(2023, 9, 13, 10, 0, 0, tzinfo=HERE)
WAITING = timedelta(days=14)  # of the approved article, from the moment the demonstration is made
WELCOME = "武清开发区的一年：部署、推进、交卷。本门户为演示。"
WELCOME_EN = "The year of Wuqing Development Zone: deployed, carried out, answered for. This portal is a demonstration."


def open_portal(accounts: dict[str, User], plan: Plan, conference: Conference) -> None:
    make_portal(scope=None, zone=plan.zone, welcome=WELCOME, welcome_en=WELCOME_EN)
    editor, reviewer = Scope(accounts["editor"]), Scope(accounts["supervision"])
    show_what_is_known(reviewer, plan)
    release(reviewer, draft_conference(scope=editor, conference=conference), CONFERENCE_RELEASED_AT)
    for row in read("news.json")["articles"]:
        bring_on(editor, reviewer, from_file(editor, plan, row), row)
    release(reviewer, draft_month(scope=editor, zone=plan.zone, period=SUMMARY_OF), SUMMARY_RELEASED_AT)


def bring_on(editor: Scope, reviewer: Scope, drafted: Drafts, row: dict[str, Any]) -> None:
    """As far as the file says: left as a draft, sent for review, approved for a moment to come, or released."""
    state = row.get("state", "released")
    if state == "released":
        release(reviewer, drafted, moment(row["release_time"]))
    for article in filter(None, drafted):
        if state == "in_review":
            send_for_review(scope=editor, article=article)
        if state == "scheduled":
            release_article(scope=reviewer, article=article, go_live_at=now() + WAITING)


def show_what_is_known(scope: Scope, plan: Plan) -> None:
    facts = read("news.json")["facts"]
    show_facts(
        scope=scope,
        zone=plan.zone,
        facts=[Fact(row["label"], row["value"], row["unit"], row["source"]) for row in facts],
        facts_en=[Fact(row["label_en"], row["value_en"], row["unit_en"], row["source_en"]) for row in facts],
    )


def from_file(scope: Scope, plan: Plan, row: dict[str, Any]) -> Drafts:
    return draft_article(
        scope=scope, zone=plan.zone, title=row["title"], title_en=row["title_en"], paragraphs=row["paragraphs"],
        paragraphs_en=row["paragraphs_en"], summary=row["summary"], summary_en=row["summary_en"],
        source=row["source"], source_en=row["source_en"], submission=f"demonstration-{row['code']}",
    )  # fmt: skip


def release(scope: Scope, articles: Drafts, at: datetime) -> None:
    for article in filter(None, articles):
        release_article(scope=scope, article=article, release_time=at)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HERE)
