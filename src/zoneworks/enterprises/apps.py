from django.apps import AppConfig
from django.db.models.signals import post_migrate

from zoneworks.common.declarations import load_declarations


class EnterprisesConfig(AppConfig):
    name = "zoneworks.enterprises"
    label = "enterprises"

    def ready(self) -> None:
        from zoneworks.enterprises.search_index import make_after_migrations

        load_declarations("register_filters")
        post_migrate.connect(make_after_migrations, sender=self, dispatch_uid="enterprises.search")
