from django.apps import AppConfig
from django.db.models.signals import post_migrate

from zoneworks.common.declarations import load_declarations


class DocumentsConfig(AppConfig):
    name = "zoneworks.documents"
    label = "documents"

    def ready(self) -> None:
        from zoneworks.documents.unchangeable import forbid_changes

        load_declarations("blocks")
        post_migrate.connect(forbid_changes, sender=self, dispatch_uid="documents.unchangeable")
