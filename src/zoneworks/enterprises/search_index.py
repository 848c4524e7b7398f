"""The table the search reads: FTS5 on SQLite, a tsvector with GIN on PostgreSQL, one column of tokens on both.

It is filled by the services, never by triggers, because what is inserted in bulk would pass by them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from zoneworks.common.bulk import insert_packed
from zoneworks.enterprises.search_text import Entry, Word, full_entry, postgresql_query, sqlite_query

TABLE = "enterprises_search"
AT_ONCE = 2_000
ANALYZED_FROM = 5_000
MAKING = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5(plain UNINDEXED, tokens, detail=none)",
        # Tokens gathered before they are sorted in: the usual megabyte is full after a few hundred names.
        f"INSERT INTO {TABLE} ({TABLE}, rank) VALUES ('hashsize', 33554432)",
    ),
    "postgresql": (
        f"CREATE TABLE IF NOT EXISTS {TABLE} (rowid bigint PRIMARY KEY, plain text NOT NULL, tokens tsvector NOT NULL)",
        f"CREATE INDEX IF NOT EXISTS {TABLE}_tokens ON {TABLE} USING gin (tokens)",
    ),
}


class TokensField(models.TextField):
    """Tokens of the search; asked with `__matches=words`, a sequence of Word."""


class Matches(models.Lookup[Any]):
    """All of the words, as the database's own full-text search asks for them."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        # The hidden column of the table's own name: a column filter would need an index twice as large.
        alias = compiler.quote_name_unless_alias(self.lhs.alias)
        return f'{alias}."{TABLE}" MATCH %s', [sqlite_query(self.rhs)]

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} @@ %s::tsquery", [*params, postgresql_query(self.rhs)]


TokensField.register_lookup(Matches)


def make_search_table(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for statement in MAKING[connection.vendor]:
            cursor.execute(statement)


def make_after_migrations(using: str, **_signal: Any) -> None:
    """Also where tables are made without migrations; a database that has no enterprises yet is left alone."""
    database = connections[using]
    if "enterprises_enterprise" in database.introspection.table_names():
        make_search_table(database)


def index_enterprises(keys: Iterable[int]) -> None:
    """Write anew what the search holds of these enterprises; names of those merged into one are found under it."""
    from zoneworks.enterprises.models import Enterprise, EnterpriseName

    wanted = list(keys)
    own = models.Q(pk__in=wanted) | models.Q(merged_into__in=wanted)
    names: dict[int, list[str]] = defaultdict(list)
    codes: dict[int, list[str]] = defaultdict(list)
    stands_for = {}
    for key, into, name, name_en, code in Enterprise.objects.filter(own).values_list(
        "pk", "merged_into_id", "name", "name_en", "credit_code"
    ):
        stands_for[key] = into or key
        names[into or key] += [name, name_en]
        codes[into or key].append(code)
    for key, name in EnterpriseName.objects.filter(enterprise__in=stands_for).values_list("enterprise_id", "name"):
        names[stands_for[key]].append(name)
    write_entries((key, full_entry(names[key], codes[key])) for key in wanted if key in names)


def write_entries(entries: Iterable[tuple[int, Entry]], *, is_fresh: bool = False) -> int:
    """Insert or replace entries by the key of their enterprise; says how many. `is_fresh`: none of them was there."""
    is_vector = connection.vendor == "postgresql"
    packed = [(key, entry.plain, vector_of(entry) if is_vector else entry.tokens) for key, entry in entries]
    for start in range(0, len(packed), AT_ONCE):
        part = packed[start : start + AT_ONCE]
        if is_vector or not is_fresh:
            drop_entries(key for key, _plain, _tokens in part)
        insert_packed(connection, TABLE, ("rowid", "plain", "tokens"), part)
    return len(packed)


def vector_of(entry: Entry) -> str:
    """Tokens as PostgreSQL writes a tsvector; letters and digits alone, so that nothing in them needs a quote."""
    return "'" + entry.tokens.replace(" ", "' '") + "'" if entry.tokens else ""


def drop_entries(keys: Iterable[int]) -> None:
    gone = list(keys)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DELETE FROM {TABLE} WHERE rowid = ANY(%s)", [gone])
        else:
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(key,) for key in gone])


def ease_index() -> None:
    """Before many rows: PostgreSQL gathers tokens and sorts them into its index once, not row by row. On SQLite keys
    that are still to be given must have no entries, which a database emptied around this table may have left."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL gin_pending_list_limit = '1GB'; SET LOCAL work_mem = '128MB'")
        else:
            last = "SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = 'enterprises_enterprise'"
            cursor.execute(f"DELETE FROM {TABLE} WHERE rowid > ({last})")


def settle_index(written: int) -> None:
    """After many rows: what was gathered is sorted in, and PostgreSQL must know which tokens are frequent to choose
    between its two ways of searching."""
    if written >= ANALYZED_FROM and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
            cursor.execute(f"SELECT gin_clean_pending_list('{TABLE}_tokens'::regclass)")
            cursor.execute(f"ANALYZE {TABLE}")


def matching(words: tuple[Word, ...]) -> models.Q:
    """Enterprises whose entry has all of the words."""
    condition = models.Q(search_entry__tokens__matches=words)
    for word in words:
        if not word.is_exact:
            condition &= models.Q(search_entry__plain__contains=word.text)
    return condition
