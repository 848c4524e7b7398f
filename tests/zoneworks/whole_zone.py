"""A zone that has one of everything, beside a zone with a plan and a portal of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.models import RoleHeld
from zoneworks.accounts.services import create_account, grant_role
from zoneworks.answers.models import Conference
from zoneworks.answers.tests.meetings import hold
from zoneworks.chains.tests.known import KnownChain, known_chain
from zoneworks.documents.models import Edition, Production
from zoneworks.documents.services import ask_for, freeze
from zoneworks.enterprises.tests.known import Firm, make_firm
from zoneworks.imports.models import Batch
from zoneworks.imports.services import preview, receive_upload
from zoneworks.inbox.models import Feed, Message
from zoneworks.inbox.services import make_feed, offered_key
from zoneworks.plans.exports import export_plan_xlsx
from zoneworks.plans.models import Actual, Indicator, Item, Milestone, Plan
from zoneworks.plans.services import add_items, create_plan, draft_next_version, issue_plan, propose_indicator
from zoneworks.plans.tests.visits import fix_today
from zoneworks.plans.tests.worlds import (
    LEVELS,
    TODAY,
    YEAR,
    World,
    battlefields,
    indicator,
    leaf,
    make_plan,
    milestone,
    say,
    table_of,
)
from zoneworks.portal.models import NewsArticle, Picture
from zoneworks.portal.services import send_for_review
from zoneworks.portal.tests.portals import draft as draft_news
from zoneworks.portal.tests.portals import make_newsroom, picture
from zoneworks.portal.tests.portals import release as release_news
from zoneworks.reports.models import Report, ReportEvidence
from zoneworks.reports.services import add_evidence, confirm_reports, return_reports, submit_report
from zoneworks.reports.tests.reporting import SEPTEMBER, draft, submitted
from zoneworks.rhythm.models import Decision
from zoneworks.rhythm.services import record_decision
from zoneworks.scoring import services as scoring
from zoneworks.scoring.models import Appeal, Entry, Publication, Rulebook
from zoneworks.scoring.periods import period_named
from zoneworks.scoring.tests.scores import QUARTER, with_ledger
from zoneworks.supervision.models import OrderFile
from zoneworks.supervision.services import report_order
from zoneworks.supervision.tests.ordering import brought_to
from zoneworks.units.choices import UnitKind
from zoneworks.units.services import create_post, create_unit
from zoneworks.verification.models import Draw
from zoneworks.verification.services import draw_sample, record_check, rule_light

PERIOD, DISPATCH = "2023-09", date(2023, 10, 8)
EVIDENCE = "现场照片甲.csv"
# No page, file or answer that goes to a stranger holds any of these; what the public reads has its own list.
SECRETS = (
    "甲开发区2023年", "breakdown of key tasks 2023", "子项目1.01", "Sub-project 1.", "2023年高质量发展工作会",
    "High-quality development work conference", "部署unreleased", "Zone unreleased", EVIDENCE, "A-INV", "A-SUP",
    "招商一科", "督办土地挂牌九十九宗", "走访企业九十九家", "甲开〔2023〕1号", "A-2023-1", "任务表甲.xlsx",
    "Workshops seen", "示例密封件九十九厂", "示例产业链九十九", "Example chain ninety-nine", "缺地九十九亩",
    "外地信号九十九公司",
)  # fmt: skip


@dataclass(frozen=True)
class Scores:
    """Of the third quarter, published; an objection and an entry with their files; the draft of the next rulebook."""

    publication: Publication
    entry: Entry
    appeal: Appeal
    next_rulebook: Rulebook


@dataclass(frozen=True)
class WholeZone:
    """`reports` by state: draft, submitted (with a file), returned, confirmed. `live`, `waiting`: articles."""

    world: World
    plan: Plan
    next_plan: Plan
    item: Item
    indicator: Indicator
    proposed: Indicator
    milestone: Milestone
    fact: Actual
    reports: dict[str, Report]
    evidence: ReportEvidence
    conference: Conference
    edition: Edition
    made: Production
    own: Production
    batch: Batch
    role: RoleHeld
    live: NewsArticle
    waiting: NewsArticle
    picture: Picture
    sample: Draw
    order_file: OrderFile
    scores: Scores
    decision: Decision
    message: Message
    feed: Feed
    feed_key: str
    firm: Firm
    known: KnownChain


def make_whole_zone() -> WholeZone:
    world = make_newsroom()
    fix_today(world.zone, world.other_zone)
    add_people(world)
    plan = make_plan(world, tags=battlefields(world))
    neighbour_plan(world)
    fact = say(world, "officer", indicator(plan), date(2023, 6, 30), 40)
    supervision = world.scope("supervision")
    reports, evidence = reports_of(world, plan)
    proposed = propose_indicator(scope=supervision, item=leaf(plan), name="新增企业数", unit="家", kind="cumulative")
    conference = hold(world, plan)
    edition, made, own = documents_of(world)
    upload = receive_upload(
        scope=supervision, zone=world.zone, filename="任务表甲.xlsx", data=export_plan_xlsx(supervision, plan)
    )
    live, _english = release_news(world)
    feed, feed_key = feed_of(world)
    waiting, _english = draft_news(world, "unreleased")
    return WholeZone(
        world=world, plan=plan, item=leaf(plan), indicator=indicator(plan), proposed=proposed,
        milestone=milestone(plan), fact=Actual.objects.get(pk=fact.pk), reports=reports, evidence=evidence,
        conference=conference, edition=edition, made=made, own=own,
        batch=preview(scope=supervision, upload=upload, kind="plan", options={}),
        role=RoleHeld.objects.get(user=world.users["officer"]), live=live,
        waiting=send_for_review(scope=world.scope("editor"), article=waiting), picture=picture(world),
        next_plan=draft_next_version(scope=supervision, plan=plan), sample=verified(world, reports["confirmed"]),
        order_file=ordered(world, leaf(plan)), scores=scored(world), decision=decided(world),
        message=Message.objects.filter(user=world.users["officer"]).latest("pk"), feed=feed, feed_key=feed_key,
        firm=make_firm(world), known=known_chain(world),
    )  # fmt: skip


def ordered(world: World, item: Item) -> OrderFile:
    """An order on the row, reported back with a file."""
    order = brought_to(world, "accept", subject=("item", str(item.pk)), title="督办土地挂牌九十九宗")
    file = SimpleUploadedFile(EVIDENCE, "日期,事项\n2023-09-01,挂牌\n".encode())
    report_order(
        scope=world.scope("officer"), order=order, seen=order.revision, submission="whole-order", today=TODAY,
        words="督办土地挂牌九十九宗，已完成。", files=[file],
    )  # fmt: skip
    return OrderFile.objects.select_related("step__order").get(step__order=order)


def seen(words: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(EVIDENCE, f"日期,事项\n2023-09-01,{words}\n".encode())


def scored(world: World) -> Scores:
    """Published by the rules of a rulebook with a ledger; a unit objects, and the rules of next year are drafted."""
    scope, zone = world.scope("supervision"), world.zone
    book = scoring.draft_rulebook(scope=scope, zone=zone, valid_from=date(2023, 1, 1), code="zone_default")
    changed = scoring.change_rulebook(
        scope=scope, rulebook=book, rules=with_ledger(), seen=book.revision, objection_days=5, draw_up_day=15
    )
    issued = scoring.issue_rulebook(scope=scope, rulebook=changed, seen=changed.revision, today=date(2023, 3, 1))
    entry = scoring.enter_score(
        scope=scope, zone=zone, unit=world.investment, rule="visits", period=QUARTER, amount=Decimal(1),
        words="走访企业九十九家", today=TODAY, submission="whole-entry", file=seen("推介"),
    )  # fmt: skip
    publication = scoring.publish_scores(scope=scope, zone=zone, period=period_named(QUARTER), today=TODAY)
    appeal = scoring.appeal(
        scope=world.scope("officer"), publication=publication, unit=world.investment, line="visits", file=seen("异议"),
        words="走访企业九十九家，请复核。", today=TODAY, submission="whole-appeal",
    )  # fmt: skip
    following = scoring.draft_rulebook(scope=scope, zone=zone, valid_from=date(2024, 1, 1), base=issued)
    return Scores(publication, entry, appeal, following)


def decided(world: World) -> Decision:
    return record_decision(
        scope=world.scope("supervision"), zone=world.zone, on=DISPATCH, words="走访企业九十九家，逐一销号。",
        unit=world.investment, due=None, submission="whole-decision", today=TODAY,
    )  # fmt: skip


def feed_of(world: World) -> tuple[Feed, str]:
    scope = world.scope("officer")
    return make_feed(scope=scope, zone=world.zone, unit=None, language="en", offered=offered_key(scope))


def add_people(world: World) -> None:
    """An officer of a unit that has no part in the plan, a holder of a post, and those who lead the other zone."""
    finance = create_unit(kind=UnitKind.DEPARTMENT, code="A-FIN", name="财政金融部", parent=world.zone)
    for persona, unit, kind, post in (
        ("bystander", finance, RoleKind.OFFICER, None),
        ("deputy", finance, RoleKind.OFFICER, world.deputy),
        ("outside_administrator", world.other_zone, RoleKind.ADMINISTRATOR, None),
        ("outside_leader", world.other_zone, RoleKind.LEADER, None),
    ):
        world.users[persona] = create_account(username=persona, password=None, display_name=persona)
        grant_role(user=world.users[persona], unit=unit, kind=kind, post=post)


def neighbour_plan(world: World) -> Plan:
    """The other zone lives too: its people are not refused for want of a plan of their own."""
    scope, zone = world.scope("outside_supervision"), world.other_zone
    there = replace(
        world, zone=zone, investment=world.other_unit, section=world.other_unit, science=world.other_unit,
        chief=create_post(zone=zone, code="Q1", name="书记"), deputy=create_post(zone=zone, code="Q2", name="副主任"),
    )  # fmt: skip
    plan = create_plan(scope=scope, zone=zone, year=YEAR, title="乙区任务表", level_names=LEVELS, title_en="B")
    rows = table_of(there)
    for row in rows:
        row.fields.update(name=f"乙·{row.fields['name'][-3:]}", name_en="Of B")
    add_items(scope=scope, plan=plan, items=[replace(row, duties=row.duties[:1]) for row in rows])
    return issue_plan(scope=scope, plan=plan, today=date(2023, 2, 28))


def reports_of(world: World, plan: Plan) -> tuple[dict[str, Report], ReportEvidence]:
    officer, office = world.scope("officer"), world.scope("supervision")
    written = draft(world, plan, progress="走访企业九十九家。")
    file = SimpleUploadedFile(EVIDENCE, "日期,事项\n2023-09-01,走访\n".encode())
    evidence = add_evidence(
        scope=officer, report=written, seen=written.revision, file=file, caption="走访", today=TODAY
    )
    written.refresh_from_db()
    found = {"submitted": submit_report(scope=officer, report=written, seen=written.revision, today=TODAY)}
    found["draft"] = draft(world, plan, "1.02.1", progress="走访企业九十九家。")
    for code, state, settle, more in (
        ("1.01.2", "returned", return_reports, {"reason": "走访企业九十九家？"}),
        ("1.02.2", "confirmed", confirm_reports, {}),
    ):
        found[state] = submitted(world, plan, code, persona="section_officer")
        key = (found[state].pk, found[state].revision)
        settle(scope=office, zone=world.zone, reports=[key], today=TODAY, **more)
    for report in found.values():
        report.refresh_from_db()
    assert {report.state for report in found.values()} == set(found)
    return found, evidence


def verified(world: World, report: Report) -> Draw:
    """The light ruled on, the report drawn and found insufficient."""
    scope = world.scope("supervision")
    rule_light(
        scope=scope, item=report.item, about=SEPTEMBER, light="red", reason=f"{EVIDENCE}不符", today=TODAY,
        submission="whole-ruling",
    )  # fmt: skip
    sample = draw_sample(scope=scope, zone=world.zone, about=SEPTEMBER, size=1, seed="A-2023-1", today=TODAY)
    record_check(
        scope=scope, report=report, evidence=None, finding="insufficient", reason=f"{EVIDENCE}不清", draw=sample,
        today=TODAY, submission="whole-check",
    )  # fmt: skip
    return sample


def documents_of(world: World) -> tuple[Edition, Production, Production]:
    """The bulletin of September, frozen; a file of it; and a file of what is known now."""
    scope, zone = world.scope("supervision"), world.zone
    asked = {"scope": scope, "zone": zone, "today": TODAY, "arguments": {"period": PERIOD}, "kind": "bulletin"}
    edition = freeze(**asked, submission="whole-edition")
    given = {**asked, "format": "json", "language": "zh-hans"}
    made = ask_for(**given, edition=edition, submission="whole-made")
    own = ask_for(**given, submission="whole-own")
    for production in (made, own):
        production.refresh_from_db()
        assert production.state == "done", production.state
    return edition, made, own


__all__ = ["DISPATCH", "PERIOD", "QUARTER", "SECRETS", "SEPTEMBER", "WholeZone", "make_whole_zone"]
