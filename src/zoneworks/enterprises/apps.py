from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EnterprisesConfig(AppConfig):
    name = "zoneworks.enterprises"
    label = "enterprises"

    def ready(self) -> None:
        from zoneworks.enterprises.search_index import make_after_migrations

        post_migrate.connect(make_after_migrations, sender=self, dispatch_uid="enterprises.search")
