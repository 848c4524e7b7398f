from django.apps import AppConfig

from zoneworks.common.declarations import load_declarations


class CommonConfig(AppConfig):
    name = "zoneworks.common"
    label = "common"

    def ready(self) -> None:
        from zoneworks.common import lookups  # noqa: F401 - registers what it declares

        load_declarations("periodic")
