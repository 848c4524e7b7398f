"""`field__among=texts`: one of thousands of texts, given as one parameter instead of one each."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


@models.CharField.register_lookup
class Among(models.Lookup[Any]):
    lookup_name = "among"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        texts = list(value)
        return "%s", (texts if connection.vendor == "postgresql" else json.dumps(texts),)

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        left, given = self.process_lhs(compiler, connection)
        mark, texts = self.process_rhs(compiler, connection)
        return f"{left} IN (SELECT value FROM json_each({mark}))", (*given, *texts)

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """Not as a subquery: without statistics of its table PostgreSQL would make that anew for every row."""
        left, given = self.process_lhs(compiler, connection)
        mark, texts = self.process_rhs(compiler, connection)
        return f"{left} = ANY({mark}::text[])", (*given, *texts)
