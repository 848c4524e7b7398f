"""Unified social credit codes: made ones check, any slip is found, and what a cell holds instead is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonekit.registry.codes import (
    ALPHABET,
    check_digit,
    district_of,
    has_organisation_check,
    is_credit_code,
    make_credit_code,
    organisation_check_digit,
    read_credit_code,
)

DISTRICTS = st.integers(110_000, 999_999).map(str)
ORGANISATIONS = st.text(ALPHABET, min_size=8, max_size=8)
CODES = st.builds(make_credit_code, st.sampled_from(["91", "92", "93", "12", "52"]), DISTRICTS, ORGANISATIONS)

# An example often used to explain GB 32100-2015, and codes of well-known companies as they publish them.
PUBLISHED = ("91350100M000100Y43", "91440300708461136T", "914403001922038216", "91100000100003962T")


@pytest.mark.parametrize("code", PUBLISHED)
def test_a_published_code_checks(code: str) -> None:
    assert read_credit_code(code).code == code


@given(CODES)
def test_every_made_code_checks_in_both_of_its_check_characters(code: str) -> None:
    assert read_credit_code(code).code == code
    assert has_organisation_check(code)


@given(CODES, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_found(code: str, place: int, sign: str) -> None:
    wrong = code[:place] + sign + code[place + 1 :]
    assert is_credit_code(wrong) == (wrong == code)
    assert read_credit_code(wrong).problem == ("" if wrong == code else "code_check_digit")


@given(CODES, st.integers(0, 15))
def test_two_neighbours_exchanged_are_found(code: str, place: int) -> None:
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert is_credit_code(swapped) == (swapped == code)


@given(CODES)
def test_lower_case_full_width_and_blanks_are_forgiven(code: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code.lower())
    assert read_credit_code(f"　{wide[:8]} {wide[8:]}\u200b\n").code == code


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        (None, "code_missing"),
        ("", "code_missing"),
        (" 无 ", "code_missing"),
        ("——", "code_missing"),
        (float("nan"), "code_missing"),
        (9.112e17, "code_as_number"),
        (911202220500000000, "code_as_number"),
        ("9.11202E+17", "code_as_number"),
        ("9.11202e17", "code_as_number"),
        ("911202220512345678.0", "code_as_number"),
        ("120222000012345", "code_length"),
        ("91350100M000100Y431", "code_length"),
        ("天津示例有限公司的代码", "code_length"),
        ("91350100M000100Y44", "code_check_digit"),
        ("91350100M000100Y4?", "code_character"),
        (True, "code_as_number"),
        ("9" * 5000, "code_length"),
    ],
)
def test_a_cell_without_a_usable_code_says_why(cell: str | float | None, problem: str) -> None:
    reading = read_credit_code(cell)
    assert (reading.code, reading.problem) == (None, problem)


def test_a_whole_number_that_kept_all_its_digits_is_a_code() -> None:
    assert read_credit_code(914403001922038216).code == "914403001922038216"


@pytest.mark.parametrize("letters", [("0", "O"), ("1", "I"), ("0", "o")])
def test_letters_that_look_like_digits_are_named_and_the_code_meant_is_suggested(letters: tuple[str, str]) -> None:
    digit, letter = letters
    reading = read_credit_code("91350100M000100Y43".replace(digit, letter))
    assert (reading.code, reading.problem) == (None, "code_character")
    assert reading.suggestion == "91350100M000100Y43"


def test_a_letter_that_mends_into_nothing_suggests_nothing() -> None:
    assert read_credit_code("9135O100M000100Y44").suggestion is None


@pytest.mark.parametrize("wrong", ["", "91350100M000100Y", "91350100m000100Y4", "91350100O000100Y4"])
def test_a_check_digit_is_only_made_for_seventeen_characters_of_the_alphabet(wrong: str) -> None:
    with pytest.raises(ValueError, match="first 17 characters"):
        check_digit(wrong)


def test_an_organisation_code_checks_as_the_standard_computes_it() -> None:
    assert organisation_check_digit("D2143569") == "X"
    with pytest.raises(ValueError, match="organisation code"):
        organisation_check_digit("D214356")


def test_a_code_that_checks_may_hold_an_organisation_code_that_does_not() -> None:
    first17 = "91990100MA0X00019"
    code = first17 + check_digit(first17)
    assert is_credit_code(code)
    assert not has_organisation_check(code)


def test_the_district_is_the_registering_authoritys() -> None:
    assert district_of("91350100M000100Y43") == "350100"
