from django.apps import AppConfig

from zoneworks.common.declarations import load_declarations


class CommonConfig(AppConfig):
    name = "zoneworks.common"
    label = "common"

    def ready(self) -> None:
        load_declarations("periodic")
