from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DeskConfig(AppConfig):
    name = "zoneworks.desk"
    label = "desk"

    def ready(self) -> None:
        autodiscover_modules("desk")
