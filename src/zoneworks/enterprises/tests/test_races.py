"""Two people at one enterprise at one moment: on a database with real concurrency, one of them writes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, connections

from zoneworks.audit.models import Event
from zoneworks.common.errors import Refused
from zoneworks.enterprises.facts import EnterpriseFact
from zoneworks.enterprises.models import Distinct, Enterprise, Merge
from zoneworks.enterprises.queries import enterprises_readable
from zoneworks.enterprises.services import (
    FactEntry,
    add_enterprise,
    change_enterprise,
    merge_enterprises,
    record_facts,
    save_enterprises,
    tell_apart,
    undo_merge,
)
from zoneworks.enterprises.tests.worlds import TODAY, World, code_of, make_enterprise, make_enterprises, row

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _needs_real_concurrency(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; the race is run on PostgreSQL")


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Run all together; what each returned, or was refused with. Anything else fails the test."""
    ready = threading.Barrier(len(actions))
    outcomes: list[object] = [None] * len(actions)

    def run(place: int, action: Callable[[], object]) -> None:
        ready.wait()
        try:
            outcomes[place] = action()
        except Exception as error:
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    broken = [one for one in outcomes if isinstance(one, Exception) and not isinstance(one, Refused)]
    assert not broken, broken
    return outcomes


def refused(outcomes: list[object]) -> int:
    return sum(isinstance(one, Refused) for one in outcomes)


def test_one_code_added_by_four_is_kept_once(world: World) -> None:
    def adding() -> object:
        return add_enterprise(
            scope=world.scope("officer"), zone=world.zone, name="示例甲有限公司", today=TODAY, unit=world.investment,
            credit_code=code_of(1),
        )  # fmt: skip

    assert refused(at_once(*[adding] * 4)) == 3
    assert Enterprise.objects.count() == Event.objects.filter(verb="add_enterprise").count() == 1


def test_one_list_saved_by_two_is_kept_once(world: World) -> None:
    def saving() -> object:
        return save_enterprises(
            scope=world.scope("officer"), zone=world.zone, today=TODAY, unit=world.investment,
            rows=[row(number) for number in range(1, 60)],
        )  # fmt: skip

    outcomes = at_once(saving, saving)
    assert Enterprise.objects.count() == 59
    assert refused(outcomes) <= 1


def test_two_changes_of_what_both_saw_are_one(world: World) -> None:
    firm = make_enterprise(world)

    def changing(address: str) -> Callable[[], object]:
        seen = Enterprise.objects.select_related("zone", "unit").get(pk=firm.pk)
        return lambda: change_enterprise(
            scope=world.scope("officer"), enterprise=seen, seen=seen.revision, address=address
        )  # fmt: skip

    assert refused(at_once(changing("路1号"), changing("路2号"))) == 1
    assert Event.objects.filter(verb="change_enterprise").count() == 1


def test_a_pair_merged_both_ways_at_once_is_merged_one_way(world: World) -> None:
    first, second = make_enterprises(world, 2)

    def merging(kept: Enterprise, gone: Enterprise) -> Callable[[], object]:
        pair = Enterprise.objects.select_related("zone", "unit").in_bulk([kept.pk, gone.pk])
        return lambda: merge_enterprises(
            scope=world.scope("officer"), kept=pair[kept.pk], gone=pair[gone.pk], today=TODAY
        )  # fmt: skip

    outcomes = at_once(merging(first, second), merging(second, first), merging(first, second))
    assert Merge.objects.filter(undone_on__isnull=True).count() == 1
    assert enterprises_readable(world.scope("leader"), world.zone).count() == 1
    assert refused(outcomes) >= 1


def test_a_merge_undone_by_two_is_undone_once(world: World) -> None:
    first, second = make_enterprises(world, 2)
    merge = merge_enterprises(scope=world.scope("officer"), kept=first, gone=second, today=TODAY)

    def undoing() -> object:
        own = Merge.objects.select_related("kept__zone", "kept__unit").get(pk=merge.pk)
        return undo_merge(scope=world.scope("officer"), merge=own, today=TODAY)

    assert refused(at_once(undoing, undoing)) == 0
    assert Event.objects.filter(verb="undo_merge").count() == 1


def test_one_form_of_figures_sent_by_three_is_recorded_once(world: World) -> None:
    firm = make_enterprise(world)
    entry = FactEntry(firm.pk, "revenue", "year", date(2022, 12, 31), 10**9, "statistics", "once")

    def recording() -> object:
        return record_facts(scope=world.scope("officer"), zone=world.zone, entries=[entry], today=TODAY)

    at_once(recording, recording, recording)
    assert EnterpriseFact.objects.count() == 1


def test_a_pair_is_merged_or_told_apart_and_never_both(world: World) -> None:
    first, second = make_enterprises(world, 2)

    def own() -> tuple[Enterprise, Enterprise]:
        found = Enterprise.objects.select_related("zone", "unit").in_bulk([first.pk, second.pk])
        return found[first.pk], found[second.pk]

    def merging() -> object:
        kept, gone = own()
        return merge_enterprises(scope=world.scope("officer"), kept=kept, gone=gone, today=TODAY)

    def telling() -> object:
        one, other = own()
        return tell_apart(scope=world.scope("officer"), one=other, other=one, today=TODAY)

    outcomes = at_once(merging, telling, telling)
    merges, answers = Merge.objects.count(), Distinct.objects.count()
    assert (merges, answers) in {(1, 0), (0, 1)}
    assert refused(outcomes) == (2 if merges else 1)
