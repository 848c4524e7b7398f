from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "zoneworks.portal"
    label = "portal"

    def ready(self) -> None:
        from zoneworks.portal import hearing

        hearing.listen()
