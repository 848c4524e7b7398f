"""`zoneworks audit verify` on a chain that holds, one that does not, and what was written down of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from zoneworks.audit.models import Seal
from zoneworks.audit.sealing import head_of_chain, seal_all
from zoneworks.audit.services import Deed, record_many
from zoneworks.audit.tests.test_chain import removed
from zoneworks.commands import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def head() -> str:
    record_many(user=None, zone=None, deeds=[Deed("urge", "reports", key) for key in range(5)])
    seal_all()
    return str(head_of_chain())


def verify(capfd: Any, *more: str) -> tuple[int, dict[str, Any], str]:
    code = main(["audit", "verify", "--json", "--lang", "en", *more])
    out, told = capfd.readouterr()
    return code, json.loads(out), told


def test_an_intact_chain_ends_with_0_and_its_head(head: str, capfd: Any) -> None:
    code, found, told = verify(capfd, "--expect", head)
    position, digest = head.split(":")
    at = {"position": int(position), "digest": digest}
    assert (code, found) == (
        0,
        {"verdict": "intact", "head": at, "expected": at, "waiting": 0, "broken": None, "issues": []},
    )
    assert "Intact: 5 sealed events." in told
    assert head in told
    assert main(["audit", "verify", "--lang", "zh-hans"]) == 0
    said = capfd.readouterr().out
    assert "共封存5条记录" in said
    assert head in said.splitlines()


def test_a_broken_chain_ends_with_1_and_names_the_place(head: str, capfd: Any) -> None:
    third = Seal.objects.get(position=3)
    removed("audit_seal", third.pk)
    code, found, told = verify(capfd)
    assert (code, found["verdict"]) == (1, "broken")
    assert found["broken"] == {"code": "position_missing", "position": 3, "event": None}
    assert "Broken at position 3: there is no link at this position." in told


def test_a_head_written_down_that_is_not_there_is_a_broken_chain(head: str, capfd: Any) -> None:
    assert verify(capfd, "--expect", f"9:{'a' * 64}")[1]["broken"]["code"] == "head_missing"
    assert verify(capfd, "--expect", f"5:{'a' * 64}")[1]["broken"]["code"] == "head_differs"


def test_a_head_that_is_none_is_told_as_json(head: str, capfd: Any) -> None:
    code, found, _told = verify(capfd, "--expect", "yesterday")
    assert code == 2
    assert found["issues"][0]["code"] == "arguments_wrong"
