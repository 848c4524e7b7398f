from django.apps import AppConfig

from zoneworks.common.declarations import load_declarations


class InboxConfig(AppConfig):
    name = "zoneworks.inbox"
    label = "inbox"

    def ready(self) -> None:
        load_declarations("message_kinds")
        load_declarations("deadlines")
