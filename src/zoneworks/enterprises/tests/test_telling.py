"""Histories of enterprises read as sentences, in both languages, and tell nothing the reader may not know."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from zoneworks.accounts.tests.visits import Page
from zoneworks.audit.histories import happenings
from zoneworks.audit.lines import lines
from zoneworks.audit.models import Event
from zoneworks.enterprises import services
from zoneworks.enterprises.choices import AssignedBy, FactKind
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.rows import StatedClass
from zoneworks.enterprises.telling import SENTENCES
from zoneworks.enterprises.tests.known import WAN, say
from zoneworks.enterprises.tests.worlds import TODAY, World, make_enterprise, make_enterprises

RAW = re.compile(r"\b[a-z]+_[a-z_]+\b|\b(leading|former|proposed|suspended|same_name)\b(?!:)|\[|\{|\b\d{7,}\b")
# How services hand a verb to the record.
SPOKEN = (
    r'note\([^")]*"([a-z_]+)"',
    r'verb="([a-z_]+)"',
    r'else "(make_[a-z]+)"',
    r'Deed\("([a-z_]+)"',
    r'keys, "([a-z_]+)"',
)


def live(world: World) -> Enterprise:
    """An enterprise to which everything happens once."""
    scope, one = world.scope("supervision"), make_enterprise(world, 1)
    gone, other = make_enterprise(world, 2), make_enterprise(world, 3)
    named = {"scope": scope, "enterprise": one}
    services.change_enterprise(
        **named, state="suspended", unit=world.science, capital_fen=500 * WAN, established_on=date(2019, 5, 1),
        is_confidential=True, business_scope="轴承制造",
    )  # fmt: skip
    services.rename_enterprise(**named, name="示例新名称轴承有限公司", on=TODAY)
    services.add_name(**named, kind="short", name="示例轴承")
    services.name_reader(**named, reader=world.users["officer"])
    services.name_readers(**named, readers=[world.users["cooperating"]])
    services.remove_reader(**named, reader=world.users["cooperating"])
    services.set_confidential(**named, is_confidential=False)
    services.assign_class(**named, industry=StatedClass("3451", AssignedBy.PROPOSED), today=TODAY)
    services.confirm_class(**named, class_code="3451", today=TODAY)
    services.confirm_class(**named, class_code="3711", today=TODAY)
    role = services.give_role(**named, role="leading", since=date(2023, 1, 1), basis="示例文件")
    services.end_role(scope=scope, held=role, until=TODAY)
    services.list_above_scale(**named, since=date(2023, 1, 1), basis="示例名单")
    services.delist(**named, until=TODAY)
    merge = services.merge_enterprises(scope=scope, kept=one, gone=gone, today=TODAY, reasons=["same_name"])
    services.undo_merge(scope=scope, merge=merge, today=TODAY)
    answer = services.tell_apart(scope=scope, one=one, other=other, today=TODAY, reason="两家都在生产")
    services.take_answer_back(scope=scope, answer=answer, today=TODAY)
    say(world, one, FactKind.OUTPUT, 2022, 900 * WAN)
    services.withdraw_fact(
        scope=scope, fact=one.facts.latest("pk"), today=TODAY, submission="x", reason="填错了"
    )  # fmt: skip
    return one


def told(world: World, one: Enterprise, persona: str = "supervision") -> list[str]:
    found = happenings("enterprise", one.pk, most=100, scope=world.scope(persona))
    return [f"{line.what} {line.detail}".strip() for line in found]


def test_every_verb_of_this_app_is_told() -> None:
    services_here = Path(services.__file__).parent
    code = "".join(path.read_text() for path in services_here.glob("*.py"))
    own = {verb for one in SPOKEN for verb in re.findall(one, code)}
    assert {"change_enterprise", "merge_enterprises", "save_enterprises", "make_open", "reject_facts"} <= own
    assert own - SENTENCES.keys() == set()


def test_a_history_is_read_in_english(world: World) -> None:
    one = live(world)
    with translation.override("en"):
        said = told(world, one)
        text = " | ".join(said)
    for words in (
        "Entered in the register as “甲开发区示例电机1号有限公司”. Credit code:", "State: In business → Suspended",
        "Unit in charge: Investment → Science", "Registered capital: – → 500 CNY 10,000",
        "to “示例新名称轴承有限公司”", "Further name added: “示例轴承” (Short name).", "officer was named as a reader.",
        "Named: cooperating; Taken off: officer", "cooperating was taken off the readers.", "Opened again",
        "Industry class proposed: 3451", "Industry class confirmed: 3451", "Industry class changed from 3451",
        "Given the role “Leading enterprise” from 1 Jan 2023 on. Basis: 示例文件", "merged into it. What they have in",
        "The merge with “甲开发区示例制药2号有限公司” (", "两家都在生产", "was taken back.",
        "Figure withdrawn: Output value 2022, 900 CNY 10,000. 填错了", "Left the statistics",
    ):  # fmt: skip
        assert words in text, words
    assert [line for line in said if RAW.search(re.sub(r"\([0-9A-Z]{18}\)|[0-9A-Z]{18}", "", line))] == []


def test_a_history_is_read_in_chinese(world: World) -> None:
    one = live(world)
    with translation.override("zh-hans"):
        said = told(world, one)
        text = " | ".join(said)
    for words in (
        "状态：在业 → 停业", "指定officer为查阅人员。", "自2023年1月1日起认定为“龙头企业”。 依据：示例文件",
        "并入本企业。", "不是同一企业。", "撤回数据：2022", "由3451",
    ):  # fmt: skip
        assert words in text, words
    english = re.compile(r"\b(the|of|was|from|Changed|Given|Entered|Industry)\b")
    assert [line for line in said if english.search(line)] == []


def test_another_enterprise_is_not_named_to_whoever_may_not_open_it(world: World) -> None:
    one = make_enterprise(world, 1)
    secret = make_enterprise(world, 2, name="示例机密二号厂")
    services.tell_apart(scope=world.scope("officer"), one=one, other=secret, today=TODAY)
    assert "示例机密二号厂" in " ".join(told(world, one, "officer"))
    services.set_confidential(scope=world.scope("supervision"), enterprise=secret, is_confidential=True)
    assert "示例机密二号厂" not in " ".join(told(world, one, "officer"))
    assert "示例机密二号厂" in " ".join(told(world, one, "leader"))
    with translation.override("en"):
        assert "an enterprise you may not open" in " ".join(told(world, one, "officer"))


def test_lists_and_exports_are_told_on_the_page_of_the_record(world: World, enter: Callable[[str], Client]) -> None:
    make_enterprises(world, 3)
    client = enter("supervision")
    client.get(reverse("enterprises:workbook"), {"role": "leading", "q": "示例", "industry": "C"})
    scope = world.scope("supervision")
    with translation.override("en"):
        rows = lines(scope, world.zone, list(Event.objects.filter(subject_kind="enterprises").order_by("pk")))
        said = [row.details for row in rows]
    assert said[0] == "A list of enterprises was taken in: 3 new, 0 changed, 0 the same."
    assert "Leading role: Leading enterprise; Name, initials or code: 示例; Industry: C Manufacturing" in said[-1]


def test_an_event_of_an_older_shape_is_still_shown(world: World) -> None:
    one = make_enterprise(world, 1)
    scope = world.scope("supervision")
    for verb in SENTENCES:
        services.guards.note(scope, one, verb)
    with translation.override("en"):
        assert len(told(world, one)) == len(SENTENCES)  # but the export, which only the record tells


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_of_the_enterprise_shows_the_sentences(
    world: World, enter: Callable[[str], Client], language: str
) -> None:
    one = make_enterprise(world, 1)
    services.give_role(scope=world.scope("supervision"), enterprise=one, role="leading", since=TODAY)
    with translation.override(language):
        shown = Page(enter("supervision").get(reverse("enterprises:enterprise", args=[one.pk]))).text
    assert {"en": "Given the role “Leading enterprise”", "zh-hans": "起认定为“龙头企业”"}[language] in shown


def test_a_long_history_costs_no_more_statements(
    world: World, django_assert_max_num_queries: Callable[..., object]
) -> None:
    one = live(world)
    scope = world.scope("supervision")
    assert scope.zones
    with django_assert_max_num_queries(9):
        assert len(happenings("enterprise", one.pk, most=100, scope=scope)) > 20
