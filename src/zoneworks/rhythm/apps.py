from django.apps import AppConfig


class RhythmConfig(AppConfig):
    name = "zoneworks.rhythm"
    label = "rhythm"
