from django.apps import AppConfig

from zoneworks.common.declarations import load_declarations


class AccountsConfig(AppConfig):
    name = "zoneworks.accounts"
    label = "accounts"

    def ready(self) -> None:
        load_declarations("subjects")
