"""The project's own habits, held by looking at its tracked files."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FUNCTION = 50
LONGEST_FILE = 400


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def python_files() -> list[Path]:
    return [path for path in tracked("*.py") if "migrations" not in path.parts]


def test_files_and_functions_stay_short() -> None:
    long = []
    for path in python_files():
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > LONGEST_FILE:
            long.append(f"{path.relative_to(ROOT)}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > LONGEST_FUNCTION:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {size} lines")
    assert not long, "\n".join(long)


def test_no_lock_file_names_a_registry_host() -> None:
    locks = tracked("requirements/*.txt", "package-lock.json")
    assert len(locks) >= 3
    named = [
        path.name
        for path in locks
        if re.search(r"\"resolved\"|https?://(?!opencollective|github|tidelift|www\.patreon)", path.read_text())
    ]
    assert not [name for name in named if name.endswith(".txt")]
    assert re.search(r"\bresolved\b", (ROOT / "package-lock.json").read_text()) is None


def test_no_path_of_one_machine_is_tracked() -> None:
    place = re.compile(r"/(?:wo" + r"rk|ro" + r"ot|fa" + r"rm)/")
    found = [
        path.relative_to(ROOT).as_posix()
        for path in tracked()
        if path.suffix not in {".xlsx", ".png", ".docx"} and place.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_templates_carry_no_inline_style_or_script() -> None:
    inline = re.compile(r"\sstyle=|<script(?![^>]*\bsrc=)[^>]*>|<[a-z][^<>{}]*\son[a-z]+=", re.IGNORECASE)
    found = [
        path.relative_to(ROOT).as_posix()
        for path in tracked("*.html")
        if inline.search(re.sub(r"{%.*?%}", "", path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    "name", ["README.md", "README.zh-Hans.md", "LICENSE", "CONTRIBUTING.md", "CHANGELOG.md", "docs/glossary.md"]
)
def test_what_a_newcomer_looks_for_is_there(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8").strip()


def test_every_relative_link_of_the_documents_leads_somewhere() -> None:
    link = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in tracked("*.md")
        for target in link.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert broken == []
