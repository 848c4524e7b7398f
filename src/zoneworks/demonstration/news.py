"""The demonstration's portal: articles in our own words about published facts, and what is drafted from the plan."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.answers.models import Conference
from zoneworks.answers.releases import conference_release
from zoneworks.answers.summaries import public_summary
from zoneworks.demonstration.files import read
from zoneworks.plans.models import Plan
from zoneworks.portal.models import NewsArticle
from zoneworks.portal.services import draft_article, make_portal, release_article, send_for_review

HERE = ZoneInfo("Asia/Shanghai")
CONFERENCE_RELEASED_AT = datetime(2023, 2, 14, 11, 3, 4, tzinfo=HERE)
SUMMARY_OF = "2023-08"
SUMMARY_RELEASED_AT = datetime(2023, 9, 13, 10, 0, 0, tzinfo=HERE)
SOURCE, SOURCE_EN = "武清开发区", "Wuqing Development Zone"
WELCOME = "武清开发区的一年：部署、推进、交卷。本门户为演示。"
WELCOME_EN = "The year of Wuqing Development Zone: deployed, carried out, answered for. This portal is a demonstration."
Articles = tuple[NewsArticle, NewsArticle | None]


def open_portal(accounts: dict[str, User], plan: Plan, conference: Conference) -> None:
    make_portal(scope=None, zone=plan.zone, welcome=WELCOME, welcome_en=WELCOME_EN)
    editor, reviewer = Scope(accounts["editor"]), Scope(accounts["supervision"])
    release(reviewer, from_conference(reviewer, conference), CONFERENCE_RELEASED_AT)
    for row in read("news.json")["articles"]:
        drafted = from_file(editor, plan, row)
        if row.get("state") == "in_review":
            for article in filter(None, drafted):
                send_for_review(scope=editor, article=article)
        elif "state" not in row:
            release(reviewer, drafted, moment(row["release_time"]))
    release(reviewer, from_bulletin(reviewer, plan), SUMMARY_RELEASED_AT)


def from_conference(scope: Scope, conference: Conference) -> Articles:
    told = conference_release(scope, conference)
    chinese, english = told["zh-hans"], told["en"]
    return draft_article(
        scope=scope, zone=conference.zone, title=chinese.title, title_en=english.title,
        paragraphs=chinese.paragraphs, paragraphs_en=english.paragraphs, source=SOURCE, source_en=SOURCE_EN,
        submission=f"conference-{conference.pk}",
    )  # fmt: skip


def from_bulletin(scope: Scope, plan: Plan) -> Articles:
    told = public_summary(scope, plan.zone, SUMMARY_OF)
    chinese, english = told["zh-hans"], told["en"]
    return draft_article(
        scope=scope, zone=plan.zone, title=chinese.title, title_en=english.title,
        paragraphs=chinese.paragraphs, paragraphs_en=english.paragraphs, source=SOURCE, source_en=SOURCE_EN,
        submission=f"bulletin-{SUMMARY_OF}",
    )  # fmt: skip


def from_file(scope: Scope, plan: Plan, row: dict[str, Any]) -> Articles:
    return draft_article(
        scope=scope, zone=plan.zone, title=row["title"], title_en=row["title_en"], paragraphs=row["paragraphs"],
        paragraphs_en=row["paragraphs_en"], summary=row["summary"], summary_en=row["summary_en"],
        source=row["source"], source_en=row["source_en"], submission=f"demonstration-{row['code']}",
    )  # fmt: skip


def release(scope: Scope, articles: Articles, at: datetime) -> None:
    for article in filter(None, articles):
        release_article(scope=scope, article=article, release_time=at)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HERE)
