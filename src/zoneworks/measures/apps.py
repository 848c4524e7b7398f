from django.apps import AppConfig

from zoneworks.common.declarations import load_declarations


class MeasuresConfig(AppConfig):
    name = "zoneworks.measures"
    label = "measures"

    def ready(self) -> None:
        load_declarations("measures")
