from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "zoneworks.verification"
    label = "verification"
