"""The tokens: readable in both themes, the two dark tables equal, and the only place that names a colour."""

import re
from pathlib import Path

import pytest

FRONTEND = Path(__file__).resolve().parents[4] / "frontend"
TOKENS = (FRONTEND / "tokens.css").read_text(encoding="utf-8")
# A line along one edge that marks a row or a tab: hard, inside, in a colour of the tokens.
MARKING_LINE = re.compile(r"inset (3px 0 0|0 -2px) var\(--[a-z-]+\)")
HEX = re.compile(r"#[0-9a-fA-F]{3,8}\b")


def block(opening: str) -> dict[str, str]:
    """The colours declared after an opening line."""
    body = TOKENS.split(opening, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6});", body))


LIGHT = block('[data-theme="light"] {')
DARK = block('[data-theme="dark"] {')
DARK_BY_DEVICE = block(":root:not([data-theme]) {")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance and contrast ratio."""
    bright, dim = sorted([luminance(one), luminance(other)], reverse=True)
    return (bright + 0.05) / (dim + 0.05)


TEXT_ON = [
    *[(ink, surface) for ink in ("ink", "ink-quiet", "ink-faint") for surface in ("surface", "surface-quiet")],
    ("ink", "surface-strong"),
    ("ink-quiet", "surface-strong"),
    ("ink-faint", "surface-strong"),
    ("action", "surface"),
    ("action", "surface-quiet"),
    ("action", "surface-strong"),
    ("action", "yellow-quiet"),
    ("action-strong", "action-quiet"),
    ("on-action", "action"),
    ("on-action", "action-strong"),
    ("ink", "action-quiet"),
    ("ink-quiet", "action-quiet"),
    ("ink", "yellow-quiet"),
    ("ink-quiet", "yellow-quiet"),
    *[(f"{c}-ink", f"{c}-quiet") for c in ("green", "yellow", "red", "grey")],
    *[(f"{c}-ink", s) for c in ("green", "yellow", "red", "grey") for s in ("surface", "surface-quiet")],
    *[(f"{c}-ink", "action-quiet") for c in ("green", "yellow", "red", "grey")],
]
SHAPE_ON = [
    *[(f"{c}-edge", s) for c in ("green", "yellow", "red", "grey") for s in ("surface", "surface-quiet")],
    ("line-control", "surface"),
    ("action", "surface"),
]


def test_the_ratio_is_that_of_the_guideline() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "surface"), TEXT_ON)
def test_text_has_a_contrast_of_four_and_a_half(theme: dict[str, str], ink: str, surface: str) -> None:
    assert contrast(theme[ink], theme[surface]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "surface"), SHAPE_ON)
def test_shapes_and_controls_have_a_contrast_of_three(theme: dict[str, str], edge: str, surface: str) -> None:
    assert contrast(theme[edge], theme[surface]) >= 3


def test_dark_is_the_same_whether_chosen_or_wished_by_the_device() -> None:
    assert DARK == DARK_BY_DEVICE
    assert DARK.keys() == LIGHT.keys()


@pytest.mark.parametrize("path", sorted(FRONTEND.glob("*.css")), ids=lambda path: path.name)
def test_only_the_tokens_name_colours(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = HEX.findall(text) + re.findall(r"\b(?:rgba?|hsla?|oklch)\(", text)
    assert path.name == "tokens.css" or not named


@pytest.mark.parametrize("path", sorted(FRONTEND.glob("*.css")), ids=lambda path: path.name)
def test_every_token_used_is_declared(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    declared = set(re.findall(r"--([a-z0-9-]+):", TOKENS + text))
    assert set(re.findall(r"var\(--([a-z0-9-]+)\)", text)) <= declared


def test_nothing_is_decorated_with_gradients_or_shadows() -> None:
    for path in FRONTEND.glob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert "gradient(" not in text
        shadows = re.findall(r"box-shadow:\s*([^;]+);", text)
        assert all(MARKING_LINE.fullmatch(shadow) for shadow in shadows)
