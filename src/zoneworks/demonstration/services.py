"""Making the demonstration zone: its own table imported like any other, joined, issued, and a year lived."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction

from zoneworks.accounts.access import Scope
from zoneworks.demonstration import files, joining, places
from zoneworks.demonstration.conference import hold_conference
from zoneworks.demonstration.economy import open_economy
from zoneworks.demonstration.editions import freeze_answer_sheet, issue_bulletins
from zoneworks.demonstration.news import open_portal
from zoneworks.demonstration.year import live_the_year
from zoneworks.imports.services import accept_batch, preview, receive_upload
from zoneworks.plans.models import Plan
from zoneworks.plans.services import issue_plan
from zoneworks.units.models import Unit

ISSUED_ON = date(2023, 2, 28)
Tell = Callable[[str], None]


def is_there() -> bool:
    return Unit.objects.filter(code=places.ZONE_CODE).exists()


@transaction.atomic
def make_zone(*, tell: Tell = lambda _line: None) -> Plan:
    """All of it or nothing: an interrupted start leaves an empty database behind."""
    zone = places.make_zone_unit()
    units = places.make_units(zone)
    places.make_posts(zone)
    accounts = places.make_accounts(units)
    supervision = Scope(accounts["supervision"])
    places.make_tags(supervision, zone)
    tell("units, posts, accounts")
    plan = import_table(supervision, zone)
    tell("the issued table")
    joining.join_plan(supervision, plan)
    joining.join_headings(supervision, plan)
    joining.join_leaves(supervision, plan)
    joining.confirm_proposals(supervision, plan)
    plan.refresh_from_db()
    issue_plan(scope=supervision, plan=plan, today=ISSUED_ON)
    plan.refresh_from_db()
    tell("indicators confirmed, plan issued")
    economy = open_economy(supervision, zone, units)
    tell("enterprises and industry chains; now the year")
    live_the_year(plan, accounts, economy, places.TODAY, tell)
    conference = hold_conference(supervision, plan, units)
    issue_bulletins(supervision, plan)
    freeze_answer_sheet(supervision, plan)
    tell("conference, bulletins, answer sheet")
    open_portal(accounts, plan, conference)
    tell("portal")
    return plan


def import_table(scope: Scope, zone: Unit) -> Plan:
    """The same way as any zone's table: upload, preview, accept."""
    upload = receive_upload(scope=scope, zone=zone, filename="任务分解表_2023.xlsx", data=files.table_bytes())
    batch = preview(scope=scope, upload=upload, kind="plan", options={})
    accept_batch(scope=scope, batch=batch, turn=batch.turn)
    return Plan.objects.get(zone=zone, year=2023, version=1)
