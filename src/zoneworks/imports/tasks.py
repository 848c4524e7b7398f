"""What the background worker does for large tables."""

from __future__ import annotations

from django_tasks import task


@task()
def read_bulk(batch_pk: str) -> None:
    from zoneworks.imports.services.bulk import read_now

    read_now(batch_pk)


@task()
def write_bulk(batch_pk: str) -> None:
    from zoneworks.imports.services.bulk import write_now

    write_now(batch_pk)
