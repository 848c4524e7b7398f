"""What the background worker does for documents."""

from __future__ import annotations

from django_tasks import task


@task()
def produce(production_pk: int) -> None:
    """Make the file of a production; how it went is told in its row, not here."""
    from zoneworks.documents.services.making import produce_now

    produce_now(production_pk)
