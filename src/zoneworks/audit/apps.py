from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "zoneworks.audit"
    label = "audit"
