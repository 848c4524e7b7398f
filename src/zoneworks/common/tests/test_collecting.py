"""The search for circles is put off while many rows are worked on, and is as before when that ends or fails."""

from __future__ import annotations

import gc

import pytest

from zoneworks.common.collecting import SELDOM, seldom_collected


def fail_inside(seen: list[tuple[int, int, int]]) -> None:
    with seldom_collected():
        seen.append(gc.get_threshold())
        raise InterruptedError


def test_it_is_put_off_inside_and_as_before_after_an_error() -> None:
    before, seen = gc.get_threshold(), []  # type: ignore[var-annotated]
    assert before != SELDOM
    with pytest.raises(InterruptedError):
        fail_inside(seen)
    assert seen == [SELDOM]
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
