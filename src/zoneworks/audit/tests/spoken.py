"""Which verbs the code puts on record: the texts it hands to whatever takes a `verb`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import zoneworks

ROOT = Path(zoneworks.__file__).parent


def verbs_in_code() -> dict[str, str]:
    """verb -> the file that speaks it."""
    trees = {path: ast.parse(path.read_text()) for path in sorted(ROOT.rglob("*.py")) if "tests" not in path.parts}
    takers = {name: place for tree in trees.values() for name, place in takers_in(tree)}
    return {
        verb: str(path.relative_to(ROOT))
        for path, tree in trees.items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for verb in spoken(call, takers)
    }


def takers_in(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for one in ast.walk(tree):
        if isinstance(one, ast.FunctionDef):
            names = [argument.arg for argument in one.args.args]
            if "verb" in names:
                yield one.name, names.index("verb")


def spoken(call: ast.Call, takers: dict[str, int]) -> Iterator[str]:
    for keyword in call.keywords:
        if keyword.arg == "verb":
            yield from texts(keyword.value)
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    place = takers.get(name)
    if place is not None and len(call.args) > place:
        yield from texts(call.args[place])


def texts(value: ast.expr) -> Iterator[str]:
    """A text, or those of a choice between two."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from (text for branch in (value.body, value.orelse) for text in texts(branch))
