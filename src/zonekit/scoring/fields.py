"""Parameters of formulas as declared fields: read from data, every fault named with its path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from zonekit.scoring.numbers import number
from zonekit.values.issues import Issue

CODE = re.compile(r"[a-z0-9][a-z0-9_.-]*")


class Field(Protocol):
    """One parameter: the value that stands when it is not given, its faults, and its value read."""

    @property
    def is_required(self) -> bool: ...
    def faults(self, value: Any, path: str) -> Iterator[Issue]: ...
    def read(self, value: Any) -> Any: ...


def issue(code: str, path: str, **figures: object) -> Issue:
    """A fault with its path; figures as text, so that they stay exact."""
    return Issue(code, params={"path": path, **{name: str(value) for name, value in figures.items()}})


def is_code(value: Any) -> bool:
    return isinstance(value, str) and CODE.fullmatch(value) is not None


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal number, as text or as a whole number (a binary fraction is refused: it is not exact)."""

    default: str | None = None
    is_required: bool = False
    least: str | None = None
    most: str | None = None
    is_positive: bool = False

    def faults(self, value: Any, path: str) -> Iterator[Issue]:
        if value is None:
            return
        read = number(value)
        if read is None:
            yield issue("not_a_number", path, value=value)
        elif self.is_positive and read <= 0:
            yield issue("not_positive", path, value=value)
        elif self.least is not None and read < Decimal(self.least):
            yield issue("below_least", path, value=value, least=self.least)
        elif self.most is not None and read > Decimal(self.most):
            yield issue("above_most", path, value=value, most=self.most)

    def read(self, value: Any) -> Decimal | None:
        return number(value if value is not None else self.default)


@dataclass(frozen=True, slots=True)
class Choice:
    options: tuple[str, ...]
    default: str | None = None

    @property
    def is_required(self) -> bool:
        return self.default is None

    def faults(self, value: Any, path: str) -> Iterator[Issue]:
        if value is not None and value not in self.options:
            yield issue("choice_unknown", path, value=value, options=", ".join(self.options))

    def read(self, value: Any) -> str:
        return str(value if value is not None else self.default)


@dataclass(frozen=True, slots=True)
class Flag:
    default: bool = False
    is_required: bool = False

    def faults(self, value: Any, path: str) -> Iterator[Issue]:
        if value is not None and not isinstance(value, bool):
            yield issue("not_yes_or_no", path, value=value)

    def read(self, value: Any) -> bool:
        return self.default if value is None else bool(value)


@dataclass(frozen=True, slots=True)
class Word:
    """A code: small letters, digits, "_", "." and "-"."""

    is_required: bool = False

    def faults(self, value: Any, path: str) -> Iterator[Issue]:
        if value is not None and not is_code(value):
            yield issue("not_a_code", path, value=value)

    def read(self, value: Any) -> str | None:
        return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages."""

    is_required: bool = True

    def faults(self, value: Any, path: str) -> Iterator[Issue]:
        if not (isinstance(value, Mapping) and value.get("zh") and value.get("en")):
            yield issue("text_missing", path)

    def read(self, value: Any) -> Any:
        return value


@dataclass(frozen=True, slots=True)
class Numbers:
    """A list of numbers, each as its field says."""

    each: Number
    is_required: bool = True

    def faults(self, value: Any, path: str) -> Iterator[Issue]:
        if not isinstance(value, list) or not value:
            yield issue("list_empty", path)
            return
        for i, one in enumerate(value):
            if one is None:
                yield issue("not_a_number", f"{path}[{i}]", value=one)
            yield from self.each.faults(one, f"{path}[{i}]")

    def read(self, value: Any) -> tuple[Decimal, ...]:
        return tuple(one for one in map(self.each.read, value) if one is not None)


@dataclass(frozen=True, slots=True)
class Entries:
    """A list of objects with fields of their own."""

    fields: Mapping[str, Field]
    is_required: bool = True

    def faults(self, value: Any, path: str) -> Iterator[Issue]:
        if not isinstance(value, list) or (self.is_required and not value):
            yield issue("list_empty", path)
            return
        for i, one in enumerate(value):
            yield from faults_of(self.fields, one, f"{path}[{i}]")

    def read(self, value: Any) -> tuple[Mapping[str, Any], ...]:
        return tuple(read_all(self.fields, one) for one in value or ())


def faults_of(fields: Mapping[str, Field], data: Any, path: str) -> Iterator[Issue]:
    """Every fault of an object: what is missing, what is not known, what does not fit."""
    if not isinstance(data, Mapping):
        yield issue("not_an_object", path)
        return
    for name in sorted(set(data) - set(fields)):
        yield issue("field_unknown", f"{path}.{name}")
    for name, field in fields.items():
        if data.get(name) is not None:
            yield from field.faults(data[name], f"{path}.{name}")
        elif field.is_required:
            yield issue("field_missing", f"{path}.{name}")


def read_all(fields: Mapping[str, Field], data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: field.read(data.get(name)) for name, field in fields.items()}
