from decimal import Decimal

import pytest

from zoneworks.ui.figures import figure, figure_text, points_text, progress, share_text


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (None, None, "–"),
        ("", None, "–"),
        (0, None, "0"),
        (Decimal("0.000"), None, "0"),
        (Decimal("-0.0"), None, "0"),
        (Decimal("1234567.500"), None, "1,234,567.5"),
        (1000000, None, "1,000,000"),
        (Decimal("1E+3"), None, "1,000"),
        (3.14159, 2, "3.14"),
        (Decimal("2.675"), 2, "2.68"),
        (-1200, None, "-1,200"),
        ("all of them", None, "all of them"),
        (float("nan"), None, "–"),
        (0.1 + 0.2, 6, "0.3"),
    ],
)
def test_numbers_read_as_people_write_them(value: object, digits: int | None, text: str) -> None:
    assert figure_text(value, digits) == text


@pytest.mark.parametrize(("share", "text"), [(None, "–"), (0.625, "62.5%"), (1, "100%"), (Decimal("1.4"), "140%")])
def test_shares_are_percentages(share: float | None, text: str) -> None:
    assert share_text(share) == text


@pytest.mark.parametrize(("gap", "text"), [(0.032, "+3.2 pp"), (-0.44, "-44 pp"), (0, "0 pp"), (None, "–")])
def test_gaps_carry_their_sign(gap: float | None, text: str) -> None:
    assert points_text(gap) == text


def test_a_missing_figure_shows_no_unit() -> None:
    assert figure(None, "mu") == '<span class="figure">–</span>'


def test_a_figure_escapes_what_people_typed() -> None:
    assert "<b>" not in figure("<b>", "<b>", href='"><b>', title="<b>")


def test_a_bar_never_leaves_its_track() -> None:
    assert 'width="96.0"' in progress(1.7, 1)
    assert 'width="0.0"' in progress(-0.2, 1)


def test_a_bar_without_a_value_has_no_actual_part() -> None:
    assert "progress-actual" not in progress(None, 0.5)
    assert "progress-tick" in progress(None, 0.5)
    assert "progress-tick" not in progress(0.5)
