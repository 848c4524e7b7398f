"""The brief on a gap: what it says, to whom, and that it stays on one page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import translation

from zonekit.documents.blocks import Table
from zoneworks.chains.brief import SHORTER, Brief
from zoneworks.chains.brief_room import fits_one_page
from zoneworks.chains.models import Gap
from zoneworks.chains.tests.worlds import TODAY, World, pooled
from zoneworks.documents.kinds import kind_of

Enter = Callable[[str], Client]


def url(name: str, *args: object) -> str:
    return reverse(f"chains:{name}", args=args)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_brief_says_the_gap_the_targets_and_the_next_steps(gap: Gap, world: World, language: str) -> None:
    pooled(world, 8)
    gap.chain.zone = world.zone
    with translation.override(language):
        brief = Brief(gap, TODAY).document()
    assert brief.check() == []
    tables = [block for block in brief.blocks if isinstance(block, Table)]
    told = "".join(run.text for table in tables for row in table.rows for cell in row for run in cell)
    assert "外地信号公司1" in told
    why = {"zh-hans": "本区尚无企业落位本环节。", "en": "No enterprise in the zone stands on this node."}
    assert why[language] in told


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_brief_with_much_to_say_is_cut_to_one_page(gap: Gap, world: World, language: str) -> None:
    pooled(world, 8)
    with translation.override(language):
        whole = Brief(gap, TODAY).document()
        world.zone.pool_enterprises.update(name="外地轨道交通通信信号与列车运行控制系统研究制造" * 5)
        brief = Brief(gap, TODAY)
        cut = brief.document()
    assert brief.extent == SHORTER[-1]
    assert fits_one_page(whole)
    assert fits_one_page(cut)
    assert cut.check() == []


def test_what_was_set_aside_is_not_in_the_brief_and_what_was_shortlisted_is_alone(
    gap: Gap, world: World, enter: Enter
) -> None:
    pooled(world, 3)
    client, rows = enter("officer"), list(world.zone.pool_enterprises.order_by("pk"))
    client.post(
        url("mark-target", gap.pk, rows[0].pk), {"kind": "set_aside", "token": "c" * 32, "reason": "Not coming"}
    )
    assert rows[0] not in [row.pool for row in Brief(gap, TODAY).chosen]
    client.post(url("mark-target", gap.pk, rows[1].pk), {"kind": "shortlisted", "token": "d" * 32})
    assert [row.pool for row in Brief(gap, TODAY).chosen] == [rows[1]]


def test_the_brief_is_for_those_who_may_open_the_chain(gap: Gap, world: World) -> None:
    kind = kind_of("target_brief")
    asked = {"gap": gap.pk}
    assert kind.clean(world.scope("officer"), world.zone, asked) == {"gap": gap.pk, "as_of": TODAY.isoformat()}
    for persona in ("cooperating", "administrator", "outsider"):
        with pytest.raises(Http404):
            kind.clean(world.scope(persona), world.zone, asked)
    with pytest.raises(Http404):
        kind.clean(world.scope("officer"), world.zone, {**asked, "as_of": "2023-01-01"})
