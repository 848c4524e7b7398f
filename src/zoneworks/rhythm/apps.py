from django.apps import AppConfig

from zoneworks.common.declarations import load_declarations


class RhythmConfig(AppConfig):
    name = "zoneworks.rhythm"
    label = "rhythm"

    def ready(self) -> None:
        load_declarations("occasions")
