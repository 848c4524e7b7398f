"""Real registrations: their codes check, their names come apart, and they are few doubles of each other."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest

from zonekit.registry.codes import has_organisation_check, read_credit_code
from zonekit.registry.duplicates import Record, find_duplicates
from zonekit.registry.names import initials, parts_of
from zonekit.registry.readings import read_capital, read_day

Row = dict[str, str]


@pytest.fixture
def registrations(shared_data: Path) -> list[Row]:
    path = shared_data / "enterprise_registry" / "tianjin_without_wuqing.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_every_real_code_checks_in_both_check_characters(registrations: list[Row]) -> None:
    readings = [read_credit_code(row["uscc"]) for row in registrations]
    assert {reading.problem for reading in readings} <= {"", "code_missing"}
    assert all(has_organisation_check(reading.code) for reading in readings if reading.code)


def test_capital_and_day_of_real_registrations_are_read(registrations: list[Row]) -> None:
    problems = [read_capital(row["capital"]).problem for row in registrations]
    assert problems.count("capital_unreadable") <= 3
    assert {read_day(row["registered"]).problem for row in registrations} == {""}


def test_a_real_name_has_a_core_and_initials(registrations: list[Row]) -> None:
    for row in registrations[::20]:
        assert parts_of(row["name"]).core
        assert len(initials(row["name"])) >= 4


def test_registrations_with_codes_of_their_own_are_hardly_ever_taken_for_doubles(registrations: list[Row]) -> None:
    records = [
        Record(place, row["name"], read_credit_code(row["uscc"]).code or "", address=row["address"])
        for place, row in enumerate(registrations)
    ]
    found = find_duplicates(records)
    assert len(found) < len(records) / 1_000
    assert all(pair.codes_differ and pair.score < 0.6 for pair in found)
