from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "zoneworks.answers"
    label = "answers"
