from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "zoneworks.enterprises"
    label = "enterprises"
