"""The notice of an adjustment: what it counts, what its annex lists, and who may have it."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from django.conf import settings
from django.http import Http404
from django.utils import translation

from zonekit.documents.blocks import Document, Table, plain
from zonekit.documents.output import Output
from zoneworks.common.clock import now
from zoneworks.documents.choices import Format
from zoneworks.documents.kinds import kind_of
from zoneworks.documents.writers import write
from zoneworks.plans import services
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import TODAY, World, indicator, leaf

KIND = kind_of("plan_notice")


@pytest.fixture
def adjusted(plan: Plan, world: World) -> Plan:
    scope = world.scope("supervision")
    draft = services.draft_next_version(
        scope=scope,
        plan=plan,
        notice_title="关于调整的通知",
        document_no="甲〔2023〕9号",
        reason="因故调整。\n特此说明。",
    )
    services.move_out(scope=scope, item=leaf(draft, "1.02.2"), reason="土地未落实", reason_en="No land")
    services.change_indicator(scope=scope, indicator=indicator(draft), target=Decimal(150))
    return Plan.objects.get(pk=draft.pk)


def build(world: World, plan: Plan, persona: str = "supervision") -> Document:
    scope = world.scope(persona)
    arguments = KIND.clean(scope, world.zone, {"plan": plan.pk})
    return KIND.build(scope, world.zone, arguments, lambda _done, _all: None)


@pytest.mark.parametrize(
    ("language", "title", "reason", "target"),
    [("zh-hans", "关于调整的通知", "土地未落实", "150 个"), ("en", "关于调整的通知", "No land", "150 projects")],
)
def test_the_notice_counts_and_lists_every_change(
    adjusted: Plan, world: World, language: str, title: str, reason: str, target: str
) -> None:
    with translation.override(language):
        made = build(world, adjusted)

    assert made.check() == []
    assert (made.title, made.number, made.language) == (title, "甲〔2023〕9号", language)
    assert {key: int(figure.value) for key, figure in made.figures.items()} == {
        "moved-in": 0, "moved-out": 1, "moved-changed": 1, "adjusted": 1,
    }  # fmt: skip
    cells = [plain(cell) for block in made.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    assert reason in cells
    assert target in cells


@pytest.mark.parametrize("wanted", [Format.DOCX, Format.PDF])
def test_it_is_written(adjusted: Plan, world: World, wanted: Format) -> None:
    with translation.override("zh-hans"):
        made = build(world, adjusted)
    out = BytesIO()
    write(wanted, {"zh-hans": made}, "zh-hans", out, Output(fonts=settings.ZONEWORKS_FONTS, made_at=now()))

    assert out.getvalue().startswith({Format.DOCX: b"PK", Format.PDF: b"%PDF"}[wanted])


@pytest.mark.parametrize("persona", ["officer", "administrator", "outsider", "outside_supervision", "nobody"])
def test_the_notice_of_a_draft_is_for_those_who_make_or_lead_the_plan(
    adjusted: Plan, world: World, persona: str
) -> None:
    with pytest.raises(Http404):
        build(world, adjusted, persona)


def test_once_issued_everybody_in_the_zone_has_it_and_strangers_have_nothing(adjusted: Plan, world: World) -> None:
    services.issue_plan(scope=world.scope("supervision"), plan=adjusted, today=TODAY)

    assert build(world, adjusted, "officer").figures["moved-out"].value == 1
    with pytest.raises(Http404):
        build(world, adjusted, "outsider")


def test_a_first_version_has_no_notice(plan: Plan, world: World) -> None:
    for arguments in ({"plan": plan.pk}, {"plan": plan.pk, "against": plan.pk}, {"plan": "x"}, {}):
        with pytest.raises(Http404):
            KIND.clean(world.scope("supervision"), world.zone, arguments)
