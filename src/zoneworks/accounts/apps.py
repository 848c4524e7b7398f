from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "zoneworks.accounts"
    label = "accounts"
