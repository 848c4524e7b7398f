from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "zoneworks.files"
    label = "files"
