"""Thousands of rows through one prepared statement: what an import needs, and what Django's own bulk calls, which
build a long statement for every packet of rows, do several times slower.

Values go through the model's fields, so that dates, decimals and JSON are stored as everywhere else, and fields that
a row does not name get their defaults. The database's own constraints are all that is checked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

STORED_AS_THEY_ARE = frozenset((str, int, type(None)))
# A table says the same few days and numbers thousands of times.
MET_AGAIN = frozenset((date, Decimal, bool, type(None)))


def insert_rows(model: type[models.Model], rows: Iterable[Mapping[str, Any]], *, with_keys: bool = False) -> int:
    """Insert rows given by attribute names ("item_id", not "item"); says how many. Their keys are not read back.

    `with_keys`: each row names its key itself, one of `reserved_keys`.
    """
    fields = [field for field in model._meta.concrete_fields if with_keys or not field.primary_key]
    connection = connections[router.db_for_write(model)]
    spare = [field.get_db_prep_save(field.get_default(), connection) for field in fields]
    places = {
        field.attname: (place, is_stored_plainly(field), storing(field, connection))
        for place, field in enumerate(fields)
    }
    packed = []
    for row in rows:
        values = spare.copy()
        try:
            for name, value in row.items():
                place, is_plain, store = places[name]
                values[place] = value if is_plain and type(value) in STORED_AS_THEY_ARE else store(value)
        except KeyError:
            if row.keys() <= places.keys():
                raise
            unknown = sorted(row.keys() - places.keys())[0]
            raise LookupError(f"{model._meta.label} has no column {unknown!r}") from None
        packed.append(values)
    if packed:
        insert_packed(connection, model._meta.db_table, [str(field.column) for field in fields], packed)
    return len(packed)


def insert_packed(
    connection: BaseDatabaseWrapper, table: str, columns: Sequence[str], packed: Sequence[Sequence[Any]]
) -> None:
    """Rows as the database stores them. PostgreSQL takes them as one stream, which is ten times faster there."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with (
                connection.wrap_database_errors,
                cursor.copy(f"COPY {quote(table)} ({names}) FROM STDIN") as copy,
            ):
                for row in packed:
                    copy.write_row(row)
        else:
            marks = ", ".join("%s" for _column in columns)
            cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})", packed)


def refresh_statistics(model: type[models.Model]) -> None:
    """PostgreSQL chooses its ways by what a table was before the transaction: one that filled up meanwhile is walked
    from end to end for every packet. Until the transaction ends nobody else refreshes the same table.
    """
    connection = connections[router.db_for_write(model)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def reserved_keys(model: type[models.Model], count: int) -> Sequence[int]:
    """Keys nobody else will get, for rows that others of the same packet point at; inside a transaction that writes."""
    connection = connections[router.db_for_write(model)]
    table, key = model._meta.db_table, str(model._meta.pk.column)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), key, count],
            )
            return [row[0] for row in cursor.fetchall()]
        # Whoever writes holds the only write lock; AUTOINCREMENT counts on from the greatest key ever used.
        cursor.execute("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()[0]
    return range(last + 1, last + count + 1)


def update_rows(
    model: type[models.Model], attributes: Sequence[str], rows: Iterable[tuple[Any, int, Sequence[Any]]]
) -> int:
    """Set the same columns of many rows that have a revision: triples of key, revision seen and values.

    The revision goes forward with them; says how many still were as seen.
    """
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    connection = connections[router.db_for_write(model)]
    quote = connection.ops.quote_name
    fields = [by_name[name] for name in attributes]
    stores = [storing(field, connection) for field in fields]
    packed = [
        (*(store(value) for store, value in zip(stores, values, strict=True)), key, seen) for key, seen, values in rows
    ]
    if not packed:
        return 0
    sets = ", ".join([*(f"{quote(str(field.column))} = %s" for field in fields), "revision = revision + 1"])
    statement = f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE id = %s AND revision = %s"
    with connection.cursor() as cursor:
        cursor.executemany(statement, packed)
        return int(cursor.rowcount)


def is_stored_plainly(field: models.Field) -> bool:
    """Whether texts and whole numbers of the field are stored as they are."""
    return isinstance(field, models.CharField | models.TextField | models.IntegerField | models.ForeignKey)


def storing(field: models.Field, connection: BaseDatabaseWrapper) -> Callable[[Any], Any]:
    """How values of a field are stored: texts and whole numbers as they are, others as the field prepares them."""
    is_plain = is_stored_plainly(field)
    seen: dict[Any, Any] = {}

    def store(value: Any) -> Any:
        kind = type(value)
        if is_plain and kind in STORED_AS_THEY_ARE:
            return value
        if kind not in MET_AGAIN:
            return field.get_db_prep_save(value, connection)
        if value not in seen:
            seen[value] = field.get_db_prep_save(value, connection)
        return seen[value]

    return store


def set_by_key(model: type[models.Model], attribute: str, values: Iterable[tuple[Any, Any]]) -> None:
    """Give one column of many rows a value each: pairs of key and value."""
    field = next(field for field in model._meta.concrete_fields if field.attname == attribute)
    key = model._meta.pk
    assert key is not None
    connection = connections[router.db_for_write(model)]
    packed = [
        (field.get_db_prep_save(value, connection), key.get_db_prep_value(pk, connection)) for pk, value in values
    ]
    if packed:
        quote = connection.ops.quote_name
        table, name = quote(model._meta.db_table), quote(str(field.column))
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {table} SET {name} = %s WHERE {quote(str(key.column))} = %s", packed)
