from importlib import import_module

from django.apps import AppConfig


class ChainsConfig(AppConfig):
    name = "zoneworks.chains"
    label = "chains"

    def ready(self) -> None:
        # Who reads enterprises is asked of a lower app, which does not look for what is declared above it.
        import_module("zoneworks.chains.readers")
        import_module("zoneworks.chains.subjects_made")
