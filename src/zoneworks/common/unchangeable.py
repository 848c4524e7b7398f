"""Tables whose rows are never changed once written: the database itself refuses.

Set after every migration rather than by one: a migration that makes a table anew on SQLite drops its triggers.
SQLite refuses changes alone, because emptying all tables, as tests do, is a removal row by row there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connections


@dataclass(frozen=True)
class Unchangeable:
    """`name` of the trigger; `words`: what the database says when it refuses."""

    table: str
    name: str
    words: str

    def statements(self, vendor: str) -> tuple[str, ...]:
        if vendor == "sqlite":
            return (
                f"CREATE TRIGGER IF NOT EXISTS {self.name} BEFORE UPDATE ON {self.table} "
                f"BEGIN SELECT RAISE(ABORT, '{self.words}'); END",
            )
        if vendor == "postgresql":
            return (
                f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{self.words}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
                f"CREATE OR REPLACE TRIGGER {self.name} BEFORE UPDATE OR DELETE ON {self.table} "
                f"FOR EACH ROW EXECUTE FUNCTION {self.name}()",
            )
        return ()


def forbidding(*tables: Unchangeable) -> Callable[..., None]:
    """To be called after migrations; a database that has not got a table yet, or no longer, is left alone."""

    def forbid_changes(using: str, **_signal: Any) -> None:
        connection = connections[using]
        there = set(connection.introspection.table_names())
        with connection.cursor() as cursor:
            for table in tables:
                for statement in table.statements(connection.vendor) if table.table in there else ():
                    cursor.execute(statement)

    return forbid_changes
