from django.apps import AppConfig
from django.db.models.signals import post_migrate

from zoneworks.common.declarations import load_declarations


class AuditConfig(AppConfig):
    name = "zoneworks.audit"
    label = "audit"

    def ready(self) -> None:
        from zoneworks.audit import hearing
        from zoneworks.audit.models import forbid_changes

        hearing.listen()
        load_declarations("audit_words")
        post_migrate.connect(forbid_changes, sender=self, dispatch_uid="audit.unchangeable")
