from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "zoneworks.scoring"
    label = "scoring"
