"""What the content security policy refuses must not stand in any template."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
REFUSED = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "an htmx event attribute": re.compile(r"\bhx-on\b", re.I),
    "a javascript address": re.compile(r"javascript:", re.I),
    "a file of another site": re.compile(r"(?:src|href)=[\"']https?://", re.I),
}


def found_in(text: str) -> list[str]:
    return [what for what, pattern in REFUSED.items() if pattern.search(text)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_template_holds_nothing_that_the_policy_refuses(path: Path) -> None:
    assert found_in(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('<p class="a" style="color: red">', "a style attribute"),
        ("<script>alert(1)</script>", "an inline script"),
        ('<a href="#" onclick="x()">', "an event attribute"),
        ('<a hx-on:click="x()">', "an htmx event attribute"),
        ('<link href="https://example.org/a.css">', "a file of another site"),
    ],
)
def test_the_search_finds_what_it_looks_for(text: str, what: str) -> None:
    assert what in found_in(text)


def test_the_search_passes_what_is_allowed() -> None:
    assert found_in('<script src="/static/main.js" defer></script><p class="style on">on = off</p>') == []
