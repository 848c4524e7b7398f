"""The database itself refuses to change an edition.

Set after every migration rather than by one: a migration that makes the table anew on SQLite drops its triggers.
SQLite refuses changes alone, because emptying all tables, as tests do, is a removal row by row there.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

TABLE = "documents_edition"
WORDS = "a frozen edition is never changed"
STATEMENTS = {
    "sqlite": (
        f"CREATE TRIGGER IF NOT EXISTS edition_unchangeable BEFORE UPDATE ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION edition_unchangeable() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE OR REPLACE TRIGGER edition_unchangeable BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION edition_unchangeable()",
    ),
}


def forbid_changes(using: str, **_signal: Any) -> None:
    """After a migration; a database that has no editions yet, or none any more, is left alone."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in STATEMENTS.get(connection.vendor, ()):
            cursor.execute(statement)
