"""Work in a second process: the same answers in the same order, errors told, nothing read far ahead."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from zoneworks.common import beside
from zoneworks.common.beside import AHEAD, worked_beside

PACKETS = [[3, 1, 2], [], [9, 8]]


def pid_of(_packet: object) -> int:
    return os.getpid()


@pytest.fixture
def with_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "has_second_process", lambda: True)


@pytest.mark.parametrize("is_large", [False, True])
def test_every_packet_has_its_answer_in_order(with_two: None, is_large: bool) -> None:
    assert list(worked_beside(sorted, PACKETS, is_large=is_large)) == [[1, 2, 3], [], [8, 9]]


def test_what_is_large_is_worked_on_in_another_process(with_two: None) -> None:
    assert set(worked_beside(pid_of, [1, 2], is_large=False)) == {os.getpid()}
    assert len(others := set(worked_beside(pid_of, [1, 2], is_large=True))) == 1
    assert os.getpid() not in others


def test_where_there_is_one_processor_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "has_second_process", lambda: False)
    assert set(worked_beside(pid_of, [1], is_large=True)) == {os.getpid()}


def test_an_error_of_the_work_and_one_of_the_packets_come_through(with_two: None) -> None:
    def broken() -> Iterator[Any]:
        yield "1"
        raise InterruptedError("stopped")

    with pytest.raises(ValueError, match="invalid literal"):
        list(worked_beside(int, ["1", "x"], is_large=True))
    with pytest.raises(InterruptedError):
        list(worked_beside(int, broken(), is_large=True))


def test_packets_are_read_only_a_little_ahead_and_no_more_once_nobody_asks(with_two: None) -> None:
    read: list[int] = []

    def packets() -> Iterator[list[int]]:
        for number in range(100):
            read.append(number)
            yield [number]

    answers = worked_beside(sorted, packets(), is_large=True)
    assert next(answers) == [0]
    assert len(read) <= AHEAD + 1
    answers.close()  # type: ignore[attr-defined]
    assert len(read) <= AHEAD + 1
