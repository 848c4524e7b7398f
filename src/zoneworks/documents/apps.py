from django.apps import AppConfig

from zoneworks.common.declarations import load_declarations


class DocumentsConfig(AppConfig):
    name = "zoneworks.documents"
    label = "documents"

    def ready(self) -> None:
        load_declarations("blocks")
