"""What PostgreSQL believes of a table that fills up within a transaction."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from zoneworks.common.bulk import insert_rows, refresh_statistics

pytestmark = pytest.mark.django_db


def believed() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'django_content_type'")
        return int(cursor.fetchone()[0])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no such count of a table")
def test_rows_of_the_same_transaction_are_counted() -> None:
    insert_rows(ContentType, ({"app_label": "sample", "model": f"m{number}"} for number in range(700)))
    refresh_statistics(ContentType)
    assert believed() == ContentType.objects.count() >= 700
