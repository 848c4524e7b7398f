"""The table of the search: FTS5 on SQLite, a tsvector with a GIN index on PostgreSQL."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import zoneworks.enterprises.search_index
from zoneworks.enterprises.search_index import make_search_table


def make_table(apps: Any, schema_editor: Any) -> None:
    make_search_table(schema_editor.connection)


def drop_table(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("DROP TABLE enterprises_search")


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "enterprise",
                    models.OneToOneField(
                        db_column="rowid",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="enterprises.enterprise",
                    ),
                ),
                ("plain", models.TextField()),
                ("tokens", zoneworks.enterprises.search_index.TokensField()),
            ],
            options={"db_table": "enterprises_search", "managed": False},
        ),
        migrations.RunPython(make_table, drop_table),
    ]
