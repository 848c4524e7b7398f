"""The papers of a month: in both languages, of what is known on the day, for those who may."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.conf import settings
from django.http import Http404
from django.utils import translation

from zonekit.documents.blocks import Document, Paragraph, Table, plain
from zonekit.documents.output import Output
from zoneworks.common.clock import now
from zoneworks.common.errors import Refused
from zoneworks.documents.kinds import kind_of
from zoneworks.documents.writers import write
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import TODAY, World
from zoneworks.reports.tests.reporting import submitted
from zoneworks.units.models import ZoneProfile
from zoneworks.verification.tests.voices import check, confirmed, draw, rule

pytestmark = pytest.mark.django_db
LIGHTS, RECORD = "light_disagreements", "verification_record"


@pytest.fixture(autouse=True)
def _month(plan: Plan, world: World) -> None:
    """One ruled row that was found false, one whose own assessment nobody has confirmed, two silent."""
    ZoneProfile.objects.filter(zone=world.zone).update(fixed_today=TODAY)
    report = confirmed(world, plan, own_light="green")
    rule(world, plan, "yellow", reason="现场进展不符")
    sample = draw(world, 1)
    check(world, report, "false", draw=sample, reason="合同未签")
    submitted(world, plan, "1.02.1", own_light="yellow")


def made(world: World, code: str, persona: str = "supervision", **asked: str) -> Document:
    kind, scope = kind_of(code), world.scope(persona)
    arguments = kind.clean(scope, world.zone, {"month": "2023-09", **asked})
    return kind.build(scope, world.zone, arguments, lambda _done, _all: None)


def tables(document: Document) -> list[list[list[str]]]:
    return [
        [[plain(cell) for cell in row] for row in block.rows] for block in document.blocks if isinstance(block, Table)
    ]


def test_the_list_names_who_differs_with_the_reason_and_who_is_silent(world: World) -> None:
    document = made(world, LIGHTS)
    differing, silent = tables(document)
    assert [row[0] for row in differing] == ["1.01.1"]
    assert differing[0][3:6] == ["On schedule", "Far behind", "Behind"]
    assert differing[0][6].startswith("现场进展不符")
    assert [row[0] for row in silent] == ["1.01.2", "1.02.1", "1.02.2"]
    assert document.check() == []


def test_the_record_counts_samples_and_findings(world: World) -> None:
    document = made(world, RECORD)
    said = [plain(block.runs) for block in document.blocks if isinstance(block, Paragraph)]
    assert said[0].startswith("1 reports are confirmed, with 0 files; 1 have none. 1 were checked (true 0")
    assert "Drawn again, the sample is the same." in said[1]
    [[row]] = tables(document)
    assert (row[4], row[5]) == ("False", "合同未签")


@pytest.mark.parametrize("code", [LIGHTS, RECORD])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_both_are_written_in_both_languages_and_every_format(world: World, code: str, language: str) -> None:
    with translation.override(language):
        document = made(world, code)
        for wanted in kind_of(code).formats:
            out = BytesIO()
            write(wanted, {language: document}, language, out, Output(fonts=settings.ZONEWORKS_FONTS, made_at=now()))
            assert len(out.getvalue()) > 1000
    assert document.language == language


def test_of_an_earlier_day_they_tell_what_was_known_then(world: World) -> None:
    assert len(tables(made(world, LIGHTS, as_of="2023-10-07"))) == 1
    with pytest.raises(Http404):
        made(world, RECORD, as_of="2023-10-07")


@pytest.mark.parametrize(
    ("code", "persona", "may"),
    [
        (LIGHTS, "officer", True), (LIGHTS, "leader", True), (LIGHTS, "administrator", False),
        (LIGHTS, "outsider", False), (RECORD, "leader", True), (RECORD, "officer", False),
        (RECORD, "outside_supervision", False),
    ],
)  # fmt: skip
def test_they_are_made_for_those_who_may(world: World, code: str, persona: str, may: bool) -> None:
    assert kind_of(code).may_make(world.scope(persona), world.zone) is may
    if not may:
        with pytest.raises(Http404):
            made(world, code, persona)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"month": "September"}, "month_unreadable"), ({"month": "2023-11"}, "month_not_begun"),
        ({"as_of": "yesterday"}, "date_unreadable"), ({"as_of": "2023-12-01"}, "date_in_future"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_refused(world: World, asked: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        made(world, LIGHTS, **asked)
    assert refused.value.code == code


def test_the_file_is_named_after_the_month_and_leads_back_to_its_page(world: World) -> None:
    kind = kind_of(LIGHTS)
    arguments = kind.clean(world.scope("officer"), world.zone, {"month": "2023-09"})
    assert kind.file_name(world.zone, arguments).endswith(f"{TODAY:%Y-%m-%d}")
    assert kind.address_of(arguments).endswith("/verification/lights/?month=2023-09&as_of=2023-10-08")
    assert kind.as_of(arguments) == date(2023, 10, 8)


def test_in_chinese_the_hand_and_the_day_of_a_ruling_are_parted_as_in_chinese(world: World) -> None:
    with translation.override("zh-hans"):
        reason = tables(made(world, LIGHTS))[0][0][6]
    assert reason.startswith("现场进展不符（")
    assert "，2023年" in reason
    assert "," not in reason
