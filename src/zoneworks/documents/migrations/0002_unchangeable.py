"""The database itself refuses to change an edition.

SQLite refuses changes alone: emptying all tables, as tests do, is a row by row removal there. A later migration that
makes this table anew on SQLite loses the trigger and has to call `forbid` again.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "documents_edition"
WORDS = "a frozen edition is never changed"
SQLITE = f"""CREATE TRIGGER edition_unchangeable BEFORE UPDATE ON {TABLE}
BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"""
POSTGRESQL = (
    f"""CREATE FUNCTION edition_unchangeable() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE TRIGGER edition_unchangeable BEFORE UPDATE OR DELETE ON {TABLE}
FOR EACH ROW EXECUTE FUNCTION edition_unchangeable()""",
)


def forbid(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    statements = {"sqlite": (SQLITE,), "postgresql": POSTGRESQL}.get(editor.connection.vendor, ())
    for statement in statements:
        editor.execute(statement, params=None)


def allow(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP TRIGGER edition_unchangeable ON {TABLE}")
        editor.execute("DROP FUNCTION edition_unchangeable()")
    elif editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER edition_unchangeable")


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
