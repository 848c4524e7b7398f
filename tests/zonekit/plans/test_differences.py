"""What differs between two versions of a plan: by cases and by properties."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonekit.plans.differences import (
    AmountAt,
    DueChange,
    FieldChange,
    RowAt,
    StepAt,
    difference,
    reversed_difference,
)

JUNE, SEPTEMBER = date(2023, 6, 30), date(2023, 9, 30)


def row(key: str = "a", **more: object) -> RowAt:
    known = {"level": 2, "parent": "p", **more}
    return RowAt(key, **known)  # type: ignore[arg-type]


def amount(target: int | None, *schedule: tuple[date, int], **fields: str) -> AmountAt:
    points = tuple((due, Decimal(value)) for due, value in schedule)
    return AmountAt("signed", None if target is None else Decimal(target), points, fields)


def test_rows_of_one_version_alone_are_moved_in_or_out() -> None:
    found = difference([row("a"), row("b")], [row("b"), row("c")])

    assert [one.key for one in found.moved_out] == ["a"]
    assert [one.key for one in found.moved_in] == ["c"]
    assert found.changed == ()


def test_each_field_that_changed_is_named_with_both_sides() -> None:
    [change] = difference(
        [row(fields={"name": "Old", "goal": "g", "site": "s"})], [row(fields={"name": "New", "goal": "g", "no": 3})]
    ).changed

    assert change.fields == (
        FieldChange("name", "Old", "New"),
        FieldChange("no", None, 3),
        FieldChange("site", "s", None),
    )
    assert not change.is_moved
    assert not change.is_adjusted


@pytest.mark.parametrize(
    ("before", "after", "is_adjusted", "due"),
    [
        (amount(100), amount(120), True, ()),
        (amount(100), amount(None), True, ()),
        (amount(100, (JUNE, 50)), amount(100, (JUNE, 60)), True, (DueChange(JUNE, Decimal(50), Decimal(60)),)),
        (amount(100, (JUNE, 50)), amount(100), True, (DueChange(JUNE, Decimal(50), None),)),
        (
            amount(100, (JUNE, 50), (SEPTEMBER, 70)),
            amount(90, (SEPTEMBER, 70), (JUNE, 40)),
            True,
            (DueChange(JUNE, Decimal(50), Decimal(40)),),
        ),
        (amount(100, unit="项"), amount(100, unit="个"), False, ()),
    ],
)
def test_an_amount_is_adjusted_when_its_target_or_its_schedule_is_another(
    before: AmountAt, after: AmountAt, is_adjusted: bool, due: tuple[DueChange, ...]
) -> None:
    found = difference([row(amounts=(before,))], [row(amounts=(after,))])

    [change] = found.changed
    assert change.is_adjusted == is_adjusted
    assert [one.key for one in found.adjusted] == (["a"] if is_adjusted else [])
    assert change.amounts[0].schedule == due


def test_a_schedule_in_another_order_is_the_same() -> None:
    before, after = amount(100, (JUNE, 50), (SEPTEMBER, 70)), amount(100, (SEPTEMBER, 70), (JUNE, 50))
    assert difference([row(amounts=(before,))], [row(amounts=(after,))]).is_empty


def test_an_indicator_that_came_or_went_is_an_adjusted_amount() -> None:
    [came] = difference([row()], [row(amounts=(amount(5),))]).changed
    [went] = difference([row(amounts=(amount(5),))], [row()]).changed

    assert (came.amounts[0].before, came.is_adjusted) == (None, True)
    assert (went.amounts[0].after, went.is_adjusted) == (None, True)


def test_milestones_are_told_one_by_one() -> None:
    before = row(steps=(StepAt(1, {"text": "list"}), StepAt(2, {"text": "review"})))
    after = row(steps=(StepAt(2, {"text": "final review"}), StepAt(3, {"text": "new"})))
    [change] = difference([before], [after]).changed

    told = [(one.before and one.before.key, one.after and one.after.key) for one in change.steps]
    assert told == [(1, None), (2, 2), (None, 3)]
    assert change.steps[1].fields == (FieldChange("text", "review", "final review"),)


def test_a_row_below_another_heading_has_moved_and_a_number_alone_has_not() -> None:
    [moved] = difference([row()], [row(parent="q")]).changed
    [numbered] = difference([row(fields={"no": "1"})], [row(fields={"no": "2"})]).changed

    assert (moved.is_moved, numbered.is_moved) == (True, False)


def test_counts_are_told_for_every_level_either_version_has() -> None:
    before = [RowAt("p", 1), row("a"), row("b")]
    found = difference(before, [RowAt("p", 1), row("a"), RowAt("x", 3, "a")])

    assert (found.counts_before, found.counts_after) == ((1, 2, 0), (1, 1, 1))


def test_keys_are_ordered_as_numbers_and_a_key_twice_is_refused() -> None:
    found = difference([], [RowAt(key, 1) for key in (10, 9, 100)])

    assert [one.key for one in found.moved_in] == [9, 10, 100]
    with pytest.raises(ValueError, match="twice"):
        difference([row("a"), row("a")], [])


# --- properties ------------------------------------------------------------------------------------------------------

texts = st.dictionaries(st.sampled_from(["name", "goal", "units"]), st.sampled_from(["x", "y", None]), max_size=3)
numbers = st.decimals(0, 9, places=0)
points = st.dictionaries(st.sampled_from([JUNE, SEPTEMBER]), numbers, max_size=2).map(lambda one: tuple(one.items()))
keys = st.integers(1, 3)
amounts = st.lists(st.builds(AmountAt, keys, st.none() | numbers, points, texts), max_size=3, unique_by=lambda a: a.key)
steps = st.lists(st.builds(StepAt, keys, texts), max_size=3, unique_by=lambda step: step.key)
rows = st.builds(
    RowAt, st.integers(1, 6), st.integers(1, 3), st.none() | st.integers(1, 6), st.booleans(), texts,
    amounts.map(tuple), steps.map(tuple),
)  # fmt: skip
versions = st.lists(rows, max_size=6, unique_by=lambda one: one.key)


@given(versions)
def test_a_version_does_not_differ_from_itself(version: list[RowAt]) -> None:
    found = difference(version, version)

    assert found.is_empty
    assert found.counts_before == found.counts_after


@given(versions, versions)
def test_the_way_back_is_the_way_there_reversed(before: list[RowAt], after: list[RowAt]) -> None:
    assert reversed_difference(difference(before, after)) == difference(after, before)


@given(versions, versions, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(before: list[RowAt], after: list[RowAt], random: Random) -> None:
    assert difference(shuffled(before, random), shuffled(after, random)) == difference(before, after)


def shuffled(version: list[RowAt], random: Random) -> list[RowAt]:
    return random.sample(version, len(version))


@given(versions, versions)
def test_every_row_is_in_out_changed_or_the_same(before: list[RowAt], after: list[RowAt]) -> None:
    found = difference(before, after)

    old, new = {one.key for one in before}, {one.key for one in after}
    assert {one.key for one in found.moved_in} == new - old
    assert {one.key for one in found.moved_out} == old - new
    assert {one.key for one in found.changed} <= old & new
    assert sum(found.counts_after) - sum(found.counts_before) == len(found.moved_in) - len(found.moved_out)
    assert all(one in found.changed for one in found.adjusted)


@given(versions, versions)
def test_what_is_not_told_is_the_same(before: list[RowAt], after: list[RowAt]) -> None:
    told = {one.key for one in difference(before, after).changed}
    new = {one.key: one for one in after}

    for one in before:
        other = new.get(one.key)
        if other is not None and one.key not in told:
            assert one.parent == other.parent
            assert {k: v for k, v in one.fields.items() if v is not None} == {
                k: v for k, v in other.fields.items() if v is not None
            }
            assert {a.key: (a.target, dict(a.schedule)) for a in one.amounts} == {
                a.key: (a.target, dict(a.schedule)) for a in other.amounts
            }
