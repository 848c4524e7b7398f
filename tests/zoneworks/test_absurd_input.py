"""Absurd values at every form of the running year: a page with a sentence, nothing half-written, nothing executed."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from django.urls import reverse

from tests.zoneworks.test_sent_twice import FORMS, Year, everything
from zoneworks.accounts.tests.visits import Page, fix_today, visitor
from zoneworks.inbox.models import Message
from zoneworks.plans.tests.worlds import TODAY, leaf, make_plan, make_world
from zoneworks.scoring.models import Rulebook
from zoneworks.supervision.models import Order
from zoneworks.supervision.tests.ordering import brought_to, filed, step

EVIL = '<script>alert("x")</script> 100%s %(unit)s {{ 7*7 }} {% url %} &amp; \u202e'
ABSURD: dict[str, list[Any]] = {
    "seen": ["-1", "x", "9" * 30, ""],
    "token": ["", "x", "' or 1=1", "\x00" * 32],
    "limit_days": ["0", "-1", "9999", "1.5", "9" * 40, "x"],
    "due": ["2023-02-30", "0001-01-01", "9999-12-31", "1999-01-04", "2023-10-07T00:00", "x" * 1000],
    "reason": ["", " ", "长" * 100_000],
    "words": ["", "长" * 100_000],
    "title": ["", "长" * 100_000],
    "units": [["B-INV"], ["A"], [], ["9" * 20]],
    "basis": ["", "nonsense"],
    "rung": ["3", "9", "-1"],
    "light": ["", "grey", "purple"],
    "finding": ["", "maybe"],
    "part": ["999999", "x"],
    "size": ["0", "-1", "9999", "9" * 40],
    "seed": ["", "长" * 100_000],
    "line": ["no_such_line"],
    "decision": ["", "perhaps"],
    "unit": ["B-INV", "", "A-INV'"],
    "rule": ["leader", "no_such"],
    "amount": ["0", "-1", "NaN", "Infinity", "1e999", "9" * 60, ""],
    "period": ["2023Q9", "Q3", "9999Q4", "2024Q1", "\x00"],
    "base": ["shipped:no_such", "own:999999", ""],
    "valid_from": ["", "0000-00-00"],
    "draw_up_day": ["0", "31", "-1", "x"],
    "objection_days": ["0", "9999"],
    "submission": ["", "x" * 500],
    "outcome": ["长" * 100_000],
}
CASES = [
    (name, field)
    for name, fields in {
        "file and assign": "token title units basis limit_days rung words", "assign": "seen token limit_days words",
        "report": "seen token words", "return": "reason limit_days", "strike off": "reason", "ask": "due reason token",
        "grant": "due", "rule": "light reason submission", "check": "finding part reason", "draw": "size seed",
        "publish": "period", "object": "line words token", "decide": "decision reason", "publish anew": "reason",
        "enter": "unit rule amount words", "mark": "unit", "undo": "reason",
        "draft a rulebook": "base valid_from", "change a rulebook": "seen draw_up_day objection_days valid_from",
        "row out": "reason", "decide at a dispatch": "words unit due token",
        "tick off": "outcome",
    }.items()
    for field in fields.split()
]  # fmt: skip
# What is left blank, or is not asked, there.
TAKEN = {
    ("file and assign", "words", "*"), ("report", "words", "x"), ("assign", "words", ""), ("object", "line", ""),
    ("decide at a dispatch", "due", "9999-12-31"), ("publish", "period", "\x00"), ("file and assign", "rung", "3"),
}  # fmt: skip


@pytest.fixture
def year(db: None) -> Year:
    world = make_world()
    fix_today(world.zone, world.other_zone)
    return Year(world, make_plan(world))


@pytest.mark.parametrize(("name", "field"), CASES, ids=[" ".join(case) for case in CASES])
def test_absurd_values_change_nothing_and_break_nothing(year: Year, name: str, field: str) -> None:
    client, action, values = FORMS[name](year)
    if field not in values and (name, field) != ("file and assign", "rung"):
        pytest.skip("this form has no such field")
    before = everything()
    for value in ABSURD[field]:
        if (name, field, str(value)) in TAKEN:
            continue
        answer = client.post(action, {**values, field: value})
        assert answer.status_code in {302, 404, 422, 200}, (value, answer.status_code)
        after = everything()
        changed = {label for label in before if before[label] != after[label]}
        assert not changed, (str(value)[:40], answer.status_code, changed)


# --- words that are code elsewhere -----------------------------------------------------------------------------------


def test_words_that_are_code_elsewhere_stay_words(year: Year) -> None:
    world = year.world
    order = filed(world, title=EVIL[:200], content=EVIL, subject=("item", str(leaf(year.plan).pk)))
    for verb, more in (("assign", {}), ("accept", {}), ("report", {"words": EVIL}), ("return", {"reason": EVIL})):
        step(world, order, verb, TODAY, **more)
    pages = [
        reverse("supervision:board"), reverse("supervision:order", args=[order.pk]), "/en/",
        reverse("plans:item", args=[leaf(year.plan).pk]), reverse("inbox:messages"), reverse("rhythm:urging"),
    ]  # fmt: skip
    for persona in ("supervision", "officer"):
        client = visitor(world, persona)
        for page in pages:
            text = client.get(page).content.decode()
            assert "<script>alert" not in text, page
    assert Message.objects.filter(words__contains="%(unit)s").exists()


# --- rulebooks --------------------------------------------------------------------------------------------------------


def weights_off(data: dict[str, Any]) -> Any:
    data["groups"][0]["points"] = "41"


def unknown_measure(data: dict[str, Any]) -> Any:
    data["groups"][0]["rules"][0]["measure"] = "no.such_measure"


def unknown_formula(data: dict[str, Any]) -> Any:
    data["groups"][0]["rules"][0]["formula"] = "guess"


def same_rule_twice(data: dict[str, Any]) -> Any:
    data["groups"][0]["rules"].append(deepcopy(data["groups"][0]["rules"][0]))


def no_groups(data: dict[str, Any]) -> Any:
    data["groups"] = []


def name_missing(data: dict[str, Any]) -> Any:
    data["name"] = None


def evil_name(data: dict[str, Any]) -> Any:
    data["groups"][0]["rules"][0]["id"] = EVIL


FAULTS = [weights_off, unknown_measure, unknown_formula, same_rule_twice, no_groups, name_missing, evil_name]
TEXTS = [
    "",
    "{",
    "[]",
    "null",
    "7",
    '"x"',
    "[" * 100_000,
    "9" * 6000,
    '{"groups": NaN}',
    '{"name": {"zh": []}}',
    "\x00",
]


def refused(year: Year, rules: str) -> Any:
    """The answer; nothing of ours has changed."""
    client, action, values = FORMS["change a rulebook"](year)
    before = everything()
    answer = client.post(action, {**values, "rules": rules})
    assert answer.status_code == 422
    assert everything() == before
    return answer


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.__name__ for fault in FAULTS])
def test_a_faulty_rulebook_is_refused_with_the_place_of_its_fault(year: Year, fault: Any) -> None:
    data = dict(year.rulebook().data)
    data = deepcopy(data)
    fault(data)
    answer = refused(year, json.dumps(data, ensure_ascii=False))
    assert "<script>alert" not in answer.content.decode()
    assert "The rules have faults" in Page(answer).text


@pytest.mark.parametrize("text", TEXTS, ids=[text[:20] or "nothing" for text in TEXTS])
def test_what_is_no_rulebook_at_all_is_refused(year: Year, text: str) -> None:
    year.rulebook()
    refused(year, text)
    assert Rulebook.objects.get().revision == 0


# --- keys and days of nobody ------------------------------------------------------------------------------------------

HUGE = 9_999_999_999_999_999_999_999
ADDRESSES = [
    *(("supervision:order", key) for key in (0, HUGE)), *(("verification:item", key) for key in (0, HUGE)),
    *(("verification:report", key) for key in (0, HUGE)), *(("verification:sample", key) for key in (0, HUGE)),
    *(("scoring:publication", key) for key in (0, HUGE)), *(("scoring:appeal", key) for key in (0, HUGE)),
    *(("scoring:entry", key) for key in (0, HUGE)), *(("scoring:rulebook", key) for key in (0, HUGE)),
    *(("scoring:preview", period) for period in ("2023Q5", "0000Q1", "99999", "%00")),
    *(("rhythm:dispatch", day) for day in ("2023-02-30", "0001-01-01", "9999-12-31", "x")),
    *(("rhythm:assessment", period) for period in ("2023Q5", "2023H3", "x")),
    *(("plans:rows", key) for key in (0, HUGE)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "key"), ADDRESSES)
def test_keys_and_days_of_nothing_are_not_found(year: Year, name: str, key: object) -> None:
    assert visitor(year.world, "supervision").get(reverse(name, args=[key])).status_code == 404


LOOKS = [
    "state=%00", "unit=%00", "text=%00", "text=%25%25", "page=-1", "page=999999", "sort='", "month=2023-13",
    "month=0000-00", "as_of=9999-99-99", "as_of=0001-01-01", "as_of=1999-01-01", "period=%00", "year=99999",
]  # fmt: skip


@pytest.mark.parametrize("query", LOOKS)
def test_absurd_looks_at_lists_break_nothing(year: Year, query: str) -> None:
    brought_to(year.world, "accept")
    client = visitor(year.world, "supervision")
    for name in (
        "supervision:board", "supervision:workbook", "supervision:new", "verification:month", "verification:lights",
        "scoring:league", "scoring:appeals", "scoring:entries", "scoring:what-if", "rhythm:year", "rhythm:assessments",
        "rhythm:urging", "inbox:messages",
    ):  # fmt: skip
        assert client.get(f"{reverse(name)}?{query}").status_code in {200, 302, 404, 422}, name
        if "%00" in query:
            assert client.get(f"{reverse(name)}?{query}").status_code == 404, name
    assert Order.objects.count() == 1
