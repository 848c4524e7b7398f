"""The project's own documents: pages in pairs and indexed, links that lead somewhere, pictures that load quickly."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHINESE = ".zh-Hans"
# Kept in one language: lists of both languages, or pages for whoever works on the code.
ALONE = {"CHANGELOG.md", "CONTRIBUTING.md", "docs/benchmarks.md", "docs/glossary.md", "docs/look.md"}
LARGEST_PICTURE = 200_000


def tracked(*patterns: str) -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def pages() -> list[str]:
    return [name for name in tracked("*.md") if name not in ALONE and not name.startswith(("docs/adr/", "src/"))]


def anchors(path: Path) -> set[str]:
    """The fragments under which the headings of a page are found."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def test_every_page_is_there_in_both_languages() -> None:
    english = {name for name in pages() if CHINESE not in name}
    chinese = {name.replace(CHINESE, "") for name in pages() if CHINESE in name}
    assert len(english) > 10
    assert english ^ chinese == set()


@pytest.mark.parametrize("index", ["docs/guide/README.md", f"docs/guide/README{CHINESE}.md"])
def test_the_index_of_the_guide_names_every_page_of_it(index: str) -> None:
    is_chinese = CHINESE in index
    named = set(re.findall(r"\]\(([\w.-]+\.md)\)", (ROOT / index).read_text(encoding="utf-8")))
    there = {Path(name).name for name in tracked("docs/guide/*.md") if (CHINESE in name) == is_chinese}
    assert there - named == {Path(index).name}


def test_every_link_to_a_heading_finds_it() -> None:
    link = re.compile(r"\]\((?!https?://|mailto:)([^)#\s]*)#([^)\s]+)\)")
    lost = []
    for name in tracked("*.md"):
        for target, anchor in link.findall((ROOT / name).read_text(encoding="utf-8")):
            path = (ROOT / name).parent / target if target else ROOT / name
            if not path.is_file() or (path.suffix == ".md" and anchor not in anchors(path)):
                lost.append(f"{name}: {target}#{anchor}")
    assert lost == []


def test_records_of_decisions_are_numbered_without_a_gap() -> None:
    records = sorted(tracked("docs/adr/*.md"))
    assert [int(Path(name).name[:4]) for name in records] == list(range(1, len(records) + 1))
    for number, name in enumerate(records, start=1):
        assert (ROOT / name).read_text(encoding="utf-8").startswith(f"# {number}. ")


def test_pictures_load_quickly_and_are_shown_somewhere() -> None:
    words = "".join((ROOT / name).read_text(encoding="utf-8") for name in tracked("*.md"))
    pictures = [ROOT / name for name in tracked("docs/*.png", "docs/*.svg")]
    assert pictures
    assert [path.name for path in pictures if path.stat().st_size > LARGEST_PICTURE] == []
    assert [path.name for path in pictures if path.name not in words] == []


def test_every_verb_of_the_command_line_is_told_in_both_languages() -> None:
    from zoneworks.commands import VERBS

    for page in ("docs/command-line.md", f"docs/command-line{CHINESE}.md"):
        lines = (ROOT / page).read_text(encoding="utf-8").splitlines()
        headings = " ".join(line for line in lines if line.startswith("## "))
        assert [verb for verb in VERBS if f"zoneworks {verb}" not in headings] == []


def test_every_setting_of_the_environment_is_told_in_both_languages() -> None:
    code = "".join((ROOT / name).read_text(encoding="utf-8") for name in tracked("src/zoneworks/config/*.py"))
    named = set(re.findall(r"\"((?:ZONEWORKS|DATABASE)_[A-Z_]+)\"", code))
    assert len(named) > 8
    for page in ("docs/guide/operations.md", f"docs/guide/operations{CHINESE}.md"):
        words = (ROOT / page).read_text(encoding="utf-8")
        assert {name for name in named if f"`{name}`" not in words} == set()
